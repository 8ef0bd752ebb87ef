drop trigger task_child_insert on task;
drop function count_children();
alter table task drop column children;
delete from attachment where share_id is not null;
alter table attachment drop constraint attachment_check, drop column share_id;
alter table attachment add constraint attachment_check check (num_nonnulls(report_id, document_id) = 1);
alter table task_unit drop column id, drop column state, drop column answer, drop column answered_by, drop column answered_at, drop column version;
