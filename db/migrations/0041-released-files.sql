-- What was put on record in the public log when a volume was released: its statement, the names of its editions in the
-- shuffled order, and the hashes of the files that are made of them.
create table library.volume_record (
  volume_id uuid primary key references library.volume,
  note text not null,
  log_index bigint not null unique
);
create table library.edition_record (
  edition_id uuid primary key references library.edition,
  volume_id uuid not null references library.volume_record,
  position integer not null,
  name text not null,
  unique (volume_id, position)
);
create index edition_record_name on library.edition_record (name);
create table library.released_file (
  volume_id uuid not null references library.volume_record,
  file_name text not null,
  hash text not null,
  primary key (volume_id, file_name)
);
create index released_file_hash on library.released_file (hash);

create trigger volume_record_kept before update or delete or truncate on library.volume_record
  for each statement execute function platform.refuse_change();
create trigger edition_record_kept before update or delete or truncate on library.edition_record
  for each statement execute function platform.refuse_change();
create trigger released_file_kept before update or delete or truncate on library.released_file
  for each statement execute function platform.refuse_change();
grant select on library.volume_record, library.edition_record, library.released_file to public_site;
