-- Changes after submission, only ever in the open: proposed, answered by the author, confirmed or imposed by the board;
-- the author's dissent; parts withheld by law.
create table authorship.proposal (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null,
  version integer not null,
  block integer not null,
  before_text text not null,
  after_text text not null check (after_text <> '' and after_text <> before_text),
  reason text not null check (reason in ('factual-error', 'personal-data', 'legal-risk', 'defamation', 'other')),
  why text not null check (why <> ''),
  by_person uuid not null references identity.person,
  as_role text not null,
  organisation_id uuid references identity.organisation,
  at timestamptz not null,
  foreign key (report_id, version, block) references authorship.sealed_block (report_id, version, n)
);
create index proposal_report on authorship.proposal (report_id, at);

-- What was done about a proposal, by whom, on which version of the text. Nothing is ever done by time passing.
create table authorship.proposal_step (
  id bigint generated always as identity primary key,
  proposal_id uuid not null references authorship.proposal,
  step text not null check (step in ('agree', 'refuse', 'confirm', 'impose', 'take-back')),
  version integer not null,
  -- the new seed and root that agreeing or imposing made in that person's browser
  seed bytea check (octet_length(seed) = 32),
  root bytea check (octet_length(root) = 32),
  -- the statement that was put up for signing, where keys are held
  statement_id uuid,
  by_person uuid not null references identity.person,
  at timestamptz not null,
  check ((step in ('agree', 'impose')) = (seed is not null)),
  check ((seed is null) = (root is null))
);
create index proposal_step_proposal on authorship.proposal_step (proposal_id, id);

-- A sealed version says how it came about.
alter table authorship.submission
  add column kind text not null default 'submit' check (kind in ('submit', 'amend', 'impose')),
  add column proposal_id uuid unique references authorship.proposal,
  add check ((kind = 'submit') = (proposal_id is null));

-- The author's words against a change, a withholding or an edition. Only their author can withdraw them.
create table authorship.dissent (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references authorship.report,
  proposal_id uuid references authorship.proposal,
  words text not null check (words <> ''),
  word_count integer not null check (word_count between 1 and 1000),
  opening bytea not null check (octet_length(opening) = 32),
  statement text not null,
  signed_note bytea,
  salt bytea not null,
  log_index bigint not null,
  by_person uuid not null references identity.person,
  at timestamptz not null
);
create index dissent_report on authorship.dissent (report_id, at);
create table authorship.dissent_withdrawal (
  dissent_id uuid primary key references authorship.dissent,
  by_person uuid not null references identity.person,
  at timestamptz not null
);

create table authorship.withholding (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references authorship.report,
  version integer not null,
  blocks integer[] not null check (cardinality(blocks) > 0),
  reason text not null check (reason in ('court-order', 'criminal-proceedings', 'data-protection', 'other-law')),
  why text not null check (why <> ''),
  statement text not null,
  signed_note bytea,
  salt bytea not null,
  log_index bigint not null,
  by_person uuid not null references identity.person,
  at timestamptz not null
);
create index withholding_report on authorship.withholding (report_id, at);

create trigger proposal_kept before update or delete on authorship.proposal
  for each row execute function platform.refuse_change();
create trigger proposal_step_kept before update or delete on authorship.proposal_step
  for each row execute function platform.refuse_change();
create trigger dissent_kept before update or delete on authorship.dissent
  for each row execute function platform.refuse_change();
create trigger dissent_withdrawal_kept before update or delete on authorship.dissent_withdrawal
  for each row execute function platform.refuse_change();
create trigger withholding_kept before update or delete on authorship.withholding
  for each row execute function platform.refuse_change();
create trigger proposal_not_emptied before truncate on authorship.proposal execute function platform.refuse_change();
create trigger proposal_step_not_emptied before truncate on authorship.proposal_step execute function platform.refuse_change();
create trigger dissent_not_emptied before truncate on authorship.dissent execute function platform.refuse_change();
create trigger dissent_withdrawal_not_emptied before truncate on authorship.dissent_withdrawal execute function platform.refuse_change();
create trigger withholding_not_emptied before truncate on authorship.withholding execute function platform.refuse_change();

-- No version is one that the author agreed to unless the author agreed to exactly this text on the version before it and
-- somebody else confirmed it; none is imposed without somebody who imposed it.
create function authorship.refuse_false_version() returns trigger language plpgsql as $$
begin
  if new.kind = 'amend' and not (
    exists (select from authorship.proposal_step s join authorship.submission first
        on first.report_id = new.report_id and first.version = 1 and first.submitted_by = s.by_person
      where s.proposal_id = new.proposal_id and s.step = 'agree' and s.version = new.version - 1 and s.root = new.root
        and not exists (select from authorship.proposal_step later where later.proposal_id = s.proposal_id
          and later.step in ('refuse', 'take-back') and later.id > s.id))
    and exists (select from authorship.proposal_step c
      where c.proposal_id = new.proposal_id and c.step = 'confirm' and c.version = new.version - 1
        and c.by_person not in (select submitted_by from authorship.submission
          where report_id = new.report_id and version = 1))) then
    raise exception 'a change that its author did not agree to is no amendment' using errcode = 'TL001';
  end if;
  if new.kind = 'impose' and not exists (select from authorship.proposal_step s
      where s.proposal_id = new.proposal_id and s.step = 'impose' and s.version = new.version - 1 and s.root = new.root) then
    raise exception 'nobody imposed this change' using errcode = 'TL001';
  end if;
  if new.kind = 'submit' and new.version <> 1 then
    raise exception 'a report is submitted once' using errcode = 'TL001';
  end if;
  return new;
end $$;
create trigger submission_true before insert on authorship.submission
  for each row execute function authorship.refuse_false_version();
