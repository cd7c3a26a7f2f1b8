-- What can be said of an edition's words: as the author wrote them, or changed, how often and why; the author's dissent;
-- whether the author agreed to the generalised edition. And what was asked of authors, counted for the public.
create table library.edition_state (
  edition_id uuid primary key references library.edition,
  state jsonb not null
);
create trigger edition_state_kept before update or delete on library.edition_state
  for each row execute function platform.refuse_change();
create trigger edition_state_not_emptied before truncate on library.edition_state execute function platform.refuse_change();
alter table library.edition_state enable row level security;
create policy published_only on library.edition_state for select to public_site
  using (exists (select from library.edition e where e.id = edition_id and e.status = 'published'));

-- Counted over every edition up to a volume; null is a count too small to show.
create table library.change_figure (
  volume_id uuid not null references library.volume,
  reason text not null,
  asked integer,
  agreed integer,
  refused integer,
  imposed integer,
  primary key (volume_id, reason)
);
create table library.change_base (
  volume_id uuid primary key references library.volume,
  -- how many editions the figures are counted over
  editions integer not null
);
create trigger change_figure_kept before update or delete on library.change_figure
  for each row execute function platform.refuse_change();
create trigger change_base_kept before update or delete on library.change_base
  for each row execute function platform.refuse_change();
create trigger change_figure_not_emptied before truncate on library.change_figure execute function platform.refuse_change();
create trigger change_base_not_emptied before truncate on library.change_base execute function platform.refuse_change();
grant select on library.edition_state, library.change_figure, library.change_base to public_site;
