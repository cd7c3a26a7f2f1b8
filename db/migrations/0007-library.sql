-- What is published. Holds no review's id, no board, and no time finer than its volume's date.
do $$ begin
  if not exists (select from pg_roles where rolname = 'public_site') then
    create role public_site nologin;
  end if;
end $$;
create schema library;

create table library.volume (
  id uuid primary key default gen_random_uuid(),
  label text not null,
  published_on date not null,
  legacy boolean not null default false
);
create index volume_newest on library.volume (published_on desc, id);

create table library.edition (
  id uuid primary key default gen_random_uuid(),
  volume_id uuid not null references library.volume,
  title text not null,
  summary text not null,
  warning text not null,
  subjects text[] not null,
  nation text check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  themes text[] not null,
  legacy boolean not null,
  report_root text,
  words integer not null,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  withdrawn_on date,
  reason_class text check (reason_class in ('identification', 'legal', 'family-request', 'error')),
  check ((status = 'withdrawn') = (withdrawn_on is not null and reason_class is not null)),
  check (legacy = (report_root is null))
);
create index edition_volume on library.edition (volume_id, id);
create index edition_themes on library.edition using gin (themes);

create table library.edition_block (
  edition_id uuid not null references library.edition,
  n integer not null,
  kind text not null,
  parts jsonb not null,
  layout jsonb,
  text text not null,
  primary key (edition_id, n)
);

create table library.edition_proof (
  edition_id uuid primary key references library.edition,
  disclosure jsonb not null
);

create table library.finding (
  edition_id uuid not null references library.edition,
  anchor text not null,
  kind text not null check (kind in ('finding', 'recommendation')),
  text text not null,
  primary key (edition_id, anchor)
);

-- BM25: one row per term and edition; the weights of title, summary and headings are in the frequency and in the length.
-- Everything that ranking reads is in the index; `blocks` (where the term stands) is read for the shown results only.
create table library.posting (
  term text collate "C" not null,
  edition_id uuid not null references library.edition,
  frequency real not null,
  length real not null,
  blocks integer[] not null,
  primary key (term, edition_id) include (frequency, length)
);
create index posting_edition on library.posting (edition_id);

create table library.term (
  term text collate "C" primary key,
  editions integer not null,
  sample text collate "C" not null
);
create index term_sample on library.term (sample);

create table library.collection (
  single boolean primary key default true check (single),
  editions integer not null default 0,
  total_length double precision not null default 0
);
insert into library.collection default values;

create table library.concern (
  id uuid primary key default gen_random_uuid(),
  edition_id uuid not null references library.edition,
  anchor text check (anchor ~ '^p[0-9]{1,5}$'),
  words text not null,
  contact text,
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  verdict text check (verdict in ('withdrawn', 'no-action'))
);
create index concern_open on library.concern (raised_at) where settled_at is null;

create function library.keep_edition() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a published edition is never deleted' using errcode = 'TL001';
  end if;
  if old.status = 'published' and new.status = 'withdrawn'
    and row(new.id, new.volume_id, new.title, new.summary, new.warning, new.subjects, new.nation, new.themes, new.legacy, new.report_root, new.words)
      is not distinct from row(old.id, old.volume_id, old.title, old.summary, old.warning, old.subjects, old.nation, old.themes, old.legacy, old.report_root, old.words) then
    return new;
  end if;
  raise exception 'a published edition can only be withdrawn' using errcode = 'TL001';
end $$;
create trigger edition_kept before update or delete on library.edition for each row execute function library.keep_edition();
create trigger block_kept before update or delete on library.edition_block for each row execute function platform.refuse_change();
create trigger proof_kept before update or delete on library.edition_proof for each row execute function platform.refuse_change();

create trigger finding_kept before update on library.finding for each row execute function platform.refuse_change();
create trigger edition_not_emptied before truncate on library.edition execute function platform.refuse_change();
create trigger block_not_emptied before truncate on library.edition_block execute function platform.refuse_change();
create trigger proof_not_emptied before truncate on library.edition_proof execute function platform.refuse_change();

-- The public wing cannot read the words of what is withdrawn, whatever a page asks: neither text nor summary.
alter table library.edition enable row level security;
alter table library.edition_block enable row level security;
alter table library.edition_proof enable row level security;
create policy published_only on library.edition for select to public_site using (status = 'published');
create policy published_only on library.edition_block for select to public_site
  using (exists (select from library.edition e where e.id = edition_id and e.status = 'published'));
create policy published_only on library.edition_proof for select to public_site
  using (exists (select from library.edition e where e.id = edition_id and e.status = 'published'));

-- What stays of a withdrawn edition. Where somebody could be identified, the title may be what does it.
create view library.tombstone as
  select e.id, e.volume_id, v.label as volume_label, v.published_on, e.legacy, e.withdrawn_on, e.reason_class,
    case when e.reason_class = 'identification' then null else e.title end as title
  from library.edition e join library.volume v on v.id = e.volume_id where e.status = 'withdrawn';

-- What a visitor may write: that an edition could identify someone. It cannot be read back.
create function library.raise_concern(edition uuid, at_anchor text, said text, reach text, moment timestamptz, request text)
  returns boolean language plpgsql security definer set search_path = '' as $$
declare
  made uuid;
begin
  if not exists (select from library.edition e where e.id = edition and e.status = 'published') then
    return false;
  end if;
  insert into library.concern (edition_id, anchor, words, contact, raised_at)
    values (edition, at_anchor, left(said, 5000), left(reach, 300), moment) returning id into made;
  insert into identity.act_record (at, act, actor_kind, about, request_id)
    values (moment, 'library.raise-concern', 'visitor', jsonb_build_object('edition', edition, 'concern', made), request);
  insert into worklist.item (key, role, title, link, since)
    values ('library.concern:' || made, 'editor', 'A reader says an edition could identify someone', '/workspace/concerns/' || made, moment);
  perform graphile_worker.add_job('library.concern-raised', json_build_object('concern', made));
  return true;
end $$;
revoke all on function library.raise_concern from public;

grant usage on schema library to public_site;
grant select on library.volume, library.edition, library.edition_block, library.edition_proof, library.finding,
  library.posting, library.term, library.collection, library.tombstone to public_site;
grant execute on function library.raise_concern to public_site;
