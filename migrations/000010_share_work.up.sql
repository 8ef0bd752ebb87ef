-- Each cooperating unit answers for its share; those that only watch a task have nothing to answer. A unit that is no longer
-- asked keeps its row, so that what it answered is not lost.
alter table task_unit
    add column id bigint generated always as identity unique,
    add column state text not null default 'asked' check (state in ('asked', 'answered', 'withdrawn')),
    add column answer text not null default '' check (answer is nfc normalized and length(answer) <= 3000),
    add column answered_by bigint references person (id),
    add column answered_at timestamptz,
    add column asked_again text not null default '' check (asked_again is nfc normalized and length(asked_again) <= 1000),
    add column version integer not null default 1,
    add check (state <> 'answered' or answered_at is not null),
    add check (part = 'cooperating' or state = 'asked');
create index task_unit_answered_by on task_unit (answered_by);
create index task_unit_asked on task_unit (unit_id, due_on, task_id) where part = 'cooperating' and state = 'asked';
drop index task_unit_unit;
create index task_unit_unit on task_unit (unit_id, task_id) where state <> 'withdrawn';

alter table attachment
    add column share_id bigint references task_unit (id),
    drop constraint attachment_check,
    add constraint attachment_check check (num_nonnulls(report_id, document_id, share_id) = 1);
create index attachment_share on attachment (share_id);

-- How many tasks stand below a task: figures count those and not the parent, so that nothing is counted twice. The index that
-- counts what a unit leads knows it too.
alter table task add column children integer not null default 0;
drop index task_lead;
create index task_lead on task (lead_unit_id, open desc, due_on, id) include (state, children);

-- A parent stands where its children stand: its percent is their mean, rounded down, those that were stopped left out. Whoever
-- changes a child locks the parent after it and reads the others only then. The occurrences of a series are only counted.
create function keep_parent() returns trigger language plpgsql as $$
begin
    perform from task where id = new.parent_id for no key update;
    update task p set children = k.n, percent = coalesce(k.mean, p.percent)
    from (select count(*) as n, floor(avg(percent) filter (where state <> 'cancelled' and period = '')) as mean
        from task where parent_id = new.parent_id) k
    where p.id = new.parent_id and (p.children, p.percent) is distinct from (k.n, coalesce(k.mean, p.percent));
    return null;
end $$;
update task p set children = k.n, percent = coalesce(k.mean, p.percent)
from (select parent_id, count(*) as n, floor(avg(percent) filter (where state <> 'cancelled')) as mean
    from task where parent_id is not null group by parent_id) k
where k.parent_id = p.id;
create trigger task_child_insert after insert on task for each row when (new.parent_id is not null) execute function keep_parent();
create trigger task_child_update after update on task for each row
    when (new.parent_id is not null and (old.parent_id, old.state, old.percent) is distinct from (new.parent_id, new.state, new.percent))
    execute function keep_parent();
