-- Outgoing mail is written in the transaction of the act that causes it, so that nobody is left out by a crash.
create table platform.outgoing_mail (
  id uuid primary key default gen_random_uuid(),
  message_id text not null unique,
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sending', 'handed-over', 'refused', 'unknown')),
  attempts integer not null default 0,
  queued_at timestamptz not null default now(),
  sending_since timestamptz,
  settled_at timestamptz,
  settled_by uuid,
  failure text,
  check ((state = 'sending') = (sending_since is not null))
);
create index outgoing_mail_unsettled on platform.outgoing_mail (queued_at) where state in ('sending', 'unknown', 'refused');

-- Which worker process holds which job locks, so that those of a killed process are released at once.
create table platform.worker (
  worker_id text primary key,
  process_lock bigint not null
);

-- Facts about this installation, such as whether it holds the fictional demonstration.
create table platform.installation (
  key text primary key,
  value text not null
);

-- One refusal for every append-only or sealed table.
create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on %.% is refused: it is append-only', tg_op, tg_table_schema, tg_table_name
    using errcode = 'TL001';
end $$;
