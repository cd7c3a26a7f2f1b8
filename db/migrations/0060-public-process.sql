-- The public site may run as a process of its own, as public_site alone: it must know whether to say that all is fiction,
-- and nothing else of the installation.
create function platform.is_demonstration() returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from platform.installation where key = 'demonstration' and value = 'loaded');
$$;
revoke all on function platform.is_demonstration from public;
grant usage on schema platform to public_site;
grant execute on function platform.is_demonstration to public_site;
