-- What figures are asked by besides what the past already keeps. Of tasks that changed before this, the past has what they are now.
alter table task_history add column area smallint, add column plan_year integer, add column priority boolean, add column leaf boolean;
update task_history h set area = t.area, plan_year = t.plan_year, priority = t.priority, leaf = t.children = 0 from task t where t.id = h.task_id;
alter table task_history alter column area set not null, alter column plan_year set not null, alter column priority set not null, alter column leaf set not null;

create or replace function keep_task_history() returns trigger language plpgsql as $$
declare
    instant timestamptz := cchc_now();
    since timestamptz;
begin
    select valid_from into since from task_history where task_id = new.id and valid_to is null;
    if since >= instant then
        update task_history set state = new.state, deadline_kind = new.deadline_kind, due_on = new.due_on,
            original_due_on = new.original_due_on, completed_on = new.completed_on, lead_unit_id = new.lead_unit_id,
            officer_id = new.officer_id, percent = new.percent, area = new.area, plan_year = new.plan_year, priority = new.priority,
            leaf = new.children = 0
        where task_id = new.id and valid_to is null;
        return null;
    end if;
    update task_history set valid_to = instant where task_id = new.id and valid_to is null;
    insert into task_history (task_id, state, deadline_kind, due_on, original_due_on, completed_on, lead_unit_id, officer_id, percent,
        area, plan_year, priority, leaf, valid_from)
    values (new.id, new.state, new.deadline_kind, new.due_on, new.original_due_on, new.completed_on, new.lead_unit_id, new.officer_id, new.percent,
        new.area, new.plan_year, new.priority, new.children = 0, instant);
    return null;
end $$;

drop trigger task_history_update on task;
create trigger task_history_update after update on task for each row
    when ((old.state, old.deadline_kind, old.due_on, old.original_due_on, old.completed_on, old.lead_unit_id, old.officer_id, old.percent,
            old.area, old.plan_year, old.priority, old.children = 0)
        is distinct from (new.state, new.deadline_kind, new.due_on, new.original_due_on, new.completed_on, new.lead_unit_id, new.officer_id, new.percent,
            new.area, new.plan_year, new.priority, new.children = 0))
    execute function keep_task_history();

-- The tasks behind a figure are listed by their deadlines, of the whole department or of one unit.
create index task_history_due on task_history (due_on, task_id);
create index task_history_unit on task_history (lead_unit_id, due_on, task_id);

-- How many tasks stand in each class of timeliness (01/VBHN-VPCP), from one instant until the next row of the same year, unit and
-- area: against the deadline in force, and against the first one. A task that is open is counted ahead as overdue from the
-- midnight after its deadline on, so that no clock has to pass over the rows.
create table tally (
    plan_year integer not null,
    unit_id bigint not null references unit (id),
    area smallint not null references area (code),
    at timestamptz not null,
    on_time integer not null,
    late integer not null,
    in_time integer not null,
    overdue integer not null,
    undated integer not null,
    first_on_time integer not null,
    first_late integer not null,
    first_in_time integer not null,
    first_overdue integer not null,
    first_undated integer not null,
    primary key (plan_year, unit_id, area, at)
);
create index tally_unit on tally (unit_id);

-- What of a task its class follows from.
create type tallied as (
    counted boolean, plan_year integer, unit_id bigint, area smallint, done boolean, completed_on date, due_on date, first_due_on date
);

create function tallied_of(h task_history) returns tallied language sql immutable as $$
    select row(h.leaf and h.deadline_kind <> 'periodic' and h.state not in ('draft', 'cancelled') and h.lead_unit_id is not null, h.plan_year,
        h.lead_unit_id, h.area, h.state = 'completed', h.completed_on, h.due_on, h.original_due_on)::tallied
$$;

create function tallied_of(t task) returns tallied language sql immutable as $$
    select row(t.children = 0 and t.deadline_kind <> 'periodic' and t.state not in ('draft', 'cancelled') and t.lead_unit_id is not null, t.plan_year,
        t.lead_unit_id, t.area, t.state = 'completed', t.completed_on, t.due_on, t.original_due_on)::tallied
$$;

-- By how much the counts change, and when, for a task that is so from the instant since on: then, and at the midnight after each of
-- its deadlines while it is open. The sign -1 takes back what it counts from then on.
create function tally_steps(t tallied, since timestamptz, sign integer)
returns table (plan_year integer, unit_id bigint, area smallint, at timestamptz, on_time integer, late integer, in_time integer, overdue integer, undated integer,
    first_on_time integer, first_late integer, first_in_time integer, first_overdue integer, first_undated integer)
