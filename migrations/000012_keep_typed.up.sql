-- What a person typed into a form and has not sent yet; the form is the path it stands at.
create table form_draft (
    person_id bigint not null references person (id),
    form text not null check (length(form) between 1 and 300),
    title text not null check (title is nfc normalized and length(title) <= 300),
    fields jsonb not null,
    page uuid not null, -- the page it was typed on, and how often that page has saved: an older saving never wins
    turn integer not null,
    saved_at timestamptz not null,
    primary key (person_id, form)
);
create index form_draft_saved on form_draft (saved_at);

-- What was posted after a session had ended, sealed with a key that only the browser has, for half an hour.
create table kept_post (
    token_hash bytea primary key check (length(token_hash) = 32),
    person_id bigint not null references person (id),
    form text not null check (length(form) between 1 and 300),
    sealed bytea not null,
    kept_at timestamptz not null
);
create index kept_post_person on kept_post (person_id);
create index kept_post_kept on kept_post (kept_at);

-- Forms that were carried out, so that the same form sent twice gives the first result.
create table form_sent (
    person_id bigint not null references person (id),
    token uuid not null,
    digest bytea not null check (length(digest) = 32), -- of what was sent, so that other words under the same number are told apart
    location text not null default '',
    sentence text not null default '' check (sentence is nfc normalized),
    sent_at timestamptz not null,
    primary key (person_id, token)
);
create index form_sent_at on form_sent (sent_at);

-- Files that were uploaded before their form was sent.
create table staged_file (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    blob_id bigint not null references blob (id),
    name text not null check (name is nfc normalized and length(name) between 1 and 200),
    uploaded_at timestamptz not null
);
create index staged_file_person on staged_file (person_id, uploaded_at);
create index staged_file_blob on staged_file (blob_id);
create index staged_file_at on staged_file (uploaded_at);
