-- Made by `npm run schema` from db/migrations; compared in `npm test`. Not run by anything.

create role log_signer;

create role public_site;

------ schema authorship ------

create schema authorship;

create table authorship.accuracy_round (
  report_id uuid not null,
  opened_at timestamp with time zone not null,
  ends_on date not null,
  constraint accuracy_round_pkey PRIMARY KEY (report_id),
  constraint accuracy_round_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id)
);
CREATE TRIGGER accuracy_round_kept BEFORE DELETE OR UPDATE ON authorship.accuracy_round FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER accuracy_round_not_emptied BEFORE TRUNCATE ON authorship.accuracy_round FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.comment (
  id uuid default gen_random_uuid() not null,
  report_id uuid not null,
  version integer not null,
  block integer not null,
  kind text not null,
  words text not null,
  by_person uuid not null,
  as_role text not null,
  organisation_id uuid,
  at timestamp with time zone not null,
  constraint comment_pkey PRIMARY KEY (id),
  constraint comment_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint comment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint comment_report_id_version_block_fkey FOREIGN KEY (report_id, version, block) REFERENCES authorship.sealed_block(report_id, version, n),
  constraint comment_kind_check CHECK ((kind = ANY (ARRAY['factual-error'::text, 'personal-data'::text, 'legal-risk'::text, 'defamation'::text, 'other'::text]))),
  constraint comment_words_check CHECK ((words <> ''::text))
);
CREATE INDEX comment_report ON authorship.comment USING btree (report_id, block, at);
CREATE TRIGGER comment_kept BEFORE DELETE OR UPDATE ON authorship.comment FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER comment_not_emptied BEFORE TRUNCATE ON authorship.comment FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.comment_answer (
  comment_id uuid not null,
  settled text not null,
  words text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint comment_answer_pkey PRIMARY KEY (comment_id),
  constraint comment_answer_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint comment_answer_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES authorship.comment(id),
  constraint comment_answer_settled_check CHECK ((settled = ANY (ARRAY['accepted'::text, 'partly'::text, 'not-accepted'::text, 'noted'::text]))),
  constraint comment_answer_words_check CHECK ((words <> ''::text))
);
CREATE TRIGGER comment_answer_kept BEFORE DELETE OR UPDATE ON authorship.comment_answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER comment_answer_not_emptied BEFORE TRUNCATE ON authorship.comment_answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.delegation (
  id uuid default gen_random_uuid() not null,
  author_id uuid not null,
  delegate_id uuid not null,
  from_day date not null,
  until_day date not null,
  ended_at timestamp with time zone,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_author_id_fkey FOREIGN KEY (author_id) REFERENCES identity.person(id),
  constraint delegation_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES identity.person(id),
  constraint delegation_check CHECK (((until_day >= from_day) AND (delegate_id <> author_id)))
);
CREATE INDEX delegation_author ON authorship.delegation USING btree (author_id);
CREATE INDEX delegation_delegate ON authorship.delegation USING btree (delegate_id);

create table authorship.dissent (
  id uuid default gen_random_uuid() not null,
  report_id uuid not null,
  proposal_id uuid,
  words text not null,
  word_count integer not null,
  opening bytea not null,
  statement text not null,
  signed_note bytea,
  salt bytea not null,
  log_index bigint not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint dissent_pkey PRIMARY KEY (id),
  constraint dissent_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint dissent_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES authorship.proposal(id),
  constraint dissent_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id),
  constraint dissent_opening_check CHECK ((octet_length(opening) = 32)),
  constraint dissent_word_count_check CHECK (((word_count >= 1) AND (word_count <= 1000))),
  constraint dissent_words_check CHECK ((words <> ''::text))
);
CREATE INDEX dissent_report ON authorship.dissent USING btree (report_id, at);
CREATE TRIGGER dissent_kept BEFORE DELETE OR UPDATE ON authorship.dissent FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER dissent_not_emptied BEFORE TRUNCATE ON authorship.dissent FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.dissent_withdrawal (
  dissent_id uuid not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint dissent_withdrawal_pkey PRIMARY KEY (dissent_id),
  constraint dissent_withdrawal_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint dissent_withdrawal_dissent_id_fkey FOREIGN KEY (dissent_id) REFERENCES authorship.dissent(id)
);
CREATE TRIGGER dissent_withdrawal_kept BEFORE DELETE OR UPDATE ON authorship.dissent_withdrawal FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER dissent_withdrawal_not_emptied BEFORE TRUNCATE ON authorship.dissent_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.draft_version (
  report_id uuid not null,
  version integer not null,
  blocks jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by uuid,
  constraint draft_version_pkey PRIMARY KEY (report_id, version),
  constraint draft_version_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id)
);
CREATE TRIGGER draft_only_before BEFORE INSERT OR UPDATE ON authorship.draft_version FOR EACH ROW EXECUTE FUNCTION authorship.refuse_draft_of_submitted();

create table authorship.import (
  id uuid default gen_random_uuid() not null,
  report_id uuid not null,
  by_person uuid not null,
  file_name text not null,
  bytes bytea,
  state text not null,
  progress real default 0 not null,
  step text default ''::text not null,
  refusal text,
  words integer,
  pages integer,
  at timestamp with time zone not null,
  constraint import_pkey PRIMARY KEY (id),
  constraint import_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id),
  constraint import_check CHECK (((bytes IS NULL) OR (state = ANY (ARRAY['waiting'::text, 'reading'::text])))),
  constraint import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'reading'::text, 'done'::text, 'refused'::text])))
);
CREATE INDEX import_report ON authorship.import USING btree (report_id, at DESC);

create table authorship.proposal (
  id uuid default gen_random_uuid() not null,
  report_id uuid not null,
  version integer not null,
  block integer not null,
  before_text text not null,
  after_text text not null,
  reason text not null,
  why text not null,
  by_person uuid not null,
  as_role text not null,
  organisation_id uuid,
  at timestamp with time zone not null,
  constraint proposal_pkey PRIMARY KEY (id),
  constraint proposal_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint proposal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint proposal_report_id_version_block_fkey FOREIGN KEY (report_id, version, block) REFERENCES authorship.sealed_block(report_id, version, n),
  constraint proposal_check CHECK (((after_text <> ''::text) AND (after_text <> before_text))),
  constraint proposal_reason_check CHECK ((reason = ANY (ARRAY['factual-error'::text, 'personal-data'::text, 'legal-risk'::text, 'defamation'::text, 'other'::text]))),
  constraint proposal_why_check CHECK ((why <> ''::text))
);
CREATE INDEX proposal_report ON authorship.proposal USING btree (report_id, at);
CREATE TRIGGER proposal_kept BEFORE DELETE OR UPDATE ON authorship.proposal FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER proposal_not_emptied BEFORE TRUNCATE ON authorship.proposal FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.proposal_step (
  id bigint generated always as identity not null,
  proposal_id uuid not null,
  step text not null,
  version integer not null,
  seed bytea,
  root bytea,
  statement_id uuid,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint proposal_step_pkey PRIMARY KEY (id),
  constraint proposal_step_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint proposal_step_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES authorship.proposal(id),
  constraint proposal_step_check CHECK (((step = ANY (ARRAY['agree'::text, 'impose'::text])) = (seed IS NOT NULL))),
  constraint proposal_step_check1 CHECK (((seed IS NULL) = (root IS NULL))),
  constraint proposal_step_root_check CHECK ((octet_length(root) = 32)),
  constraint proposal_step_seed_check CHECK ((octet_length(seed) = 32)),
  constraint proposal_step_step_check CHECK ((step = ANY (ARRAY['agree'::text, 'refuse'::text, 'confirm'::text, 'impose'::text, 'take-back'::text])))
);
CREATE INDEX proposal_step_proposal ON authorship.proposal_step USING btree (proposal_id, id);
CREATE TRIGGER proposal_step_kept BEFORE DELETE OR UPDATE ON authorship.proposal_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER proposal_step_not_emptied BEFORE TRUNCATE ON authorship.proposal_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.report (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  state text not null,
  version integer default 0 not null,
  unread jsonb default '[]'::jsonb not null,
  found jsonb default '[]'::jsonb not null,
  imported_at timestamp with time zone,
  constraint report_pkey PRIMARY KEY (id),
  constraint report_review_id_key UNIQUE (review_id),
  constraint report_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint report_state_check CHECK ((state = ANY (ARRAY['empty'::text, 'draft'::text, 'submitted'::text])))
);
CREATE TRIGGER report_frozen BEFORE DELETE OR UPDATE ON authorship.report FOR EACH ROW WHEN ((old.state = 'submitted'::text)) EXECUTE FUNCTION authorship.refuse_reopening();

create table authorship.sealed_block (
  report_id uuid not null,
  version integer not null,
  n integer not null,
  kind text not null,
  text text not null,
  layout jsonb,
  seed bytea not null,
  constraint sealed_block_pkey PRIMARY KEY (report_id, version, n),
  constraint sealed_block_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id),
  constraint sealed_block_seed_check CHECK ((octet_length(seed) = 32))
);
CREATE TRIGGER sealed_block_in_time BEFORE INSERT ON authorship.sealed_block FOR EACH ROW EXECUTE FUNCTION authorship.refuse_late_block();
CREATE TRIGGER sealed_block_kept BEFORE DELETE OR UPDATE ON authorship.sealed_block FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER sealed_block_not_emptied BEFORE TRUNCATE ON authorship.sealed_block FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table authorship.second_address (
  person_id uuid not null,
  email text not null,
  since timestamp with time zone not null,
  constraint second_address_pkey PRIMARY KEY (person_id),
  constraint second_address_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);

create table authorship.submission (
  report_id uuid not null,
  version integer not null,
  root bytea not null,
  block_count integer not null,
  word_count integer not null,
  submitted_at timestamp with time zone not null,
  submitted_by uuid not null,
  statement text not null,
  salt bytea not null,
  log_index bigint not null,
  note bytea,
  kind text default 'submit'::text not null,
  proposal_id uuid,
  constraint submission_pkey PRIMARY KEY (report_id, version),
  constraint submission_proposal_id_key UNIQUE (proposal_id),
  constraint submission_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES authorship.proposal(id),
  constraint submission_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id),
  constraint submission_check CHECK (((kind = 'submit'::text) = (proposal_id IS NULL))),
  constraint submission_kind_check CHECK ((kind = ANY (ARRAY['submit'::text, 'amend'::text, 'impose'::text]))),
  constraint submission_root_check CHECK ((octet_length(root) = 32))
);
CREATE TRIGGER submission_kept BEFORE DELETE OR UPDATE ON authorship.submission FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER submission_not_emptied BEFORE TRUNCATE ON authorship.submission FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER submission_true BEFORE INSERT ON authorship.submission FOR EACH ROW EXECUTE FUNCTION authorship.refuse_false_version();

