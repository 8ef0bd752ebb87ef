drop table charge;
