-- Made by `npm run schema` from db/migrations; compared in `npm test`. Not run by anything.

create role public_site;

------ schema identity ------

create schema identity;

create table identity.act_record (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  act text not null,
  actor_kind text not null,
  person_id uuid,
  task text,
  about jsonb not null,
  request_id text not null,
  constraint act_record_pkey PRIMARY KEY (id),
  constraint act_record_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['visitor'::text, 'person'::text, 'task'::text])))
);
CREATE INDEX act_record_about ON identity.act_record USING gin (about jsonb_path_ops);
CREATE INDEX act_record_at ON identity.act_record USING btree (at);
CREATE TRIGGER act_record_kept BEFORE DELETE OR UPDATE ON identity.act_record FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER act_record_not_emptied BEFORE TRUNCATE ON identity.act_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table identity.draft (
  person_id uuid not null,
  form text not null,
  "values" jsonb not null,
  saved_at timestamp with time zone default now() not null,
  constraint draft_pkey PRIMARY KEY (person_id, form),
  constraint draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);

create table identity.invitation (
  token_hash text not null,
  person_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (token_hash),
  constraint invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);

create table identity.organisation (
  id uuid default gen_random_uuid() not null,
  name text not null,
  kind text not null,
  nation text not null,
  valid_from date,
  valid_to date,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_name_nation_key UNIQUE (name, nation),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['national-body'::text, 'childrens-board'::text, 'adults-board'::text, 'joint-board'::text, 'community-safety'::text, 'agency'::text]))),
  constraint organisation_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text, 'uk'::text])))
);

create table identity.person (
  id uuid default gen_random_uuid() not null,
  name text not null,
  email text not null,
  password_hash text,
  second_factor_secret text,
  second_factor_last_step bigint,
  state text default 'invited'::text not null,
  created_at timestamp with time zone default now() not null,
  left_at timestamp with time zone,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'left'::text])))
);
CREATE UNIQUE INDEX person_email ON identity.person USING btree (lower(email));

create table identity.read_record (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  what text not null,
  about text not null,
  person_id uuid not null,
  request_id text not null,
  constraint read_record_pkey PRIMARY KEY (id)
);
CREATE INDEX read_record_about ON identity.read_record USING btree (about, at);
CREATE TRIGGER read_record_kept BEFORE DELETE OR UPDATE ON identity.read_record FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER read_record_not_emptied BEFORE TRUNCATE ON identity.read_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table identity.recovery_code (
  person_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (person_id, code_hash),
  constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);

create table identity.role_grant (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  role text not null,
  organisation_id uuid,
  from_date date not null,
  until_date date,
  covering_for uuid,
  constraint role_grant_pkey PRIMARY KEY (id),
  constraint role_grant_covering_for_fkey FOREIGN KEY (covering_for) REFERENCES identity.person(id),
  constraint role_grant_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint role_grant_check CHECK (((until_date IS NULL) OR (until_date >= from_date)))
);
CREATE INDEX role_grant_person ON identity.role_grant USING btree (person_id);
CREATE INDEX role_grant_role ON identity.role_grant USING btree (role, organisation_id);

create table identity.session (
  sid text not null,
  sess json not null,
  expire timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (sid)
);
CREATE INDEX session_expire ON identity.session USING btree (expire);

create table identity.sign_in_failure (
  address_hash text not null,
  at timestamp with time zone default now() not null
);
CREATE INDEX sign_in_failure_recent ON identity.sign_in_failure USING btree (address_hash, at);

------ schema platform ------

create schema platform;

create table platform.installation (
  key text not null,
  value text not null,
  constraint installation_pkey PRIMARY KEY (key)
);

create table platform.migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table platform.outgoing_mail (
  id uuid default gen_random_uuid() not null,
  message_id text not null,
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb default '{}'::jsonb not null,
  state text default 'queued'::text not null,
  attempts integer default 0 not null,
  queued_at timestamp with time zone default now() not null,
  sending_since timestamp with time zone,
  settled_at timestamp with time zone,
  settled_by uuid,
  failure text,
  constraint outgoing_mail_pkey PRIMARY KEY (id),
  constraint outgoing_mail_message_id_key UNIQUE (message_id),
  constraint outgoing_mail_check CHECK (((state = 'sending'::text) = (sending_since IS NOT NULL))),
  constraint outgoing_mail_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'handed-over'::text, 'refused'::text, 'unknown'::text])))
);
CREATE INDEX outgoing_mail_unsettled ON platform.outgoing_mail USING btree (queued_at) WHERE (state = ANY (ARRAY['sending'::text, 'unknown'::text, 'refused'::text]));

create table platform.worker (
  worker_id text not null,
  process_lock bigint not null,
  constraint worker_pkey PRIMARY KEY (worker_id)
);

CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% on %.% is refused: it is append-only', tg_op, tg_table_schema, tg_table_name
    using errcode = 'TL001';
end $function$
;

------ schema vocabulary ------

create schema vocabulary;

create table vocabulary.review_kind (
  code text not null,
  label text not null,
  short text not null,
  nation text,
  subjects text[] not null,
  basis text not null,
  confirmed boolean not null,
  valid_from date,
  valid_to date,
  constraint review_kind_pkey PRIMARY KEY (code),
  constraint review_kind_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])))
);

create table vocabulary.theme (
  code text not null,
  label text not null,
  definition text not null,
  terms text[] not null,
  valid_from date not null,
  valid_to date,
  constraint theme_pkey PRIMARY KEY (code)
);

grant usage on schema vocabulary to public_site;
grant select on table vocabulary.review_kind to public_site;
grant select on table vocabulary.theme to public_site;

------ schema worklist ------

create schema worklist;

create table worklist.item (
  id uuid default gen_random_uuid() not null,
  key text not null,
  role text,
  organisation_id uuid,
  person_id uuid,
  title text not null,
  link text not null,
  since timestamp with time zone not null,
  due_on date,
  done_at timestamp with time zone,
  done_by uuid,
  constraint item_pkey PRIMARY KEY (id),
  constraint item_check CHECK (((role IS NOT NULL) OR (person_id IS NOT NULL)))
);
CREATE INDEX item_for_person ON worklist.item USING btree (person_id) WHERE (done_at IS NULL);
CREATE INDEX item_for_role ON worklist.item USING btree (role, organisation_id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX item_open ON worklist.item USING btree (key) WHERE (done_at IS NULL);
