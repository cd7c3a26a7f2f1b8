/** All SQL of the circulation schema. What a visitor may do goes through its functions, which take a link's hash. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Preferences, TeamSize } from './subscription.ts'

export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed'

export async function subscribe(ctx: Context, address: string, wanted: Preferences): Promise<void> {
  await sql`select circulation.subscribe(${address}, ${wanted.profession}, ${wanted.nation}, ${wanted.interests},
    ${wanted.subjects}, ${ctx.now()}, ${ctx.requestId})`.execute(ctx.db)
}

export async function subscriptionBy(
  ctx: Context,
  hash: string,
  purpose: 'confirm' | 'settings',
): Promise<(Preferences & { state: SubscriberState }) | null> {
  const { rows } = await sql<
    Preferences & { state: SubscriberState }
  >`select profession, nation, interests, subjects, state
    from circulation.subscription_by(${hash}, ${purpose}, ${ctx.now()})`.execute(ctx.db)
  return rows[0] ?? null
}

export async function confirmSubscription(ctx: Context, hash: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select circulation.confirm_subscription(${hash}, ${ctx.now()},
    ${ctx.requestId}) as done`.execute(ctx.db)
  return rows[0]?.done === true
}

export async function changeSubscription(ctx: Context, hash: string, wanted: Preferences): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select circulation.change_subscription(${hash}, ${wanted.profession},
    ${wanted.nation}, ${wanted.interests}, ${wanted.subjects}, ${ctx.now()}, ${ctx.requestId}) as done`.execute(ctx.db)
  return rows[0]?.done === true
}

export async function unsubscribe(ctx: Context, hash: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select circulation.unsubscribe(${hash}, ${ctx.now()},
    ${ctx.requestId}) as done`.execute(ctx.db)
  return rows[0]?.done === true
}

export async function bulletinBy(
  ctx: Context,
  hash: string,
): Promise<(Preferences & { volumeId: string; fetched: boolean; read: boolean; discussions: number }) | null> {
  const { rows } = await sql<
    Preferences & { volumeId: string; fetched: boolean; read: boolean; discussions: number }
  >`select volume_id as "volumeId", profession, nation, interests, subjects, fetched, read, discussions
    from circulation.bulletin_by(${hash})`.execute(ctx.db)
  return rows[0] ?? null
}

export async function followBulletin(ctx: Context, hash: string): Promise<void> {
  await sql`select circulation.follow_bulletin(${hash}, ${ctx.now()}, ${ctx.requestId})`.execute(ctx.db)
}

export async function confirmReading(ctx: Context, hash: string): Promise<void> {
  await sql`select circulation.confirm_reading(${hash}, ${ctx.now()}, ${ctx.requestId})`.execute(ctx.db)
}

export async function recordDiscussion(ctx: Context, hash: string, size: TeamSize, heldOn: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select circulation.record_discussion(${hash}, ${size}, ${heldOn},
    ${ctx.now()}, ${ctx.requestId}) as done`.execute(ctx.db)
  return rows[0]?.done === true
}

export async function subscriber(
  tx: Context,
  id: string,
): Promise<{ id: string; email: string | null; state: SubscriberState; askedAt: Date } | null> {
  const { rows } = await sql<{ id: string; email: string | null; state: SubscriberState; askedAt: Date }>`
    select id, email, state, asked_at as "askedAt" from circulation.subscriber where id = ${id} for update`.execute(
    tx.db,
  )
  return rows[0] ?? null
}

export async function addConfirmed(tx: Context, email: string, wanted: Preferences): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`insert into circulation.subscriber
      (email, profession, nation, interests, subjects, state, asked_at, confirmed_at)
    values (${email}, ${wanted.profession}, ${wanted.nation}, ${wanted.interests}, ${wanted.subjects}, 'confirmed',
      ${tx.now()}, ${tx.now()})
    on conflict (lower(email)) do nothing returning id`.execute(tx.db)
  return rows[0]?.id ?? null
}

export interface NewLink {
  hash: string
  purpose: 'confirm' | 'settings' | 'bulletin'
  subscriber: string
  delivery: string | null
}

export async function addLinks(tx: Context, links: readonly NewLink[]): Promise<void> {
  await sql`insert into circulation.link (token_hash, purpose, subscriber_id, delivery_id, made_at)
    select l.hash, l.purpose, l.subscriber, l.delivery, ${tx.now()}
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
      as l (hash text, purpose text, subscriber uuid, delivery uuid)`.execute(tx.db)
}

/** Forgets who did not confirm before a moment; their links go with them. */
export async function forgetPending(tx: Context, before: Date): Promise<number> {
  const { rows } = await sql`delete from circulation.subscriber where state = 'pending' and asked_at < ${before}
    returning id`.execute(tx.db)
  return rows.length
}

