-- Every review there is. A review may be joint: several boards, kinds, nations, subjects and documents.
create schema register;

create table register.review (
  id uuid primary key default gen_random_uuid(),
  -- random and permanent: it tells neither board, year nor order
  reference text not null unique,
  stage text not null check (stage in ('notified', 'decided', 'commissioned', 'in-progress', 'paused', 'submitted',
    'in-deidentification', 'waiting', 'published', 'withheld', 'discontinued', 'not-to-proceed')),
  lead_board_id uuid not null references identity.organisation,
  incident_from date,
  incident_to date,
  notified_on date not null,
  decided_on date,
  reasons text,
  registered_at timestamptz not null,
  registered_by uuid,
  version integer not null default 1,
  check (incident_to is null or incident_from is not null),
  check (incident_to >= incident_from)
);
create index review_stage on register.review (stage, registered_at desc);
create index review_recent on register.review (registered_at desc, id);

create table register.review_board (
  review_id uuid not null references register.review,
  board_id uuid not null references identity.organisation,
  primary key (review_id, board_id)
);
create index review_board_board on register.review_board (board_id, review_id);

create table register.review_kind (
  review_id uuid not null references register.review,
  kind text not null references vocabulary.review_kind,
  primary key (review_id, kind)
);

create table register.review_nation (
  review_id uuid not null references register.review,
  nation text not null check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  primary key (review_id, nation)
);

create table register.review_subject (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  kind text not null check (kind in ('child', 'adult'))
);
create index review_subject_review on register.review_subject (review_id);

create table register.review_document (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  kind text not null check (kind in ('overview', 'executive-summary', 'board-response', 'briefing', 'other')),
  label text not null
);
create index review_document_review on register.review_document (review_id);

create table register.participant (
  review_id uuid not null references register.review,
  person_id uuid not null references identity.person,
  role text not null check (role in ('author', 'family-contact', 'agency-member')),
  since timestamptz not null,
  primary key (review_id, person_id, role)
);
create index participant_person on register.participant (person_id);

-- Every change of stage, for ever.
create table register.stage_change (
  id bigint generated always as identity primary key,
  review_id uuid not null references register.review,
  stage text not null,
  at timestamptz not null,
  by_person uuid,
  why text
);
create index stage_change_review on register.stage_change (review_id, id);
create trigger stage_change_kept before update or delete on register.stage_change
  for each row execute function platform.refuse_change();
create trigger stage_change_not_emptied before truncate on register.stage_change
  execute function platform.refuse_change();
create function register.refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception 'a registered review is never deleted' using errcode = 'TL001';
end $$;
create trigger review_kept before delete on register.review for each row execute function register.refuse_removal();
create function register.refuse_new_reference() returns trigger language plpgsql as $$
begin
  raise exception 'a reference is permanent' using errcode = 'TL001';
end $$;
create trigger review_reference_kept before update on register.review
  for each row when (new.reference <> old.reference or new.id <> old.id) execute function register.refuse_new_reference();
