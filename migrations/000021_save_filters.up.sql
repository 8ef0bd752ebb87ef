-- A filter of the monitoring board that a person keeps under a name of their own.
create table saved_filter (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    name text not null check (name is nfc normalized and length(name) between 1 and 60),
    query text not null check (query is nfc normalized and length(query) between 1 and 1000), -- as in the page's address
    position smallint not null,
    version integer not null default 1,
    unique (person_id, name)
);
create index saved_filter_person on saved_filter (person_id, position, id);

-- What the board counts of every unit, read from the index alone: what is open, and what is completed.
create index task_watched on task (lead_unit_id, due_on) include (id, open, state, assigned_on, last_report_at)
    where open and children = 0 and deadline_kind <> 'periodic';
create index task_done on task (lead_unit_id) include (due_on, completed_on)
    where state = 'completed' and children = 0 and deadline_kind <> 'periodic';
