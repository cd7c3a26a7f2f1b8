-- What the author asked for, what became of it, and the section on the limits of a review that follows from it.
create schema evidence;

-- Our own proposals, to be confirmed by the body that uses them; another value is a row with a later date.
create table evidence.measure (
  measure text not null check (measure in ('answer-working-days')),
  value integer not null check (value > 0),
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  primary key (measure, valid_from)
);
insert into evidence.measure (measure, value, valid_from, source, confirmed) values
  ('answer-working-days', 10, '2000-01-01', 'Our own template of terms, clause on access to people; to be confirmed', false);

create table evidence.request (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  agency_id uuid not null references identity.organisation,
  -- the agency's kind on that day: how it is named where the public reads
  sector text not null,
  kind text not null check (kind in ('person', 'record')),
  asks text not null check (asks <> ''),
  asked_by uuid not null references identity.person,
  asked_at timestamptz not null,
  answer_days integer not null,
  due_on date not null
);
create index request_review on evidence.request (review_id, asked_at);
create index request_agency on evidence.request (agency_id, asked_at);
create trigger request_kept before update or delete on evidence.request
  for each row execute function platform.refuse_change();
create trigger request_not_emptied before truncate on evidence.request execute function platform.refuse_change();

-- Everything that happened to a request, for ever: where it stands follows from this.
create table evidence.request_event (
  id bigint generated always as identity primary key,
  request_id uuid not null references evidence.request,
  event text not null check (event in ('granted', 'refused', 'escalated-to-board', 'escalated-to-national', 'said',
    'happened', 'not-happened', 'withdrawn')),
  -- for a refusal
  reason_class text check (reason_class in ('proceedings', 'legal-advice', 'health', 'left', 'data-protection',
    'not-relevant', 'other')),
  words text not null,
  by_person uuid not null references identity.person,
  at timestamptz not null,
  check ((event = 'refused') = (reason_class is not null))
);
create index request_event_request on evidence.request_event (request_id, id);
create trigger request_event_kept before update or delete on evidence.request_event
  for each row execute function platform.refuse_change();
create trigger request_event_not_emptied before truncate on evidence.request_event
  execute function platform.refuse_change();

-- What the author says of the limits: the only words in that section that are not made from the log.
create table evidence.limits_comment (
  review_id uuid primary key references register.review,
  words text not null,
  version integer not null default 1,
  by_person uuid not null references identity.person,
  at timestamptz not null
);

-- Which blocks of a sealed report were made by the system: nobody hides or removes them afterwards. From `from_block`, with
-- `generated` blocks that no person wrote; the author's own comment follows.
create table evidence.closing (
  review_id uuid primary key references register.review,
  from_block integer not null check (from_block >= 0),
  generated integer not null check (generated > 0),
  at timestamptz not null
);
create trigger closing_kept before update or delete on evidence.closing
  for each row execute function platform.refuse_change();
create trigger closing_not_emptied before truncate on evidence.closing execute function platform.refuse_change();
