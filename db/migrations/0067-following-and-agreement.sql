-- An edition is made from one state of the sealed text; when that changes in the open, the work follows it. The author sees
-- every replacement and answers before the edition can be signed off.
alter table deidentification.work
  add column text_version integer not null default 1,
  add column text_mark integer not null default 1,
  -- changes up to this one were made on another text: undoing them would put marks where they do not belong
  add column followed_change bigint not null default 0;

create table deidentification.author_ask (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  work_id uuid not null references deidentification.work,
  asked_at timestamptz not null,
  due_on date not null
);
create index author_ask_work on deidentification.author_ask (work_id, seq desc);

create table deidentification.author_answer (
  ask_id uuid primary key references deidentification.author_ask,
  answer text not null check (answer in ('agreed', 'refused')),
  by_person uuid not null references identity.person,
  at timestamptz not null
);
create trigger author_ask_kept before update or delete on deidentification.author_ask
  for each row execute function platform.refuse_change();
create trigger author_answer_kept before update or delete on deidentification.author_answer
  for each row execute function platform.refuse_change();
create trigger author_ask_not_emptied before truncate on deidentification.author_ask execute function platform.refuse_change();
create trigger author_answer_not_emptied before truncate on deidentification.author_answer execute function platform.refuse_change();
