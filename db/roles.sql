-- Grants, stated anew at every start. The public wing may read what is published and nothing else; what a visitor may
-- write goes through functions of the owning schema that do one thing each.
do $$ begin
  if not exists (select from pg_roles where rolname = 'public_site') then
    create role public_site nologin;
  end if;
  if not pg_has_role(current_user, 'public_site', 'member') then
    execute format('grant public_site to %I', current_user);
  end if;
  if not exists (select from pg_roles where rolname = 'log_signer') then
    create role log_signer nologin;
  end if;
  if not pg_has_role(current_user, 'log_signer', 'member') then
    execute format('grant log_signer to %I', current_user);
  end if;
end $$;
revoke all on schema public from public;
grant usage on schema vocabulary to public_site;
grant select on all tables in schema vocabulary to public_site;
