-- The last number given to a meeting in each year.
create table meeting_number (
    year smallint primary key,
    last integer not null
);

-- Meetings that come again: the same chair, at the same place, in the same rhythm.
create table meeting_series (
    id bigint generated always as identity primary key,
    name text not null check (name is nfc normalized and length(name) between 1 and 200),
    rhythm text not null check (rhythm in ('weekly', 'monthly', 'irregular')),
    place text not null default '' check (place is nfc normalized and length(place) <= 200),
    chair_id bigint not null references person (id),
    active boolean not null default true,
    version integer not null default 1
);
create index meeting_series_chair on meeting_series (chair_id);

-- One sitting of a series.
create table meeting (
    id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^GB-[0-9]{4}-[0-9]{3,}$'),
    series_id bigint not null references meeting_series (id),
    state text not null default 'planned' check (state in ('planned', 'frozen', 'concluded', 'cancelled')),
    sits_at timestamptz not null,
    place text not null default '' check (place is nfc normalized and length(place) <= 200),
    chair_id bigint not null references person (id),
    flag_on date not null,          -- the day the Office asks units to prepare
    answer_by timestamptz not null, -- until when they answer
    asked_at timestamptz,           -- when they were asked
    reminded_at timestamptz,        -- when those that had not answered were reminded
    questions text not null default '' check (questions is nfc normalized and length(questions) <= 1500), -- those the leader may ask, a line each
    left_out text[] not null default '{}', -- what the Office keeps off the brief, by the keys of reform.Brief
    attendees text not null default '' check (attendees is nfc normalized and length(attendees) <= 2000),
    closing text not null default '' check (closing is nfc normalized and length(closing) <= 3000), -- what the chair said at the end
    concluded_at timestamptz,
    concluded_by bigint references person (id),
    made_by bigint not null references person (id),
    made_at timestamptz not null,
    version integer not null default 1,
    check (answer_by <= sits_at),
    check (reminded_at is null or asked_at is not null),
    check ((state = 'concluded') = (concluded_at is not null))
);
create index meeting_sits on meeting (sits_at desc, id desc);
create index meeting_series_sits on meeting (series_id, sits_at desc, id desc);
create index meeting_to_come on meeting (sits_at, id) where state in ('planned', 'frozen');
create index meeting_chair on meeting (chair_id);
create index meeting_concluded_by on meeting (concluded_by);
create index meeting_made_by on meeting (made_by);

-- What a meeting is about: cards that wait for a decision, units that report, other matters.
create table agenda_item (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting (id),
    position smallint not null,
    kind text not null check (kind in ('card', 'unit', 'matter')),
    card_id bigint references decision_card (id),
    unit_id bigint references unit (id), -- who reports
    title text not null check (title is nfc normalized and length(title) between 1 and 1000),
    ask text not null default '' check (ask is nfc normalized and length(ask) <= 1000), -- what the unit is to answer
    answer text not null default '' check (answer is nfc normalized and length(answer) <= 3000),
    answered_at timestamptz,
    answered_by bigint references person (id),
    answered_for bigint references person (id),
    version integer not null default 1,
    unique (meeting_id, card_id),
    check ((kind = 'card') = (card_id is not null)),
    check (kind <> 'unit' or unit_id is not null),
    check ((answer = '') = (answered_at is null))
);
create index agenda_item_meeting on agenda_item (meeting_id, position, id);
create index agenda_item_card on agenda_item (card_id);
create index agenda_item_unit on agenda_item (unit_id, meeting_id) where unit_id is not null;
create index agenda_item_answered_by on agenda_item (answered_by);
create index agenda_item_answered_for on agenda_item (answered_for);

-- What a meeting concluded: a task that a unit was given, or a word that stands by itself. Decisions on cards are those of the cards.
create table conclusion (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting (id),
    item_id bigint references agenda_item (id),
    kind text not null check (kind in ('task', 'word')),
    text text not null check (text is nfc normalized and length(text) between 1 and 3000),
    task_id bigint unique references task (id),
    made_at timestamptz not null,
    made_by bigint not null references person (id),
    made_for bigint references person (id),
    version integer not null default 1,
    check ((kind = 'task') = (task_id is not null))
);
create index conclusion_meeting on conclusion (meeting_id, id);
create index conclusion_item on conclusion (item_id);
create index conclusion_made_by on conclusion (made_by);
create index conclusion_made_for on conclusion (made_for);

-- A decision that the leader in the chair spoke in a meeting, and that the Office typed in.
alter table decision_card
    add column noted_in bigint references meeting (id),
    add column noted_by bigint references person (id),
    add column noted_for bigint references person (id),
    add check ((noted_in is null) = (noted_by is null)),
    add check (noted_by is not null or noted_for is null),
    add check (noted_by is null or state = 'decided');
create index decision_card_noted_in on decision_card (noted_in);
create index decision_card_noted_by on decision_card (noted_by);
create index decision_card_noted_for on decision_card (noted_for);
