-- Each cooperating unit answers for its share; those that only watch a task have nothing to answer.
alter table task_unit
    add column id bigint generated always as identity unique,
    add column state text not null default 'asked' check (state in ('asked', 'answered')),
    add column answer text not null default '' check (answer is nfc normalized and length(answer) <= 3000),
    add column answered_by bigint references person (id),
    add column answered_at timestamptz,
    add column version integer not null default 1,
    add check ((state = 'answered') = (answered_at is not null));
create index task_unit_answered_by on task_unit (answered_by);
create index task_unit_asked on task_unit (unit_id, due_on, task_id) where part = 'cooperating' and state = 'asked';

alter table attachment
    add column share_id bigint references task_unit (id),
    drop constraint attachment_check,
    add constraint attachment_check check (num_nonnulls(report_id, document_id, share_id) = 1);
create index attachment_share on attachment (share_id);

-- How many tasks stand below a task: figures count those and not the parent, so that nothing is counted twice.
alter table task add column children integer not null default 0;
update task t set children = k.n from (select parent_id, count(*) as n from task where parent_id is not null group by parent_id) k where k.parent_id = t.id;

create function count_children() returns trigger language plpgsql as $$
begin
    update task set children = children + 1 where id = new.parent_id;
    return null;
end $$;
create trigger task_child_insert after insert on task for each row when (new.parent_id is not null) execute function count_children();
