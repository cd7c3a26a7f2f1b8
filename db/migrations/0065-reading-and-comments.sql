-- After submission: who takes part reads the sealed text at once, and comments beside it in one round that has an end.
create table authorship.accuracy_round (
  report_id uuid primary key references authorship.report,
  opened_at timestamptz not null,
  -- the last day on which a comment is taken
  ends_on date not null
);

-- A comment stands beside one block of one sealed version. It is never changed: its author's answer is another row.
create table authorship.comment (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null,
  version integer not null,
  block integer not null,
  kind text not null check (kind in ('factual-error', 'personal-data', 'legal-risk', 'defamation', 'other')),
  words text not null check (words <> ''),
  by_person uuid not null references identity.person,
  as_role text not null,
  organisation_id uuid references identity.organisation,
  at timestamptz not null,
  foreign key (report_id, version, block) references authorship.sealed_block (report_id, version, n)
);
create index comment_report on authorship.comment (report_id, block, at);

create table authorship.comment_answer (
  comment_id uuid primary key references authorship.comment,
  settled text not null check (settled in ('accepted', 'partly', 'not-accepted', 'noted')),
  words text not null check (words <> ''),
  by_person uuid not null references identity.person,
  at timestamptz not null
);

create trigger accuracy_round_kept before update or delete on authorship.accuracy_round
  for each row execute function platform.refuse_change();
create trigger comment_kept before update or delete on authorship.comment
  for each row execute function platform.refuse_change();
create trigger comment_answer_kept before update or delete on authorship.comment_answer
  for each row execute function platform.refuse_change();
create trigger accuracy_round_not_emptied before truncate on authorship.accuracy_round execute function platform.refuse_change();
create trigger comment_not_emptied before truncate on authorship.comment execute function platform.refuse_change();
create trigger comment_answer_not_emptied before truncate on authorship.comment_answer execute function platform.refuse_change();

-- Who reads and answers for an author while they are away: chosen by the author alone, and never able to sign.
create table authorship.delegation (
  id uuid primary key default gen_random_uuid(),
  author_id uuid not null references identity.person,
  delegate_id uuid not null references identity.person,
  from_day date not null,
  until_day date not null,
  ended_at timestamptz,
  check (until_day >= from_day and delegate_id <> author_id)
);
create index delegation_author on authorship.delegation (author_id);
create index delegation_delegate on authorship.delegation (delegate_id);

-- An author's second way to be told: another mail address of their own choice.
create table authorship.second_address (
  person_id uuid primary key references identity.person,
  email text not null,
  since timestamptz not null
);
