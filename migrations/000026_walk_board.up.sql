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

-- What has become of a promise follows from the day its task was, or is claimed to be, done. The promise keeps that day beside it, so
-- that a year of promises is counted without reading the tasks: a completion that is sent back clears it.
alter table nudge_promise add column done_on date;

create function promise_done_on(state text, completed date, submitted date) returns date language sql immutable as $$
    select case state when 'completed' then completed when 'submitted' then submitted end
$$;

create function keep_promise_done() returns trigger language plpgsql as $$
begin
    update nudge_promise set done_on = promise_done_on(new.state, new.completed_on, new.submitted_on) where task_id = new.id;
    return null;
end $$;

create trigger task_promise_update after update on task for each row
    when (promise_done_on(old.state, old.completed_on, old.submitted_on) is distinct from promise_done_on(new.state, new.completed_on, new.submitted_on))
    execute function keep_promise_done();

update nudge_promise p set done_on = promise_done_on(t.state, t.completed_on, t.submitted_on) from task t where t.id = p.task_id;

drop index nudge_promise_unit, nudge_promise_day;
create index nudge_promise_unit on nudge_promise (unit_id, promised_on desc, id desc) include (done_on, next_at, released_at);
create index nudge_promise_day on nudge_promise (promised_on desc, id desc) include (unit_id, done_on, next_at, released_at);
