-- What the monitoring board counts of a task beside its own columns: how many obstacles hold it up, and how many completions that its
-- head approved wait for the Office. Whoever changes an obstacle or a completion holds the task's row first.
alter table task add column held_up integer not null default 0, add column verifying integer not null default 0;

create function holds_up(o obstacle) returns boolean language sql immutable as $$
    select o.state not in ('resolved', 'decided', 'closed', 'withdrawn')
$$;

create function keep_held_up() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and holds_up(old) then
        update task set held_up = held_up - 1 where id = old.task_id;
    end if;
    if tg_op <> 'DELETE' and holds_up(new) then
        update task set held_up = held_up + 1 where id = new.task_id;
    end if;
    return null;
end $$;

create trigger obstacle_holds_insert after insert on obstacle for each row execute function keep_held_up();
create trigger obstacle_holds_delete after delete on obstacle for each row execute function keep_held_up();
create trigger obstacle_holds_update after update on obstacle for each row
    when ((holds_up(old), old.task_id) is distinct from (holds_up(new), new.task_id)) execute function keep_held_up();

create function keep_verifying() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.state = 'approved' then
        update task set verifying = verifying - 1 where id = old.task_id;
    end if;
    if tg_op <> 'DELETE' and new.state = 'approved' then
        update task set verifying = verifying + 1 where id = new.task_id;
    end if;
    return null;
end $$;

create trigger report_verified_insert after insert on report for each row when (new.state = 'approved') execute function keep_verifying();
create trigger report_verified_delete after delete on report for each row when (old.state = 'approved') execute function keep_verifying();
create trigger report_verified_update after update on report for each row
    when ((old.state = 'approved', old.task_id) is distinct from (new.state = 'approved', new.task_id)) execute function keep_verifying();

-- The days that the board is counted for, today's as a rule, and how many tasks each unit then has in each part of the board.
create table board_day (day date primary key);
create table board_tally (
    day date not null references board_day (day) on delete cascade,
    unit_id bigint not null references unit (id),
    part text not null check (part in ('in_time', 'overdue', 'standing', 'soon', 'week', 'month', 'season', 'old', 'silent', 'blocked', 'to_verify',
        'to_accept', 'submitted', 'on_time', 'late', 'done_standing')),
    n integer not null,
    primary key (day, unit_id, part)
);
create index board_tally_unit on board_tally (unit_id);

-- The parts of the board that the task is in on the day: as the groups, the buckets of ageing and the classes of the board's list.
create function board_parts(t task, day date) returns text[] language plpgsql immutable as $$
begin
    if t.children > 0 or t.deadline_kind = 'periodic' or t.state in ('draft', 'cancelled') or t.lead_unit_id is null then
        return '{}';
    end if;
    return array_remove(array[
        case when t.open and t.due_on >= day then 'in_time' end,
        case when t.open and t.due_on < day then 'overdue' end,
        case when t.open and t.due_on is null then 'standing' end,
        case when t.open and t.due_on between day and day + 7 then 'soon' end,
        case when t.open and day - t.due_on between 1 and 7 then 'week' end,
        case when t.open and day - t.due_on between 8 and 30 then 'month' end,
        case when t.open and day - t.due_on between 31 and 120 then 'season' end,
        case when t.open and day - t.due_on > 120 then 'old' end,
        case when t.state = 'in_progress'
            and coalesce(t.last_report_at < (day - 13)::timestamp at time zone 'Asia/Ho_Chi_Minh', t.assigned_on <= day - 14) then 'silent' end,
        case when t.open and t.held_up > 0 then 'blocked' end,
        case when t.state = 'submitted' and t.verifying > 0 then 'to_verify' end,
        case when t.state = 'assigned' then 'to_accept' end,
        case when t.state = 'submitted' then 'submitted' end,
        case when t.state = 'completed' and t.completed_on <= t.due_on then 'on_time' end,
        case when t.state = 'completed' and t.completed_on > t.due_on then 'late' end,
        case when t.state = 'completed' and t.due_on is null then 'done_standing' end
    ], null);
end $$;

-- Takes the task out of the parts it was in and puts it into those it is in, of every day that is counted. Whoever changes no part
-- waits for nobody; the others come one after another, under the lock of tally_change and as the last thing of a transaction.
create function keep_board() returns trigger language plpgsql as $$
declare
    today date;
    was text[] := '{}';
    becomes text[];
begin
    for today in select d.day from board_day d loop
        if tg_op = 'UPDATE' then
            was := board_parts(old, today);
        end if;
        becomes := board_parts(new, today);
        if tg_op = 'UPDATE' and was = becomes and old.lead_unit_id is not distinct from new.lead_unit_id then
            continue;
        end if;
        perform pg_advisory_xact_lock(hashtext('tally'));
        update board_tally k set n = k.n - 1 where k.day = today and k.unit_id = old.lead_unit_id and k.part = any(was);
        insert into board_tally select today, new.lead_unit_id, p.part, 1 from unnest(becomes) as p (part)
        on conflict (day, unit_id, part) do update set n = board_tally.n + 1;
    end loop;
    return null;
end $$;

create constraint trigger board_insert after insert on task deferrable initially deferred for each row
    when (new.state not in ('draft', 'cancelled')) execute function keep_board();
create constraint trigger board_update after update on task deferrable initially deferred for each row
    when ((old.state, old.due_on, old.completed_on, old.lead_unit_id, old.assigned_on, old.last_report_at, old.children = 0,
            old.deadline_kind = 'periodic', old.held_up > 0, old.verifying > 0)
        is distinct from (new.state, new.due_on, new.completed_on, new.lead_unit_id, new.assigned_on, new.last_report_at, new.children = 0,
            new.deadline_kind = 'periodic', new.held_up > 0, new.verifying > 0))
    execute function keep_board();

-- Counts the board for the day, and forgets any other day; nothing where that is done. Who is changing tasks is waited for, and
-- whoever begins to change one meanwhile waits, so that each change is either counted or takes its own steps.
create function count_board(today date) returns void language plpgsql as $$
begin
    if exists (select from board_day d where d.day = today) then
        return;
    end if;
    lock table task in share mode;
    delete from board_day d where d.day <> today;
    insert into board_day values (today) on conflict do nothing;
    if found then
        insert into board_tally
        select today, t.lead_unit_id, p.part, count(*) from task t cross join lateral unnest(board_parts(t, today)) as p (part) group by t.lead_unit_id, p.part;
    end if;
end $$;

-- Counts anew what the tasks keep beside themselves, for rows that were written past the triggers.
create function marks_anew() returns void language sql as $$
    update task t set held_up = m.held_up, verifying = m.verifying
    from (select k.id, (select count(*) from obstacle o where o.task_id = k.id and holds_up(o)) as held_up,
            (select count(*) from report r where r.task_id = k.id and r.state = 'approved') as verifying
        from task k where k.id in (select o.task_id from obstacle o where holds_up(o) union select r.task_id from report r where r.state = 'approved')) m
    where m.id = t.id and (t.held_up, t.verifying) is distinct from (m.held_up::integer, m.verifying::integer)
$$;
select marks_anew();
