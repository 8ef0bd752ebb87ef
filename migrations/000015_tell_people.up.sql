-- What the portal told a person, once for each key however often it is said.
create table notice (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    kind text not null check (kind ~ '^[a-z_]+(\.[a-z_]+)*$'),
    title text not null check (title is nfc normalized and length(title) between 1 and 300),
    body text not null default '' check (body is nfc normalized and length(body) <= 2000),
    object_kind text not null, -- the record it leads to, and its code
    object_name text not null check (object_name is nfc normalized),
    key text not null,
    at timestamptz not null,
    read_at timestamptz,
    unique (person_id, key)
);
create index notice_person on notice (person_id, (read_at is not null), at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;
