-- The facts of a review by which an author's independence is computed, the measures with their dates, and every override
-- of the national body.
-- An agency that is taken off the list stays as history: taking one off could hide a tie.
create table commissioning.involved_agency (
  review_id uuid not null references register.review,
  organisation_id uuid not null references identity.organisation,
  -- how it is named where the public reads: by its kind only
  sector text not null check (sector in ('health', 'mental-health', 'primary-care', 'police', 'education',
    'childrens-social-care', 'adults-social-care', 'housing', 'probation', 'care-provider', 'voluntary', 'fire', 'other')),
  added_at timestamptz not null,
  added_by uuid references identity.person,
  removed_at timestamptz,
  removed_by uuid references identity.person,
  primary key (review_id, organisation_id)
);
create index involved_agency_organisation on commissioning.involved_agency (organisation_id);

create table commissioning.panel_member (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  name text not null,
  organisation_id uuid references identity.organisation,
  chairs boolean not null,
  added_at timestamptz not null,
  left_at timestamptz
);
create index panel_member_review on commissioning.panel_member (review_id);
-- a panel has one chair at a time
create unique index panel_chair on commissioning.panel_member (review_id) where chairs and left_at is null;

-- Reviews of one family. The register holds no names, so somebody who knows has to say it.
create table commissioning.same_family (
  review_id uuid not null references register.review,
  earlier_review_id uuid not null references register.review,
  stated_by uuid not null references identity.person,
  stated_at timestamptz not null,
  primary key (review_id, earlier_review_id),
  check (review_id <> earlier_review_id)
);

-- Our own proposals, to be confirmed by the body that uses them; another value is a row with a later date.
create table commissioning.measure (
  measure text not null check (measure in ('years-since-tie', 'income-share', 'panel-share')),
  value integer not null check (value >= 0),
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  primary key (measure, valid_from)
);
insert into commissioning.measure (measure, value, valid_from, source, confirmed) values
  ('years-since-tie', 5, '2000-01-01', 'Our own proposal, to be confirmed', false),
  ('income-share', 25, '2000-01-01', 'Our own proposal, to be confirmed', false),
  ('panel-share', 50, '2000-01-01', 'Our own proposal, to be confirmed', false);

create table commissioning.override (
  review_id uuid not null references register.review,
  author_id uuid not null references identity.person,
  test text not null,
  reason text not null check (reason <> ''),
  facts jsonb not null,
  by_person uuid not null references identity.person,
  at timestamptz not null,
  primary key (review_id, author_id, test)
);
create trigger override_kept before update or delete on commissioning.override
  for each row execute function platform.refuse_change();
create trigger override_not_emptied before truncate on commissioning.override
  execute function platform.refuse_change();