create table authorship.withholding (
  id uuid default gen_random_uuid() not null,
  report_id uuid not null,
  version integer not null,
  blocks integer[] not null,
  reason text not null,
  why text not null,
  statement text not null,
  signed_note bytea,
  salt bytea not null,
  log_index bigint not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint withholding_pkey PRIMARY KEY (id),
  constraint withholding_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint withholding_report_id_fkey FOREIGN KEY (report_id) REFERENCES authorship.report(id),
  constraint withholding_blocks_check CHECK ((cardinality(blocks) > 0)),
  constraint withholding_reason_check CHECK ((reason = ANY (ARRAY['court-order'::text, 'criminal-proceedings'::text, 'data-protection'::text, 'other-law'::text]))),
  constraint withholding_why_check CHECK ((why <> ''::text))
);
CREATE INDEX withholding_report ON authorship.withholding USING btree (report_id, at);
CREATE TRIGGER withholding_kept BEFORE DELETE OR UPDATE ON authorship.withholding FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER withholding_not_emptied BEFORE TRUNCATE ON authorship.withholding FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE OR REPLACE FUNCTION authorship.refuse_draft_of_submitted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from authorship.report r where r.id = new.report_id and r.state = 'submitted') then
    raise exception 'a submitted report is frozen' using errcode = 'TL001';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION authorship.refuse_false_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION authorship.refuse_late_block()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from authorship.submission s where s.report_id = new.report_id and s.version = new.version) then
    raise exception 'a sealed text takes no further block' using errcode = 'TL001';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION authorship.refuse_reopening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a submitted report is frozen' using errcode = 'TL001';
end $function$;

------ schema census ------

create schema census;

create table census.answer (
  board_id uuid not null,
  year integer not null,
  quarter integer not null,
  version integer not null,
  notified integer not null,
  not_to_proceed integer not null,
  submitted integer not null,
  note text,
  at timestamp with time zone not null,
  by_person uuid,
  constraint answer_pkey PRIMARY KEY (board_id, year, quarter, version),
  constraint answer_board_id_fkey FOREIGN KEY (board_id) REFERENCES identity.organisation(id),
  constraint answer_not_to_proceed_check CHECK (((not_to_proceed >= 0) AND (not_to_proceed <= 1000))),
  constraint answer_notified_check CHECK (((notified >= 0) AND (notified <= 1000))),
  constraint answer_quarter_check CHECK (((quarter >= 1) AND (quarter <= 4))),
  constraint answer_submitted_check CHECK (((submitted >= 0) AND (submitted <= 1000))),
  constraint answer_version_check CHECK ((version > 0)),
  constraint answer_year_check CHECK (((year >= 2000) AND (year <= 2200)))
);
CREATE INDEX answer_quarter ON census.answer USING btree (year, quarter, board_id);
CREATE TRIGGER answer_kept BEFORE DELETE OR UPDATE ON census.answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER answer_not_emptied BEFORE TRUNCATE ON census.answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

------ schema circulation ------

create schema circulation;

create table circulation.bulletin (
  id uuid default gen_random_uuid() not null,
  volume_id uuid not null,
  made_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint bulletin_pkey PRIMARY KEY (id),
  constraint bulletin_volume_id_key UNIQUE (volume_id)
);

create table circulation.delivery (
  id uuid default gen_random_uuid() not null,
  bulletin_id uuid not null,
  subscriber_id uuid not null,
  mail_id uuid,
  made_at timestamp with time zone not null,
  fetched_at timestamp with time zone,
  read_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_bulletin_id_subscriber_id_key UNIQUE (bulletin_id, subscriber_id),
  constraint delivery_bulletin_id_fkey FOREIGN KEY (bulletin_id) REFERENCES circulation.bulletin(id),
  constraint delivery_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES circulation.subscriber(id)
);
CREATE INDEX delivery_subscriber ON circulation.delivery USING btree (subscriber_id);

create table circulation.discussion (
  id uuid default gen_random_uuid() not null,
  delivery_id uuid not null,
  team_size text not null,
  held_on date not null,
  recorded_at timestamp with time zone not null,
  constraint discussion_pkey PRIMARY KEY (id),
  constraint discussion_delivery_id_held_on_key UNIQUE (delivery_id, held_on),
  constraint discussion_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES circulation.delivery(id),
  constraint discussion_team_size_check CHECK ((team_size = ANY (ARRAY['2-5'::text, '6-10'::text, '11-20'::text, 'over-20'::text])))
);
CREATE TRIGGER discussion_kept BEFORE DELETE OR UPDATE ON circulation.discussion FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER discussion_not_emptied BEFORE TRUNCATE ON circulation.discussion FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table circulation.link (
  token_hash text not null,
  purpose text not null,
  subscriber_id uuid not null,
  delivery_id uuid,
  made_at timestamp with time zone not null,
  constraint link_pkey PRIMARY KEY (token_hash),
  constraint link_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES circulation.delivery(id),
  constraint link_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES circulation.subscriber(id) ON DELETE CASCADE,
  constraint link_check CHECK (((purpose = 'bulletin'::text) = (delivery_id IS NOT NULL))),
  constraint link_purpose_check CHECK ((purpose = ANY (ARRAY['confirm'::text, 'settings'::text, 'bulletin'::text])))
);
CREATE INDEX link_subscriber ON circulation.link USING btree (subscriber_id);

create table circulation.subscriber (
  id uuid default gen_random_uuid() not null,
  email text,
  profession text not null,
  nation text,
  interests text[] not null,
  subjects text[] not null,
  state text not null,
  asked_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  unsubscribed_at timestamp with time zone,
  constraint subscriber_pkey PRIMARY KEY (id),
  constraint subscriber_check CHECK (((state = 'unsubscribed'::text) = (email IS NULL))),
  constraint subscriber_check1 CHECK (((state = 'unsubscribed'::text) = (unsubscribed_at IS NOT NULL))),
  constraint subscriber_check2 CHECK (((state = 'pending'::text) <= (confirmed_at IS NULL))),
  constraint subscriber_check3 CHECK (((state = 'confirmed'::text) <= (confirmed_at IS NOT NULL))),
  constraint subscriber_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text]))),
  constraint subscriber_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'confirmed'::text, 'unsubscribed'::text]))),
  constraint subscriber_subjects_check CHECK (((subjects <@ ARRAY['child'::text, 'adult'::text]) AND (cardinality(subjects) > 0)))
);
CREATE INDEX subscriber_confirmed ON circulation.subscriber USING btree (id) WHERE (state = 'confirmed'::text);
CREATE UNIQUE INDEX subscriber_email ON circulation.subscriber USING btree (lower(email));

