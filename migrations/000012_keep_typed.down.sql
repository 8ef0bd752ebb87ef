drop table staged_file, form_sent, kept_post, form_draft;
