drop table unit_change_person, unit_change_task, unit_change;
alter table deputy
    drop constraint deputy_one_at_a_time,
    drop column version,
    drop column ended_at,
    drop column ended_by;
drop index deputy_order;