CREATE OR REPLACE FUNCTION circulation.bulletin_by(hash text)
 RETURNS TABLE(volume_id uuid, profession text, nation text, interests text[], subjects text[], fetched boolean, read boolean, discussions integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select b.volume_id, s.profession, s.nation, s.interests, s.subjects, d.fetched_at is not null, d.read_at is not null,
    (select count(*)::integer from circulation.discussion c where c.delivery_id = d.id)
  from circulation.link l join circulation.delivery d on d.id = l.delivery_id
    join circulation.bulletin b on b.id = d.bulletin_id join circulation.subscriber s on s.id = d.subscriber_id
  where l.token_hash = hash and l.purpose = 'bulletin';
$function$;

CREATE OR REPLACE FUNCTION circulation.change_subscription(hash text, as_profession text, in_nation text, on_themes text[], about_subjects text[], moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  who uuid;
begin
  update circulation.subscriber s set profession = as_profession, nation = in_nation, interests = on_themes,
      subjects = about_subjects
    from circulation.link l
    where l.token_hash = hash and l.purpose = 'settings' and s.id = l.subscriber_id and s.state = 'confirmed'
    returning s.id into who;
  if who is null then
    return false;
  end if;
  perform circulation.note('change-subscription', jsonb_build_object('subscriber', who), moment, request);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION circulation.confirm_reading(hash text, moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  what uuid;
begin
  update circulation.delivery d set read_at = moment, fetched_at = coalesce(d.fetched_at, moment) from circulation.link l
    where l.token_hash = hash and l.purpose = 'bulletin' and d.id = l.delivery_id and d.read_at is null
    returning d.id into what;
  if what is null then
    return false;
  end if;
  perform circulation.note('confirm-reading', jsonb_build_object('delivery', what), moment, request);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION circulation.confirm_subscription(hash text, moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  who circulation.subscriber;
begin
  select s.* into who from circulation.link l join circulation.subscriber s on s.id = l.subscriber_id
    where l.token_hash = hash and l.purpose = 'confirm' and l.made_at > moment - interval '14 days' for update of s;
  if who.id is null or who.state = 'unsubscribed' then
    return false;
  end if;
  if who.state = 'pending' then
    update circulation.subscriber set state = 'confirmed', confirmed_at = moment where id = who.id;
    perform circulation.note('confirm-subscription', jsonb_build_object('subscriber', who.id), moment, request);
  end if;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION circulation.follow_bulletin(hash text, moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  what uuid;
begin
  update circulation.delivery d set fetched_at = moment from circulation.link l
    where l.token_hash = hash and l.purpose = 'bulletin' and d.id = l.delivery_id and d.fetched_at is null
    returning d.id into what;
  if what is null then
    return false;
  end if;
  perform circulation.note('follow-bulletin', jsonb_build_object('delivery', what), moment, request);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION circulation.note(act text, about jsonb, moment timestamp with time zone, request text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into identity.act_record (at, act, actor_kind, about, request_id)
    values (moment, 'circulation.' || act, 'visitor', about, request);
$function$;

CREATE OR REPLACE FUNCTION circulation.record_discussion(hash text, size text, day date, moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  what uuid;
begin
  select d.id into what from circulation.link l join circulation.delivery d on d.id = l.delivery_id
    where l.token_hash = hash and l.purpose = 'bulletin' for update of d;
  if what is null or (select count(*) from circulation.discussion c where c.delivery_id = what) >= 10 then
    return false;
  end if;
  insert into circulation.discussion (delivery_id, team_size, held_on, recorded_at) values (what, size, day, moment)
    on conflict (delivery_id, held_on) do nothing;
  if not found then
    return false;
  end if;
  perform circulation.note('record-discussion', jsonb_build_object('delivery', what), moment, request);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION circulation.subscribe(address text, as_profession text, in_nation text, on_themes text[], about_subjects text[], moment timestamp with time zone, request text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known circulation.subscriber;
begin
  insert into circulation.subscriber (email, profession, nation, interests, subjects, state, asked_at)
    values (address, as_profession, in_nation, on_themes, about_subjects, 'pending', moment)
    on conflict (lower(email)) do nothing returning * into known;
  if known.id is null then
    select * into known from circulation.subscriber s where lower(s.email) = lower(address) for update;
    if known.state = 'pending' then
      update circulation.subscriber set profession = as_profession, nation = in_nation, interests = on_themes,
        subjects = about_subjects where id = known.id;
    end if;
    if known.asked_at > moment - interval '10 minutes' then
      return;
    end if;
    update circulation.subscriber set asked_at = moment where id = known.id;
  end if;
  perform circulation.note('subscribe', jsonb_build_object('subscriber', known.id), moment, request);
  perform graphile_worker.add_job('circulation.send-confirmation', json_build_object('subscriber', known.id));
end $function$;

CREATE OR REPLACE FUNCTION circulation.subscription_by(hash text, wanted text, moment timestamp with time zone)
 RETURNS TABLE(profession text, nation text, interests text[], subjects text[], state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.profession, s.nation, s.interests, s.subjects, s.state
  from circulation.link l join circulation.subscriber s on s.id = l.subscriber_id
  where l.token_hash = hash and l.purpose = wanted
    and (l.purpose <> 'confirm' or l.made_at > moment - interval '14 days');
$function$;

CREATE OR REPLACE FUNCTION circulation.unsubscribe(hash text, moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  who circulation.subscriber;
begin
  select s.* into who from circulation.link l join circulation.subscriber s on s.id = l.subscriber_id
    where l.token_hash = hash and l.purpose = 'settings' for update of s;
  if who.id is null then
    return false;
  end if;
  if who.state <> 'unsubscribed' then
    update circulation.subscriber set state = 'unsubscribed', email = null, unsubscribed_at = moment where id = who.id;
    perform circulation.note('unsubscribe', jsonb_build_object('subscriber', who.id), moment, request);
  end if;
  return true;
end $function$;

grant usage on schema circulation to public_site;
grant execute on function circulation.bulletin_by(text) to public_site;
grant execute on function circulation.change_subscription(text,text,text,text[],text[],timestamp with time zone,text) to public_site;
grant execute on function circulation.confirm_reading(text,timestamp with time zone,text) to public_site;
grant execute on function circulation.confirm_subscription(text,timestamp with time zone,text) to public_site;
grant execute on function circulation.follow_bulletin(text,timestamp with time zone,text) to public_site;
grant execute on function circulation.record_discussion(text,text,date,timestamp with time zone,text) to public_site;
grant execute on function circulation.subscribe(text,text,text,text[],text[],timestamp with time zone,text) to public_site;
grant execute on function circulation.subscription_by(text,text,timestamp with time zone) to public_site;
grant execute on function circulation.unsubscribe(text,timestamp with time zone,text) to public_site;

------ schema commissioning ------

create schema commissioning;

create table commissioning.acceptance (
  appointment_id uuid not null,
  party text not null,
  person_id uuid not null,
  text_hash text not null,
  answer text not null,
  reason text,
  at timestamp with time zone not null,
  key_fingerprint text,
  constraint acceptance_pkey PRIMARY KEY (appointment_id, party, text_hash),
  constraint acceptance_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES commissioning.appointment(id),
  constraint acceptance_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint acceptance_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text]))),
  constraint acceptance_party_check CHECK ((party = ANY (ARRAY['author'::text, 'board'::text, 'national'::text])))
);
CREATE TRIGGER acceptance_kept BEFORE DELETE OR UPDATE ON commissioning.acceptance FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER acceptance_not_emptied BEFORE TRUNCATE ON commissioning.acceptance FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table commissioning.appointment (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  author_id uuid not null,
  terms_version integer not null,
  state text not null,
  appointed_at timestamp with time zone not null,
  appointed_by uuid,
  language text default 'en'::text not null,
  wording integer default 0 not null,
  author_key text,
  constraint appointment_pkey PRIMARY KEY (id),
  constraint appointment_author_id_fkey FOREIGN KEY (author_id) REFERENCES identity.person(id),
  constraint appointment_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint appointment_terms_version_fkey FOREIGN KEY (terms_version) REFERENCES commissioning.terms(version),
  constraint appointment_language_check CHECK ((language = ANY (ARRAY['en'::text, 'cy'::text]))),
  constraint appointment_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint appointment_wording_check CHECK ((wording >= 0))
);
CREATE INDEX appointment_author ON commissioning.appointment USING btree (author_id);
CREATE UNIQUE INDEX appointment_open ON commissioning.appointment USING btree (review_id) WHERE (state = ANY (ARRAY['offered'::text, 'accepted'::text]));

create table commissioning.clause_change (
  id bigint generated always as identity not null,
  appointment_id uuid not null,
  clause text not null,
  change text not null,
  words text not null,
  why text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint clause_change_pkey PRIMARY KEY (id),
  constraint clause_change_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES commissioning.appointment(id),
  constraint clause_change_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint clause_change_change_check CHECK ((change = ANY (ARRAY['added'::text, 'changed'::text, 'struck'::text, 'as-template'::text]))),
  constraint clause_change_check CHECK (((change = ANY (ARRAY['added'::text, 'changed'::text])) = (words <> ''::text)))
);
CREATE INDEX clause_change_of ON commissioning.clause_change USING btree (appointment_id, id);
CREATE TRIGGER clause_change_kept BEFORE DELETE OR UPDATE ON commissioning.clause_change FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER clause_change_not_emptied BEFORE TRUNCATE ON commissioning.clause_change FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table commissioning.involved_agency (
  review_id uuid not null,
  organisation_id uuid not null,
  sector text not null,
  added_at timestamp with time zone not null,
  added_by uuid,
  removed_at timestamp with time zone,
  removed_by uuid,
  constraint involved_agency_pkey PRIMARY KEY (review_id, organisation_id),
  constraint involved_agency_added_by_fkey FOREIGN KEY (added_by) REFERENCES identity.person(id),
  constraint involved_agency_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint involved_agency_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES identity.person(id),
  constraint involved_agency_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint involved_agency_sector_check CHECK ((sector = ANY (ARRAY['health'::text, 'mental-health'::text, 'primary-care'::text, 'police'::text, 'education'::text, 'childrens-social-care'::text, 'adults-social-care'::text, 'housing'::text, 'probation'::text, 'care-provider'::text, 'voluntary'::text, 'fire'::text, 'other'::text])))
);
CREATE INDEX involved_agency_organisation ON commissioning.involved_agency USING btree (organisation_id);

create table commissioning.measure (
  measure text not null,
  value integer not null,
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  constraint measure_pkey PRIMARY KEY (measure, valid_from),
  constraint measure_measure_check CHECK ((measure = ANY (ARRAY['years-since-tie'::text, 'income-share'::text, 'panel-share'::text]))),
  constraint measure_value_check CHECK ((value >= 0))
);

create table commissioning.override (
  review_id uuid not null,
  author_id uuid not null,
  test text not null,
  reason text not null,
  facts jsonb not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint override_pkey PRIMARY KEY (review_id, author_id, test),
  constraint override_author_id_fkey FOREIGN KEY (author_id) REFERENCES identity.person(id),
  constraint override_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint override_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint override_reason_check CHECK ((reason <> ''::text))
);
CREATE TRIGGER override_kept BEFORE DELETE OR UPDATE ON commissioning.override FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER override_not_emptied BEFORE TRUNCATE ON commissioning.override FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table commissioning.panel_member (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  name text not null,
  organisation_id uuid,
  chairs boolean not null,
  added_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint panel_member_pkey PRIMARY KEY (id),
  constraint panel_member_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint panel_member_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);
CREATE UNIQUE INDEX panel_chair ON commissioning.panel_member USING btree (review_id) WHERE (chairs AND (left_at IS NULL));
CREATE INDEX panel_member_review ON commissioning.panel_member USING btree (review_id);

create table commissioning.same_family (
  review_id uuid not null,
  earlier_review_id uuid not null,
  stated_by uuid not null,
  stated_at timestamp with time zone not null,
  constraint same_family_pkey PRIMARY KEY (review_id, earlier_review_id),
  constraint same_family_earlier_review_id_fkey FOREIGN KEY (earlier_review_id) REFERENCES register.review(id),
  constraint same_family_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint same_family_stated_by_fkey FOREIGN KEY (stated_by) REFERENCES identity.person(id),
  constraint same_family_check CHECK ((review_id <> earlier_review_id))
);

create table commissioning.terms (
  version integer not null,
  text_hash text not null,
  clauses jsonb not null,
  valid_from date not null,
  constraint terms_pkey PRIMARY KEY (version),
  constraint terms_text_hash_key UNIQUE (text_hash)
);
CREATE TRIGGER terms_kept BEFORE DELETE OR UPDATE ON commissioning.terms FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

create table commissioning.wording (
  appointment_id uuid not null,
  number integer not null,
  text text not null,
  text_hash text not null,
  at timestamp with time zone not null,
  by_person uuid,
  constraint wording_pkey PRIMARY KEY (appointment_id, number),
  constraint wording_appointment_id_text_hash_key UNIQUE (appointment_id, text_hash),
  constraint wording_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES commissioning.appointment(id),
  constraint wording_number_check CHECK ((number >= 1))
);
CREATE TRIGGER wording_kept BEFORE DELETE OR UPDATE ON commissioning.wording FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER wording_not_emptied BEFORE TRUNCATE ON commissioning.wording FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

------ schema crosswalk ------

create schema crosswalk;

create table crosswalk.data_key (
  review_id uuid not null,
  wrapped text,
  made_at timestamp with time zone not null,
  destroyed_at timestamp with time zone,
  constraint data_key_pkey PRIMARY KEY (review_id),
  constraint data_key_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint data_key_check CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
);

create table crosswalk.identity_map (
  review_id uuid not null,
  work_id uuid not null,
  sealed text not null,
  entries integer not null,
  sealed_at timestamp with time zone not null,
  due_on date not null,
  listed_on date,
  held_until date,
  held_why text,
  held_by uuid,
  constraint identity_map_pkey PRIMARY KEY (review_id),
  constraint identity_map_review_id_fkey FOREIGN KEY (review_id) REFERENCES crosswalk.data_key(review_id),
  constraint identity_map_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint identity_map_check CHECK (((held_until IS NULL) = (held_why IS NULL)))
);
CREATE INDEX identity_map_due ON crosswalk.identity_map USING btree (due_on);

create table crosswalk.retention (
  from_date date not null,
  months integer not null,
  listed_days integer not null,
  to_be_confirmed boolean not null,
  constraint retention_pkey PRIMARY KEY (from_date),
  constraint retention_listed_days_check CHECK ((listed_days >= 0)),
  constraint retention_months_check CHECK ((months > 0))
);

------ schema deidentification ------

create schema deidentification;

create table deidentification.author_answer (
  ask_id uuid not null,
  answer text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint author_answer_pkey PRIMARY KEY (ask_id),
  constraint author_answer_ask_id_fkey FOREIGN KEY (ask_id) REFERENCES deidentification.author_ask(id),
  constraint author_answer_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint author_answer_answer_check CHECK ((answer = ANY (ARRAY['agreed'::text, 'refused'::text])))
);
CREATE TRIGGER author_answer_kept BEFORE DELETE OR UPDATE ON deidentification.author_answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER author_answer_not_emptied BEFORE TRUNCATE ON deidentification.author_answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table deidentification.author_ask (
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  work_id uuid not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  constraint author_ask_pkey PRIMARY KEY (id),
  constraint author_ask_seq_key UNIQUE (seq),
  constraint author_ask_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id)
);
CREATE INDEX author_ask_work ON deidentification.author_ask USING btree (work_id, seq DESC);
CREATE TRIGGER author_ask_kept BEFORE DELETE OR UPDATE ON deidentification.author_ask FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER author_ask_not_emptied BEFORE TRUNCATE ON deidentification.author_ask FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table deidentification.change (
  id bigint generated always as identity not null,
  work_id uuid not null,
  at timestamp with time zone not null,
  by_person uuid not null,
  says text not null,
  entities jsonb not null,
  spans jsonb not null,
  undone_at timestamp with time zone,
  dead boolean default false not null,
  constraint change_pkey PRIMARY KEY (id),
  constraint change_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id)
);
CREATE INDEX change_work ON deidentification.change USING btree (work_id, id);

create table deidentification.difference_check (
  entity_id uuid not null,
  by_person uuid not null,
  entity_version integer not null,
  verdict text not null,
  note text default ''::text not null,
  at timestamp with time zone not null,
  constraint difference_check_pkey PRIMARY KEY (entity_id, by_person),
  constraint difference_check_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES deidentification.entity(id) ON DELETE CASCADE,
  constraint difference_check_verdict_check CHECK ((verdict = ANY (ARRAY['agreed'::text, 'questioned'::text])))
);

create table deidentification.entity (
  id uuid default gen_random_uuid() not null,
  work_id uuid not null,
  label text not null,
  identifier text not null,
  canonical text not null,
  decision text default 'undecided'::text not null,
  replacement text default ''::text not null,
  suggested text default ''::text not null,
  removed boolean default false not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  version integer default 1 not null,
  constraint entity_pkey PRIMARY KEY (id),
  constraint entity_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint entity_check CHECK (((decision <> 'replace'::text) OR (replacement <> ''::text))),
  constraint entity_decision_check CHECK ((decision = ANY (ARRAY['undecided'::text, 'replace'::text, 'keep'::text]))),
  constraint entity_identifier_check CHECK ((identifier = ANY (ARRAY['DIRECT'::text, 'QUASI'::text]))),
  constraint entity_label_check CHECK ((label = ANY (ARRAY['PERSON'::text, 'CODE'::text, 'LOC'::text, 'ORG'::text, 'DEM'::text, 'DATETIME'::text, 'QUANTITY'::text, 'MISC'::text])))
);
CREATE INDEX entity_work ON deidentification.entity USING btree (work_id);

create table deidentification.intruder_trial (
  id uuid default gen_random_uuid() not null,
  work_id uuid not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  minutes integer not null,
  tried text not null,
  found text not null,
  recognised boolean not null,
  constraint intruder_trial_pkey PRIMARY KEY (id),
  constraint intruder_trial_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint intruder_trial_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600))),
  constraint intruder_trial_tried_check CHECK ((tried <> ''::text))
);
CREATE INDEX intruder_trial_work ON deidentification.intruder_trial USING btree (work_id);

create table deidentification.leftover (
  id bigint generated always as identity not null,
  work_id uuid not null,
  block integer not null,
  start_at integer not null,
  end_at integer not null,
  label text not null,
  probability real not null,
  rarity real not null,
  reason text not null,
  prompt boolean not null,
  set_aside_by uuid,
  constraint leftover_pkey PRIMARY KEY (id),
  constraint leftover_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint leftover_check CHECK ((end_at > start_at))
);
CREATE INDEX leftover_work ON deidentification.leftover USING btree (work_id, block, start_at);

create table deidentification.risk_assessment (
  id bigint generated always as identity not null,
  work_id uuid not null,
  at timestamp with time zone not null,
  occasion text not null,
  band text not null,
  report jsonb not null,
  constraint risk_assessment_pkey PRIMARY KEY (id),
  constraint risk_assessment_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint risk_assessment_band_check CHECK ((band = ANY (ARRAY['lower'::text, 'raised'::text, 'high'::text]))),
  constraint risk_assessment_occasion_check CHECK ((occasion = ANY (ARRAY['asked'::text, 'volume'::text])))
);
CREATE INDEX risk_assessment_work ON deidentification.risk_assessment USING btree (work_id, id);
CREATE TRIGGER risk_assessment_kept BEFORE UPDATE ON deidentification.risk_assessment FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

create table deidentification.risk_source (
  id uuid default gen_random_uuid() not null,
  work_id uuid not null,
  kind text not null,
  label text not null,
  text text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint risk_source_pkey PRIMARY KEY (id),
  constraint risk_source_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint risk_source_kind_check CHECK ((kind = ANY (ARRAY['press'::text, 'judgment'::text, 'inquest'::text, 'summary'::text, 'other'::text]))),
  constraint risk_source_label_check CHECK ((label <> ''::text)),
  constraint risk_source_text_check CHECK ((text <> ''::text))
);
CREATE INDEX risk_source_work ON deidentification.risk_source USING btree (work_id);

create table deidentification.risk_subject (
  id uuid default gen_random_uuid() not null,
  work_id uuid not null,
  label text not null,
  attributes text[] not null,
  constraint risk_subject_pkey PRIMARY KEY (id),
  constraint risk_subject_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint risk_subject_label_check CHECK ((label <> ''::text))
);
CREATE INDEX risk_subject_work ON deidentification.risk_subject USING btree (work_id);

create table deidentification.span (
  id uuid default gen_random_uuid() not null,
  work_id uuid not null,
  entity_id uuid not null,
  block integer not null,
  start_at integer not null,
  end_at integer not null,
  probability real not null,
  source text not null,
  reason text not null,
  own_decision text,
  own_replacement text,
  constraint span_pkey PRIMARY KEY (id),
  constraint span_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES deidentification.entity(id),
  constraint span_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id),
  constraint span_check CHECK ((end_at > start_at)),
  constraint span_own_decision_check CHECK ((own_decision = ANY (ARRAY['replace'::text, 'keep'::text])))
);
CREATE INDEX span_entity ON deidentification.span USING btree (entity_id);
CREATE INDEX span_work ON deidentification.span USING btree (work_id, block, start_at);

