-- The doorway. Holds the crosswalk between reviews and editions, which nobody outside the confidential wing may read.
create schema release;

create table release.theme_code (
  work_id uuid not null references deidentification.work,
  theme text not null references vocabulary.theme,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (work_id, theme)
);

create table release.edition_link (
  library_edition_id uuid primary key,
  work_id uuid not null unique references deidentification.work,
  review_id uuid not null references register.review,
  released_at timestamptz not null,
  released_by uuid
);
create trigger edition_link_kept before update or delete on release.edition_link
  for each row execute function platform.refuse_change();
