-- Answers to quality markers, as prompts in the workflow. Every answer stays; the newest counts. There is no score.
create schema quality;

create table quality.answer (
  id bigint generated always as identity primary key,
  review_id uuid not null references register.review,
  marker text not null,
  answer text not null check (answer in ('met', 'partly', 'not', 'not-yet-due')),
  note text not null,
  evidence text not null,
  by_person uuid not null references identity.person,
  at timestamptz not null
);
create index answer_review on quality.answer (review_id, marker, id);
create trigger answer_kept before update or delete on quality.answer
  for each row execute function platform.refuse_change();
create trigger answer_not_emptied before truncate on quality.answer execute function platform.refuse_change();