create table deidentification.work (
  id uuid default gen_random_uuid() not null,
  report_id uuid not null,
  review_id uuid not null,
  state text not null,
  version integer default 1 not null,
  title text default ''::text not null,
  summary text default ''::text not null,
  warning text default ''::text not null,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  prepared_by uuid,
  signed_off_by uuid,
  signed_off_at timestamp with time zone,
  returned_why text,
  anchor date,
  text_version integer default 1 not null,
  text_mark integer default 1 not null,
  followed_change bigint default 0 not null,
  constraint work_pkey PRIMARY KEY (id),
  constraint work_report_id_key UNIQUE (report_id),
  constraint work_check CHECK (((signed_off_by IS NULL) OR (signed_off_by <> prepared_by))),
  constraint work_state_check CHECK ((state = ANY (ARRAY['open'::text, 'awaiting-sign-off'::text, 'signed-off'::text])))
);
CREATE INDEX work_ready ON deidentification.work USING btree (signed_off_at) WHERE (state = 'signed-off'::text);

------ schema directory ------

create schema directory;

create table directory.interest (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  kind text not null,
  organisation_id uuid,
  review_id uuid,
  with_whom text not null,
  note text not null,
  from_date date not null,
  until_date date,
  share integer,
  declared_by uuid not null,
  declared_at timestamp with time zone not null,
  constraint interest_pkey PRIMARY KEY (id),
  constraint interest_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES identity.person(id),
  constraint interest_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint interest_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint interest_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint interest_check CHECK ((until_date >= from_date)),
  constraint interest_check1 CHECK (((kind = 'income'::text) = (share IS NOT NULL))),
  constraint interest_kind_check CHECK ((kind = ANY (ARRAY['employment'::text, 'contract'::text, 'chair'::text, 'family'::text, 'supervisory'::text, 'financial'::text, 'income'::text, 'earlier-review'::text, 'other'::text]))),
  constraint interest_share_check CHECK (((share >= 0) AND (share <= 100)))
);
CREATE INDEX interest_organisation ON directory.interest USING btree (organisation_id);
CREATE INDEX interest_person ON directory.interest USING btree (person_id, from_date);
CREATE TRIGGER interest_kept BEFORE DELETE OR UPDATE ON directory.interest FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER interest_not_emptied BEFORE TRUNCATE ON directory.interest FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table directory.interest_end (
  interest_id uuid not null,
  until_date date not null,
  why text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint interest_end_pkey PRIMARY KEY (interest_id),
  constraint interest_end_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint interest_end_interest_id_fkey FOREIGN KEY (interest_id) REFERENCES directory.interest(id)
);
CREATE TRIGGER interest_end_kept BEFORE DELETE OR UPDATE ON directory.interest_end FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER interest_end_not_emptied BEFORE TRUNCATE ON directory.interest_end FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table directory.profile (
  person_id uuid not null,
  experience text not null,
  methods text not null,
  nations text[] not null,
  subjects text[] not null,
  availability text not null,
  available_from date,
  state text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_why text,
  version integer default 1 not null,
  changed_at timestamp with time zone not null,
  constraint profile_pkey PRIMARY KEY (person_id),
  constraint profile_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES identity.person(id),
  constraint profile_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint profile_availability_check CHECK ((availability = ANY (ARRAY['now'::text, 'from'::text, 'no'::text]))),
  constraint profile_check CHECK (((availability = 'from'::text) = (available_from IS NOT NULL))),
  constraint profile_check1 CHECK (((state <> ALL (ARRAY['approved'::text, 'returned'::text, 'ended'::text])) OR (decided_by IS NOT NULL))),
  constraint profile_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'returned'::text, 'ended'::text]))),
  constraint profile_subjects_check CHECK ((subjects <@ ARRAY['child'::text, 'adult'::text]))
);
CREATE INDEX profile_state ON directory.profile USING btree (state);

create table directory.review_done (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  review_id uuid,
  year integer not null,
  title text not null,
  organisation_id uuid,
  added_at timestamp with time zone not null,
  constraint review_done_pkey PRIMARY KEY (id),
  constraint review_done_person_id_review_id_key UNIQUE (person_id, review_id),
  constraint review_done_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint review_done_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint review_done_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint review_done_year_check CHECK (((year >= 1970) AND (year <= 2100)))
);
CREATE TRIGGER review_done_kept BEFORE DELETE OR UPDATE ON directory.review_done FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER review_done_not_emptied BEFORE TRUNCATE ON directory.review_done FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

------ schema disclosure ------

create schema disclosure;

create table disclosure.measure (
  measure text not null,
  value integer not null,
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  constraint measure_pkey PRIMARY KEY (measure, valid_from),
  constraint measure_measure_check CHECK ((measure = 'acknowledge-working-days'::text)),
  constraint measure_value_check CHECK ((value > 0))
);

create table disclosure.message (
  id bigint generated always as identity not null,
  report_id uuid not null,
  by_person uuid not null,
  kind text not null,
  words text not null,
  at timestamp with time zone not null,
  constraint message_pkey PRIMARY KEY (id),
  constraint message_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint message_report_id_fkey FOREIGN KEY (report_id) REFERENCES disclosure.report(id),
  constraint message_kind_check CHECK ((kind = ANY (ARRAY['told'::text, 'reply'::text, 'note'::text, 'end'::text]))),
  constraint message_words_check CHECK ((words <> ''::text))
);
CREATE INDEX message_report ON disclosure.message USING btree (report_id, id);
CREATE TRIGGER message_kept BEFORE DELETE OR UPDATE ON disclosure.message FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER message_not_emptied BEFORE TRUNCATE ON disclosure.message FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table disclosure.report (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  reporter_id uuid not null,
  reported_at timestamp with time zone not null,
  acknowledge_by date not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint report_pkey PRIMARY KEY (id),
  constraint report_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES identity.person(id),
  constraint report_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES identity.person(id),
  constraint report_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES identity.person(id),
  constraint report_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint report_check CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
  constraint report_check1 CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
);
CREATE INDEX report_open ON disclosure.report USING btree (reported_at) WHERE (closed_at IS NULL);
CREATE INDEX report_reporter ON disclosure.report USING btree (reporter_id, reported_at);

------ schema evidence ------

create schema evidence;

