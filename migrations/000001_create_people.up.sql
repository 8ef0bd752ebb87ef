create extension if not exists pg_trgm;

-- Units are a dated tree: a unit that closes keeps its row, so that the past keeps its name.
create table unit (
    id bigint generated always as identity primary key,
    code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9.]{0,34}$'),
    name text not null check (name is nfc normalized and name <> ''),
    short_name text not null check (short_name is nfc normalized and short_name <> ''),
    kind text not null check (kind in ('leadership', 'office', 'inspectorate', 'division', 'sub_department', 'service_unit', 'outside')),
    relation text not null check (relation in ('internal', 'subordinate', 'outside')),
    parent_id bigint references unit (id),
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    sort_order integer not null default 0,
    version integer not null default 1,
    check (parent_id <> id)
);
create index unit_parent on unit (parent_id);

create table unit_link (
    predecessor_id bigint not null references unit (id),
    successor_id bigint not null references unit (id),
    primary key (predecessor_id, successor_id),
    check (predecessor_id <> successor_id)
);
create index unit_link_successor on unit_link (successor_id);

create table person (
    id bigint generated always as identity primary key,
    username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    name text not null check (name is nfc normalized and name <> ''),
    sort_name text not null check (sort_name is nfc normalized),
    search_fold text not null,
    position text not null check (position is nfc normalized),
    email text not null default '' check (email is nfc normalized),
    unit_id bigint not null references unit (id),
    password_hash text not null default '',
    must_change_password boolean not null default false,
    active boolean not null default true,
    sample boolean not null default false,
    session_epoch integer not null default 1,
    created_at timestamptz not null,
    version integer not null default 1
);
create index person_unit on person (unit_id) where active;
create index person_sort on person (sort_name collate "vi-x-icu", id);
create index person_search on person using gin (search_fold gin_trgm_ops);

create table person_role (
    person_id bigint not null references person (id),
    role text not null check (role in ('staff', 'head', 'office', 'chief', 'leader', 'observer', 'admin')),
    primary key (person_id, role)
);

-- A deputy acts for an absent head, chief or leader from one day to another, both included.
create table deputy (
    id bigint generated always as identity primary key,
    absent_id bigint not null references person (id),
    deputy_id bigint not null references person (id),
    from_on date not null,
    to_on date not null check (to_on >= from_on),
    reason text not null default '' check (reason is nfc normalized),
    named_by bigint not null references person (id),
    named_at timestamptz not null,
    check (absent_id <> deputy_id)
);
create index deputy_deputy on deputy (deputy_id, to_on);
create index deputy_absent on deputy (absent_id, to_on);
create index deputy_named_by on deputy (named_by);

-- The shape alexedwards/scs/pgxstore asks for.
create table sessions (
    token text primary key,
    data bytea not null,
    expiry timestamptz not null
);
create index sessions_expiry on sessions (expiry);

create table sign_in_attempt (
    id bigint generated always as identity primary key,
    username text not null,
    address text not null,
    at timestamptz not null,
    succeeded boolean not null
);
create index sign_in_attempt_pair on sign_in_attempt (username, address, at);
