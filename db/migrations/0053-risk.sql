-- The risk that a finished edition is recognised: texts to try it against, each assessment with its drivers, and what a
-- second person found who tried for half an hour.
create table deidentification.risk_source (
  id uuid primary key default gen_random_uuid(),
  work_id uuid not null references deidentification.work,
  kind text not null check (kind in ('press', 'judgment', 'inquest', 'summary', 'other')),
  label text not null check (label <> ''),
  text text not null check (text <> ''),
  added_by uuid not null,
  added_at timestamptz not null
);
create index risk_source_work on deidentification.risk_source (work_id);

-- What is still said of each subject, chosen by an editor from lists.
create table deidentification.risk_subject (
  id uuid primary key default gen_random_uuid(),
  work_id uuid not null references deidentification.work,
  label text not null check (label <> ''),
  attributes text[] not null
);
create index risk_subject_work on deidentification.risk_subject (work_id);

create table deidentification.risk_assessment (
  id bigint generated always as identity primary key,
  work_id uuid not null references deidentification.work,
  at timestamptz not null,
  -- 'asked' by an editor, or 'volume': something new was published
  occasion text not null check (occasion in ('asked', 'volume')),
  band text not null check (band in ('lower', 'raised', 'high')),
  report jsonb not null
);
create index risk_assessment_work on deidentification.risk_assessment (work_id, id);
create trigger risk_assessment_kept before update on deidentification.risk_assessment
  for each row execute function platform.refuse_change();

create table deidentification.intruder_trial (
  id uuid primary key default gen_random_uuid(),
  work_id uuid not null references deidentification.work,
  by_person uuid not null,
  at timestamptz not null,
  minutes integer not null check (minutes between 1 and 600),
  tried text not null check (tried <> ''),
  found text not null,
  recognised boolean not null
);
create index intruder_trial_work on deidentification.intruder_trial (work_id);