create table evidence.closing (
  review_id uuid not null,
  from_block integer not null,
  generated integer not null,
  at timestamp with time zone not null,
  constraint closing_pkey PRIMARY KEY (review_id),
  constraint closing_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint closing_from_block_check CHECK ((from_block >= 0)),
  constraint closing_generated_check CHECK ((generated > 0))
);
CREATE TRIGGER closing_kept BEFORE DELETE OR UPDATE ON evidence.closing FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER closing_not_emptied BEFORE TRUNCATE ON evidence.closing FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table evidence.family_liaison (
  review_id uuid not null,
  name text not null,
  reach text not null,
  version integer default 1 not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  constraint family_liaison_pkey PRIMARY KEY (review_id),
  constraint family_liaison_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES identity.person(id),
  constraint family_liaison_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);

create table evidence.family_question (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  person_id uuid not null,
  words text not null,
  asked_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint family_question_pkey PRIMARY KEY (id),
  constraint family_question_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint family_question_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint family_question_words_check CHECK ((words <> ''::text))
);
CREATE INDEX family_question_review ON evidence.family_question USING btree (review_id, asked_at);

create table evidence.family_wish (
  review_id uuid not null,
  person_id uuid not null,
  named text not null,
  named_words text not null,
  told text not null,
  words text not null,
  version integer default 1 not null,
  changed_at timestamp with time zone not null,
  constraint family_wish_pkey PRIMARY KEY (review_id, person_id),
  constraint family_wish_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint family_wish_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint family_wish_named_check CHECK ((named = ANY (ARRAY['role'::text, 'pseudonym'::text, 'not-yet'::text]))),
  constraint family_wish_told_check CHECK ((told = ANY (ARRAY['each-step'::text, 'when-important'::text, 'not-at-all'::text])))
);

create table evidence.held_mail (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  subject text not null,
  text text not null,
  purpose text not null,
  about text not null,
  held_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint held_mail_pkey PRIMARY KEY (id),
  constraint held_mail_purpose_about_key UNIQUE (purpose, about),
  constraint held_mail_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
CREATE INDEX held_mail_waiting ON evidence.held_mail USING btree (held_at) WHERE (sent_at IS NULL);

create table evidence.limits_comment (
  review_id uuid not null,
  words text not null,
  version integer default 1 not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint limits_comment_pkey PRIMARY KEY (review_id),
  constraint limits_comment_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint limits_comment_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);

create table evidence.measure (
  measure text not null,
  value integer not null,
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  constraint measure_pkey PRIMARY KEY (measure, valid_from),
  constraint measure_measure_check CHECK ((measure = 'answer-working-days'::text)),
  constraint measure_value_check CHECK ((value > 0))
);

create table evidence.question_answer (
  id bigint generated always as identity not null,
  question_id uuid not null,
  block integer,
  words text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint question_answer_pkey PRIMARY KEY (id),
  constraint question_answer_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint question_answer_question_id_fkey FOREIGN KEY (question_id) REFERENCES evidence.family_question(id),
  constraint question_answer_block_check CHECK ((block >= 0)),
  constraint question_answer_check CHECK (((block IS NOT NULL) OR (words <> ''::text)))
);
CREATE INDEX question_answer_question ON evidence.question_answer USING btree (question_id, id);
CREATE TRIGGER question_answer_kept BEFORE DELETE OR UPDATE ON evidence.question_answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER question_answer_not_emptied BEFORE TRUNCATE ON evidence.question_answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table evidence.quiet_date (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  month integer not null,
  day integer not null,
  only_year integer,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint quiet_date_pkey PRIMARY KEY (id),
  constraint quiet_date_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint quiet_date_day_check CHECK (((day >= 1) AND (day <= 31))),
  constraint quiet_date_month_check CHECK (((month >= 1) AND (month <= 12))),
  constraint quiet_date_only_year_check CHECK (((only_year >= 2000) AND (only_year <= 2200)))
);
CREATE INDEX quiet_date_person ON evidence.quiet_date USING btree (person_id) WHERE (removed_at IS NULL);

create table evidence.request (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  agency_id uuid not null,
  sector text not null,
  kind text not null,
  asks text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  answer_days integer not null,
  due_on date not null,
  constraint request_pkey PRIMARY KEY (id),
  constraint request_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES identity.organisation(id),
  constraint request_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES identity.person(id),
  constraint request_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint request_asks_check CHECK ((asks <> ''::text)),
  constraint request_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'record'::text])))
);
CREATE INDEX request_agency ON evidence.request USING btree (agency_id, asked_at);
CREATE INDEX request_review ON evidence.request USING btree (review_id, asked_at);
CREATE TRIGGER request_kept BEFORE DELETE OR UPDATE ON evidence.request FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER request_not_emptied BEFORE TRUNCATE ON evidence.request FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table evidence.request_event (
  id bigint generated always as identity not null,
  request_id uuid not null,
  event text not null,
  reason_class text,
  words text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint request_event_pkey PRIMARY KEY (id),
  constraint request_event_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint request_event_request_id_fkey FOREIGN KEY (request_id) REFERENCES evidence.request(id),
  constraint request_event_check CHECK (((event = 'refused'::text) = (reason_class IS NOT NULL))),
  constraint request_event_event_check CHECK ((event = ANY (ARRAY['granted'::text, 'refused'::text, 'escalated-to-board'::text, 'escalated-to-national'::text, 'said'::text, 'happened'::text, 'not-happened'::text, 'withdrawn'::text]))),
  constraint request_event_reason_class_check CHECK ((reason_class = ANY (ARRAY['proceedings'::text, 'legal-advice'::text, 'health'::text, 'left'::text, 'data-protection'::text, 'not-relevant'::text, 'other'::text])))
);
CREATE INDEX request_event_request ON evidence.request_event USING btree (request_id, id);
CREATE TRIGGER request_event_kept BEFORE DELETE OR UPDATE ON evidence.request_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER request_event_not_emptied BEFORE TRUNCATE ON evidence.request_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

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

create table identity.former_name (
  id bigint generated always as identity not null,
  organisation_id uuid not null,
  name text not null,
  until date not null,
  constraint former_name_pkey PRIMARY KEY (id),
  constraint former_name_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id)
);
CREATE INDEX former_name_organisation ON identity.former_name USING btree (organisation_id);

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
  code text,
  succeeded_by uuid,
  confirmed boolean default true not null,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_code_key UNIQUE (code),
  constraint organisation_name_nation_key UNIQUE (name, nation),
  constraint organisation_succeeded_by_fkey FOREIGN KEY (succeeded_by) REFERENCES identity.organisation(id),
  constraint organisation_dates CHECK ((valid_to >= valid_from)),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['national-body'::text, 'childrens-board'::text, 'adults-board'::text, 'joint-board'::text, 'community-safety'::text, 'agency'::text]))),
  constraint organisation_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text, 'uk'::text]))),
  constraint organisation_not_after_itself CHECK ((succeeded_by <> id))
);
CREATE INDEX organisation_kind ON identity.organisation USING btree (kind, name);

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

------ schema integrity ------

create schema integrity;

