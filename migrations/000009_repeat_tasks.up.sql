-- The windows in which reports of a schedule are due. They change by law, so each stands from one day to another.
create table reporting_window (
    id bigint generated always as identity primary key,
    schedule text not null check (schedule ~ '^[a-z_]+$'),
    position smallint not null,
    name text not null check (name is nfc normalized and name <> ''),
    from_month smallint not null check (from_month between 1 and 12),
    from_day smallint not null check (from_day between 1 and 31),
    from_last_year boolean not null default false,
    to_month smallint not null check (to_month between 1 and 12),
    to_day smallint not null check (to_day between 1 and 31),
    due_month smallint not null check (due_month between 1 and 12),
    due_day smallint not null check (due_day between 1 and 31),
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    version integer not null default 1
);
create index reporting_window_order on reporting_window (schedule, position, valid_from);

-- Official letter 581/BNV-CCHC: the first and third quarter, six months, the year; cut off two weeks before the calendar does.
insert into reporting_window (schedule, position, name, from_month, from_day, from_last_year, to_month, to_day, due_month, due_day, valid_from) values
    ('official', 1, 'Quý I', 12, 15, true, 3, 14, 3, 15, '2020-01-01'),
    ('official', 2, '6 tháng đầu năm', 12, 15, true, 6, 14, 6, 15, '2020-01-01'),
    ('official', 3, 'Quý III', 6, 15, false, 9, 14, 9, 15, '2020-01-01'),
    ('official', 4, 'Năm', 12, 15, true, 12, 14, 12, 15, '2020-01-01');

-- A periodic task is a series: in each period of its schedule one occurrence of it, a task of its own below it, is opened.
create table series (
    task_id bigint primary key references task (id),
    schedule text not null check (schedule in ('monthly', 'official')),
    due_day smallint check (due_day between 1 and 31),
    starts_on date not null,
    ends_on date check (ends_on >= starts_on),
    check ((schedule = 'monthly') = (due_day is not null))
);
create index series_running on series (starts_on);
-- What was periodic before there were series had the day of its one period.
update task set deadline_kind = 'fixed' where deadline_kind = 'periodic';

alter table task
    add column period text not null default '' check (period is nfc normalized),
    add column period_name text not null default '' check (period_name is nfc normalized),
    add column period_from date,
    add column period_to date check (period_to >= period_from),
    add constraint task_periodic_check check (deadline_kind <> 'periodic' or due_on is null),
    add check (period = '' or parent_id is not null);
create unique index task_period on task (parent_id, period) where period <> '';
create index task_occurrence on task (parent_id, period_to desc, id desc) where period <> '';
