/** All SQL of the directory schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { AuthorState, Interest, InterestToDeclare, Profile, ProfileToKeep, ReviewDone } from './directory.ts'

const profileColumns = sql`f.person_id as "personId", p.name, f.experience, f.methods, f.nations, f.subjects, f.availability,
  f.available_from as "availableFrom", f.state, f.decided_at as "decidedAt", d.name as "decidedBy",
  f.decision_why as "decisionWhy", f.version`
const profileTables = sql`directory.profile f join identity.person p on p.id = f.person_id
  left join identity.person d on d.id = f.decided_by`

export async function profile(ctx: Context, personId: string, lock = false): Promise<Profile | null> {
  if (lock) await sql`select from directory.profile where person_id = ${personId} for update`.execute(ctx.db)
  const { rows } = await sql<Profile>`select ${profileColumns} from ${profileTables}
    where f.person_id = ${personId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function profiles(ctx: Context, states: readonly AuthorState[]): Promise<Profile[]> {
  const { rows } = await sql<Profile>`select ${profileColumns} from ${profileTables}
    where f.state = any(${[...states]}) order by p.name limit 1000`.execute(ctx.db)
  return rows
}

export async function keepProfile(
  tx: Context,
  personId: string,
  profile: ProfileToKeep,
  state: AuthorState,
): Promise<void> {
  const { rows } =
    await sql`update directory.profile set experience = ${profile.experience}, methods = ${profile.methods},
      nations = ${profile.nations}, subjects = ${profile.subjects}, availability = ${profile.availability},
      available_from = ${profile.availableFrom}, state = ${state}, version = version + 1, changed_at = ${tx.now()}
    where person_id = ${personId} returning person_id`.execute(tx.db)
  if (rows.length > 0) return
  await sql`insert into directory.profile (person_id, experience, methods, nations, subjects, availability,
      available_from, state, changed_at)
    values (${personId}, ${profile.experience}, ${profile.methods}, ${profile.nations}, ${profile.subjects},
      ${profile.availability}, ${profile.availableFrom}, ${state}, ${tx.now()})`.execute(tx.db)
}

export async function decide(
  tx: Context,
  personId: string,
  state: AuthorState,
  why: string | null,
  by: string,
): Promise<void> {
  await sql`update directory.profile set state = ${state}, decision_why = ${why}, decided_by = ${by},
    decided_at = ${tx.now()}, version = version + 1 where person_id = ${personId}`.execute(tx.db)
}

export async function addInterest(
  tx: Context,
  personId: string,
  interest: InterestToDeclare,
  reviewId: string | null,
  by: string,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into directory.interest (person_id, kind, organisation_id, review_id,
      with_whom, note, from_date, until_date, share, declared_by, declared_at)
    values (${personId}, ${interest.kind}, ${interest.organisationId}, ${reviewId}, ${interest.withWhom}, ${interest.note},
      ${interest.from}, ${interest.until}, ${interest.share}, ${by}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

const interestColumns = sql`i.id, i.person_id as "personId", i.kind, i.organisation_id as "organisationId",
  i.review_id as "reviewId", coalesce(o.name, i.with_whom) as "withWhom", i.note, i.from_date as "from",
  coalesce(e.until_date, i.until_date) as until, i.share, i.declared_at as "declaredAt", q.name as "declaredBy",
  e.why as "endedWhy"`
const interestTables = sql`directory.interest i join identity.person q on q.id = i.declared_by
  left join directory.interest_end e on e.interest_id = i.id left join identity.organisation o on o.id = i.organisation_id`

export async function interests(ctx: Context, personIds: readonly string[]): Promise<Interest[]> {
  const { rows } = await sql<Interest>`select ${interestColumns} from ${interestTables}
    where i.person_id = any(${[...personIds]}::uuid[]) order by i.from_date desc, i.declared_at desc`.execute(ctx.db)
  return rows
}

export async function interest(ctx: Context, id: string): Promise<Interest | null> {
  const { rows } = await sql<Interest>`select ${interestColumns} from ${interestTables} where i.id = ${id}`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export async function endInterest(
  tx: Context,
  id: string,
  end: { until: string; why: string; by: string },
): Promise<void> {
  await sql`insert into directory.interest_end (interest_id, until_date, why, by_person, at)
    values (${id}, ${end.until}, ${end.why}, ${end.by}, ${tx.now()})`.execute(tx.db)
}

export async function addReviewDone(
  tx: Context,
  done: { personId: string; reviewId: string | null; year: number; title: string; organisationId: string | null },
): Promise<void> {
  await sql`insert into directory.review_done (person_id, review_id, year, title, organisation_id, added_at)
    values (${done.personId}, ${done.reviewId}, ${done.year}, ${done.title}, ${done.organisationId}, ${tx.now()})
    on conflict (person_id, review_id) do nothing`.execute(tx.db)
}

export async function reviewsDone(ctx: Context, personIds: readonly string[]): Promise<ReviewDone[]> {
  const { rows } = await sql<ReviewDone>`select r.person_id as "personId", r.review_id as "reviewId", r.year, r.title,
      o.name as board from directory.review_done r left join identity.organisation o on o.id = r.organisation_id
    where r.person_id = any(${[...personIds]}::uuid[]) order by r.year desc, r.added_at desc`.execute(ctx.db)
  return rows
}
