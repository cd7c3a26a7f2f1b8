-- Who writes a review, and on what terms. Terms are versioned text; an acceptance names the exact text by its hash.
create schema commissioning;

create table commissioning.terms (
  version integer primary key,
  text_hash text not null unique,
  clauses jsonb not null,
  valid_from date not null
);
create trigger terms_kept before update or delete on commissioning.terms
  for each row execute function platform.refuse_change();

create table commissioning.appointment (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  author_id uuid not null references identity.person,
  terms_version integer not null references commissioning.terms,
  state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  appointed_at timestamptz not null,
  appointed_by uuid
);
-- one author at a time
create unique index appointment_open on commissioning.appointment (review_id) where state in ('offered', 'accepted');
create index appointment_author on commissioning.appointment (author_id);

create table commissioning.acceptance (
  appointment_id uuid not null references commissioning.appointment,
  party text not null check (party in ('author', 'board')),
  person_id uuid not null references identity.person,
  text_hash text not null,
  answer text not null check (answer in ('accepted', 'declined')),
  reason text,
  at timestamptz not null,
  primary key (appointment_id, party)
);
create trigger acceptance_kept before update or delete on commissioning.acceptance
  for each row execute function platform.refuse_change();
create trigger acceptance_not_emptied before truncate on commissioning.acceptance
  execute function platform.refuse_change();