language sql immutable as $$
    with today (day) as (select (since at time zone 'Asia/Ho_Chi_Minh')::date),
    classes (on_time, late, in_time, overdue, undated, first_on_time, first_late, first_in_time, first_overdue, first_undated) as (
        select t.done and t.completed_on <= t.due_on, t.done and t.completed_on > t.due_on,
            not t.done and day <= t.due_on, not t.done and day > t.due_on, t.due_on is null,
            t.done and t.completed_on <= t.first_due_on, t.done and t.completed_on > t.first_due_on,
            not t.done and day <= t.first_due_on, not t.done and day > t.first_due_on, t.first_due_on is null
        from today)
    select t.plan_year, t.unit_id, t.area, since, sign * (on_time is true)::integer, sign * (late is true)::integer, sign * (in_time is true)::integer, sign * (overdue is true)::integer, sign * (undated is true)::integer, sign * (first_on_time is true)::integer, sign * (first_late is true)::integer, sign * (first_in_time is true)::integer, sign * (first_overdue is true)::integer, sign * (first_undated is true)::integer
    from classes where t.counted
    union all
    select t.plan_year, t.unit_id, t.area, (t.due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', 0, 0, -sign, sign, 0, 0, 0, 0, 0, 0
    from classes where t.counted and in_time
    union all
    select t.plan_year, t.unit_id, t.area, (t.first_due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', 0, 0, 0, 0, 0, 0, 0, -sign, sign, 0
    from classes where t.counted and first_in_time
$$;

-- Takes the steps: each counts from its instant on, in every later row of its year, unit and area too.
create function tally_change(was tallied, becomes tallied, since timestamptz) returns void language plpgsql as $$
declare
    step record;
begin
    -- One after another, and as the last thing a transaction does: whoever holds this waits for nobody.
    perform pg_advisory_xact_lock(hashtext('tally'));
    for step in
        select s.plan_year, s.unit_id, s.area, s.at, sum(s.on_time)::integer as on_time,
            sum(s.late)::integer as late,
            sum(s.in_time)::integer as in_time,
            sum(s.overdue)::integer as overdue,
            sum(s.undated)::integer as undated,
            sum(s.first_on_time)::integer as first_on_time,
            sum(s.first_late)::integer as first_late,
            sum(s.first_in_time)::integer as first_in_time,
            sum(s.first_overdue)::integer as first_overdue,
            sum(s.first_undated)::integer as first_undated
        from (select * from tally_steps(was, since, -1) union all select * from tally_steps(becomes, since, 1)) s
        group by s.plan_year, s.unit_id, s.area, s.at
    loop
        insert into tally
        select step.plan_year, step.unit_id, step.area, step.at, coalesce(b.on_time, 0), coalesce(b.late, 0), coalesce(b.in_time, 0), coalesce(b.overdue, 0), coalesce(b.undated, 0), coalesce(b.first_on_time, 0), coalesce(b.first_late, 0), coalesce(b.first_in_time, 0), coalesce(b.first_overdue, 0), coalesce(b.first_undated, 0)
        from (select) one left join lateral (select * from tally t where t.plan_year = step.plan_year and t.unit_id = step.unit_id
            and t.area = step.area and t.at <= step.at order by t.at desc limit 1) b on true
        on conflict do nothing;
        update tally t set on_time = t.on_time + step.on_time, late = t.late + step.late, in_time = t.in_time + step.in_time, overdue = t.overdue + step.overdue, undated = t.undated + step.undated, first_on_time = t.first_on_time + step.first_on_time, first_late = t.first_late + step.first_late, first_in_time = t.first_in_time + step.first_in_time, first_overdue = t.first_overdue + step.first_overdue, first_undated = t.first_undated + step.first_undated
        where t.plan_year = step.plan_year and t.unit_id = step.unit_id and t.area = step.area and t.at >= step.at;
    end loop;
end $$;

create function keep_tally() returns trigger language plpgsql as $$
declare
    since timestamptz;
begin
    select valid_from into since from task_history where task_id = new.id and valid_to is null;
    perform tally_change(case when tg_op = 'UPDATE' then tallied_of(old) end, tallied_of(new), since);
    return null;
end $$;

create constraint trigger tally_insert after insert on task deferrable initially deferred for each row
    when (new.state not in ('draft', 'cancelled')) execute function keep_tally();
create constraint trigger tally_update after update on task deferrable initially deferred for each row
    when ((old.children = 0, old.deadline_kind = 'periodic', old.state in ('draft', 'cancelled'), old.state = 'completed', old.completed_on, old.due_on,
            old.original_due_on, old.lead_unit_id, old.area, old.plan_year)
        is distinct from (new.children = 0, new.deadline_kind = 'periodic', new.state in ('draft', 'cancelled'), new.state = 'completed', new.completed_on,
            new.due_on, new.original_due_on, new.lead_unit_id, new.area, new.plan_year))
    execute function keep_tally();

-- Counts everything anew from the past of every task.
create function tally_anew() returns void language sql as $$
    truncate tally;
    insert into tally
    select s.plan_year, s.unit_id, s.area, s.at, sum(sum(s.on_time)) over w, sum(sum(s.late)) over w, sum(sum(s.in_time)) over w, sum(sum(s.overdue)) over w, sum(sum(s.undated)) over w, sum(sum(s.first_on_time)) over w, sum(sum(s.first_late)) over w, sum(sum(s.first_in_time)) over w, sum(sum(s.first_overdue)) over w, sum(sum(s.first_undated)) over w
    from task_history h cross join lateral (
        select * from tally_steps(tallied_of(h), h.valid_from, 1)
        union all select * from tally_steps(tallied_of(h), h.valid_to, -1) where h.valid_to is not null) s
    group by s.plan_year, s.unit_id, s.area, s.at
    window w as (partition by s.plan_year, s.unit_id, s.area order by s.at);
$$;
select tally_anew();
