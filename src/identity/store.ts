/** All SQL of the identity schema. */
import { sql } from 'kysely'
import type { Context, Grant } from '#platform/context.ts'
import type { ActRule } from '#platform/permission.ts'
import type { About } from './act.ts'
import type { DraftValues, Organisation, OrganisationDetail, OrganisationKind, PersonListed } from './identity.ts'
import type { ListedOrganisation, OrganisationChange } from './organisation-list.ts'

export interface AccountRow {
  id: string
  name: string
  email: string
  state: 'invited' | 'active' | 'left'
  password_hash: string | null
  second_factor_secret: string | null
  second_factor_last_step: number | null
}

const one = <Row>(result: { rows: Row[] }): Row | null => result.rows[0] ?? null

export async function writeActRecord(tx: Context, rule: ActRule, about: About): Promise<void> {
  const { actor } = tx
  await sql`insert into identity.act_record (at, act, actor_kind, person_id, task, about, request_id)
    values (${tx.now()}, ${rule.act}, ${actor.kind}, ${actor.kind === 'person' ? actor.personId : null},
      ${actor.kind === 'task' ? actor.task : null}, ${JSON.stringify(about)}::jsonb, ${tx.requestId})`.execute(tx.db)
}

export async function writeReadRecord(ctx: Context, what: string, about: string, personId: string): Promise<void> {
  await sql`insert into identity.read_record (at, what, about, person_id, request_id)
    values (${ctx.now()}, ${what}, ${about}, ${personId}, ${ctx.requestId})`.execute(ctx.db)
}

