create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_id bigint references person (id),
    for_id bigint references person (id),
    action text not null,
    object_kind text not null,
    object_id bigint not null,
    object_name text not null default '' check (object_name is nfc normalized),
    changes jsonb not null default '[]',
    note text not null default '' check (note is nfc normalized),
    request text not null default '',
    address text not null default ''
);
create index audit_event_order on audit_event (at desc, id desc);
create index audit_event_object on audit_event (object_kind, object_id, at desc, id desc);
create index audit_event_actor on audit_event (actor_id, at desc, id desc);
create index audit_event_action on audit_event (action, at desc, id desc);
create index audit_event_for on audit_event (for_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;
create trigger audit_event_is_kept before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_is_not_emptied before truncate on audit_event for each statement execute function refuse_change();
