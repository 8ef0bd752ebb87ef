-- How often a task was urged on, when last and on which rung: the board shows it in every row and asks for it in its filters.
alter table task add column nudges integer not null default 0, add column nudged_at timestamptz, add column nudge_rung smallint not null default 0;

-- What the mentions of the task in nudges that went out, and were not dropped since, come to.
create function mark_nudged(task bigint) returns void language sql as $$
    update task t set nudges = s.nudges, nudged_at = s.last, nudge_rung = coalesce(s.rung, 0)
    from (select count(*) as nudges, max(k.sent_at) as last, (array_agg(n.rung order by k.sent_at desc, k.id desc))[1] as rung
        from nudge_task k join nudge n on n.id = k.nudge_id where k.task_id = mark_nudged.task and k.sent_at is not null and not k.dropped) s
    where t.id = mark_nudged.task
$$;

create function keep_nudged() returns trigger language plpgsql as $$
begin
    perform mark_nudged(new.task_id);
    return null;
end $$;

-- Whoever sends a nudge, or drops a task from one, holds the row of the task.
create trigger nudge_task_insert after insert on nudge_task for each row when (new.sent_at is not null) execute function keep_nudged();
create trigger nudge_task_update after update on nudge_task for each row
    when ((old.sent_at, old.dropped and old.sent_at is not null) is distinct from (new.sent_at, new.dropped and new.sent_at is not null))
    execute function keep_nudged();

-- For rows that were written past the trigger.
create function nudged_anew() returns void language sql as $$
    update task t set nudges = s.nudges, nudged_at = s.last, nudge_rung = s.rung
    from (select k.task_id, count(*) as nudges, max(k.sent_at) as last, (array_agg(n.rung order by k.sent_at desc, k.id desc))[1] as rung
        from nudge_task k join nudge n on n.id = k.nudge_id where k.sent_at is not null and not k.dropped group by k.task_id) s
    where t.id = s.task_id
$$;
select nudged_anew();

drop index task_watched;
create index task_watched on task (lead_unit_id, due_on, id) include (open, state, assigned_on, last_report_at, nudged_at)
    where open and children = 0 and deadline_kind <> 'periodic';
drop index task_watched_due;
create index task_watched_due on task (due_on, id) include (state, assigned_on, last_report_at, lead_unit_id, nudged_at)
    where open and children = 0 and deadline_kind <> 'periodic';

-- What is silent, in the order of the last reports, is walked without passing over what nobody has begun.
create index task_under_way on task (coalesce(last_report_at, '-infinity'::timestamptz), id) include (last_report_at, assigned_on, open)
    where state = 'in_progress' and children = 0 and deadline_kind <> 'periodic';
