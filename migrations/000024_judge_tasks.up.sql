-- How the Office judges the course of a priority task, in one sentence, until a day; a later one takes its place.
create table judgement (
    id bigint generated always as identity primary key,
    task_id bigint not null references task (id),
    reading text not null check (reading in ('on_course', 'at_risk', 'off_course')),
    sentence text not null check (sentence is nfc normalized and length(sentence) between 1 and 300),
    until_on date not null,
    made_at timestamptz not null,
    made_by bigint not null references person (id),
    made_for bigint references person (id)
);
create index judgement_task on judgement (task_id, made_at desc, id desc);
create index judgement_made_by on judgement (made_by);
create index judgement_made_for on judgement (made_for);

-- The priority tasks are few, and are read as of any instant.
create index task_history_priority on task_history (due_on, task_id) where priority and state not in ('draft', 'completed', 'cancelled');

-- What falls due is looked for among what is open.
create index task_history_open on task_history (due_on, task_id) where valid_to is null and state not in ('draft', 'completed', 'cancelled');
