drop table calendar_feed, delivery_notice, delivery, channel_choice;
alter table person drop column phone;
