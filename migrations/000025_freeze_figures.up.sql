-- The last number given to a snapshot in each year.
create table snapshot_number (
    year smallint primary key,
    last integer not null
);

-- Figures and rows as they stood when a brief was made: what is printed from it next month is what was printed then.
create table snapshot (
    id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^CS-[0-9]{4}-[0-9]{3,}$'),
    meeting_id bigint not null references meeting (id),
    at timestamptz not null,
    since timestamptz not null check (since < at), -- what it is compared with: the instant of since_id, where there is one
    since_id bigint references snapshot (id),
    taken_by bigint not null references person (id),
    taken_for bigint references person (id),
    brief jsonb not null,
    digest bytea not null check (length(digest) = 32) -- SHA-256 of the brief as the database writes it
);
create index snapshot_meeting on snapshot (meeting_id, id desc);
create index snapshot_at on snapshot (at desc, id desc);
create index snapshot_since on snapshot (since_id);
create index snapshot_taken_by on snapshot (taken_by);
create index snapshot_taken_for on snapshot (taken_for);

-- Every task that its figures count, as it stood. It points at no task or unit: those are no longer what they were, and to freeze a
-- register locks nothing of it.
create table snapshot_task (
    snapshot_id bigint not null references snapshot (id),
    task_id bigint not null,
    code text not null,
    title text not null check (title is nfc normalized),
    plan_year integer not null,
    area smallint not null,
    unit_id bigint not null,
    unit text not null check (unit is nfc normalized),
    state text not null,
    percent smallint not null,
    due_on date,
    original_due_on date,
    completed_on date,
    primary key (snapshot_id, task_id)
);
create index snapshot_task_due on snapshot_task (snapshot_id, due_on, task_id);

create function refuse_thaw() returns trigger language plpgsql as $$
begin
    raise exception 'what is frozen stays as it is';
end $$;
create trigger snapshot_is_kept before update or delete on snapshot for each row execute function refuse_thaw();
create trigger snapshot_is_not_emptied before truncate on snapshot for each statement execute function refuse_thaw();
create trigger snapshot_task_is_kept before update or delete on snapshot_task for each row execute function refuse_thaw();
create trigger snapshot_task_is_not_emptied before truncate on snapshot_task for each statement execute function refuse_thaw();
