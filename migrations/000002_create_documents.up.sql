-- The six reform areas in the order of Resolution 76/NQ-CP, and steering (0), which is scored apart from them.
create table area (
    code smallint primary key check (code between 0 and 6),
    letter text not null,
    name text not null check (name is nfc normalized),
    short_name text not null check (short_name is nfc normalized)
);
insert into area (code, letter, name, short_name) values
    (0, '', 'Công tác chỉ đạo, điều hành', 'Chỉ đạo, điều hành'),
    (1, 'a', 'Cải cách thể chế', 'Thể chế'),
    (2, 'b', 'Cải cách thủ tục hành chính', 'Thủ tục hành chính'),
    (3, 'c', 'Cải cách tổ chức bộ máy', 'Tổ chức bộ máy'),
    (4, 'd', 'Cải cách chế độ công vụ', 'Chế độ công vụ'),
    (5, 'đ', 'Cải cách tài chính công', 'Tài chính công'),
    (6, 'e', 'Xây dựng và phát triển Chính phủ điện tử, Chính phủ số', 'Chính phủ số');

create table document (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('official_letter', 'plan', 'directive', 'decision', 'regulation', 'conclusion', 'other')),
    code_number text not null default '' check (code_number is nfc normalized and length(code_number) <= 11),
    code_notation text not null check (code_notation is nfc normalized and length(code_notation) between 1 and 30),
    issued_on date,
    issued_year integer not null check (issued_year between 1945 and 2200),
    issuer text not null check (issuer is nfc normalized and length(issuer) between 1 and 200),
    subject text not null check (subject is nfc normalized and length(subject) between 1 and 500),
    signer text not null default '' check (signer is nfc normalized and length(signer) <= 50),
    signer_position text not null default '' check (signer_position is nfc normalized and length(signer_position) <= 100),
    recipients text not null default '' check (recipients is nfc normalized and length(recipients) <= 1000),
    summary text not null default '' check (summary is nfc normalized),
    secret boolean not null default false,
    sample boolean not null default false,
    search_fold text not null,
    created_by bigint not null references person (id),
    created_at timestamptz not null,
    version integer not null default 1,
    check (not secret or summary = '')
);
create index document_order on document (issued_year desc, issued_on desc nulls first, id);
create index document_search on document using gin (search_fold gin_trgm_ops);
create index document_created_by on document (created_by);
create unique index document_number on document (code_number, code_notation, issuer, issued_year) where code_number <> '';

create table document_link (
    from_id bigint not null references document (id),
    to_id bigint not null references document (id),
    kind text not null check (kind in ('implements', 'cites')),
    primary key (from_id, to_id, kind),
    check (from_id <> to_id)
);
create index document_link_to on document_link (to_id);

create table clause (
    id bigint generated always as identity primary key,
    document_id bigint not null references document (id),
    parent_id bigint references clause (id),
    path text not null check (path is nfc normalized and path <> ''),
    label text not null check (label is nfc normalized),
    heading text not null default '' check (heading is nfc normalized),
    body text not null default '' check (body is nfc normalized),
    is_summary boolean not null default false,
    area smallint references area (code),
    sort_order integer not null,
    version integer not null default 1,
    unique (document_id, path)
);
create index clause_document on clause (document_id, sort_order);
create index clause_parent on clause (parent_id);
