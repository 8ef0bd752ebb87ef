drop index task_period;
alter table task drop column period, drop column period_name, drop column period_from, drop column period_to;
drop table series, reporting_window;
