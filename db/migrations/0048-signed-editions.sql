-- The author's signed submission in the public proof, with what was signed of changes since; null where the author had no key.
alter table library.edition_proof add column signatures jsonb;
