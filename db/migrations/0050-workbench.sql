-- The workbench for several editors: a decision names the state of the entity that it was made on; what was undone can be
-- done again until something else is done; day 0 of the case; what is left to look at; a second editor's answer to every
-- difference.
alter table deidentification.entity add column version integer not null default 1;
alter table deidentification.change add column dead boolean not null default false;
alter table deidentification.work add column anchor date;

-- What the engine thinks little of: shown as what is left, sorted by probability and rarity. `prompt`: a person should ask
-- whether the event or detail alone could be recognised.
create table deidentification.leftover (
  id bigint generated always as identity primary key,
  work_id uuid not null references deidentification.work,
  block integer not null,
  start_at integer not null,
  end_at integer not null,
  label text not null,
  probability real not null,
  -- in bits, against the published editions and the common words of English
  rarity real not null,
  reason text not null,
  prompt boolean not null,
  set_aside_by uuid,
  check (end_at > start_at)
);
create index leftover_work on deidentification.leftover (work_id, block, start_at);

-- The second editor's answer to one difference, at the state that the difference was in.
create table deidentification.difference_check (
  entity_id uuid not null references deidentification.entity on delete cascade,
  by_person uuid not null,
  entity_version integer not null,
  verdict text not null check (verdict in ('agreed', 'questioned')),
  note text not null default '',
  at timestamptz not null,
  primary key (entity_id, by_person)
);
