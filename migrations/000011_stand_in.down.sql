drop table unit_change_person, unit_change_task, unit_change;
alter table deputy drop column version;
