-- Every board of the country, dated: when it was made, ended, renamed, and what came after it.
alter table identity.organisation
  -- our own permanent short name, by which a list from outside is matched
  add column code text unique,
  add column succeeded_by uuid references identity.organisation,
  -- false where name or dates are from general knowledge and are to be confirmed
  add column confirmed boolean not null default true,
  add constraint organisation_dates check (valid_to >= valid_from),
  add constraint organisation_not_after_itself check (succeeded_by <> id);

-- What a body was called before, until the day it was renamed here.
create table identity.former_name (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references identity.organisation,
  name text not null,
  until date not null
);
create index former_name_organisation on identity.former_name (organisation_id);
create index organisation_kind on identity.organisation (kind, name);
