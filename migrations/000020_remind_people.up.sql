-- By what the portal reminds people; the Office edits them.
create table reminder_rule (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('due_before', 'overdue', 'overdue_weekly', 'report_missing', 'approval_waiting')),
    days smallint not null check (days between 0 and 60), -- working days before or after; 0 where the kind has none
    officer boolean not null,
    head boolean not null,
    office boolean not null,
    active boolean not null default true,
    version integer not null default 1,
    unique (kind, days),
    check ((kind = 'overdue_weekly') = (days = 0)),
    check (officer or head or office or kind = 'approval_waiting') -- whoever has to sign is always told
);
insert into reminder_rule (kind, days, officer, head, office) values
    ('due_before', 7, true, false, false), ('due_before', 3, true, true, false), ('due_before', 1, true, true, false),
    ('overdue', 1, true, true, true), ('overdue_weekly', 0, true, true, false),
    ('report_missing', 3, true, true, false), ('approval_waiting', 2, false, false, false);

-- The working days whose reminders were all left with people, so that each is said once and a day on which the portal was off
-- is made up for.
create table reminder_day (
    id bigint generated always as identity primary key,
    day date not null unique,
    since date not null check (since <= day), -- the first day of those that this morning reminded of
    said integer not null,                    -- how many things people were reminded of
    done_at timestamptz not null
);
