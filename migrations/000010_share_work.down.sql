drop trigger task_child_insert on task;
drop trigger task_child_update on task;
drop function keep_parent();
drop index task_lead;
create index task_lead on task (lead_unit_id, open desc, due_on, id) include (state);
alter table task drop column children;
delete from attachment where share_id is not null;
alter table attachment drop constraint attachment_check, drop column share_id;
alter table attachment add constraint attachment_check check (num_nonnulls(report_id, document_id) = 1);
drop index task_unit_unit;
delete from task_unit where state = 'withdrawn';
create index task_unit_unit on task_unit (unit_id, task_id);
alter table task_unit drop column id, drop column state, drop column answer, drop column answered_by, drop column answered_at,
    drop column asked_again, drop column version;