create table integrity.checkpoint (
  size bigint not null,
  note bytea not null,
  at timestamp with time zone not null,
  constraint checkpoint_pkey PRIMARY KEY (size),
  constraint checkpoint_size_check CHECK ((size >= 1))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON integrity.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table integrity.cosignature (
  size bigint not null,
  witness text not null,
  line text not null,
  constraint cosignature_pkey PRIMARY KEY (size, witness),
  constraint cosignature_size_fkey FOREIGN KEY (size) REFERENCES integrity.checkpoint(size)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON integrity.cosignature FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table integrity.log_entry (
  index bigint not null,
  entry bytea not null,
  leaf_hash bytea not null,
  appended_at timestamp with time zone not null,
  constraint log_entry_pkey PRIMARY KEY (index),
  constraint log_entry_check CHECK ((leaf_hash = sha256(('\x00'::bytea || entry)))),
  constraint log_entry_entry_check CHECK (((octet_length(entry) >= 1) AND (octet_length(entry) <= 65535))),
  constraint log_entry_index_check CHECK ((index >= 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON integrity.log_entry FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER next_entry_only BEFORE INSERT ON integrity.log_entry FOR EACH ROW EXECUTE FUNCTION integrity.refuse_gap();

create table integrity.node (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  constraint node_pkey PRIMARY KEY (level, index),
  constraint node_hash_check CHECK ((octet_length(hash) = 32)),
  constraint node_index_check CHECK ((index >= 0)),
  constraint node_level_check CHECK (((level >= 1) AND (level <= 52)))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON integrity.node FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table integrity.tile (
  level smallint not null,
  number bigint not null,
  hashes bytea not null,
  constraint tile_pkey PRIMARY KEY (level, number),
  constraint tile_hashes_check CHECK ((((octet_length(hashes) % 32) = 0) AND ((octet_length(hashes) >= 32) AND (octet_length(hashes) <= 8192)))),
  constraint tile_level_check CHECK (((level >= 0) AND (level <= 6))),
  constraint tile_number_check CHECK ((number >= 0))
);
CREATE TRIGGER tile_grows BEFORE UPDATE ON integrity.tile FOR EACH ROW EXECUTE FUNCTION integrity.keep_tile();
CREATE TRIGGER tile_kept BEFORE DELETE OR TRUNCATE ON integrity.tile FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table integrity.tree_head (
  size bigint not null,
  root bytea not null,
  at timestamp with time zone not null,
  constraint tree_head_pkey PRIMARY KEY (size),
  constraint tree_head_root_check CHECK ((octet_length(root) = 32)),
  constraint tree_head_size_check CHECK ((size >= 1))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON integrity.tree_head FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create view integrity.published_checkpoint as
 SELECT size,
    note,
    COALESCE(( SELECT string_agg(s.line, ''::text ORDER BY s.witness) AS string_agg
           FROM integrity.cosignature s
          WHERE s.size = c.size), ''::text) AS cosignatures
   FROM integrity.checkpoint c;

create view integrity.published_entry as
 SELECT index,
    entry
   FROM integrity.log_entry e
  WHERE index < (( SELECT max(c.size) AS max
           FROM integrity.checkpoint c));

create view integrity.published_tile as
 SELECT t.level,
    t.number,
    SUBSTRING(t.hashes FROM 1 FOR 32 * LEAST(256::bigint, (p.size >> (8 * t.level)) - 256 * t.number)::integer) AS hashes
   FROM integrity.tile t,
    ( SELECT max(c.size) AS size
           FROM integrity.checkpoint c) p
  WHERE (p.size >> (8 * t.level)) > (256 * t.number);

CREATE OR REPLACE FUNCTION integrity.keep_tile()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.level = old.level and new.number = old.number
    and substring(new.hashes for octet_length(old.hashes)) = old.hashes then
    return new;
  end if;
  raise exception 'a tile of the log only grows' using errcode = 'TL001';
end $function$;

CREATE OR REPLACE FUNCTION integrity.refuse_gap()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.index <> coalesce((select max(index) + 1 from integrity.log_entry), 0) then
    raise exception 'entry % is not the next of the log', new.index using errcode = 'TL001';
  end if;
  return new;
end $function$;

grant usage on schema integrity to log_signer;
grant usage on schema integrity to public_site;
grant select (entry), select (index) on table integrity.log_entry to log_signer;
grant select on table integrity.published_checkpoint to public_site;
grant select on table integrity.published_entry to public_site;
grant select on table integrity.published_tile to public_site;
grant select on table integrity.tile to log_signer;

------ schema keys ------

create schema keys;

create table keys.keyring (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  wrapped bytea not null,
  sheet_key bytea not null,
  made_at timestamp with time zone not null,
  given_up_at timestamp with time zone,
  constraint keyring_pkey PRIMARY KEY (id),
  constraint keyring_sheet_key_key UNIQUE (sheet_key),
  constraint keyring_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint keyring_sheet_key_check CHECK ((octet_length(sheet_key) = 32)),
  constraint keyring_wrapped_check CHECK ((octet_length(wrapped) = 60))
);
CREATE UNIQUE INDEX keyring_in_use ON keys.keyring USING btree (person_id) WHERE (given_up_at IS NULL);

create table keys.recovery_request (
  id uuid default gen_random_uuid() not null,
  review_key_id uuid not null,
  keyring_id uuid not null,
  number integer not null,
  new_key bytea not null,
  asked_at timestamp with time zone not null,
  statement_id uuid,
  settled text,
  settled_at timestamp with time zone,
  constraint recovery_request_pkey PRIMARY KEY (id),
  constraint recovery_request_new_key_key UNIQUE (new_key),
  constraint recovery_request_keyring_id_fkey FOREIGN KEY (keyring_id) REFERENCES keys.keyring(id),
  constraint recovery_request_review_key_id_fkey FOREIGN KEY (review_key_id) REFERENCES keys.review_key(id),
  constraint recovery_request_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES keys.statement(id),
  constraint recovery_request_new_key_check CHECK ((octet_length(new_key) = 32)),
  constraint recovery_request_number_check CHECK ((number >= 1)),
  constraint recovery_request_settled_check CHECK ((settled = ANY (ARRAY['recovered'::text, 'stopped'::text])))
);
CREATE UNIQUE INDEX recovery_open ON keys.recovery_request USING btree (review_key_id) WHERE (settled IS NULL);

create table keys.review_key (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  holder text not null,
  person_id uuid not null,
  keyring_id uuid not null,
  number integer not null,
  public_key bytea not null,
  from_index bigint not null,
  until_index bigint,
  ended_by text,
  enrolled_at timestamp with time zone not null,
  constraint review_key_pkey PRIMARY KEY (id),
  constraint review_key_public_key_key UNIQUE (public_key),
  constraint review_key_review_id_holder_keyring_id_number_key UNIQUE (review_id, holder, keyring_id, number),
  constraint review_key_keyring_id_fkey FOREIGN KEY (keyring_id) REFERENCES keys.keyring(id),
  constraint review_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint review_key_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint review_key_check CHECK ((until_index >= from_index)),
  constraint review_key_check1 CHECK (((until_index IS NULL) = (ended_by IS NULL))),
  constraint review_key_ended_by_check CHECK ((ended_by = ANY (ARRAY['rotate'::text, 'revoke'::text, 'recover'::text, 'new-author'::text]))),
  constraint review_key_holder_check CHECK ((holder = ANY (ARRAY['author'::text, 'commissioner'::text, 'national-body'::text, 'second-body'::text]))),
  constraint review_key_number_check CHECK ((number >= 1)),
  constraint review_key_public_key_check CHECK ((octet_length(public_key) = 32))
);
CREATE UNIQUE INDEX review_key_in_force ON keys.review_key USING btree (review_id, holder, person_id) WHERE (until_index IS NULL);
CREATE UNIQUE INDEX review_key_one_author ON keys.review_key USING btree (review_id) WHERE ((until_index IS NULL) AND (holder = 'author'::text));
CREATE TRIGGER review_key_kept BEFORE DELETE OR UPDATE ON keys.review_key FOR EACH ROW EXECUTE FUNCTION keys.refuse_other_change();
CREATE TRIGGER review_key_not_emptied BEFORE TRUNCATE ON keys.review_key FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table keys.signature (
  statement_id uuid not null,
  signer text not null,
  public_key bytea not null,
  signature bytea not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint signature_pkey PRIMARY KEY (statement_id, signer, public_key),
  constraint signature_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint signature_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES keys.statement(id),
  constraint signature_public_key_check CHECK ((octet_length(public_key) = 32)),
  constraint signature_signature_check CHECK ((octet_length(signature) = 64))
);
CREATE TRIGGER signature_kept BEFORE DELETE OR UPDATE ON keys.signature FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER signature_not_emptied BEFORE TRUNCATE ON keys.signature FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table keys.statement (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  kind text not null,
  text text not null,
  hash bytea not null,
  opening bytea,
  offered_at timestamp with time zone not null,
  not_before timestamp with time zone,
  note bytea,
  salt bytea,
  log_index bigint,
  completed_at timestamp with time zone,
  given_up_at timestamp with time zone,
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint statement_check CHECK ((((note IS NULL) = (log_index IS NULL)) AND ((note IS NULL) = (salt IS NULL)) AND ((note IS NULL) = (completed_at IS NULL)))),
  constraint statement_check1 CHECK (((note IS NULL) OR (given_up_at IS NULL))),
  constraint statement_hash_check CHECK ((octet_length(hash) = 32)),
  constraint statement_opening_check CHECK ((octet_length(opening) = 32)),
  constraint statement_salt_check CHECK ((octet_length(salt) = 32))
);
CREATE INDEX statement_hash ON keys.statement USING btree (hash);
CREATE INDEX statement_of_review ON keys.statement USING btree (review_id, kind);
CREATE UNIQUE INDEX statement_once_open ON keys.statement USING btree (review_id, hash) WHERE (given_up_at IS NULL);
CREATE TRIGGER statement_kept BEFORE DELETE OR UPDATE ON keys.statement FOR EACH ROW EXECUTE FUNCTION keys.refuse_rewriting();
CREATE TRIGGER statement_not_emptied BEFORE TRUNCATE ON keys.statement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE OR REPLACE FUNCTION keys.refuse_other_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or old.until_index is not null
    or (new.id, new.review_id, new.holder, new.person_id, new.keyring_id, new.number, new.public_key, new.from_index,
        new.enrolled_at)
      is distinct from
      (old.id, old.review_id, old.holder, old.person_id, old.keyring_id, old.number, old.public_key, old.from_index,
        old.enrolled_at)
  then
    raise exception 'a key is never changed; it ends, once' using errcode = 'TL001';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION keys.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or old.note is not null or old.given_up_at is not null
    or (new.id, new.review_id, new.kind, new.text, new.hash, new.opening, new.offered_at, new.not_before)
      is distinct from
      (old.id, old.review_id, old.kind, old.text, old.hash, old.opening, old.offered_at, old.not_before)
  then
    raise exception 'a statement is never changed' using errcode = 'TL001';
  end if;
  return new;
end $function$;

------ schema legacy ------

create schema legacy;

create table legacy.batch (
  id uuid default gen_random_uuid() not null,
  name text not null,
  list_sha256 text not null,
  started_at timestamp with time zone not null,
  started_by uuid,
  finished_at timestamp with time zone,
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_list_sha256_key UNIQUE (list_sha256)
);

create table legacy.document (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  label text not null,
  format text not null,
  sha256 text not null,
  words integer not null,
  pages integer,
  blocks jsonb not null,
  at timestamp with time zone not null,
  constraint document_pkey PRIMARY KEY (id),
  constraint document_review_id_sha256_key UNIQUE (review_id, sha256),
  constraint document_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint document_format_check CHECK ((format = ANY (ARRAY['docx'::text, 'pdf'::text])))
);

create table legacy.file (
  batch_id uuid not null,
  name text not null,
  bytes bytea not null,
  constraint file_pkey PRIMARY KEY (batch_id, name),
  constraint file_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES legacy.batch(id)
);

create table legacy.line (
  batch_id uuid not null,
  n integer not null,
  cells jsonb not null,
  state text default 'waiting'::text not null,
  words text,
  review_id uuid,
  constraint line_pkey PRIMARY KEY (batch_id, n),
  constraint line_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES legacy.batch(id),
  constraint line_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint line_check CHECK (((state = 'refused'::text) = (words IS NOT NULL))),
  constraint line_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'same'::text, 'refused'::text])))
);
CREATE INDEX line_refused ON legacy.line USING btree (batch_id, n) WHERE (state = 'refused'::text);
CREATE INDEX line_waiting ON legacy.line USING btree (batch_id, n) WHERE (state = 'waiting'::text);

create table legacy.source (
  board_id uuid not null,
  local_reference text not null,
  review_id uuid not null,
  constraint source_pkey PRIMARY KEY (board_id, local_reference),
  constraint source_board_id_fkey FOREIGN KEY (board_id) REFERENCES identity.organisation(id),
  constraint source_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);

------ schema library ------

create schema library;

create table library.census (
  year integer not null,
  quarter integer not null,
  published_on date not null,
  figures jsonb not null,
  constraint census_pkey PRIMARY KEY (year, quarter),
  constraint census_quarter_check CHECK (((quarter >= 1) AND (quarter <= 4)))
);

create table library.change_base (
  volume_id uuid not null,
  editions integer not null,
  constraint change_base_pkey PRIMARY KEY (volume_id),
  constraint change_base_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES library.volume(id)
);
CREATE TRIGGER change_base_kept BEFORE DELETE OR UPDATE ON library.change_base FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER change_base_not_emptied BEFORE TRUNCATE ON library.change_base FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table library.change_figure (
  volume_id uuid not null,
  reason text not null,
  asked integer,
  agreed integer,
  refused integer,
  imposed integer,
  constraint change_figure_pkey PRIMARY KEY (volume_id, reason),
  constraint change_figure_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES library.volume(id)
);
CREATE TRIGGER change_figure_kept BEFORE DELETE OR UPDATE ON library.change_figure FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER change_figure_not_emptied BEFORE TRUNCATE ON library.change_figure FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table library.collection (
  single boolean default true not null,
  editions integer default 0 not null,
  total_length double precision default 0 not null,
  constraint collection_pkey PRIMARY KEY (single),
  constraint collection_single_check CHECK (single)
);

create table library.concern (
  id uuid default gen_random_uuid() not null,
  edition_id uuid not null,
  anchor text,
  words text not null,
  contact text,
  raised_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  verdict text,
  constraint concern_pkey PRIMARY KEY (id),
  constraint concern_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id),
  constraint concern_anchor_check CHECK ((anchor ~ '^p[0-9]{1,5}$'::text)),
  constraint concern_verdict_check CHECK ((verdict = ANY (ARRAY['withdrawn'::text, 'no-action'::text])))
);
CREATE INDEX concern_open ON library.concern USING btree (raised_at) WHERE (settled_at IS NULL);

create table library.edition (
  id uuid default gen_random_uuid() not null,
  volume_id uuid not null,
  title text not null,
  summary text not null,
  warning text not null,
  subjects text[] not null,
  nation text,
  themes text[] not null,
  legacy boolean not null,
  report_root text,
  words integer not null,
  status text default 'published'::text not null,
  withdrawn_on date,
  reason_class text,
  learning_loss jsonb,
  constraint edition_pkey PRIMARY KEY (id),
  constraint edition_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES library.volume(id),
  constraint edition_check CHECK (((status = 'withdrawn'::text) = ((withdrawn_on IS NOT NULL) AND (reason_class IS NOT NULL)))),
  constraint edition_check1 CHECK ((legacy = (report_root IS NULL))),
  constraint edition_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text]))),
  constraint edition_reason_class_check CHECK ((reason_class = ANY (ARRAY['identification'::text, 'legal'::text, 'family-request'::text, 'error'::text]))),
  constraint edition_status_check CHECK ((status = ANY (ARRAY['published'::text, 'withdrawn'::text])))
);
CREATE INDEX edition_themes ON library.edition USING gin (themes);
CREATE INDEX edition_volume ON library.edition USING btree (volume_id, id);
CREATE TRIGGER edition_kept BEFORE DELETE OR UPDATE ON library.edition FOR EACH ROW EXECUTE FUNCTION library.keep_edition();
CREATE TRIGGER edition_not_emptied BEFORE TRUNCATE ON library.edition FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table library.edition enable row level security;
create policy published_only on library.edition as permissive for select to public_site using ((status = 'published'::text));

