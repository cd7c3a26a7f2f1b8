-- What an author or a member of a panel tells the national body in confidence. No other schema refers to it, no record of
-- acts names its review, and nothing on a board's pages is computed from it.
create schema disclosure;

create table disclosure.measure (
  measure text not null check (measure in ('acknowledge-working-days')),
  value integer not null check (value > 0),
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  primary key (measure, valid_from)
);
insert into disclosure.measure (measure, value, valid_from, source, confirmed) values
  ('acknowledge-working-days', 3, '2000-01-01', 'Our own proposal, to be confirmed', false);

create table disclosure.report (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  reporter_id uuid not null references identity.person,
  reported_at timestamptz not null,
  acknowledge_by date not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references identity.person,
  closed_at timestamptz,
  closed_by uuid references identity.person,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((closed_at is null) = (closed_by is null))
);
create index report_reporter on disclosure.report (reporter_id, reported_at);
create index report_open on disclosure.report (reported_at) where closed_at is null;

-- Every message, either way, and notes that the national body keeps to itself.
create table disclosure.message (
  id bigint generated always as identity primary key,
  report_id uuid not null references disclosure.report,
  by_person uuid not null references identity.person,
  kind text not null check (kind in ('told', 'reply', 'note', 'end')),
  words text not null check (words <> ''),
  at timestamptz not null
);
create index message_report on disclosure.message (report_id, id);
create trigger message_kept before update or delete on disclosure.message
  for each row execute function platform.refuse_change();
create trigger message_not_emptied before truncate on disclosure.message execute function platform.refuse_change();
