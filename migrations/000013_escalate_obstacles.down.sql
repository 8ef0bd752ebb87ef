delete from setting where key in ('obstacle_confirm_days', 'obstacle_receive_days', 'obstacle_resolve_days', 'obstacle_decide_days');
delete from attachment where obstacle_id is not null;
alter table attachment
    drop constraint attachment_check,
    drop column obstacle_id,
    add constraint attachment_check check (num_nonnulls(report_id, document_id, share_id) = 1);
drop table referral, decision_effect, obstacle_step, obstacle, card_option, decision_card, obstacle_number;
