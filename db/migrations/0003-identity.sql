-- People, organisations, roles, sessions, and the record of every act. No confidential case data here.
create schema identity;

create table identity.organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null check (kind in ('national-body', 'childrens-board', 'adults-board', 'joint-board', 'community-safety', 'agency')),
  nation text not null check (nation in ('england', 'wales', 'scotland', 'northern-ireland', 'uk')),
  valid_from date,
  valid_to date,
  unique (name, nation)
);

create table identity.person (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null,
  password_hash text,
  second_factor_secret text,
  second_factor_last_step bigint,
  state text not null default 'invited' check (state in ('invited', 'active', 'left')),
  created_at timestamptz not null default now(),
  left_at timestamptz
);
create unique index person_email on identity.person (lower(email));

create table identity.role_grant (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person,
  role text not null,
  organisation_id uuid references identity.organisation,
  from_date date not null,
  until_date date,
  covering_for uuid references identity.person,
  check (until_date is null or until_date >= from_date)
);
create index role_grant_person on identity.role_grant (person_id);
create index role_grant_role on identity.role_grant (role, organisation_id);

create table identity.invitation (
  token_hash text primary key,
  person_id uuid not null references identity.person,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table identity.recovery_code (
  person_id uuid not null references identity.person,
  code_hash text not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);

create table identity.sign_in_failure (
  address_hash text not null,
  at timestamptz not null default now()
);
create index sign_in_failure_recent on identity.sign_in_failure (address_hash, at);

-- Shape given by connect-pg-simple.
create table identity.session (
  sid text primary key,
  sess json not null,
  expire timestamptz not null
);
create index session_expire on identity.session (expire);

create table identity.draft (
  person_id uuid not null references identity.person,
  form text not null,
  "values" jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (person_id, form)
);

-- Every act, by whom, on what (ids only). Append-only.
create table identity.act_record (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  act text not null,
  actor_kind text not null check (actor_kind in ('visitor', 'person', 'task')),
  person_id uuid,
  task text,
  about jsonb not null,
  request_id text not null
);
create index act_record_about on identity.act_record using gin (about jsonb_path_ops);
create index act_record_at on identity.act_record (at);
create trigger act_record_kept before update or delete on identity.act_record
  for each row execute function platform.refuse_change();
create trigger act_record_not_emptied before truncate on identity.act_record
  execute function platform.refuse_change();

-- Every sensitive read: who looked at confidential text, when.
create table identity.read_record (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  what text not null,
  about text not null,
  person_id uuid not null,
  request_id text not null
);
create index read_record_about on identity.read_record (about, at);
create trigger read_record_kept before update or delete on identity.read_record
  for each row execute function platform.refuse_change();
create trigger read_record_not_emptied before truncate on identity.read_record
  execute function platform.refuse_change();
