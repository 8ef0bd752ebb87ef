drop table reminder_day, reminder_rule;
