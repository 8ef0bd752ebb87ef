-- What a reform area is measured by: where it stood, where it has to be and by when.
create table indicator (
    id bigint generated always as identity primary key,
    name text not null check (name is nfc normalized and length(name) between 1 and 300),
    area smallint not null references area (code),
    measure text not null check (measure is nfc normalized and length(measure) between 1 and 30),
    direction text not null check (direction in ('at_least', 'at_most')),
    baseline numeric(18, 4),
    target numeric(18, 4) not null,
    target_on date,
    clause_id bigint references clause (id),
    version integer not null default 1
);
create index indicator_order on indicator (area, id);
create index indicator_clause on indicator (clause_id);

create table indicator_task (
    indicator_id bigint not null references indicator (id),
    task_id bigint not null references task (id),
    primary key (indicator_id, task_id)
);
create index indicator_task_task on indicator_task (task_id);

-- The register of obstacles is read year by year, in the order of their numbers.
create index obstacle_book on obstacle ((extract(year from raised_at at time zone 'Asia/Ho_Chi_Minh')::int), id);
