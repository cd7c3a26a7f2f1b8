-- The quarterly census: what each board says it did, so that what is missing from the register is seen. And the figures
-- of it that are public: by nation and kind only, small counts left out before they are stored here.
create schema census;

-- Answers are never changed: a corrected one is another version.
create table census.answer (
  board_id uuid not null references identity.organisation,
  year integer not null check (year between 2000 and 2200),
  quarter integer not null check (quarter between 1 and 4),
  version integer not null check (version > 0),
  notified integer not null check (notified between 0 and 1000),
  not_to_proceed integer not null check (not_to_proceed between 0 and 1000),
  submitted integer not null check (submitted between 0 and 1000),
  note text,
  at timestamptz not null,
  by_person uuid,
  primary key (board_id, year, quarter, version)
);
create index answer_quarter on census.answer (year, quarter, board_id);
create trigger answer_kept before update or delete on census.answer
  for each row execute function platform.refuse_change();
create trigger answer_not_emptied before truncate on census.answer
  execute function platform.refuse_change();

create table library.census (
  year integer not null,
  quarter integer not null check (quarter between 1 and 4),
  published_on date not null,
  figures jsonb not null,
  primary key (year, quarter)
);
grant select on library.census to public_site;

create index stage_change_review_stage on register.stage_change (review_id, stage);
create index review_registered on register.review (registered_at);
