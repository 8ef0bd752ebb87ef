drop index nudge_promise_unit, nudge_promise_day;
create index nudge_promise_unit on nudge_promise (unit_id, promised_on desc, id desc);
create index nudge_promise_day on nudge_promise (promised_on desc, id desc);
drop trigger task_promise_update on task;
drop function keep_promise_done, promise_done_on;
alter table nudge_promise drop column done_on;
drop statistics task_open_state;
drop index report_to_accept;
create index report_to_accept on report (reported_at, id) where state = 'approved';
drop index task_watched_code, task_watched_percent, task_watched_report, task_watched_due, task_watched;
create index task_watched on task (lead_unit_id, due_on) include (id, open, state, assigned_on, last_report_at)
    where open and children = 0 and deadline_kind <> 'periodic';
