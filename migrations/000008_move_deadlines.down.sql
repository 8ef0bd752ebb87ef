drop table setting, holiday, deadline_change, extension;
