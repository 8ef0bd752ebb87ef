-- A request to move a task's deadline; one of a task is open at a time.
create table extension (
    id bigint generated always as identity primary key,
    task_id bigint not null references task (id),
    author_id bigint not null references person (id),
    reason text not null check (reason is nfc normalized and length(reason) between 1 and 1000),
    from_on date not null,
    proposed_on date not null check (proposed_on > from_on),
    state text not null default 'requested' check (state in ('requested', 'signed', 'granted', 'refused')),
    granted_on date,
    note text not null default '' check (note is nfc normalized and length(note) <= 1000),
    requested_at timestamptz not null,
    signed_by bigint references person (id),
    signed_for bigint references person (id),
    signed_at timestamptz,
    decided_by bigint references person (id),
    decided_for bigint references person (id),
    decided_at timestamptz,
    version integer not null default 1,
    check ((state = 'granted') = (granted_on is not null))
);
create unique index extension_open on extension (task_id) where state in ('requested', 'signed');
create index extension_task on extension (task_id, id);
create index extension_waiting on extension (state, requested_at, id) where state in ('requested', 'signed');
create index extension_author on extension (author_id);
create index extension_signed_by on extension (signed_by);
create index extension_decided_by on extension (decided_by);
create index extension_signed_for on extension (signed_for);
create index extension_decided_for on extension (decided_for);
create index extension_decided on extension (decided_at desc, id desc) where state in ('granted', 'refused');

-- The deadline ledger: the first deadline of a task and every change of it, with who and why.
create table deadline_change (
    id bigint generated always as identity primary key,
    task_id bigint not null references task (id),
    at timestamptz not null,
    from_on date,
    to_on date,
    action text not null,
    reason text not null default '' check (reason is nfc normalized),
    actor_id bigint references person (id),
    for_id bigint references person (id)
);
create index deadline_change_task on deadline_change (task_id, at, id);
create index deadline_change_actor on deadline_change (actor_id);
create index deadline_change_for on deadline_change (for_id);
create index deadline_change_moved on deadline_change (task_id) where from_on is not null;

insert into deadline_change (task_id, at, from_on, to_on, action, reason, actor_id, for_id)
select h.task_id, h.valid_from, h.before, h.due_on, coalesce(e.action, 'task.create'), coalesce(e.note, ''), e.actor_id, e.for_id
from (select task_id, valid_from, due_on, lag(due_on) over (partition by task_id order by valid_from) as before from task_history) h
left join lateral (select action, note, actor_id, for_id from audit_event
    where object_kind = 'task' and object_id = h.task_id and at = h.valid_from order by id desc limit 1) e on true
where h.due_on is distinct from h.before;

-- Days off beside Saturday and Sunday, and weekend days worked to make up for one.
create table holiday (
    id bigint generated always as identity primary key,
    day date not null unique,
    kind text not null check (kind in ('off', 'make_up')),
    name text not null check (name is nfc normalized and length(name) between 1 and 200),
    version integer not null default 1
);

-- What the department decides once and changes rarely.
create table setting (
    id bigint generated always as identity primary key,
    key text not null unique check (key ~ '^[a-z_]+$'),
    value text not null check (value is nfc normalized),
    version integer not null default 1
);
insert into setting (key, value) values ('extensions_per_task', '1');

-- Figures are asked against the first deadline too, and that one never changes.
create index task_original_due on task (open desc, original_due_on, id);

create function refuse_other_first_deadline() returns trigger language plpgsql as $$
begin
    raise exception 'the first deadline of task % stays %', old.code, old.original_due_on;
end $$;
create trigger task_keeps_first_deadline before update of original_due_on on task for each row
    when (old.original_due_on is not null and new.original_due_on is distinct from old.original_due_on)
    execute function refuse_other_first_deadline();
