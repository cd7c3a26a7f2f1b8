-- What was generalised how often, published with an edition: kinds and counts only. Null in the legacy collection.
alter table library.edition add column learning_loss jsonb;
