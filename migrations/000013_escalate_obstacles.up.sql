-- The last number given to an obstacle: one row.
create table obstacle_number (
    one boolean primary key default true check (one),
    last integer not null
);

-- What leaders are asked to decide: one question for one or more obstacles, with the ways out that the Office sees.
create table decision_card (
    id bigint generated always as identity primary key,
    state text not null default 'draft' check (state in ('draft', 'sent', 'queried', 'decided', 'dropped')),
    question text not null check (question is nfc normalized and length(question) between 1 and 1000),
    summary text not null default '' check (summary is nfc normalized and length(summary) <= 2000),
    leader_id bigint not null references person (id),
    proposed smallint, -- the position of the option that the Office proposes
    written_by bigint not null references person (id),
    written_at timestamptz not null,
    sent_by bigint references person (id),
    sent_for bigint references person (id),
    sent_at timestamptz,
    agenda_on date,
    decided_by bigint references person (id),
    decided_for bigint references person (id),
    decided_at timestamptz,
    chosen smallint, -- the position of the option taken; none where the leader decided otherwise
    direction text not null default '' check (direction is nfc normalized and length(direction) <= 3000),
    told text not null default '' check (told is nfc normalized), -- what the page said would happen, a line each
    version integer not null default 1,
    check (state not in ('sent', 'queried', 'decided') or sent_at is not null),
    check ((state = 'decided') = (decided_at is not null))
);
create index decision_card_waiting on decision_card (leader_id, sent_at, id) where state in ('sent', 'queried');
create index decision_card_leader on decision_card (leader_id, id);
create index decision_card_decided on decision_card (decided_at desc, id desc) where state = 'decided';
create index decision_card_written_by on decision_card (written_by);
create index decision_card_sent_by on decision_card (sent_by);
create index decision_card_sent_for on decision_card (sent_for);
create index decision_card_decided_by on decision_card (decided_by);
create index decision_card_decided_for on decision_card (decided_for);

-- The ways out, with what each would do to the tasks.
create table card_option (
    id bigint generated always as identity primary key,
    card_id bigint not null references decision_card (id),
    position smallint not null check (position between 1 and 3),
    title text not null check (title is nfc normalized and length(title) between 1 and 500),
    consequence text not null check (consequence is nfc normalized and length(consequence) between 1 and 1000),
    effect text not null check (effect in ('deadline', 'lead_unit', 'content', 'instruction', 'refer', 'refuse')),
    due_on date,
    unit_id bigint references unit (id),
    body text not null default '' check (body is nfc normalized and length(body) <= 5000),
    deliverable text not null default '' check (deliverable is nfc normalized),
    unique (card_id, position)
);
create index card_option_unit on card_option (unit_id);

create table obstacle (
    id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^VM-[0-9]{3,}$'),
    task_id bigint not null references task (id),
    unit_id bigint not null references unit (id), -- whose obstacle it is: the lead when it was raised
    report_id bigint references report (id),      -- the progress report it was raised with
    author_id bigint not null references person (id),
    for_id bigint references person (id),
    cause text not null check (cause in ('rules', 'money', 'people', 'cooperation', 'digital', 'superior', 'other')),
    title text not null check (title is nfc normalized and length(title) between 1 and 200),
    detail text not null default '' check (detail is nfc normalized and length(detail) <= 3000),
    since_on date not null,
    tried text not null check (tried is nfc normalized and length(tried) between 1 and 2000),
    request text not null check (request is nfc normalized and length(request) between 1 and 2000),
    needed_by date not null,
    state text not null default 'submitted' check (state in ('draft', 'submitted', 'returned', 'confirmed', 'received', 'asked', 'escalated', 'queried', 'resolved', 'decided', 'closed', 'withdrawn')),
    entered_at timestamptz not null, -- when it came to this state
    due_on date,                     -- when the clock of this state runs out; none where it has none or stands still
    days_left smallint,              -- what the clock had left when it was stopped
    told_late date,                  -- the due_on whose running out people were told of
    card_id bigint references decision_card (id),
    resolution text not null default '' check (resolution is nfc normalized and length(resolution) <= 2000),
    raised_at timestamptz not null,
    closed_at timestamptz,
    search_fold text not null,
    version integer not null default 1,
    live boolean not null generated always as (state not in ('closed', 'withdrawn')) stored,
    check ((state in ('closed', 'withdrawn')) = (closed_at is not null)),
    check (state not in ('escalated', 'queried', 'decided') or card_id is not null)
);
create index obstacle_task on obstacle (task_id, id);
create index obstacle_live on obstacle (task_id) where live;
create index obstacle_waiting on obstacle (state, due_on, entered_at, id) where live;
create index obstacle_ended on obstacle (closed_at desc, id desc) where not live;
create index obstacle_unit on obstacle (unit_id, raised_at desc, id desc);
create index obstacle_raised on obstacle (raised_at desc, id desc);
create index obstacle_author on obstacle (author_id);
create index obstacle_for on obstacle (for_id);
create index obstacle_report on obstacle (report_id);
create index obstacle_card on obstacle (card_id, id);
create index obstacle_search on obstacle using gin (search_fold gin_trgm_ops);
create index obstacle_title on obstacle using gin (split_part(search_fold, ' | ', 1) gin_trgm_ops); -- what every unit may know

