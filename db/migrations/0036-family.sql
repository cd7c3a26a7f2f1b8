-- The family's part: whom they can talk to, what they want answered, how they wish to be named and told, and the days on
-- which nothing is sent to them.
create table evidence.family_liaison (
  review_id uuid primary key references register.review,
  name text not null,
  reach text not null,
  version integer not null default 1,
  changed_by uuid not null references identity.person,
  changed_at timestamptz not null
);

create table evidence.family_wish (
  review_id uuid not null references register.review,
  person_id uuid not null references identity.person,
  named text not null check (named in ('role', 'pseudonym', 'not-yet')),
  named_words text not null,
  told text not null check (told in ('each-step', 'when-important', 'not-at-all')),
  words text not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (review_id, person_id)
);

create table evidence.family_question (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  person_id uuid not null references identity.person,
  words text not null check (words <> ''),
  asked_at timestamptz not null,
  withdrawn_at timestamptz
);
create index family_question_review on evidence.family_question (review_id, asked_at);

-- Where the sealed report answers a question, or why it does not; the newest row of a question counts.
create table evidence.question_answer (
  id bigint generated always as identity primary key,
  question_id uuid not null references evidence.family_question,
  -- block of the sealed report, from 0; null where the report does not answer
  block integer check (block >= 0),
  words text not null,
  by_person uuid not null references identity.person,
  at timestamptz not null,
  check (block is not null or words <> '')
);
create index question_answer_question on evidence.question_answer (question_id, id);
create trigger question_answer_kept before update or delete on evidence.question_answer
  for each row execute function platform.refuse_change();
create trigger question_answer_not_emptied before truncate on evidence.question_answer
  execute function platform.refuse_change();

create table evidence.quiet_date (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person,
  -- every year on this day, unless `only_year` is given
  month integer not null check (month between 1 and 12),
  day integer not null check (day between 1 and 31),
  only_year integer check (only_year between 2000 and 2200),
  added_at timestamptz not null,
  removed_at timestamptz
);
create index quiet_date_person on evidence.quiet_date (person_id) where removed_at is null;

-- Mail that was written on a quiet date and leaves on the next day that is none.
create table evidence.held_mail (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person,
  subject text not null,
  text text not null,
  purpose text not null,
  about text not null,
  held_at timestamptz not null,
  sent_at timestamptz,
  unique (purpose, about)
);
create index held_mail_waiting on evidence.held_mail (held_at) where sent_at is null;
