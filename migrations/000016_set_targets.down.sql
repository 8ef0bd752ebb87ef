drop table indicator_task, indicator;
