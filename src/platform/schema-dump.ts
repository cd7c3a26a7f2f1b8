/**
 * Writes down what the migrations made of the database, so that a review sees the effect of a migration and not only
 * its text. Our own queries over PostgreSQL's catalogue, since the embedded server brings no pg_dump.
 */
import pg from 'pg'

/** Schemas that are not ours: PostgreSQL's, and the job library's, which migrates itself. */
export const FOREIGN_SCHEMAS = `n.nspname !~ '^(pg_|information_schema$|graphile_worker$)'`

/**
 * Everything in our schemas as SQL: extensions, roles, then per schema its types, sequences, tables with columns,
 * constraints, indexes, triggers and policies, views, functions, comments, and who was granted what.
 * The same database always gives the same text; names are in byte order. It is for reading and comparing: types may
 * be named before they are made.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Without a search path every name is written with its schema.
    await client.query(`select set_config('search_path', '', false)`)
    const parts = [
      '-- Made by `npm run schema` from db/migrations; compared in `npm test`. Not run by anything.',
      ...(await statements(client, EXTENSIONS)),
      ...(await statements(client, ROLES)),
    ]
    const { rows } = await client.query<{ name: string }>(
      `select nspname as name from pg_namespace n where ${FOREIGN_SCHEMAS} order by nspname collate "C"`,
    )
    for (const { name } of rows) parts.push(...(await dumpOneSchema(client, name)))
    return parts.join('\n\n') + '\n'
  } finally {
    await client.end()
  }
}

async function dumpOneSchema(client: pg.Client, schema: string): Promise<string[]> {
  const parts: string[] = []
  for (const query of [TYPES, SEQUENCES, TABLES, VIEWS, FUNCTIONS, COMMENTS, GRANTS]) {
    parts.push(...(await statements(client, query, [schema])))
  }
  // Every database has an empty `public`.
  if (schema === 'public' && parts.length === 0) return []
  return [`------ schema ${schema} ------\n\ncreate schema ${schema};`, ...parts]
}

/** Each query gives one column, `sql`, in the order of the dump. */
async function statements(client: pg.Client, query: string, values: string[] = []): Promise<string[]> {
  const { rows } = await client.query<{ sql: string | null }>(query, values)
  return rows.map((row) => row.sql ?? '').filter((sql) => sql !== '')
}

const EXTENSIONS = `
  select format('create extension %I schema %I;', e.extname, n.nspname) as sql
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace
  where e.extname <> 'plpgsql'
  order by e.extname collate "C"`

const ROLES = `
  select format('create role %I%s;', r.rolname, case when r.rolcanlogin then ' login' else '' end)
    || coalesce((select string_agg(format(E'\\ngrant %I to %I;', g.rolname, r.rolname), '' order by g.rolname collate "C")
                 from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid), '') as sql
  from pg_roles r
  where r.rolname !~ '^pg_' and not r.rolsuper
  order by r.rolname collate "C"`

const TYPES = `
  select case t.typtype
      when 'e' then format('create type %s as enum (%s);', format_type(t.oid, null),
        (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
      else format('create domain %s as %s%s%s;', format_type(t.oid, null), format_type(t.typbasetype, t.typtypmod),
        case when t.typnotnull then ' not null' else '' end,
        (select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by c.conname collate "C")
         from pg_constraint c where c.contypid = t.oid and c.contype = 'c'))
    end as sql
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where n.nspname = $1 and t.typtype in ('e', 'd')
  order by t.typname collate "C"`

/** Those of identity columns belong to their table and are left out. */
const SEQUENCES = `
  select format('create sequence %s as %s;', c.oid::regclass, format_type(s.seqtypid, null)) as sql
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1
    and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i')
  order by c.relname collate "C"`

