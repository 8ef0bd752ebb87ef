drop table snapshot_task, snapshot, snapshot_number;
drop function refuse_thaw();
