-- Who can write reviews: what they offer, every interest they ever declared, what they have done. Approved by the
-- national body. An interest is never deleted: it is ended, and stays as history.
create schema directory;

create table directory.profile (
  person_id uuid primary key references identity.person,
  experience text not null,
  methods text not null,
  nations text[] not null,
  subjects text[] not null check (subjects <@ array['child', 'adult']),
  availability text not null check (availability in ('now', 'from', 'no')),
  available_from date,
  state text not null check (state in ('draft', 'submitted', 'approved', 'returned', 'ended')),
  decided_by uuid references identity.person,
  decided_at timestamptz,
  decision_why text,
  version integer not null default 1,
  changed_at timestamptz not null,
  check ((availability = 'from') = (available_from is not null)),
  check (state not in ('approved', 'returned', 'ended') or decided_by is not null)
);
create index profile_state on directory.profile (state);

create table directory.interest (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person,
  kind text not null check (kind in ('employment', 'contract', 'chair', 'family', 'supervisory', 'financial', 'income',
    'earlier-review', 'other')),
  organisation_id uuid references identity.organisation,
  review_id uuid references register.review,
  with_whom text not null,
  note text not null,
  from_date date not null,
  until_date date check (until_date >= from_date),
  -- per cent of a year's income
  share integer check (share between 0 and 100),
  declared_by uuid not null references identity.person,
  declared_at timestamptz not null,
  check ((kind = 'income') = (share is not null))
);
create index interest_person on directory.interest (person_id, from_date);
create index interest_organisation on directory.interest (organisation_id);
create trigger interest_kept before update or delete on directory.interest
  for each row execute function platform.refuse_change();
create trigger interest_not_emptied before truncate on directory.interest execute function platform.refuse_change();

create table directory.interest_end (
  interest_id uuid primary key references directory.interest,
  until_date date not null,
  why text not null,
  by_person uuid not null references identity.person,
  at timestamptz not null
);
create trigger interest_end_kept before update or delete on directory.interest_end
  for each row execute function platform.refuse_change();
create trigger interest_end_not_emptied before truncate on directory.interest_end
  execute function platform.refuse_change();

-- Reviews that an author has written: declared for those of before, added by commissioning for those of here.
create table directory.review_done (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person,
  review_id uuid references register.review,
  year integer not null check (year between 1970 and 2100),
  title text not null,
  organisation_id uuid references identity.organisation,
  added_at timestamptz not null,
  unique (person_id, review_id)
);
create trigger review_done_kept before update or delete on directory.review_done
  for each row execute function platform.refuse_change();
create trigger review_done_not_emptied before truncate on directory.review_done
  execute function platform.refuse_change();
