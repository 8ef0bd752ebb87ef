drop index task_history_open;
drop index task_history_priority;
drop table judgement;
