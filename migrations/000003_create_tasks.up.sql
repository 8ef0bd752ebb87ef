-- One row per plan year: the last number given to a task of that year.
create table task_number (
    plan_year integer primary key,
    last integer not null
);

create table task (
    id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^CCHC-[0-9]{4}-[0-9]{3,}$'),
    title text not null check (title is nfc normalized and length(title) between 1 and 500),
    description text not null default '' check (description is nfc normalized),
    area smallint not null references area (code),
    plan_year integer not null check (plan_year between 2000 and 2200),
    state text not null default 'draft' check (state in ('draft', 'assigned', 'declined', 'in_progress', 'submitted', 'completed', 'suspended', 'cancelled')),
    deadline_kind text not null default 'fixed' check (deadline_kind in ('fixed', 'periodic', 'standing')),
    due_on date,
    original_due_on date,
    lead_unit_id bigint references unit (id),
    officer_id bigint references person (id),
    deliverable text not null default '' check (deliverable is nfc normalized),
    priority boolean not null default false,
    parent_id bigint references task (id),
    percent smallint not null default 0 check (percent between 0 and 100),
    assigned_on date,
    submitted_on date,
    submitted_by bigint references person (id),
    completed_on date,
    last_report_at timestamptz,
    search_fold text not null,
    created_by bigint not null references person (id),
    created_at timestamptz not null,
    version integer not null default 1,
    open boolean not null generated always as (state not in ('completed', 'cancelled')) stored,
    check (state in ('draft', 'cancelled') or lead_unit_id is not null),
    check (deadline_kind <> 'standing' or due_on is null),
    check (state <> 'completed' or completed_on is not null),
    check (parent_id <> id)
);
create index task_due on task (open desc, due_on, id);
create index task_lead on task (lead_unit_id, open desc, due_on, id);
create index task_officer on task (officer_id, open desc, due_on, id);
create index task_area on task (area, open desc, due_on, id);
create index task_state on task (state, due_on, id);
create index task_percent on task (percent, id);
create index task_last_report on task (coalesce(last_report_at, '-infinity'::timestamptz), id);
create index task_parent on task (parent_id);
create index task_priority on task (plan_year, due_on, id) where priority;
create index task_search on task using gin (search_fold gin_trgm_ops);
create index task_submitted_by on task (submitted_by);
create index task_created_by on task (created_by);

-- Units beside the lead: those with a share of the work and those that watch it.
create table task_unit (
    task_id bigint not null references task (id),
    unit_id bigint not null references unit (id),
    part text not null check (part in ('cooperating', 'monitoring')),
    share text not null default '' check (share is nfc normalized),
    due_on date,
    primary key (task_id, unit_id, part)
);
create index task_unit_unit on task_unit (unit_id, task_id);

create table task_clause (
    task_id bigint not null references task (id),
    clause_id bigint not null references clause (id),
    primary key (task_id, clause_id)
);
create index task_clause_clause on task_clause (clause_id, task_id);

-- What a task was from one instant to another; valid_to is null for what it is now.
create table task_history (
    id bigint generated always as identity primary key,
    task_id bigint not null references task (id),
    state text not null,
    deadline_kind text not null,
    due_on date,
    original_due_on date,
    completed_on date,
    lead_unit_id bigint,
    officer_id bigint,
    percent smallint not null,
    valid_from timestamptz not null,
    valid_to timestamptz check (valid_to > valid_from)
);
create unique index task_history_now on task_history (task_id) where valid_to is null;
create index task_history_task on task_history (task_id, valid_from);

-- The instant of the running transaction: the portal sets cchc.now, other clients get the clock.
create function cchc_now() returns timestamptz language sql stable as $$
    select coalesce(nullif(current_setting('cchc.now', true), '')::timestamptz, now())
$$;

-- An instant never goes back: of two transactions that waited for each other the later commit is the later change.
create function keep_task_history() returns trigger language plpgsql as $$
declare
    instant timestamptz := cchc_now();
    since timestamptz;
begin
    select valid_from into since from task_history where task_id = new.id and valid_to is null;
    if since >= instant then
        update task_history set state = new.state, deadline_kind = new.deadline_kind, due_on = new.due_on,
            original_due_on = new.original_due_on, completed_on = new.completed_on, lead_unit_id = new.lead_unit_id,
            officer_id = new.officer_id, percent = new.percent
        where task_id = new.id and valid_to is null;
        return null;
    end if;
    update task_history set valid_to = instant where task_id = new.id and valid_to is null;
    insert into task_history (task_id, state, deadline_kind, due_on, original_due_on, completed_on, lead_unit_id, officer_id, percent, valid_from)
    values (new.id, new.state, new.deadline_kind, new.due_on, new.original_due_on, new.completed_on, new.lead_unit_id, new.officer_id, new.percent, instant);
    return null;
end $$;

create trigger task_history_insert after insert on task for each row execute function keep_task_history();
create trigger task_history_update after update on task for each row
    when ((old.state, old.deadline_kind, old.due_on, old.original_due_on, old.completed_on, old.lead_unit_id, old.officer_id, old.percent)
        is distinct from (new.state, new.deadline_kind, new.due_on, new.original_due_on, new.completed_on, new.lead_unit_id, new.officer_id, new.percent))
    execute function keep_task_history();
