-- The log as others read it: tiles of hashes, signed checkpoints and the cosignatures of witnesses. The log's key and
-- the signer's memory are not here: whoever edits or restores this database cannot make the signer follow.
do $$ begin
  if not exists (select from pg_roles where rolname = 'public_site') then
    create role public_site nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'log_signer') then
    create role log_signer nologin;
  end if;
end $$;

-- Up to 256 hashes of perfect subtrees, as in C2SP tlog-tiles. A tile only grows, and never once it is full.
create table integrity.tile (
  level smallint not null check (level between 0 and 6),
  number bigint not null check (number >= 0),
  hashes bytea not null check (octet_length(hashes) % 32 = 0 and octet_length(hashes) between 32 and 8192),
  primary key (level, number)
);
create function integrity.keep_tile() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.level = old.level and new.number = old.number
    and substring(new.hashes for octet_length(old.hashes)) = old.hashes then
    return new;
  end if;
  raise exception 'a tile of the log only grows' using errcode = 'TL001';
end $$;
create trigger tile_grows before update on integrity.tile for each row execute function integrity.keep_tile();
create trigger tile_kept before delete or truncate on integrity.tile
  for each statement execute function platform.refuse_change();

-- Heads of the log that its key signed. What is here is published.
create table integrity.checkpoint (
  size bigint primary key check (size >= 1),
  note bytea not null,
  at timestamptz not null
);
create trigger append_only before update or delete or truncate on integrity.checkpoint
  for each statement execute function platform.refuse_change();

-- Signature lines of witnesses, which are served with the checkpoint.
create table integrity.cosignature (
  size bigint not null references integrity.checkpoint,
  witness text not null,
  line text not null,
  primary key (size, witness)
);
create trigger append_only before update or delete or truncate on integrity.cosignature
  for each statement execute function platform.refuse_change();

-- What the public site may read: nothing that lies beyond the newest published checkpoint, and no time.
create view integrity.published_checkpoint as
  select c.size, c.note,
    coalesce((select string_agg(s.line, '' order by s.witness) from integrity.cosignature s where s.size = c.size), '') as cosignatures
  from integrity.checkpoint c;
create view integrity.published_entry as
  select e.index, e.entry from integrity.log_entry e
  where e.index < (select max(c.size) from integrity.checkpoint c);
create view integrity.published_tile as
  select t.level, t.number, substring(t.hashes for 32 * least(256, (p.size >> (8 * t.level)) - 256 * t.number)::integer) as hashes
  from integrity.tile t, (select max(c.size) as size from integrity.checkpoint c) p
  where (p.size >> (8 * t.level)) > 256 * t.number;

grant usage on schema integrity to public_site, log_signer;
grant select on integrity.published_checkpoint, integrity.published_entry, integrity.published_tile to public_site;
grant select on integrity.tile to log_signer;
grant select (index, entry) on integrity.log_entry to log_signer;
