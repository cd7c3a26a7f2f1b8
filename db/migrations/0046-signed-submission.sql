-- The note that the author signed, with the statement's text in it; null where Throughline only recorded the submission.
alter table authorship.submission add column note bytea;
