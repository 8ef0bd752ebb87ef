-- What a leader told a unit to do of their own accord, neither on a card nor in a meeting; the words stay as they were said.
create table instruction (
    id bigint generated always as identity primary key,
    task_id bigint not null unique references task (id),
    text text not null check (text is nfc normalized and length(text) between 1 and 3000),
    made_at timestamptz not null,
    made_by bigint not null references person (id),
    made_for bigint references person (id)
);
create index instruction_made on instruction (made_at desc, id desc);
create index instruction_made_by on instruction (made_by);
create index instruction_made_for on instruction (made_for);

-- Read in the order of their making together with the conclusions of all meetings.
create index conclusion_made on conclusion (made_at desc, id desc);
