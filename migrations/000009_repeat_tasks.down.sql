drop index task_period, task_occurrence;
alter table task drop constraint task_periodic_check, drop column period, drop column period_name, drop column period_from, drop column period_to;
drop table series, reporting_window;
