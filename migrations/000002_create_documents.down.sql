drop table clause, document_link, document, area;
