-- What waits for whom. Pushed into by every verb, in its transaction; read by the home pages.
create schema worklist;

create table worklist.item (
  id uuid primary key default gen_random_uuid(),
  -- one open item per key: asking twice gives one item
  key text not null,
  role text,
  organisation_id uuid,
  person_id uuid,
  title text not null,
  link text not null,
  since timestamptz not null,
  due_on date,
  done_at timestamptz,
  done_by uuid,
  check (role is not null or person_id is not null)
);
create unique index item_open on worklist.item (key) where done_at is null;
create index item_for_role on worklist.item (role, organisation_id) where done_at is null;
create index item_for_person on worklist.item (person_id) where done_at is null;
