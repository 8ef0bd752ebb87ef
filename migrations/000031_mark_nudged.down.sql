drop index task_under_way;
drop index task_watched;
create index task_watched on task (lead_unit_id, due_on, id) include (open, state, assigned_on, last_report_at)
    where open and children = 0 and deadline_kind <> 'periodic';
drop index task_watched_due;
create index task_watched_due on task (due_on, id) include (state, assigned_on, last_report_at, lead_unit_id)
    where open and children = 0 and deadline_kind <> 'periodic';
drop trigger nudge_task_update on nudge_task;
drop trigger nudge_task_insert on nudge_task;
drop function nudged_anew, keep_nudged, mark_nudged;
alter table task drop column nudges, drop column nudged_at, drop column nudge_rung;
