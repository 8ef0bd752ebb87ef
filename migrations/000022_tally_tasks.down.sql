drop trigger tally_update on task;
drop trigger tally_insert on task;
drop function tally_anew, keep_tally, tally_change, tally_steps, tallied_of(task), tallied_of(task_history);
drop type tallied;
drop table tally;
drop index task_history_due, task_history_unit;

create or replace function keep_task_history() returns trigger language plpgsql as $$
declare
    instant timestamptz := cchc_now();
    since timestamptz;
begin
    select valid_from into since from task_history where task_id = new.id and valid_to is null;
    if since >= instant then
        update task_history set state = new.state, deadline_kind = new.deadline_kind, due_on = new.due_on,
            original_due_on = new.original_due_on, completed_on = new.completed_on, lead_unit_id = new.lead_unit_id,
            officer_id = new.officer_id, percent = new.percent
        where task_id = new.id and valid_to is null;
        return null;
    end if;
    update task_history set valid_to = instant where task_id = new.id and valid_to is null;
    insert into task_history (task_id, state, deadline_kind, due_on, original_due_on, completed_on, lead_unit_id, officer_id, percent, valid_from)
    values (new.id, new.state, new.deadline_kind, new.due_on, new.original_due_on, new.completed_on, new.lead_unit_id, new.officer_id, new.percent, instant);
    return null;
end $$;
drop trigger task_history_update on task;
create trigger task_history_update after update on task for each row
    when ((old.state, old.deadline_kind, old.due_on, old.original_due_on, old.completed_on, old.lead_unit_id, old.officer_id, old.percent)
        is distinct from (new.state, new.deadline_kind, new.due_on, new.original_due_on, new.completed_on, new.lead_unit_id, new.officer_id, new.percent))
    execute function keep_task_history();
alter table task_history drop column area, drop column plan_year, drop column priority, drop column leaf;
