-- Keys by which people sign, one per review, and what they signed. No private key is ever here: they are made and kept in
-- their holders' browsers. Of a master secret there is only a copy that a paper key sheet alone can open.
create schema keys;

create table keys.keyring (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references identity.person,
  -- 12 bytes of nonce, then the master secret under AES-256-GCM: 32 + 16 bytes.
  wrapped bytea not null check (octet_length(wrapped) = 60),
  sheet_key bytea not null unique check (octet_length(sheet_key) = 32),
  made_at timestamptz not null,
  -- set when the person says that it may be in other hands and makes a new one
  given_up_at timestamptz
);
create unique index keyring_in_use on keys.keyring (person_id) where given_up_at is null;

create table keys.review_key (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  holder text not null check (holder in ('author', 'commissioner', 'national-body', 'second-body')),
  person_id uuid not null references identity.person,
  keyring_id uuid not null references keys.keyring,
  number integer not null check (number >= 1),
  public_key bytea not null unique check (octet_length(public_key) = 32),
  -- In force for entries of the log from `from_index` on, up to `until_index`, not included.
  from_index bigint not null,
  until_index bigint check (until_index >= from_index),
  ended_by text check (ended_by in ('rotate', 'revoke', 'recover', 'new-author')),
  enrolled_at timestamptz not null,
  unique (review_id, holder, keyring_id, number),
  check ((until_index is null) = (ended_by is null))
);
create unique index review_key_in_force on keys.review_key (review_id, holder, person_id) where until_index is null;
create unique index review_key_one_author on keys.review_key (review_id) where until_index is null and holder = 'author';

-- A key is taken in once. All that may happen to it later is that it ends, once.
create function keys.refuse_other_change() returns trigger language plpgsql as $$
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
end $$;
create trigger review_key_kept before update or delete on keys.review_key
  for each row execute function keys.refuse_other_change();
create trigger review_key_not_emptied before truncate on keys.review_key execute function platform.refuse_change();

-- Texts that are to be signed. Logged, blinded, once everybody who must has signed the same text.
create table keys.statement (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references register.review,
  kind text not null,
  text text not null,
  -- SHA-256 of the text, by which later statements name it
  hash bytea not null unique check (octet_length(hash) = 32),
  -- the 32 bytes of the salted hash in it, where it commits to words
  opening bytea check (octet_length(opening) = 32),
  offered_at timestamptz not null,
  -- nobody may complete it before then: the public delay of a recovery
  not_before timestamptz,
  note bytea,
  salt bytea check (octet_length(salt) = 32),
  log_index bigint,
  completed_at timestamptz,
  given_up_at timestamptz,
  check ((note is null) = (log_index is null) and (note is null) = (salt is null) and (note is null) = (completed_at is null)),
  check (note is null or given_up_at is null)
);
create index statement_of_review on keys.statement (review_id, kind);

create function keys.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.note is not null or old.given_up_at is not null
    or (new.id, new.review_id, new.kind, new.text, new.hash, new.opening, new.offered_at, new.not_before)
      is distinct from
      (old.id, old.review_id, old.kind, old.text, old.hash, old.opening, old.offered_at, old.not_before)
  then
    raise exception 'a statement is never changed' using errcode = 'TL001';
  end if;
  return new;
end $$;
create trigger statement_kept before update or delete on keys.statement
  for each row execute function keys.refuse_rewriting();
create trigger statement_not_emptied before truncate on keys.statement execute function platform.refuse_change();

create table keys.signature (
  statement_id uuid not null references keys.statement,
  signer text not null,
  public_key bytea not null check (octet_length(public_key) = 32),
  signature bytea not null check (octet_length(signature) = 64),
  person_id uuid not null references identity.person,
  at timestamptz not null,
  primary key (statement_id, signer, public_key)
);
create trigger signature_kept before update or delete on keys.signature
  for each row execute function platform.refuse_change();
create trigger signature_not_emptied before truncate on keys.signature execute function platform.refuse_change();

-- Somebody who lost both browser and key sheet asks for another key to take the old one's place.
create table keys.recovery_request (
  id uuid primary key default gen_random_uuid(),
  review_key_id uuid not null references keys.review_key,
  keyring_id uuid not null references keys.keyring,
  number integer not null check (number >= 1),
  new_key bytea not null unique check (octet_length(new_key) = 32),
  asked_at timestamptz not null,
  -- the recover statement, once the registrar has announced it
  statement_id uuid references keys.statement,
  settled text check (settled in ('recovered', 'stopped')),
  settled_at timestamptz
);
create unique index recovery_open on keys.recovery_request (review_key_id) where settled is null;
