create table report (
    id bigint generated always as identity primary key,
    task_id bigint not null references task (id),
    kind text not null default 'update' check (kind in ('update', 'completion')),
    author_id bigint not null references person (id),
    unit_id bigint not null references unit (id),
    percent smallint not null check (percent between 0 and 100),
    percent_before smallint not null check (percent_before between 0 and 100),
    done text not null check (done is nfc normalized and length(done) between 1 and 3000),
    next text not null default '' check (next is nfc normalized and length(next) <= 3000),
    expected_on date,
    late_reason text not null default '' check (late_reason is nfc normalized and length(late_reason) <= 1000),
    token uuid not null,
    reported_at timestamptz not null,
    unique (author_id, token)
);
create index report_task on report (task_id, reported_at desc, id desc);
create index report_unit on report (unit_id, reported_at desc);

-- The bytes of files, once each, in pieces small enough to stream.
create table blob (
    id bigint generated always as identity primary key,
    sha256 bytea not null unique check (length(sha256) = 32),
    size bigint not null check (size between 0 and 52428800),
    media_type text not null,
    created_at timestamptz not null
);
create table blob_piece (
    blob_id bigint not null references blob (id),
    number integer not null,
    bytes bytea not null,
    primary key (blob_id, number)
);
alter table blob_piece alter column bytes set storage external;

create table attachment (
    id bigint generated always as identity primary key,
    blob_id bigint not null references blob (id),
    name text not null check (name is nfc normalized and length(name) between 1 and 200),
    report_id bigint references report (id),
    document_id bigint references document (id),
    uploaded_by bigint not null references person (id),
    uploaded_at timestamptz not null,
    check (num_nonnulls(report_id, document_id) = 1)
);
create index attachment_report on attachment (report_id);
create index attachment_document on attachment (document_id);
create index attachment_blob on attachment (blob_id);
create index attachment_uploaded_by on attachment (uploaded_by);