const TABLES = `
  select format(E'create%s table %s (\\n%s\\n)%s;',
      case when c.relpersistence = 'u' then ' unlogged' else '' end,
      c.oid::regclass,
      concat_ws(E',\\n', columns.lines, constraints.lines),
      coalesce(' partition by ' || pg_get_partkeydef(c.oid), '')
        || coalesce(' partition of ' || (select i.inhparent::regclass from pg_inherits i where i.inhrelid = c.oid and c.relispartition)
                    || ' ' || pg_get_expr(c.relpartbound, c.oid), ''))
    || coalesce(indexes.lines, '') || coalesce(triggers.lines, '') || coalesce(rules.lines, '')
    || case when c.relrowsecurity then format(E'\\nalter table %s enable row level security;', c.oid::regclass) else '' end
    || case when c.relforcerowsecurity then format(E'\\nalter table %s force row level security;', c.oid::regclass) else '' end
    || coalesce(policies.lines, '') as sql
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select string_agg(
      format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attcollation <> t.typcollation
          then ' collate ' || (select quote_ident(l.collname) from pg_collation l where l.oid = a.attcollation) else '' end,
        case when a.attidentity = 'a' then ' generated always as identity'
             when a.attidentity = 'd' then ' generated by default as identity'
             when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
             when a.attgenerated = 'v' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid)
             else '' end,
        case when a.attnotnull then ' not null' else '' end),
      E',\\n' order by a.attnum) as lines
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) columns
  cross join lateral (
    -- "not null" stands with the column; since version 18 it is a constraint too
    select string_agg(format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\\n'
                      order by array_position('{p,u,f,c,x}', k.contype::text), k.conname collate "C") as lines
    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')) constraints
  cross join lateral (
    select string_agg(E'\\n' || pg_get_indexdef(i.indexrelid) || ';', '' order by x.relname collate "C") as lines
    from pg_index i join pg_class x on x.oid = i.indexrelid
    where i.indrelid = c.oid
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) indexes
  cross join lateral (
    select string_agg(E'\\n' || pg_get_triggerdef(g.oid) || ';'
        || case g.tgenabled when 'O' then '' else ' -- fires: ' || g.tgenabled::text end, '' order by g.tgname collate "C") as lines
    from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal) triggers
  cross join lateral (
    select string_agg(E'\\n' || pg_get_ruledef(w.oid), '' order by w.rulename collate "C") as lines
    from pg_rewrite w where w.ev_class = c.oid) rules
  cross join lateral (
    select string_agg(format(E'\\ncreate policy %I on %s as %s for %s to %s%s%s;', p.polname, c.oid::regclass,
        case when p.polpermissive then 'permissive' else 'restrictive' end,
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ') from unnest(p.polroles) r),
        ' using (' || pg_get_expr(p.polqual, c.oid) || ')',
        ' with check (' || pg_get_expr(p.polwithcheck, c.oid) || ')'), '' order by p.polname collate "C") as lines
    from pg_policy p where p.polrelid = c.oid) policies
  where n.nspname = $1 and c.relkind in ('r', 'p')
  order by c.relname collate "C"`

const VIEWS = `
  select format(E'create %s %s as\\n%s', case c.relkind when 'm' then 'materialized view' else 'view' end,
      c.oid::regclass || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid, true))
    || coalesce((select string_agg(E'\\n' || pg_get_indexdef(i.indexrelid) || ';', '' order by i.indexrelid::regclass::text collate "C")
                 from pg_index i where i.indrelid = c.oid), '') as sql
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relkind in ('v', 'm')
  order by c.relname collate "C"`

const FUNCTIONS = `
  select rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as sql
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = $1 and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
  order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`

const COMMENTS = `
  select string_agg(format('comment on %s is %L;', said.thing, said.words), E'\\n' order by said.place, said.thing collate "C") as sql
  from (
    select 0 as place, 'schema ' || quote_ident(n.nspname) as thing, obj_description(n.oid, 'pg_namespace') as words
    from pg_namespace n where n.nspname = $1 and n.nspname <> 'public'
    union all
    select 1, case c.relkind when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end || c.oid::regclass,
      obj_description(c.oid, 'pg_class')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm')
    union all
    select 2, 'column ' || c.oid::regclass || '.' || quote_ident(a.attname), col_description(c.oid, a.attnum)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0
    union all
    select 3, 'function ' || p.oid::regprocedure, obj_description(p.oid, 'pg_proc')
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
  ) said
  where said.words is not null
  having count(*) > 0`

/** What others than the owner may do. A function whose list is empty may be run by everyone: that is said as well. */
const GRANTS = `
  with thing as (
    select 0 as place, 'schema ' || quote_ident(n.nspname) as name, n.nspowner as owner,
      coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl, null::text as part
    from pg_namespace n where n.nspname = $1
    union all
    select 1, case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass, c.relowner, c.relacl, null
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select 1, 'table ' || c.oid::regclass, c.relowner, a.attacl, a.attname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = $1 and a.attacl is not null and not a.attisdropped
    union all
    select 2, 'function ' || p.oid::regprocedure, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)), null
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
  ),
  line as (
    select thing.place, format('grant %s on %s to %s%s;',
        string_agg(lower(item.privilege_type) || coalesce(' (' || quote_ident(thing.part) || ')', ''), ', '
                   order by item.privilege_type collate "C", thing.part collate "C"),
        thing.name,
        case item.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(item.grantee)) end,
        case when item.is_grantable then ' with grant option' else '' end) as sql
    from thing, aclexplode(thing.acl) item
    where item.grantee <> thing.owner
      -- Nobody but a trigger can call a function that returns one.
      and not (thing.name like 'function %()' and item.grantee = 0 and exists (
        select from pg_proc p where 'function ' || p.oid::regprocedure = thing.name and p.prorettype = 'trigger'::regtype))
    group by thing.place, thing.name, item.grantee, item.is_grantable
  )
  select string_agg(sql, E'\\n' order by place, sql collate "C") as sql from line having count(*) > 0`
