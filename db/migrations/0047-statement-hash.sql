-- One text may be put up for signing again after it was taken back, so its hash alone does not tell two offers apart.
alter table keys.statement drop constraint statement_hash_key;
create index statement_hash on keys.statement (hash);
create unique index statement_once_open on keys.statement (review_id, hash) where given_up_at is null;
