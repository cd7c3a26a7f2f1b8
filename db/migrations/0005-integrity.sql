-- The append-only log: what was recorded, in order, each entry bound to all before it.
create schema integrity;

-- The entries. An index is never missing and never used twice; PostgreSQL's own SHA-256 checks ours (RFC 6962 leaf).
create table integrity.log_entry (
  index bigint primary key check (index >= 0),
  -- as long as an entry bundle can carry (16 bits of length)
  entry bytea not null check (octet_length(entry) between 1 and 65535),
  leaf_hash bytea not null check (leaf_hash = sha256('\x00'::bytea || entry)),
  appended_at timestamptz not null
);

-- The hashes of perfect subtrees above the leaves, so that a proof costs as little in a long log as in a short one.
create table integrity.node (
  level smallint not null check (level between 1 and 52),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);

-- The size and root of the log after every append.
create table integrity.tree_head (
  size bigint primary key check (size >= 1),
  root bytea not null check (octet_length(root) = 32),
  at timestamptz not null
);

create function integrity.refuse_gap() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.index <> coalesce((select max(index) + 1 from integrity.log_entry), 0) then
    raise exception 'entry % is not the next of the log', new.index using errcode = 'TL001';
  end if;
  return new;
end $$;
create trigger next_entry_only before insert on integrity.log_entry
  for each row execute function integrity.refuse_gap();

-- Per statement, so that even a change that finds no row is refused.
create trigger append_only before update or delete or truncate on integrity.log_entry
  for each statement execute function platform.refuse_change();
create trigger append_only before update or delete or truncate on integrity.node
  for each statement execute function platform.refuse_change();
create trigger append_only before update or delete or truncate on integrity.tree_head
  for each statement execute function platform.refuse_change();
