-- Who is who in a review, under a key of its own: reading is for that review's editors and is recorded; destroying the key
-- makes every copy of the map, in backups too, unreadable for good.
create schema crosswalk;

create table crosswalk.data_key (
  review_id uuid primary key references register.review,
  -- the review's key, encrypted under the installation's secret; null once destroyed
  wrapped text,
  made_at timestamptz not null,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

create table crosswalk.identity_map (
  review_id uuid primary key references crosswalk.data_key,
  work_id uuid not null references deidentification.work,
  -- AES-256-GCM: nonce, tag and text, base64url
  sealed text not null,
  entries integer not null,
  sealed_at timestamptz not null,
  due_on date not null,
  -- when it stood on the list of what will be destroyed; nothing is destroyed that was not listed first
  listed_on date,
  held_until date,
  held_why text,
  held_by uuid,
  check ((held_until is null) = (held_why is null))
);
create index identity_map_due on crosswalk.identity_map (due_on);

-- How long a map is kept after the edition is signed off. Dated data: to be confirmed with whoever answers for the records.
create table crosswalk.retention (
  from_date date primary key,
  months integer not null check (months > 0),
  listed_days integer not null check (listed_days >= 0),
  to_be_confirmed boolean not null
);
insert into crosswalk.retention values ('2026-01-01', 24, 14, true);
