drop trigger task_keeps_first_deadline on task;
drop function refuse_other_first_deadline();
drop index task_original_due;
drop table setting, holiday, deadline_change, extension;
