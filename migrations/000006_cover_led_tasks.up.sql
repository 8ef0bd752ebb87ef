-- With the state in it, the index alone can count what a unit leads.
drop index task_lead;
create index task_lead on task (lead_unit_id, open desc, due_on, id) include (state);
