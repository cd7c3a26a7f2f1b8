-- Terms of engagement for one review: the template's clauses with what was changed for this engagement, every wording
-- kept as the exact text that was shown, and three signatures in order on one wording.
alter table commissioning.appointment
  add column language text not null default 'en' check (language in ('en', 'cy')),
  add column wording integer not null default 0 check (wording >= 0),
  -- fingerprint of the key that the author made for this review; printed in the terms
  add column author_key text;

-- Exact texts, so that what was signed can always be shown. The number 0 stands for terms of before this table.
create table commissioning.wording (
  appointment_id uuid not null references commissioning.appointment,
  number integer not null check (number >= 1),
  text text not null,
  text_hash text not null,
  at timestamptz not null,
  by_person uuid,
  primary key (appointment_id, number),
  unique (appointment_id, text_hash)
);
create trigger wording_kept before update or delete on commissioning.wording
  for each row execute function platform.refuse_change();
create trigger wording_not_emptied before truncate on commissioning.wording
  execute function platform.refuse_change();

-- What was changed in a clause for this engagement; the newest of a clause counts, the others are its history.
create table commissioning.clause_change (
  id bigint generated always as identity primary key,
  appointment_id uuid not null references commissioning.appointment,
  clause text not null,
  change text not null check (change in ('added', 'changed', 'struck', 'as-template')),
  words text not null,
  why text not null,
  by_person uuid not null references identity.person,
  at timestamptz not null,
  check ((change in ('added', 'changed')) = (words <> ''))
);
create index clause_change_of on commissioning.clause_change (appointment_id, id);
create trigger clause_change_kept before update or delete on commissioning.clause_change
  for each row execute function platform.refuse_change();
create trigger clause_change_not_emptied before truncate on commissioning.clause_change
  execute function platform.refuse_change();

-- A signature is on one text: a party signs again when the text has changed.
alter table commissioning.acceptance
  add column key_fingerprint text,
  drop constraint acceptance_party_check,
  add constraint acceptance_party_check check (party in ('author', 'board', 'national')),
  drop constraint acceptance_pkey,
  add primary key (appointment_id, party, text_hash);
