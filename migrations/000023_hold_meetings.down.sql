alter table decision_card drop column noted_for, drop column noted_by, drop column noted_in;
drop table conclusion, agenda_item, meeting, meeting_series, meeting_number;
