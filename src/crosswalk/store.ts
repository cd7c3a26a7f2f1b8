/** All SQL of the crosswalk schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { MapRow } from './crosswalk.ts'

const columns = sql`m.review_id as "reviewId", m.work_id as "workId", m.entries, m.due_on::text as "dueOn",
  m.listed_on::text as "listedOn", m.held_until::text as "heldUntil", m.held_why as "heldWhy", k.destroyed_at as "destroyedAt"`

export async function retention(ctx: Context): Promise<{ months: number; listedDays: number; toBeConfirmed: boolean }> {
  const { rows } = await sql<{ months: number; listedDays: number; toBeConfirmed: boolean }>`select months,
      listed_days as "listedDays", to_be_confirmed as "toBeConfirmed" from crosswalk.retention
    where from_date <= ${ctx.now()} order by from_date desc limit 1`.execute(ctx.db)
  return rows[0] ?? { months: 24, listedDays: 14, toBeConfirmed: true }
}

export async function hasMap(ctx: Context, reviewId: string): Promise<boolean> {
  const { rows } = await sql`select from crosswalk.data_key where review_id = ${reviewId}`.execute(ctx.db)
  return rows.length > 0
}

export async function addMap(
  tx: Context,
  map: { reviewId: string; workId: string; wrapped: string; sealed: string; entries: number; dueOn: string },
): Promise<void> {
  await sql`insert into crosswalk.data_key (review_id, wrapped, made_at)
    values (${map.reviewId}, ${map.wrapped}, ${tx.now()})`.execute(tx.db)
  await sql`insert into crosswalk.identity_map (review_id, work_id, sealed, entries, sealed_at, due_on)
    values (${map.reviewId}, ${map.workId}, ${map.sealed}, ${map.entries}, ${tx.now()}, ${map.dueOn}::date)`.execute(
    tx.db,
  )
}

export async function maps(ctx: Context): Promise<MapRow[]> {
  const { rows } =
    await sql<MapRow>`select ${columns} from crosswalk.identity_map m join crosswalk.data_key k using (review_id)
    order by m.due_on, m.review_id limit 1000`.execute(ctx.db)
  return rows
}

export async function sealedMap(
  ctx: Context,
  reviewId: string,
): Promise<(MapRow & { sealed: string; wrapped: string | null }) | null> {
  const { rows } = await sql<MapRow & { sealed: string; wrapped: string | null }>`select ${columns}, m.sealed, k.wrapped
    from crosswalk.identity_map m join crosswalk.data_key k using (review_id) where m.review_id = ${reviewId}`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export async function setHold(tx: Context, reviewId: string, until: string, why: string, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update crosswalk.identity_map m
    set held_until = ${until}::date, held_why = ${why}, held_by = ${by}, listed_on = null
    where review_id = ${reviewId}
      and exists (select from crosswalk.data_key k where k.review_id = m.review_id and k.wrapped is not null)`.execute(
    tx.db,
  )
  return numAffectedRows === 1n
}

/** Puts on the list what is due, not held and not listed yet. */
export async function listDue(tx: Context): Promise<number> {
  const { numAffectedRows } = await sql`update crosswalk.identity_map m set listed_on = ${tx.now()}::date
    where due_on <= ${tx.now()}::date and listed_on is null and (held_until is null or held_until < ${tx.now()}::date)
      and exists (select from crosswalk.data_key k where k.review_id = m.review_id and k.wrapped is not null)`.execute(
    tx.db,
  )
  return Number(numAffectedRows ?? 0n)
}

/** Destroys the keys of what stood on the list long enough, and empties the sealed text as well. */
export async function destroyListed(tx: Context, listedDays: number): Promise<{ reviewId: string; workId: string }[]> {
  const { rows } = await sql<{ reviewId: string; workId: string }>`update crosswalk.data_key k
    set wrapped = null, destroyed_at = ${tx.now()}
    from crosswalk.identity_map m where m.review_id = k.review_id and k.wrapped is not null
      and m.listed_on <= ${tx.now()}::date - ${listedDays}::int
      and (m.held_until is null or m.held_until < ${tx.now()}::date)
    returning k.review_id as "reviewId", m.work_id as "workId"`.execute(tx.db)
  await sql`update crosswalk.identity_map set sealed = '' where review_id = any(${rows.map((row) => row.reviewId)}::uuid[])`.execute(
    tx.db,
  )
  return rows
}
