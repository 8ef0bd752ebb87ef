drop index conclusion_made;
drop table instruction;
