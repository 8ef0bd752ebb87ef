drop table judgement;