create table library.edition_block (
  edition_id uuid not null,
  n integer not null,
  kind text not null,
  parts jsonb not null,
  layout jsonb,
  text text not null,
  constraint edition_block_pkey PRIMARY KEY (edition_id, n),
  constraint edition_block_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id)
);
CREATE TRIGGER block_kept BEFORE DELETE OR UPDATE ON library.edition_block FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER block_not_emptied BEFORE TRUNCATE ON library.edition_block FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table library.edition_block enable row level security;
create policy published_only on library.edition_block as permissive for select to public_site using ((EXISTS ( SELECT
   FROM library.edition e
  WHERE ((e.id = edition_block.edition_id) AND (e.status = 'published'::text)))));

create table library.edition_proof (
  edition_id uuid not null,
  disclosure jsonb not null,
  signatures jsonb,
  constraint edition_proof_pkey PRIMARY KEY (edition_id),
  constraint edition_proof_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id)
);
CREATE TRIGGER proof_kept BEFORE DELETE OR UPDATE ON library.edition_proof FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER proof_not_emptied BEFORE TRUNCATE ON library.edition_proof FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table library.edition_proof enable row level security;
create policy published_only on library.edition_proof as permissive for select to public_site using ((EXISTS ( SELECT
   FROM library.edition e
  WHERE ((e.id = edition_proof.edition_id) AND (e.status = 'published'::text)))));

create table library.edition_record (
  edition_id uuid not null,
  volume_id uuid not null,
  "position" integer not null,
  name text not null,
  constraint edition_record_pkey PRIMARY KEY (edition_id),
  constraint edition_record_volume_id_position_key UNIQUE (volume_id, "position"),
  constraint edition_record_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id),
  constraint edition_record_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES library.volume_record(volume_id)
);
CREATE INDEX edition_record_name ON library.edition_record USING btree (name);
CREATE TRIGGER edition_record_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON library.edition_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table library.edition_state (
  edition_id uuid not null,
  state jsonb not null,
  constraint edition_state_pkey PRIMARY KEY (edition_id),
  constraint edition_state_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id)
);
CREATE TRIGGER edition_state_kept BEFORE DELETE OR UPDATE ON library.edition_state FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER edition_state_not_emptied BEFORE TRUNCATE ON library.edition_state FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
alter table library.edition_state enable row level security;
create policy published_only on library.edition_state as permissive for select to public_site using ((EXISTS ( SELECT
   FROM library.edition e
  WHERE ((e.id = edition_state.edition_id) AND (e.status = 'published'::text)))));

create table library.finding (
  edition_id uuid not null,
  anchor text not null,
  kind text not null,
  text text not null,
  constraint finding_pkey PRIMARY KEY (edition_id, anchor),
  constraint finding_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id),
  constraint finding_kind_check CHECK ((kind = ANY (ARRAY['finding'::text, 'recommendation'::text])))
);
CREATE TRIGGER finding_kept BEFORE UPDATE ON library.finding FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

create table library.posting (
  term text collate "C" not null,
  edition_id uuid not null,
  frequency real not null,
  length real not null,
  blocks integer[] not null,
  constraint posting_pkey PRIMARY KEY (term, edition_id) INCLUDE (frequency, length),
  constraint posting_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES library.edition(id)
);
CREATE INDEX posting_edition ON library.posting USING btree (edition_id);

create table library.released_file (
  volume_id uuid not null,
  file_name text not null,
  hash text not null,
  constraint released_file_pkey PRIMARY KEY (volume_id, file_name),
  constraint released_file_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES library.volume_record(volume_id)
);
CREATE INDEX released_file_hash ON library.released_file USING btree (hash);
CREATE TRIGGER released_file_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON library.released_file FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table library.term (
  term text collate "C" not null,
  editions integer not null,
  sample text collate "C" not null,
  constraint term_pkey PRIMARY KEY (term)
);
CREATE INDEX term_sample ON library.term USING btree (sample);

create table library.volume (
  id uuid default gen_random_uuid() not null,
  label text not null,
  published_on date not null,
  legacy boolean default false not null,
  constraint volume_pkey PRIMARY KEY (id)
);
CREATE INDEX volume_newest ON library.volume USING btree (published_on DESC, id);

create table library.volume_record (
  volume_id uuid not null,
  note text not null,
  log_index bigint not null,
  constraint volume_record_pkey PRIMARY KEY (volume_id),
  constraint volume_record_log_index_key UNIQUE (log_index),
  constraint volume_record_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES library.volume(id)
);
CREATE TRIGGER volume_record_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON library.volume_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create view library.tombstone as
 SELECT e.id,
    e.volume_id,
    v.label AS volume_label,
    v.published_on,
    e.legacy,
    e.withdrawn_on,
    e.reason_class,
        CASE
            WHEN e.reason_class = 'identification'::text THEN NULL::text
            ELSE e.title
        END AS title
   FROM library.edition e
     JOIN library.volume v ON v.id = e.volume_id
  WHERE e.status = 'withdrawn'::text;

CREATE OR REPLACE FUNCTION library.keep_edition()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'a published edition is never deleted' using errcode = 'TL001';
  end if;
  if old.status = 'published' and new.status = 'withdrawn'
    and row(new.id, new.volume_id, new.title, new.summary, new.warning, new.subjects, new.nation, new.themes, new.legacy, new.report_root, new.words)
      is not distinct from row(old.id, old.volume_id, old.title, old.summary, old.warning, old.subjects, old.nation, old.themes, old.legacy, old.report_root, old.words) then
    return new;
  end if;
  raise exception 'a published edition can only be withdrawn' using errcode = 'TL001';
end $function$;

CREATE OR REPLACE FUNCTION library.raise_concern(edition uuid, at_anchor text, said text, reach text, moment timestamp with time zone, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  made uuid;
begin
  if not exists (select from library.edition e where e.id = edition and e.status = 'published') then
    return false;
  end if;
  insert into library.concern (edition_id, anchor, words, contact, raised_at)
    values (edition, at_anchor, left(said, 5000), left(reach, 300), moment) returning id into made;
  insert into identity.act_record (at, act, actor_kind, about, request_id)
    values (moment, 'library.raise-concern', 'visitor', jsonb_build_object('edition', edition, 'concern', made), request);
  insert into worklist.item (key, role, title, link, since)
    values ('library.concern:' || made, 'editor', 'A reader says an edition could identify someone', '/workspace/concerns/' || made, moment);
  perform graphile_worker.add_job('library.concern-raised', json_build_object('concern', made));
  return true;
end $function$;

grant usage on schema library to public_site;
grant select on table library.census to public_site;
grant select on table library.change_base to public_site;
grant select on table library.change_figure to public_site;
grant select on table library.collection to public_site;
grant select on table library.edition to public_site;
grant select on table library.edition_block to public_site;
grant select on table library.edition_proof to public_site;
grant select on table library.edition_record to public_site;
grant select on table library.edition_state to public_site;
grant select on table library.finding to public_site;
grant select on table library.posting to public_site;
grant select on table library.released_file to public_site;
grant select on table library.term to public_site;
grant select on table library.tombstone to public_site;
grant select on table library.volume to public_site;
grant select on table library.volume_record to public_site;
grant execute on function library.raise_concern(uuid,text,text,text,timestamp with time zone,text) to public_site;

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

CREATE OR REPLACE FUNCTION platform.is_demonstration()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from platform.installation where key = 'demonstration' and value = 'loaded');
$function$;

CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% on %.% is refused: it is append-only', tg_op, tg_table_schema, tg_table_name
    using errcode = 'TL001';
end $function$;

grant usage on schema platform to public_site;
grant execute on function platform.is_demonstration() to public_site;

------ schema quality ------

create schema quality;

create table quality.answer (
  id bigint generated always as identity not null,
  review_id uuid not null,
  marker text not null,
  answer text not null,
  note text not null,
  evidence text not null,
  by_person uuid not null,
  at timestamp with time zone not null,
  constraint answer_pkey PRIMARY KEY (id),
  constraint answer_by_person_fkey FOREIGN KEY (by_person) REFERENCES identity.person(id),
  constraint answer_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint answer_answer_check CHECK ((answer = ANY (ARRAY['met'::text, 'partly'::text, 'not'::text, 'not-yet-due'::text])))
);
CREATE INDEX answer_review ON quality.answer USING btree (review_id, marker, id);
CREATE TRIGGER answer_kept BEFORE DELETE OR UPDATE ON quality.answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER answer_not_emptied BEFORE TRUNCATE ON quality.answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

------ schema register ------

create schema register;

create table register.correction (
  id bigint generated always as identity not null,
  review_id uuid not null,
  version integer not null,
  fact text not null,
  before text not null,
  after text not null,
  why text,
  at timestamp with time zone not null,
  by_person uuid,
  constraint correction_pkey PRIMARY KEY (id),
  constraint correction_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);
CREATE INDEX correction_review ON register.correction USING btree (review_id, id);
CREATE TRIGGER correction_kept BEFORE DELETE OR UPDATE ON register.correction FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER correction_not_emptied BEFORE TRUNCATE ON register.correction FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table register.deadline (
  review_id uuid not null,
  rule text not null,
  since date not null,
  due_on date,
  met_on date,
  reminded text,
  constraint deadline_pkey PRIMARY KEY (review_id, rule),
  constraint deadline_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint deadline_rule_fkey FOREIGN KEY (rule) REFERENCES vocabulary.clock_rule(code)
);
CREATE INDEX deadline_open ON register.deadline USING btree (due_on, review_id) WHERE (met_on IS NULL);

create table register.participant (
  review_id uuid not null,
  person_id uuid not null,
  role text not null,
  since timestamp with time zone not null,
  constraint participant_pkey PRIMARY KEY (review_id, person_id, role),
  constraint participant_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint participant_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint participant_role_check CHECK ((role = ANY (ARRAY['author'::text, 'family-contact'::text, 'agency-member'::text])))
);
CREATE INDEX participant_person ON register.participant USING btree (person_id);

create table register.pause (
  id bigint generated always as identity not null,
  review_id uuid not null,
  since date not null,
  until date,
  for_reason text not null,
  constraint pause_pkey PRIMARY KEY (id),
  constraint pause_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint pause_check CHECK ((until >= since)),
  constraint pause_for_reason_check CHECK ((for_reason = ANY (ARRAY['trial'::text, 'inquest'::text, 'family-proceedings'::text, 'other'::text])))
);
CREATE UNIQUE INDEX pause_open ON register.pause USING btree (review_id) WHERE (until IS NULL);
CREATE INDEX pause_review ON register.pause USING btree (review_id, since);