-- Every step of an obstacle, and how long it then waited: left_at and days are written when it goes on.
create table obstacle_step (
    id bigint generated always as identity primary key,
    obstacle_id bigint not null references obstacle (id),
    act text not null,
    state text not null check (state in ('draft', 'submitted', 'returned', 'confirmed', 'received', 'asked', 'escalated', 'queried', 'resolved', 'decided', 'closed', 'withdrawn')),
    at timestamptz not null,
    actor_id bigint references person (id),
    for_id bigint references person (id),
    note text not null default '' check (note is nfc normalized and length(note) <= 3000),
    due_on date,
    card_id bigint references decision_card (id), -- the card it was on then: an obstacle decided and opened again gets another
    waits_for_id bigint references person (id), -- the leader it waits for; none where it waits for a unit or the Office
    left_at timestamptz,
    left_by bigint references person (id),
    days smallint, -- working days from at to left_at
    check ((left_at is null) = (days is null))
);
create index obstacle_step_obstacle on obstacle_step (obstacle_id, id);
create unique index obstacle_step_now on obstacle_step (obstacle_id) where left_at is null;
create index obstacle_step_at on obstacle_step (at, id);
create index obstacle_step_card on obstacle_step (card_id, obstacle_id);
create index obstacle_step_actor on obstacle_step (actor_id);
create index obstacle_step_for on obstacle_step (for_id);
create index obstacle_step_waits_for on obstacle_step (waits_for_id, at);
create index obstacle_step_left_by on obstacle_step (left_by, at);

-- What a decision did: the option's own effect, and an instruction that went with it.
create table decision_effect (
    id bigint generated always as identity primary key,
    card_id bigint not null references decision_card (id),
    position smallint not null,
    kind text not null check (kind in ('deadline', 'lead_unit', 'content', 'instruction', 'refer', 'refuse')),
    due_on date,
    unit_id bigint references unit (id),
    body text not null default '' check (body is nfc normalized and length(body) <= 5000),
    deliverable text not null default '' check (deliverable is nfc normalized),
    task_id bigint references task (id), -- the task that an instruction became
    unique (card_id, position)
);
create index decision_effect_unit on decision_effect (unit_id);
create index decision_effect_task on decision_effect (task_id);

-- A letter to those above, followed until it is answered.
create table referral (
    id bigint generated always as identity primary key,
    card_id bigint not null references decision_card (id),
    addressee text not null check (addressee is nfc normalized and length(addressee) between 1 and 200),
    subject text not null check (subject is nfc normalized and length(subject) between 1 and 5000),
    answer_by date,
    number text not null default '' check (number is nfc normalized and length(number) <= 100),
    sent_on date,
    answer_number text not null default '' check (answer_number is nfc normalized and length(answer_number) <= 100),
    answered_on date check (answered_on >= sent_on),
    answer text not null default '' check (answer is nfc normalized and length(answer) <= 3000),
    made_at timestamptz not null,
    version integer not null default 1,
    check (sent_on is null or number <> ''),
    check (answered_on is null or sent_on is not null)
);
create index referral_card on referral (card_id);
create index referral_unanswered on referral (answer_by, id) where answered_on is null;
create index referral_answered on referral (answered_on desc, id desc) where answered_on is not null;

alter table attachment
    add column obstacle_id bigint references obstacle (id),
    drop constraint attachment_check,
    add constraint attachment_check check (num_nonnulls(report_id, document_id, share_id, obstacle_id) = 1);
create index attachment_obstacle on attachment (obstacle_id);

-- How many working days each step of an obstacle may take.
insert into setting (key, value) values
    ('obstacle_confirm_days', '1'), ('obstacle_receive_days', '1'), ('obstacle_resolve_days', '3'), ('obstacle_decide_days', '5');
