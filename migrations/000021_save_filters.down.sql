drop index task_done, task_watched;
drop table saved_filter;
