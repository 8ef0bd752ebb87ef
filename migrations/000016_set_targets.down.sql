drop index obstacle_book;
drop table indicator_task, indicator;
