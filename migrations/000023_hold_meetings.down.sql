drop table conclusion, agenda_item, meeting, meeting_series, meeting_number;
