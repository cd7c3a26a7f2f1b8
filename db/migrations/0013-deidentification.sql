-- What is to be generalised in a sealed report, who decided it, and what stands in its place. Holds real names: readable
-- by editors only, every read recorded, never by the public wing.
create schema deidentification;

create table deidentification.work (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null unique,
  review_id uuid not null,
  state text not null check (state in ('open', 'awaiting-sign-off', 'signed-off')),
  version integer not null default 1,
  title text not null default '',
  summary text not null default '',
  warning text not null default '',
  started_by uuid not null,
  started_at timestamptz not null,
  prepared_by uuid,
  signed_off_by uuid,
  signed_off_at timestamptz,
  returned_why text,
  -- two people: whoever prepared an edition cannot sign it off
  check (signed_off_by is null or signed_off_by <> prepared_by)
);
create index work_ready on deidentification.work (signed_off_at) where state = 'signed-off';

create table deidentification.entity (
  id uuid primary key default gen_random_uuid(),
  work_id uuid not null references deidentification.work,
  label text not null check (label in ('PERSON', 'CODE', 'LOC', 'ORG', 'DEM', 'DATETIME', 'QUANTITY', 'MISC')),
  identifier text not null check (identifier in ('DIRECT', 'QUASI')),
  canonical text not null,
  decision text not null default 'undecided' check (decision in ('undecided', 'replace', 'keep')),
  replacement text not null default '',
  suggested text not null default '',
  removed boolean not null default false,
  decided_by uuid,
  decided_at timestamptz,
  check (decision <> 'replace' or replacement <> '')
);
create index entity_work on deidentification.entity (work_id);

create table deidentification.span (
  id uuid primary key default gen_random_uuid(),
  work_id uuid not null references deidentification.work,
  entity_id uuid not null references deidentification.entity,
  block integer not null,
  start_at integer not null,
  end_at integer not null,
  probability real not null,
  source text not null,
  reason text not null,
  -- null: as its entity is decided
  own_decision text check (own_decision in ('replace', 'keep')),
  own_replacement text,
  check (end_at > start_at)
);
create index span_work on deidentification.span (work_id, block, start_at);
create index span_entity on deidentification.span (entity_id);

-- Every decision with what it replaced, so that it can be undone and looked up.
create table deidentification.change (
  id bigint generated always as identity primary key,
  work_id uuid not null references deidentification.work,
  at timestamptz not null,
  by_person uuid not null,
  says text not null,
  entities jsonb not null,
  spans jsonb not null,
  undone_at timestamptz
);
create index change_work on deidentification.change (work_id, id);
