drop index task_lead;
create index task_lead on task (lead_unit_id, open desc, due_on, id);
