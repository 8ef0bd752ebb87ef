drop table task_follower;
