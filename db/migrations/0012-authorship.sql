-- The report's text: a draft that its author corrects, then a sealed text that nobody can change.
create schema authorship;

create table authorship.report (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null unique references register.review,
  state text not null check (state in ('empty', 'draft', 'submitted')),
  version integer not null default 0,
  unread jsonb not null default '[]',
  found jsonb not null default '[]',
  imported_at timestamptz
);

-- Each correction is a version of its own, so that it can be undone. The newest thirty are kept.
create table authorship.draft_version (
  report_id uuid not null references authorship.report,
  version integer not null,
  blocks jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid,
  primary key (report_id, version)
);

-- An uploaded file lives here only while it is read; then its bytes are gone.
create table authorship.import (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references authorship.report,
  by_person uuid not null,
  file_name text not null,
  bytes bytea,
  state text not null check (state in ('waiting', 'reading', 'done', 'refused')),
  progress real not null default 0,
  step text not null default '',
  refusal text,
  words integer,
  pages integer,
  at timestamptz not null,
  check (bytes is null or state in ('waiting', 'reading'))
);
create index import_report on authorship.import (report_id, at desc);

create table authorship.sealed_block (
  report_id uuid not null references authorship.report,
  version integer not null,
  n integer not null,
  kind text not null,
  text text not null,
  layout jsonb,
  seed bytea not null check (octet_length(seed) = 32),
  primary key (report_id, version, n)
);

create table authorship.submission (
  report_id uuid not null references authorship.report,
  version integer not null,
  root bytea not null check (octet_length(root) = 32),
  block_count integer not null,
  word_count integer not null,
  submitted_at timestamptz not null,
  submitted_by uuid not null,
  statement text not null,
  salt bytea not null,
  log_index bigint not null,
  primary key (report_id, version)
);

create trigger sealed_block_kept before update or delete on authorship.sealed_block
  for each row execute function platform.refuse_change();
create trigger sealed_block_not_emptied before truncate on authorship.sealed_block
  execute function platform.refuse_change();
create trigger submission_kept before update or delete on authorship.submission
  for each row execute function platform.refuse_change();
create trigger submission_not_emptied before truncate on authorship.submission
  execute function platform.refuse_change();

-- Blocks are sealed with their submission and never added to it afterwards; a submitted report is not a draft again.
create function authorship.refuse_late_block() returns trigger language plpgsql as $$
begin
  if exists (select from authorship.submission s where s.report_id = new.report_id and s.version = new.version) then
    raise exception 'a sealed text takes no further block' using errcode = 'TL001';
  end if;
  return new;
end $$;
create trigger sealed_block_in_time before insert on authorship.sealed_block
  for each row execute function authorship.refuse_late_block();
create function authorship.refuse_reopening() returns trigger language plpgsql as $$
begin
  raise exception 'a submitted report is frozen' using errcode = 'TL001';
end $$;
create trigger report_frozen before update or delete on authorship.report
  for each row when (old.state = 'submitted') execute function authorship.refuse_reopening();
create function authorship.refuse_draft_of_submitted() returns trigger language plpgsql as $$
begin
  if exists (select from authorship.report r where r.id = new.report_id and r.state = 'submitted') then
    raise exception 'a submitted report is frozen' using errcode = 'TL001';
  end if;
  return new;
end $$;
create trigger draft_only_before before insert or update on authorship.draft_version
  for each row execute function authorship.refuse_draft_of_submitted();
