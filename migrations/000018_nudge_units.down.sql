drop table nudge_promise, nudge_task, nudge, nudge_batch, nudge_number;