export async function actsAbout(ctx: Context, key: string, id: string, limit: number) {
  const { rows } = await sql<{ at: Date; act: string; name: string | null }>`select r.at, r.act, p.name
    from identity.act_record r left join identity.person p on p.id = r.person_id
    where r.about @> ${JSON.stringify({ [key]: id })}::jsonb order by r.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function accountByEmail(ctx: Context, email: string): Promise<AccountRow | null> {
  return one(await sql<AccountRow>`select * from identity.person where lower(email) = lower(${email})`.execute(ctx.db))
}

export async function accountById(ctx: Context, id: string): Promise<AccountRow | null> {
  return one(await sql<AccountRow>`select * from identity.person where id = ${id}`.execute(ctx.db))
}

export async function accountForUpdate(tx: Context, id: string): Promise<AccountRow | null> {
  return one(await sql<AccountRow>`select * from identity.person where id = ${id} for update`.execute(tx.db))
}

export async function addPerson(tx: Context, name: string, email: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into identity.person (name, email, created_at)
    values (${name}, ${email}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function setPassword(tx: Context, personId: string, hash: string): Promise<void> {
  await sql`update identity.person set password_hash = ${hash}, state = 'active' where id = ${personId}`.execute(tx.db)
}

export async function setSecondFactor(tx: Context, personId: string, sealedSecret: string | null): Promise<void> {
  await sql`update identity.person set second_factor_secret = ${sealedSecret}, second_factor_last_step = null
    where id = ${personId}`.execute(tx.db)
}

/** Takes a time step once: false when it, or a later one, was used before (RFC 6238 section 5.2). */
export async function useTimeStep(tx: Context, personId: string, step: number): Promise<boolean> {
  const { rows } = await sql`update identity.person set second_factor_last_step = ${step}
    where id = ${personId} and coalesce(second_factor_last_step, 0) < ${step} returning id`.execute(tx.db)
  return rows.length === 1
}

export async function closePerson(tx: Context, personId: string): Promise<void> {
  await sql`update identity.person set state = 'left', left_at = ${tx.now()}, password_hash = null,
    second_factor_secret = null where id = ${personId}`.execute(tx.db)
  await sql`update identity.role_grant set until_date = greatest(from_date, ${day(tx.now())}::date - 1)
    where person_id = ${personId} and (until_date is null or until_date >= ${day(tx.now())}::date)`.execute(tx.db)
  await endSessions(tx, personId)
}

export async function endSessions(tx: Context, personId: string): Promise<void> {
  await sql`delete from identity.session where sess ->> 'personId' = ${personId}`.execute(tx.db)
}

export async function addGrant(
  tx: Context,
  grant: {
    personId: string
    role: string
    organisationId: string | null
    from: string
    until: string | null
    coveringFor: string | null
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into identity.role_grant
      (person_id, role, organisation_id, from_date, until_date, covering_for)
    values (${grant.personId}, ${grant.role}, ${grant.organisationId}, ${grant.from}, ${grant.until}, ${grant.coveringFor})
    returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function endGrant(tx: Context, grantId: string): Promise<{ personId: string } | null> {
  const { rows } = await sql<{ person_id: string }>`update identity.role_grant
    set until_date = greatest(from_date, ${day(tx.now())}::date - 1)
    where id = ${grantId} and (until_date is null or until_date >= ${day(tx.now())}::date) returning person_id`.execute(
    tx.db,
  )
  return rows[0] ? { personId: rows[0].person_id } : null
}

export async function grantsOf(ctx: Context, personId: string): Promise<Grant[]> {
  const { rows } = await sql<{ role: string; organisation_id: string | null }>`select distinct role, organisation_id
    from identity.role_grant where person_id = ${personId} and from_date <= ${day(ctx.now())}::date
    and (until_date is null or until_date >= ${day(ctx.now())}::date) order by role, organisation_id`.execute(ctx.db)
  return rows.map((row) => ({ role: row.role, organisationId: row.organisation_id }))
}

export async function addInvitation(tx: Context, personId: string, hash: string, expiresAt: Date): Promise<void> {
  await sql`insert into identity.invitation (token_hash, person_id, expires_at) values (${hash}, ${personId}, ${expiresAt})`.execute(
    tx.db,
  )
}

export async function openInvitation(ctx: Context, hash: string): Promise<{ person_id: string } | null> {
  return one(
    await sql<{
      person_id: string
    }>`select i.person_id from identity.invitation i join identity.person p on p.id = i.person_id
      where i.token_hash = ${hash} and i.used_at is null and i.expires_at > ${ctx.now()} and p.state <> 'left'`.execute(
      ctx.db,
    ),
  )
}

export async function useInvitation(tx: Context, hash: string): Promise<boolean> {
  const { rows } = await sql`update identity.invitation set used_at = ${tx.now()}
    where token_hash = ${hash} and used_at is null and expires_at > ${tx.now()} returning person_id`.execute(tx.db)
  return rows.length === 1
}

export async function replaceRecoveryCodes(tx: Context, personId: string, hashes: string[]): Promise<void> {
  await sql`delete from identity.recovery_code where person_id = ${personId}`.execute(tx.db)
  for (const hash of hashes) {
    await sql`insert into identity.recovery_code (person_id, code_hash) values (${personId}, ${hash})`.execute(tx.db)
  }
}

export async function useRecoveryCode(tx: Context, personId: string, hash: string): Promise<boolean> {
  const { rows } = await sql`update identity.recovery_code set used_at = ${tx.now()}
    where person_id = ${personId} and code_hash = ${hash} and used_at is null returning code_hash`.execute(tx.db)
  return rows.length === 1
}

export async function recentFailures(ctx: Context, addressHash: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identity.sign_in_failure
    where address_hash = ${addressHash} and at > ${since}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

export async function addFailure(ctx: Context, addressHash: string): Promise<void> {
  await sql`insert into identity.sign_in_failure (address_hash, at) values (${addressHash}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

export async function forgetFailures(ctx: Context, addressHash: string | null, before: Date): Promise<void> {
  await sql`delete from identity.sign_in_failure where at < ${before} or address_hash = ${addressHash}`.execute(ctx.db)
}

export async function addOrganisation(
  tx: Context,
  organisation: { name: string; kind: OrganisationKind; nation: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`insert into identity.organisation (name, kind, nation)
    values (${organisation.name}, ${organisation.kind}, ${organisation.nation}) on conflict do nothing returning id`.execute(
    tx.db,
  )
  return rows[0]?.id ?? null
}

const organisationColumns = sql`o.id, o.name, o.kind, o.nation, o.code, o.valid_from as "validFrom",
  o.valid_to as "validTo", o.confirmed`

export async function organisations(
  ctx: Context,
  kinds: readonly OrganisationKind[] | null,
  on: string | null,
): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`select ${organisationColumns} from identity.organisation o
    where (${kinds === null} or kind = any(${kinds ?? []}))
      and (${on}::date is null or o.valid_to is null or o.valid_to >= ${on}::date) order by name`.execute(ctx.db)
  return rows
}

export async function organisationsById(ctx: Context, ids: readonly string[]): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`select ${organisationColumns} from identity.organisation o
    where id = any(${[...ids]}) order by name`.execute(ctx.db)
  return rows
}

export async function organisationDetails(ctx: Context): Promise<OrganisationDetail[]> {
  const { rows } = await sql<OrganisationDetail>`select ${organisationColumns}, s.name as "succeededBy",
      s.code as "succeededByCode",
      array(select f.name from identity.former_name f where f.organisation_id = o.id order by f.id desc) as "formerNames"
    from identity.organisation o left join identity.organisation s on s.id = o.succeeded_by
    where o.kind <> 'national-body' order by o.nation, o.name`.execute(ctx.db)
  return rows
}

export async function addListed(tx: Context, listed: readonly ListedOrganisation[]): Promise<void> {
  await sql`insert into identity.organisation (code, name, kind, nation, valid_from, valid_to, confirmed)
    select code, name, kind, nation, "validFrom", "validTo", confirmed
    from jsonb_to_recordset(${JSON.stringify(listed)}::jsonb)
      as l (code text, name text, kind text, nation text, "validFrom" date, "validTo" date, confirmed boolean)`.execute(
    tx.db,
  )
}

/** Names that two bodies exchange would meet half-way: each first takes a name that nobody has. */
export async function changeListed(tx: Context, changed: readonly OrganisationChange[], on: string): Promise<void> {
  const renamed = changed.filter((one) => one.changes.some((change) => change.what === 'name'))
  for (const { id } of renamed) {
    await sql`insert into identity.former_name (organisation_id, name, until)
      select id, name, ${on} from identity.organisation where id = ${id}`.execute(tx.db)
    await sql`update identity.organisation set name = id::text where id = ${id}`.execute(tx.db)
  }
  for (const { id, listed } of changed)
    await sql`update identity.organisation set code = ${listed.code}, name = ${listed.name}, kind = ${listed.kind},
      nation = ${listed.nation}, valid_from = ${listed.validFrom}, valid_to = ${listed.validTo},
      confirmed = ${listed.confirmed} where id = ${id}`.execute(tx.db)
}

export async function linkSuccessors(tx: Context, listed: readonly ListedOrganisation[]): Promise<void> {
  const links = listed.map(({ code, succeededBy }) => ({ code, succeededBy }))
  await sql`update identity.organisation o set succeeded_by = s.id
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l (code text, "succeededBy" text)
      left join identity.organisation s on s.code = l."succeededBy"
    where o.code = l.code and o.succeeded_by is distinct from s.id`.execute(tx.db)
}

export async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from identity.person where id = any(${[...ids]})`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function holdersOf(ctx: Context, role: string, organisationId: string | null) {
  const { rows } = await sql<{ id: string; name: string; email: string }>`select distinct p.id, p.name, p.email
    from identity.person p join identity.role_grant g on g.person_id = p.id
    where g.role = ${role} and p.state <> 'left' and g.organisation_id is not distinct from coalesce(${organisationId}::uuid, g.organisation_id)
      and g.from_date <= ${day(ctx.now())}::date and (g.until_date is null or g.until_date >= ${day(ctx.now())}::date)
    order by p.name`.execute(ctx.db)
  return rows
}

export async function people(ctx: Context): Promise<PersonListed[]> {
  const { rows } = await sql<PersonListed>`select p.id, p.name, p.email, p.state,
      p.second_factor_secret is not null as "hasSecondFactor",
      coalesce(json_agg(json_build_object('grantId', g.id, 'role', g.role, 'organisation', o.name, 'until', g.until_date,
        'coveringFor', c.name) order by g.role) filter (where g.id is not null), '[]') as roles
    from identity.person p
    left join identity.role_grant g on g.person_id = p.id and (g.until_date is null or g.until_date >= ${day(ctx.now())}::date)
    left join identity.organisation o on o.id = g.organisation_id
    left join identity.person c on c.id = g.covering_for
    group by p.id order by p.name limit 2000`.execute(ctx.db)
  return rows
}

export async function saveDraft(ctx: Context, personId: string, form: string, values: DraftValues): Promise<void> {
  await sql`insert into identity.draft (person_id, form, "values", saved_at)
    values (${personId}, ${form}, ${JSON.stringify(values)}::jsonb, ${ctx.now()})
    on conflict (person_id, form) do update set "values" = excluded."values", saved_at = excluded.saved_at`.execute(
    ctx.db,
  )
}

export async function draft(ctx: Context, personId: string, form: string) {
  return one(
    await sql<{ values: DraftValues; saved_at: Date }>`select "values", saved_at from identity.draft
      where person_id = ${personId} and form = ${form}`.execute(ctx.db),
  )
}

export async function dropDraft(ctx: Context, personId: string, form: string): Promise<void> {
  await sql`delete from identity.draft where person_id = ${personId} and form = ${form}`.execute(ctx.db)
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
