-- Subscribers, bulletins and their receipts. Practitioners' addresses live here and nowhere else; the public wing cannot
-- read them, and an address is forgotten when its owner unsubscribes or does not confirm.
do $$ begin
  if not exists (select from pg_roles where rolname = 'public_site') then
    create role public_site nologin;
  end if;
end $$;
create schema circulation;

create table circulation.subscriber (
  id uuid primary key default gen_random_uuid(),
  email text,
  profession text not null,
  nation text check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  interests text[] not null,
  subjects text[] not null check (subjects <@ array['child', 'adult'] and cardinality(subjects) > 0),
  state text not null check (state in ('pending', 'confirmed', 'unsubscribed')),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  unsubscribed_at timestamptz,
  check ((state = 'unsubscribed') = (email is null)),
  check ((state = 'unsubscribed') = (unsubscribed_at is not null)),
  check ((state = 'pending') <= (confirmed_at is null)),
  check ((state = 'confirmed') <= (confirmed_at is not null))
);
create unique index subscriber_email on circulation.subscriber (lower(email));
create index subscriber_confirmed on circulation.subscriber (id) where state = 'confirmed';

create table circulation.bulletin (
  id uuid primary key default gen_random_uuid(),
  volume_id uuid not null unique,
  made_at timestamptz not null,
  finished_at timestamptz
);

create table circulation.delivery (
  id uuid primary key default gen_random_uuid(),
  bulletin_id uuid not null references circulation.bulletin,
  subscriber_id uuid not null references circulation.subscriber,
  mail_id uuid,
  made_at timestamptz not null,
  fetched_at timestamptz,
  read_at timestamptz,
  unique (bulletin_id, subscriber_id)
);
create index delivery_subscriber on circulation.delivery (subscriber_id);

-- A team's own statement: about how many, and on which day. Append-only.
create table circulation.discussion (
  id uuid primary key default gen_random_uuid(),
  delivery_id uuid not null references circulation.delivery,
  team_size text not null check (team_size in ('2-5', '6-10', '11-20', 'over-20')),
  held_on date not null,
  recorded_at timestamptz not null,
  unique (delivery_id, held_on)
);
create trigger discussion_kept before update or delete on circulation.discussion
  for each row execute function platform.refuse_change();
create trigger discussion_not_emptied before truncate on circulation.discussion
  execute function platform.refuse_change();

-- Bearer links of mails, by hash only. Several may be good at once, so that a mail written again spoils no earlier one.
create table circulation.link (
  token_hash text primary key,
  purpose text not null check (purpose in ('confirm', 'settings', 'bulletin')),
  subscriber_id uuid not null references circulation.subscriber on delete cascade,
  delivery_id uuid references circulation.delivery,
  made_at timestamptz not null,
  check ((purpose = 'bulletin') = (delivery_id is not null))
);
create index link_subscriber on circulation.link (subscriber_id);

create function circulation.note(act text, about jsonb, moment timestamptz, request text) returns void
  language sql set search_path = '' as $$
  insert into identity.act_record (at, act, actor_kind, about, request_id)
    values (moment, 'circulation.' || act, 'visitor', about, request);
$$;

-- Somebody asks for bulletins. Nothing is answered, so that nobody learns whether an address is known. What a confirmed
-- subscriber has chosen is not changed by whoever types their address; at most one mail leaves in ten minutes.
create function circulation.subscribe(address text, as_profession text, in_nation text, on_themes text[], about_subjects text[],
  moment timestamptz, request text) returns void language plpgsql security definer set search_path = '' as $$
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
end $$;

-- What a link of a mail shows of its subscription: never the address. A link to confirm is good for 14 days.
create function circulation.subscription_by(hash text, wanted text, moment timestamptz)
  returns table (profession text, nation text, interests text[], subjects text[], state text)
  language sql stable security definer set search_path = '' as $$
  select s.profession, s.nation, s.interests, s.subjects, s.state
  from circulation.link l join circulation.subscriber s on s.id = l.subscriber_id
  where l.token_hash = hash and l.purpose = wanted
    and (l.purpose <> 'confirm' or l.made_at > moment - interval '14 days');
$$;

create function circulation.confirm_subscription(hash text, moment timestamptz, request text) returns boolean
  language plpgsql security definer set search_path = '' as $$
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
end $$;

create function circulation.change_subscription(hash text, as_profession text, in_nation text, on_themes text[],
  about_subjects text[], moment timestamptz, request text) returns boolean
  language plpgsql security definer set search_path = '' as $$
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
end $$;

-- True for any link that was ever good: pressing twice, as mail programs do, is not a mistake.
create function circulation.unsubscribe(hash text, moment timestamptz, request text) returns boolean
  language plpgsql security definer set search_path = '' as $$
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
end $$;

-- What the reading page of a bulletin needs. Changes nothing.
create function circulation.bulletin_by(hash text)
  returns table (volume_id uuid, profession text, nation text, interests text[], subjects text[], fetched boolean,
    read boolean, discussions integer)
  language sql stable security definer set search_path = '' as $$
  select b.volume_id, s.profession, s.nation, s.interests, s.subjects, d.fetched_at is not null, d.read_at is not null,
    (select count(*)::integer from circulation.discussion c where c.delivery_id = d.id)
  from circulation.link l join circulation.delivery d on d.id = l.delivery_id
    join circulation.bulletin b on b.id = d.bulletin_id join circulation.subscriber s on s.id = d.subscriber_id
  where l.token_hash = hash and l.purpose = 'bulletin';
$$;

create function circulation.follow_bulletin(hash text, moment timestamptz, request text) returns boolean
  language plpgsql security definer set search_path = '' as $$
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
end $$;

create function circulation.confirm_reading(hash text, moment timestamptz, request text) returns boolean
  language plpgsql security definer set search_path = '' as $$
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
end $$;

-- One discussion a day and delivery; ten a delivery, so that a link let loose cannot fill the table.
create function circulation.record_discussion(hash text, size text, day date, moment timestamptz, request text)
  returns boolean language plpgsql security definer set search_path = '' as $$
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
end $$;

revoke all on all functions in schema circulation from public;
grant usage on schema circulation to public_site;
grant execute on function circulation.subscribe, circulation.subscription_by, circulation.confirm_subscription,
  circulation.change_subscription, circulation.unsubscribe, circulation.bulletin_by, circulation.follow_bulletin,
  circulation.confirm_reading, circulation.record_discussion to public_site;
