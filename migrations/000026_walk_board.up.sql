-- What the board lists is walked in the order it is shown in, through what is open alone: the tasks that are done, most of a grown
-- register, then cost it nothing. What its groups ask for stands in the first two, so that rows which are passed over are not read.
drop index task_watched;
create index task_watched on task (lead_unit_id, due_on, id) include (open, state, assigned_on, last_report_at)
    where open and children = 0 and deadline_kind <> 'periodic';
create index task_watched_due on task (due_on, id) include (state, assigned_on, last_report_at, lead_unit_id)
    where open and children = 0 and deadline_kind <> 'periodic';
create index task_watched_report on task (coalesce(last_report_at, '-infinity'::timestamptz), id) include (state, assigned_on, last_report_at, due_on)
    where open and children = 0 and deadline_kind <> 'periodic';
create index task_watched_percent on task (percent, id) where open and children = 0 and deadline_kind <> 'periodic';
create index task_watched_code on task (id) where open and children = 0 and deadline_kind <> 'periodic';

-- Which tasks wait for the Office is then read from the index alone.
drop index report_to_accept;
create index report_to_accept on report (reported_at, id) include (task_id) where state = 'approved';

-- Whether a task is open follows from its state; told so, the planner does not take the two for strangers.
create statistics task_open_state (mcv) on open, state from task;
analyze task;
