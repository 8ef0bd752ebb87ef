-- Who of the Office follows a task. It stands beside the task and is no part of it: the unit's open pages stay true, and what a task was
-- at any past day says nothing of it.
create table task_follower (
    task_id bigint primary key references task (id),
    person_id bigint not null references person (id),
    given_by bigint not null references person (id),
    given_at timestamptz not null,
    left_at timestamptz -- when that person left or moved: the task waits for another follower
);
create index task_follower_person on task_follower (person_id, task_id);
create index task_follower_given_by on task_follower (given_by);
create index task_follower_left on task_follower (task_id) where left_at is not null;