create table register.review (
  id uuid default gen_random_uuid() not null,
  reference text not null,
  stage text not null,
  lead_board_id uuid not null,
  incident_from date,
  incident_to date,
  notified_on date not null,
  decided_on date,
  reasons text,
  registered_at timestamp with time zone not null,
  registered_by uuid,
  version integer default 1 not null,
  duplicate_of uuid,
  outcome_told_on date,
  constraint review_pkey PRIMARY KEY (id),
  constraint review_reference_key UNIQUE (reference),
  constraint review_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES register.review(id),
  constraint review_lead_board_id_fkey FOREIGN KEY (lead_board_id) REFERENCES identity.organisation(id),
  constraint review_check CHECK (((incident_to IS NULL) OR (incident_from IS NOT NULL))),
  constraint review_check1 CHECK ((incident_to >= incident_from)),
  constraint review_not_its_own_duplicate CHECK ((duplicate_of <> id)),
  constraint review_stage_check CHECK ((stage = ANY (ARRAY['notified'::text, 'decided'::text, 'commissioned'::text, 'in-progress'::text, 'paused'::text, 'submitted'::text, 'endorsed'::text, 'in-deidentification'::text, 'waiting'::text, 'published'::text, 'withheld'::text, 'discontinued'::text, 'not-to-proceed'::text, 'collected'::text])))
);
CREATE INDEX review_duplicates ON register.review USING btree (duplicate_of) WHERE (duplicate_of IS NOT NULL);
CREATE INDEX review_lead ON register.review USING btree (lead_board_id, notified_on);
CREATE INDEX review_notified ON register.review USING btree (notified_on);
CREATE INDEX review_recent ON register.review USING btree (registered_at DESC, id);
CREATE INDEX review_registered ON register.review USING btree (registered_at);
CREATE INDEX review_stage ON register.review USING btree (stage, registered_at DESC);
CREATE TRIGGER review_kept BEFORE DELETE ON register.review FOR EACH ROW EXECUTE FUNCTION register.refuse_removal();
CREATE TRIGGER review_reference_kept BEFORE UPDATE ON register.review FOR EACH ROW WHEN (((new.reference <> old.reference) OR (new.id <> old.id))) EXECUTE FUNCTION register.refuse_new_reference();

create table register.review_board (
  review_id uuid not null,
  board_id uuid not null,
  constraint review_board_pkey PRIMARY KEY (review_id, board_id),
  constraint review_board_board_id_fkey FOREIGN KEY (board_id) REFERENCES identity.organisation(id),
  constraint review_board_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);
CREATE INDEX review_board_board ON register.review_board USING btree (board_id, review_id);

create table register.review_document (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  kind text not null,
  label text not null,
  constraint review_document_pkey PRIMARY KEY (id),
  constraint review_document_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint review_document_kind_check CHECK ((kind = ANY (ARRAY['overview'::text, 'executive-summary'::text, 'board-response'::text, 'briefing'::text, 'other'::text])))
);
CREATE INDEX review_document_review ON register.review_document USING btree (review_id);

create table register.review_kind (
  review_id uuid not null,
  kind text not null,
  constraint review_kind_pkey PRIMARY KEY (review_id, kind),
  constraint review_kind_kind_fkey FOREIGN KEY (kind) REFERENCES vocabulary.review_kind(code),
  constraint review_kind_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);
CREATE INDEX review_kind_kind ON register.review_kind USING btree (kind, review_id);

create table register.review_link (
  id bigint generated always as identity not null,
  review_id uuid not null,
  other_id uuid not null,
  relation text not null,
  why text not null,
  at timestamp with time zone not null,
  by_person uuid,
  constraint review_link_pkey PRIMARY KEY (id),
  constraint review_link_review_id_other_id_relation_key UNIQUE (review_id, other_id, relation),
  constraint review_link_other_id_fkey FOREIGN KEY (other_id) REFERENCES register.review(id),
  constraint review_link_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint review_link_check CHECK ((review_id <> other_id)),
  constraint review_link_relation_check CHECK ((relation = ANY (ARRAY['duplicate-of'::text, 'split-from'::text, 'merged-into'::text])))
);
CREATE INDEX review_link_other ON register.review_link USING btree (other_id);
CREATE TRIGGER review_link_kept BEFORE DELETE OR UPDATE ON register.review_link FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER review_link_not_emptied BEFORE TRUNCATE ON register.review_link FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table register.review_nation (
  review_id uuid not null,
  nation text not null,
  constraint review_nation_pkey PRIMARY KEY (review_id, nation),
  constraint review_nation_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint review_nation_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])))
);
CREATE INDEX review_nation_nation ON register.review_nation USING btree (nation, review_id);

create table register.review_subject (
  id uuid default gen_random_uuid() not null,
  review_id uuid not null,
  kind text not null,
  constraint review_subject_pkey PRIMARY KEY (id),
  constraint review_subject_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint review_subject_kind_check CHECK ((kind = ANY (ARRAY['child'::text, 'adult'::text])))
);
CREATE INDEX review_subject_review ON register.review_subject USING btree (review_id);

create table register.stage_change (
  id bigint generated always as identity not null,
  review_id uuid not null,
  stage text not null,
  at timestamp with time zone not null,
  by_person uuid,
  why text,
  constraint stage_change_pkey PRIMARY KEY (id),
  constraint stage_change_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id)
);
CREATE INDEX stage_change_at ON register.stage_change USING btree (stage, at);
CREATE INDEX stage_change_review ON register.stage_change USING btree (review_id, id);
CREATE INDEX stage_change_review_stage ON register.stage_change USING btree (review_id, stage);
CREATE TRIGGER stage_change_kept BEFORE DELETE OR UPDATE ON register.stage_change FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER stage_change_not_emptied BEFORE TRUNCATE ON register.stage_change FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

create table register.withholding (
  id bigint generated always as identity not null,
  review_id uuid not null,
  ground text not null,
  why text not null,
  at timestamp with time zone not null,
  by_person uuid,
  constraint withholding_pkey PRIMARY KEY (id),
  constraint withholding_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint withholding_ground_check CHECK ((ground = ANY (ARRAY['identification'::text, 'proceedings'::text, 'court-order'::text, 'safety'::text, 'other-law'::text]))),
  constraint withholding_why_check CHECK ((why <> ''::text))
);
CREATE INDEX withholding_review ON register.withholding USING btree (review_id, id);
CREATE TRIGGER withholding_kept BEFORE DELETE OR UPDATE ON register.withholding FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER withholding_not_emptied BEFORE TRUNCATE ON register.withholding FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE OR REPLACE FUNCTION register.refuse_new_reference()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a reference is permanent' using errcode = 'TL001';
end $function$;

CREATE OR REPLACE FUNCTION register.refuse_removal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a registered review is never deleted' using errcode = 'TL001';
end $function$;

------ schema release ------

create schema release;

create table release.edition_link (
  library_edition_id uuid not null,
  work_id uuid not null,
  review_id uuid not null,
  released_at timestamp with time zone not null,
  released_by uuid,
  constraint edition_link_pkey PRIMARY KEY (library_edition_id),
  constraint edition_link_work_id_key UNIQUE (work_id),
  constraint edition_link_review_id_fkey FOREIGN KEY (review_id) REFERENCES register.review(id),
  constraint edition_link_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id)
);
CREATE TRIGGER edition_link_kept BEFORE DELETE OR UPDATE ON release.edition_link FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

create table release.theme_code (
  work_id uuid not null,
  theme text not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null,
  constraint theme_code_pkey PRIMARY KEY (work_id, theme),
  constraint theme_code_theme_fkey FOREIGN KEY (theme) REFERENCES vocabulary.theme(code),
  constraint theme_code_work_id_fkey FOREIGN KEY (work_id) REFERENCES deidentification.work(id)
);

------ schema trends ------

create schema trends;

create table trends.recurrence (
  edition_id uuid not null,
  anchor text not null,
  earlier_edition_id uuid not null,
  earlier_anchor text not null,
  verdict text not null,
  judged_by uuid not null,
  judged_at timestamp with time zone not null,
  constraint recurrence_pkey PRIMARY KEY (edition_id, anchor, earlier_edition_id, earlier_anchor),
  constraint recurrence_check CHECK ((edition_id <> earlier_edition_id)),
  constraint recurrence_verdict_check CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text])))
);

grant usage on schema trends to public_site;
grant select (anchor), select (earlier_anchor), select (earlier_edition_id), select (edition_id), select (verdict) on table trends.recurrence to public_site;

------ schema vocabulary ------

create schema vocabulary;

create table vocabulary.bank_holiday (
  nation text not null,
  day date not null,
  name text not null,
  confirmed boolean not null,
  constraint bank_holiday_pkey PRIMARY KEY (nation, day),
  constraint bank_holiday_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])))
);

create table vocabulary.clock_rule (
  code text not null,
  kind text not null,
  says text not null,
  starts text not null,
  ends text not null,
  amount integer not null,
  unit text not null,
  basis text not null,
  confirmed boolean not null,
  valid_from date not null,
  valid_to date,
  constraint clock_rule_pkey PRIMARY KEY (code),
  constraint clock_rule_kind_fkey FOREIGN KEY (kind) REFERENCES vocabulary.review_kind(code),
  constraint clock_rule_amount_check CHECK ((amount > 0)),
  constraint clock_rule_check CHECK ((valid_to >= valid_from)),
  constraint clock_rule_ends_check CHECK ((ends = ANY (ARRAY['registered'::text, 'decided'::text, 'commissioned'::text, 'submitted'::text, 'endorsed'::text, 'published'::text, 'outcome-told'::text]))),
  constraint clock_rule_starts_check CHECK ((starts = ANY (ARRAY['notified'::text, 'decided'::text, 'commissioned'::text, 'submitted'::text, 'endorsed'::text]))),
  constraint clock_rule_unit_check CHECK ((unit = ANY (ARRAY['working-days'::text, 'days'::text, 'months'::text])))
);

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
  statutory boolean default false not null,
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
grant select on table vocabulary.bank_holiday to public_site;
grant select on table vocabulary.clock_rule to public_site;
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
  why text,
  constraint item_pkey PRIMARY KEY (id),
  constraint item_check CHECK (((role IS NOT NULL) OR (person_id IS NOT NULL)))
);
CREATE INDEX item_for_person ON worklist.item USING btree (person_id) WHERE (done_at IS NULL);
CREATE INDEX item_for_role ON worklist.item USING btree (role, organisation_id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX item_open ON worklist.item USING btree (key) WHERE (done_at IS NULL);

create table worklist.news (
  id bigint generated always as identity not null,
  key text not null,
  role text,
  organisation_id uuid,
  person_id uuid,
  title text not null,
  link text not null,
  at timestamp with time zone not null,
  by_person uuid,
  constraint news_pkey PRIMARY KEY (id),
  constraint news_key_key UNIQUE (key),
  constraint news_check CHECK (((role IS NOT NULL) OR (person_id IS NOT NULL)))
);
CREATE INDEX news_for_person ON worklist.news USING btree (person_id, at DESC);
CREATE INDEX news_for_role ON worklist.news USING btree (role, organisation_id, at DESC);

create table worklist.visit (
  person_id uuid not null,
  at timestamp with time zone not null,
  before timestamp with time zone not null,
  constraint visit_pkey PRIMARY KEY (person_id)
);
