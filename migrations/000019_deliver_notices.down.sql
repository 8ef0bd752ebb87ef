delete from setting where key in ('quiet_from', 'quiet_to');
drop index notice_unread_at;
drop table calendar_feed, delivery_notice, delivery, channel_choice;
alter table person drop column phone;
