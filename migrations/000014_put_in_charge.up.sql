-- Which reform area a leader is in charge of, from one day to another; no area stands for all of them.
create table charge (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    area smallint references area (code),
    from_on date not null,
    to_on date check (to_on >= from_on),
    version integer not null default 1,
    constraint charge_once exclude using gist (int8range(person_id, person_id, '[]') with &&,
        int4range(coalesce(area, -1), coalesce(area, -1), '[]') with &&, daterange(from_on, to_on, '[]') with &&)
);
create index charge_person on charge (person_id, from_on);
