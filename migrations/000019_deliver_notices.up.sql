-- Where the province's gateway for messages reaches a person; empty where they gave none.
alter table person add column phone text not null default '' check (phone ~ '^(\+?[0-9]{8,15})?$');

-- How a person wants to hear of a kind of notice beside the portal; the program's own choice holds where there is no row.
create table channel_choice (
    person_id bigint not null references person (id),
    kind text not null check (kind ~ '^[a-z_]+(\.[a-z_]+)*$'),
    channel text not null check (channel in ('mail', 'gateway')),
    pace text not null check (pace in ('at_once', 'digest', 'off')),
    primary key (person_id, kind, channel)
);

-- What leaves the portal: one message to one person on one channel, once for each key.
create table delivery (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    channel text not null check (channel in ('mail', 'gateway')),
    pace text not null check (pace in ('at_once', 'digest')),
    key text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'void')), -- void: nothing was left to say
    address text not null default '' check (address is nfc normalized), -- where it was last sent to
    attempts smallint not null default 0,
    cause text not null default '' check (cause in ('', 'unreachable', 'login', 'refused', 'busy', 'address', 'gateway', 'unset', 'left')), -- of the last failure
    error text not null default '' check (error is nfc normalized and length(error) <= 2000), -- the other side's own words for it
    made_at timestamptz not null,
    tried_at timestamptz,
    sent_at timestamptz,
    version integer not null default 1,
    unique (person_id, channel, key),
    check ((state = 'sent') = (sent_at is not null))
);
create index delivery_made on delivery (made_at desc, id desc);
create index delivery_state on delivery (state, made_at desc, id desc);
create index delivery_dead on delivery (channel, cause, id) where state = 'dead';

create table delivery_notice (
    delivery_id bigint not null references delivery (id),
    notice_id bigint not null references notice (id),
    primary key (delivery_id, notice_id)
);
create index delivery_notice_notice on delivery_notice (notice_id);

-- A person's secret address at which a calendar program reads their days.
create table calendar_feed (
    person_id bigint primary key references person (id),
    secret_hash bytea not null unique,
    made_at timestamptz not null,
    read_at timestamptz,
    version integer not null default 1
);

-- What was not read yet and may go into the next digest.
create index notice_unread_at on notice (at) where read_at is null;

-- From which hour and until which hour nothing is sent out of the portal.
insert into setting (key, value) values ('quiet_from', '19'), ('quiet_to', '7');
