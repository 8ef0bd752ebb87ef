drop table attachment, blob_piece, blob, report;