/** Null when the volume has its bulletin already. */
export async function addBulletin(tx: Context, volumeId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`insert into circulation.bulletin (volume_id, made_at)
    values (${volumeId}, ${tx.now()}) on conflict (volume_id) do nothing returning id`.execute(tx.db)
  return rows[0]?.id ?? null
}

export interface BulletinRow {
  id: string
  volumeId: string
  madeAt: Date
  finishedAt: Date | null
}

export async function bulletin(ctx: Context, id: string): Promise<BulletinRow | null> {
  const { rows } = await sql<BulletinRow>`select id, volume_id as "volumeId", made_at as "madeAt",
      finished_at as "finishedAt" from circulation.bulletin where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function bulletinOf(ctx: Context, volumeId: string): Promise<BulletinRow | null> {
  const { rows } = await sql<BulletinRow>`select id, volume_id as "volumeId", made_at as "madeAt",
      finished_at as "finishedAt" from circulation.bulletin where volume_id = ${volumeId}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function bulletins(ctx: Context, limit: number): Promise<BulletinRow[]> {
  const { rows } = await sql<BulletinRow>`select id, volume_id as "volumeId", made_at as "madeAt",
      finished_at as "finishedAt" from circulation.bulletin order by made_at desc, id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function finishBulletin(tx: Context, id: string): Promise<void> {
  await sql`update circulation.bulletin set finished_at = coalesce(finished_at, ${tx.now()}) where id = ${id}`.execute(
    tx.db,
  )
}

export type Recipient = Preferences & { id: string; email: string }

/** Those who had confirmed when the bulletin was made and have not left since, by id; locked so that nobody leaves midway. */
export async function recipients(tx: Context, madeAt: Date, after: string | null, limit: number): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`select id, email, profession, nation, interests, subjects
    from circulation.subscriber
    where state = 'confirmed' and confirmed_at <= ${madeAt} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit} for update`.execute(tx.db)
  return rows
}

/** Makes deliveries for those who have none. @returns the new ones: delivery by subscriber */
export async function addDeliveries(
  tx: Context,
  bulletinId: string,
  subscribers: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; subscriber: string }>`insert into circulation.delivery
      (bulletin_id, subscriber_id, made_at)
    select ${bulletinId}, one, ${tx.now()} from unnest(${[...subscribers]}::uuid[]) as one
    on conflict (bulletin_id, subscriber_id) do nothing returning id, subscriber_id as subscriber`.execute(tx.db)
  return new Map(rows.map((row) => [row.subscriber, row.id]))
}

export async function setMails(tx: Context, mails: readonly { delivery: string; mail: string }[]): Promise<void> {
  await sql`update circulation.delivery d set mail_id = m.mail
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as m (delivery uuid, mail uuid)
    where d.id = m.delivery`.execute(tx.db)
}

export async function mailsOf(ctx: Context, bulletinId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select mail_id as id from circulation.delivery
    where bulletin_id = ${bulletinId} and mail_id is not null`.execute(ctx.db)
  return rows.map((row) => row.id)
}

export async function receipts(
  ctx: Context,
  bulletinId: string,
): Promise<{ written: number; fetched: number; read: number; discussed: number }> {
  const { rows } = await sql<{ written: number; fetched: number; read: number; discussed: number }>`
    select count(*) as written, count(d.fetched_at) as fetched, count(d.read_at) as read,
      count(*) filter (where exists (select from circulation.discussion c where c.delivery_id = d.id)) as discussed
    from circulation.delivery d where d.bulletin_id = ${bulletinId}`.execute(ctx.db)
  return rows[0]!
}

export async function confirmedBy(
  ctx: Context,
): Promise<{ profession: string; nation: string | null; subscribers: number }[]> {
  const { rows } = await sql<{ profession: string; nation: string | null; subscribers: number }>`
    select profession, nation, count(*) as subscribers from circulation.subscriber where state = 'confirmed'
    group by profession, nation`.execute(ctx.db)
  return rows
}
