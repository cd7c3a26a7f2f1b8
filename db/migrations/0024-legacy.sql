-- The legacy collection: reviews of the past, brought in from a list and a folder of files, a line at a time, so that it
-- can be stopped anywhere and gone on with.
create schema legacy;

create table legacy.batch (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- the list's fingerprint: the same list again goes on with the same batch
  list_sha256 text not null unique,
  started_at timestamptz not null,
  started_by uuid,
  finished_at timestamptz
);

create table legacy.line (
  batch_id uuid not null references legacy.batch,
  n integer not null,
  cells jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'same', 'refused')),
  -- what is wrong with it, for who made the list
  words text,
  review_id uuid references register.review,
  primary key (batch_id, n),
  check ((state = 'refused') = (words is not null))
);
create index line_waiting on legacy.line (batch_id, n) where state = 'waiting';
create index line_refused on legacy.line (batch_id, n) where state = 'refused';

-- By what name a board knew a review: the same one is never brought in twice.
create table legacy.source (
  board_id uuid not null references identity.organisation,
  local_reference text not null,
  review_id uuid not null references register.review,
  primary key (board_id, local_reference)
);

-- Files sent with a list, only until each is read.
create table legacy.file (
  batch_id uuid not null references legacy.batch,
  name text not null,
  bytes bytea not null,
  primary key (batch_id, name)
);

-- The text of a file as read. It holds names: nobody but editors and the registrar reads it.
create table legacy.document (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  label text not null,
  format text not null check (format in ('docx', 'pdf')),
  sha256 text not null,
  words integer not null,
  pages integer,
  blocks jsonb not null,
  at timestamptz not null,
  unique (review_id, sha256)
);
