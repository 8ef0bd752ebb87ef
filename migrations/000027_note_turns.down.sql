drop index obstacle_step_during;
alter table obstacle_step drop column cause;
drop trigger task_turn_update on task;
drop trigger task_turn_insert on task;
drop function turns_anew, keep_task_turn, turns_of;
drop table task_turn;
