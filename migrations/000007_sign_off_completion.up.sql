-- A completion report is signed off step by step, and one of a task is under way at a time; an update counts as it is posted.
alter table report
    add column state text not null default 'posted' check (state in ('posted', 'draft', 'submitted', 'returned', 'approved', 'accepted')),
    add column for_id bigint references person (id),
    add column submitted_on date,
    add column approved_by bigint references person (id),
    add column approved_at timestamptz,
    add column accepted_by bigint references person (id),
    add column accepted_at timestamptz,
    add column version integer not null default 1,
    add check ((kind = 'update') = (state = 'posted')),
    add check (state not in ('submitted', 'approved', 'accepted') or submitted_on is not null);
create unique index report_under_way on report (task_id) where state in ('draft', 'submitted', 'returned', 'approved');
create index report_completion on report (task_id, id) where kind = 'completion';
create index report_to_approve on report (reported_at, id) where state = 'submitted';
create index report_to_accept on report (reported_at, id) where state = 'approved';
create index report_for on report (for_id);
create index report_approved_by on report (approved_by);
create index report_accepted_by on report (accepted_by);

-- What stands for each deliverable that a completion report names: the number of a document, a file, or both.
create table evidence (
    id bigint generated always as identity primary key,
    report_id bigint not null references report (id),
    position smallint not null,
    deliverable text not null check (deliverable is nfc normalized),
    number text not null default '' check (number is nfc normalized and length(number) <= 100),
    attachment_id bigint references attachment (id),
    check (number <> '' or attachment_id is not null)
);
create index evidence_report on evidence (report_id, position, id);
create index evidence_attachment on evidence (attachment_id);

-- Tasks sent as complete before there were completion reports get the one they stand for.
insert into report (task_id, kind, author_id, unit_id, percent, percent_before, done, token, reported_at, state, submitted_on)
select t.id, 'completion', t.submitted_by, t.lead_unit_id, 100, t.percent,
    coalesce((select r.done from report r where r.task_id = t.id order by r.reported_at desc, r.id desc limit 1), t.title),
    gen_random_uuid(), t.submitted_on::timestamp at time zone 'Asia/Ho_Chi_Minh',
    case t.state when 'completed' then 'accepted' else 'approved' end, t.submitted_on
from task t where t.state in ('submitted', 'completed') and t.submitted_by is not null and t.submitted_on is not null;
