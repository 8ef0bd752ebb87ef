-- The last number given to a nudge in each year.
create table nudge_number (
    year smallint primary key,
    last integer not null
);

-- One act of the Office that nudges one or more units at once.
create table nudge_batch (
    id bigint generated always as identity primary key,
    author_id bigint not null references person (id),
    for_id bigint references person (id),
    at timestamptz not null,
    text text not null check (text is nfc normalized and length(text) between 1 and 3000), -- as typed, with its placeholders
    answer_by timestamptz not null,
    version integer not null default 1
);
create index nudge_batch_author on nudge_batch (author_id);
create index nudge_batch_for on nudge_batch (for_id);

-- What one unit is told in such an act, of one or more of its tasks.
create table nudge (
    id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^DD-[0-9]{4}-[0-9]{3,}$'),
    batch_id bigint not null references nudge_batch (id),
    unit_id bigint not null references unit (id),
    rung smallint not null check (rung between 1 and 3),
    state text not null check (state in ('prepared', 'queued', 'sent', 'recalled', 'dropped')),
    text text not null check (text is nfc normalized and length(text) between 1 and 4000),
    answer_by timestamptz not null,
    author_id bigint not null references person (id),
    for_id bigint references person (id),
    made_at timestamptz not null,
    send_at timestamptz,   -- when it goes out unless it is recalled
    sent_at timestamptz,
    ended_at timestamptz,  -- recalled or dropped
    seen_at timestamptz,   -- when somebody of the unit first opened it
    seen_by bigint references person (id),
    signer_id bigint references person (id), -- of the letter of the third rung
    letter_number text not null default '' check (letter_number is nfc normalized and length(letter_number) <= 50),
    letter_on date,
    version integer not null default 1,
    check (state <> 'queued' or send_at is not null),
    check ((state = 'sent') = (sent_at is not null)),
    check ((state in ('recalled', 'dropped')) = (ended_at is not null))
);
create index nudge_batch_id on nudge (batch_id, id);
create index nudge_unit on nudge (unit_id, made_at desc, id desc);
create index nudge_made on nudge (made_at desc, id desc);
create index nudge_state on nudge (state, send_at, id) where state in ('prepared', 'queued');
create index nudge_sent on nudge (sent_at desc, id desc) where state = 'sent';
create index nudge_author on nudge (author_id);
create index nudge_for on nudge (for_id);
create index nudge_seen_by on nudge (seen_by);
create index nudge_signer on nudge (signer_id);

-- The tasks of a nudge, and what the unit answers about each.
create table nudge_task (
    id bigint generated always as identity primary key,
    nudge_id bigint not null references nudge (id),
    task_id bigint not null references task (id),
    nth smallint not null default 0,       -- which nudge of this task it is; 0 until it is sent
    due_on date,                           -- the task's deadline then
    percent smallint not null,             -- its progress then
    dropped boolean not null default false, -- no longer to be done when the nudge went out
    sent_at timestamptz,                   -- as the nudge's: lists of tasks ask for it
    answer text check (answer in ('done', 'promised', 'blocked', 'not_ours')),
    answered_at timestamptz,
    answered_by bigint references person (id),
    answered_for bigint references person (id),
    note text not null default '' check (note is nfc normalized and length(note) <= 2000),
    promised_on date,
    settled text check (settled in ('moved', 'kept')), -- what became of "not ours": moved to another unit, or kept with this one
    settled_note text not null default '' check (settled_note is nfc normalized and length(settled_note) <= 2000),
    settled_at timestamptz,
    settled_by bigint references person (id),
    version integer not null default 1,
    unique (nudge_id, task_id),
    check ((answer is null) = (answered_at is null)),
    check ((answer = 'promised') is true = (promised_on is not null)),
    check (settled is null or answer = 'not_ours'),
    check ((settled is null) = (settled_at is null))
);
create index nudge_task_task on nudge_task (task_id, sent_at desc, id desc);
create index nudge_task_open on nudge_task (answered_at, id) where answer = 'not_ours' and settled is null;
create index nudge_task_promised on nudge_task (promised_on, id) where answer = 'promised';
create index nudge_task_answered_by on nudge_task (answered_by);
create index nudge_task_answered_for on nudge_task (answered_for);
create index nudge_task_settled_by on nudge_task (settled_by);
create index nudge_task_waiting on nudge_task (nudge_id, task_id) where answer is null and not dropped and sent_at is not null;

-- Every day by which a unit said that a task will be done. A promise is never taken back: another day follows it, and both stand.
create table nudge_promise (
    id bigint generated always as identity primary key,
    nudge_task_id bigint not null references nudge_task (id),
    task_id bigint not null references task (id),
    unit_id bigint not null references unit (id),
    promised_on date not null,
    note text not null default '' check (note is nfc normalized and length(note) <= 2000),
    made_at timestamptz not null,
    made_by bigint not null references person (id),
    made_for bigint references person (id),
    next_on date,            -- the day promised after it, for the same task by the same unit
    next_at timestamptz,     -- when that was
    released_at timestamptz, -- when the unit was let off: the task went to another, was put off or stopped
    check ((next_on is null) = (next_at is null))
);
create index nudge_promise_last on nudge_promise (task_id, unit_id) where next_at is null;
create index nudge_promise_task on nudge_promise (task_id, id desc);
create index nudge_promise_unit on nudge_promise (unit_id, promised_on desc, id desc);
create index nudge_promise_day on nudge_promise (promised_on desc, id desc);
create index nudge_promise_answer on nudge_promise (nudge_task_id);
create index nudge_promise_made_by on nudge_promise (made_by);
create index nudge_promise_made_for on nudge_promise (made_for);
