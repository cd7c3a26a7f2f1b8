-- The whole life of a review: endorsed, collected from before, paused for a stated reason, withheld on listed grounds,
-- linked with others, corrected later; and the clocks that run for it.
alter table register.review drop constraint review_stage_check;
alter table register.review add constraint review_stage_check check (stage in ('notified', 'decided', 'commissioned',
  'in-progress', 'paused', 'submitted', 'endorsed', 'in-deidentification', 'waiting', 'published', 'withheld',
  'discontinued', 'not-to-proceed', 'collected'));
alter table register.review
  add column duplicate_of uuid references register.review,
  add column outcome_told_on date,
  add constraint review_not_its_own_duplicate check (duplicate_of <> id);
create index review_duplicates on register.review (duplicate_of) where duplicate_of is not null;
create index review_nation_nation on register.review_nation (nation, review_id);
create index review_kind_kind on register.review_kind (kind, review_id);
create index review_notified on register.review (notified_on);
create index review_lead on register.review (lead_board_id, notified_on);
create index stage_change_at on register.stage_change (stage, at);

-- Days on which a review stood still. `until` is the day it went on again.
create table register.pause (
  id bigint generated always as identity primary key,
  review_id uuid not null references register.review,
  since date not null,
  until date,
  for_reason text not null check (for_reason in ('trial', 'inquest', 'family-proceedings', 'other')),
  check (until >= since)
);
create index pause_review on register.pause (review_id, since);
create unique index pause_open on register.pause (review_id) where until is null;

-- A decision not to publish: on which ground, why, by whom.
create table register.withholding (
  id bigint generated always as identity primary key,
  review_id uuid not null references register.review,
  ground text not null check (ground in ('identification', 'proceedings', 'court-order', 'safety', 'other-law')),
  why text not null check (why <> ''),
  at timestamptz not null,
  by_person uuid
);
create index withholding_review on register.withholding (review_id, id);
create trigger withholding_kept before update or delete on register.withholding
  for each row execute function platform.refuse_change();
create trigger withholding_not_emptied before truncate on register.withholding
  execute function platform.refuse_change();

-- How reviews belong together. Nothing is deleted: a duplicate and a merged review stay, and point on.
create table register.review_link (
  id bigint generated always as identity primary key,
  review_id uuid not null references register.review,
  other_id uuid not null references register.review,
  relation text not null check (relation in ('duplicate-of', 'split-from', 'merged-into')),
  why text not null,
  at timestamptz not null,
  by_person uuid,
  unique (review_id, other_id, relation),
  check (review_id <> other_id)
);
create index review_link_other on register.review_link (other_id);
create trigger review_link_kept before update or delete on register.review_link
  for each row execute function platform.refuse_change();
create trigger review_link_not_emptied before truncate on register.review_link
  execute function platform.refuse_change();

-- Every correction: which fact, what it was, what it is.
create table register.correction (
  id bigint generated always as identity primary key,
  review_id uuid not null references register.review,
  version integer not null,
  fact text not null,
  before text not null,
  after text not null,
  why text,
  at timestamptz not null,
  by_person uuid
);
create index correction_review on register.correction (review_id, id);
create trigger correction_kept before update or delete on register.correction
  for each row execute function platform.refuse_change();
create trigger correction_not_emptied before truncate on register.correction
  execute function platform.refuse_change();

-- Clocks of reviews, worked out from the dated rules whenever something changes. due_on is null while paused in time.
create table register.deadline (
  review_id uuid not null references register.review,
  rule text not null references vocabulary.clock_rule,
  since date not null,
  due_on date,
  met_on date,
  -- the last reminder sent for this day: it is sent once
  reminded text,
  primary key (review_id, rule)
);
create index deadline_open on register.deadline (due_on, review_id) where met_on is null;

-- Why something on a list is due, what has happened meanwhile, and when its reader last looked.
alter table worklist.item add column why text;
create table worklist.news (
  id bigint generated always as identity primary key,
  key text not null unique,
  role text,
  organisation_id uuid,
  person_id uuid,
  title text not null,
  link text not null,
  at timestamptz not null,
  by_person uuid,
  check (role is not null or person_id is not null)
);
create index news_for_role on worklist.news (role, organisation_id, at desc);
create index news_for_person on worklist.news (person_id, at desc);
create table worklist.visit (
  person_id uuid primary key,
  at timestamptz not null,
  before timestamptz not null
);
