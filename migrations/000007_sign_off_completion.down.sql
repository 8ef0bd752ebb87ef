drop table evidence;
drop index report_completion;
delete from attachment where report_id in (select id from report where kind = 'completion');
delete from report where kind = 'completion';
alter table report drop column state, drop column for_id, drop column submitted_on, drop column approved_by, drop column approved_at,
    drop column accepted_by, drop column accepted_at, drop column version;
