-- When something happened to a task that people want to know who ask what changed between two instants: each kind of news is among the
-- turns of its kind in between, so that nobody looks through the whole past. Whether a turn is news is asked of task_history, which
-- stays the truth: a task that turned and turned back is none. A task that is open turns overdue ahead, at the midnight after its
-- deadline, so that no clock has to pass over the rows.
create table task_turn (
    kind text not null check (kind in ('overdue', 'deadline', 'reassigned', 'done', 'given', 'reopened', 'stopped')),
    at timestamptz not null,
    task_id bigint not null references task (id),
    primary key (kind, at, task_id)
);
create index task_turn_task on task_turn (task_id, kind, at);

-- What turns where a task that was so is so from the instant since on; was_state is null for one that is new. No task goes back to
-- being a draft.
create function turns_of(was_state text, was_due date, was_lead bigint, state text, due date, lead bigint, counted boolean, since timestamptz)
returns table (kind text, at timestamptz) language sql immutable as $$
    select 'overdue', greatest(since, (due + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') where counted and state <> 'completed' and due is not null
    union all select 'deadline', since where was_state <> 'draft' and was_due is distinct from due
    union all select 'reassigned', since where was_state <> 'draft' and was_lead is distinct from lead
    union all select 'done', since where state = 'completed' and was_state is distinct from 'completed'
    union all select 'given', since where state not in ('draft', 'cancelled') and coalesce(was_state, 'draft') = 'draft'
    union all select 'reopened', since where state not in ('completed', 'cancelled') and was_state in ('completed', 'cancelled')
    union all select 'stopped', since where state = 'cancelled' and was_state is distinct from 'cancelled'
$$;

create function keep_task_turn() returns trigger language plpgsql as $$
declare
    since timestamptz;
    was task;
begin
    select valid_from into since from task_history where task_id = new.id and valid_to is null;
    if tg_op = 'UPDATE' then
        was := old;
        delete from task_turn where task_id = new.id and kind = 'overdue' and at > since;
    end if;
    insert into task_turn (kind, at, task_id)
    select k.kind, k.at, new.id
    from turns_of(was.state, was.due_on, was.lead_unit_id, new.state, new.due_on, new.lead_unit_id, (tallied_of(new)).counted, since) k
    on conflict do nothing;
    return null;
end $$;

create trigger task_turn_insert after insert on task for each row when (new.state <> 'draft') execute function keep_task_turn();
create trigger task_turn_update after update on task for each row
    when ((old.state, old.deadline_kind, old.due_on, old.lead_unit_id, old.children = 0)
        is distinct from (new.state, new.deadline_kind, new.due_on, new.lead_unit_id, new.children = 0))
    execute function keep_task_turn();

-- Notes every turn anew from the past of every task.
create function turns_anew() returns void language sql as $$
    truncate task_turn;
    insert into task_turn (kind, at, task_id)
    select k.kind, k.at, h.task_id
    from (select h.*, (tallied_of(h)).counted, lag(state) over w as was_state, lag(due_on) over w as was_due, lag(lead_unit_id) over w as was_lead,
            lag(row(state, deadline_kind, due_on, lead_unit_id, leaf)) over w is not distinct from row(state, deadline_kind, due_on, lead_unit_id, leaf) as same
        from task_history h window w as (partition by task_id order by valid_from)) h
    cross join lateral turns_of(h.was_state, h.was_due, h.was_lead, h.state, h.due_on, h.lead_unit_id, h.counted, h.valid_from) k
    where not h.same
    on conflict do nothing;
$$;
select turns_anew();

-- The cause of an obstacle may be mended with a step: figures of a past instant go by what it was then.
alter table obstacle_step add column cause text
    check (cause in ('rules', 'money', 'people', 'cooperation', 'digital', 'superior', 'other'));
update obstacle_step s set cause = o.cause from obstacle o where o.id = s.obstacle_id;
alter table obstacle_step alter column cause set not null;

-- Which obstacles were open at an instant; a step that left them waiting took no time.
create index obstacle_step_during on obstacle_step using gist (tstzrange(at, case when left_at < at then at else left_at end))
    where state not in ('closed', 'withdrawn');
