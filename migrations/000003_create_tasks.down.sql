drop trigger task_history_update on task;
drop trigger task_history_insert on task;
drop function keep_task_history();
drop function cchc_now();
drop table task_history, task_clause, task_unit, task, task_number;
