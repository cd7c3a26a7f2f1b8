-- What a person said of two published findings that read alike: whether one came back in the other. A machine's
-- likeness is only ever a suggestion; a recurrence is stated when an analyst has said so.
create schema trends;
create table trends.recurrence (
  edition_id uuid not null,
  anchor text not null,
  earlier_edition_id uuid not null,
  earlier_anchor text not null,
  verdict text not null check (verdict in ('same', 'different')),
  judged_by uuid not null,
  judged_at timestamptz not null,
  primary key (edition_id, anchor, earlier_edition_id, earlier_anchor),
  check (edition_id <> earlier_edition_id)
);
grant usage on schema trends to public_site;
grant select (edition_id, anchor, earlier_edition_id, earlier_anchor, verdict) on trends.recurrence to public_site;
