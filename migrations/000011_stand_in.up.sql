-- One person has one deputy at a time. A deputyship ended early keeps its days and stops at the instant it was ended.
alter table deputy
    add column ended_by bigint references person (id),
    add column ended_at timestamptz,
    add column version integer not null default 1,
    add check ((ended_at is null) = (ended_by is null)),
    add constraint deputy_one_at_a_time exclude using gist (int8range(absent_id, absent_id, '[]') with &&, daterange(from_on, to_on, '[]') with &&) where (ended_at is null);
create index deputy_order on deputy (to_on desc, id desc);
create index deputy_ended_by on deputy (ended_by);

-- A unit that closes, is merged into another or is split on a day: where its open tasks and its people go.
create table unit_change (
    id bigint generated always as identity primary key,
    unit_id bigint not null references unit (id),
    kind text not null check (kind in ('close', 'merge', 'split')),
    takes_effect_on date not null,
    successor_id bigint not null references unit (id), -- takes every task and person not named below
    note text not null default '' check (note is nfc normalized and length(note) <= 1000),
    named_by bigint not null references person (id),
    named_at timestamptz not null,
    done_at timestamptz,
    dropped_at timestamptz,
    version integer not null default 1,
    check (unit_id <> successor_id),
    check (done_at is null or dropped_at is null)
);
create unique index unit_change_open on unit_change (unit_id) where done_at is null and dropped_at is null;
create index unit_change_due on unit_change (takes_effect_on, id) where done_at is null and dropped_at is null;
create index unit_change_unit on unit_change (unit_id, id);
create index unit_change_successor on unit_change (successor_id);
create index unit_change_named_by on unit_change (named_by);

create table unit_change_task (
    change_id bigint not null references unit_change (id),
    task_id bigint not null references task (id),
    unit_id bigint not null references unit (id),
    primary key (change_id, task_id)
);
create index unit_change_task_task on unit_change_task (task_id);
create index unit_change_task_unit on unit_change_task (unit_id);

create table unit_change_person (
    change_id bigint not null references unit_change (id),
    person_id bigint not null references person (id),
    unit_id bigint not null references unit (id),
    primary key (change_id, person_id)
);
create index unit_change_person_person on unit_change_person (person_id);
create index unit_change_person_unit on unit_change_person (unit_id);
