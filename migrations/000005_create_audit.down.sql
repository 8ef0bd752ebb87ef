drop table audit_event;
drop function refuse_change();
