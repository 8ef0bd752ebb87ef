drop table nudge_task, nudge, nudge_batch, nudge_number;
