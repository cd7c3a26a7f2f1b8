/**
 * Circulation: practitioners subscribe, get one bulletin a volume, and say what they did with it. Owns schema
 * `circulation`. Invariants: nobody is written to who has not pressed a button at the address they gave; a bulletin
 * reaches everyone who had confirmed when it was made, once, whatever crashes; an address leaves no trace in logs, jobs
 * or records of acts and is forgotten when its owner leaves.
 */
import { perform } from '#identity/identity.ts'
import { volumeForBulletin } from '#library/library.ts'
import type { Context } from '#platform/context.ts'
import { newToken, tokenHash } from '#platform/encryption.ts'
import { queueJob } from '#platform/jobs.ts'
import { mailStates, settleMail, unsettledMail, writeMail, type MailRecord } from '#platform/mail.ts'
import { may } from '#platform/permission.ts'
import { themes, type Profession } from '#vocabulary/vocabulary.ts'
import { arrange, type Arrangement } from './arrangement.ts'
import { alreadySubscribedMail, bulletinMail, confirmationMail } from './mails.ts'
import { circulationActs } from './permissions.ts'
import * as store from './store.ts'
import type { Preferences, TeamSize } from './subscription.ts'

/** A subscription as the holder of a mail's link sees it: never the address. */
export type Subscription = Preferences & { state: store.SubscriberState }

/** A bulletin as the holder of its link sees it. */
export interface BulletinPage {
  volume: { id: string; label: string; publishedOn: string }
  profession: Profession
  arrangement: Arrangement
  /** Whether the holder has said that they have read it. */
  read: boolean
  /** How many discussions in a team were recorded with this link. */
  discussions: number
}

/** What became of a bulletin: deliveries in each grade. */
export interface BulletinReceipts {
  label: string
  madeAt: Date
  /** False while mails are still being written. */
  finished: boolean
  written: number
  /** The next system took the mail; says nothing of reading. */
  handedOver: number
  /** The link was opened; perhaps by a mail scanner. */
  fetched: number
  read: number
  discussed: number
}

/** A visitor asks for bulletins. The answer is the same whether the address is known or not; a mail says the rest. */
export async function subscribe(ctx: Context, address: string, wanted: Preferences): Promise<void> {
  await store.subscribe(ctx, address, wanted)
}

/** What a link to confirm (good for 14 days) or to settings shows; null when there is no such link. Changes nothing. */
export async function subscriptionBy(
  ctx: Context,
  token: string,
  purpose: 'confirm' | 'settings',
): Promise<Subscription | null> {
  return store.subscriptionBy(ctx, tokenHash(token), purpose)
}

/** Confirms; again is harmless. False when the link is not good, or the subscriber has left since. */
export async function confirmSubscription(ctx: Context, token: string): Promise<boolean> {
  return store.confirmSubscription(ctx, tokenHash(token))
}

/** Changes what a confirmed subscriber gets. False when the link is not good or they have left. */
export async function changeSubscription(ctx: Context, token: string, wanted: Preferences): Promise<boolean> {
  return store.changeSubscription(ctx, tokenHash(token), wanted)
}

/** Ends a subscription and forgets the address; again is harmless. False when there never was such a link. */
export async function unsubscribe(ctx: Context, token: string): Promise<boolean> {
  return store.unsubscribe(ctx, tokenHash(token))
}

/** The bulletin of a link, in the order its holder chose; null when there is none. Changes nothing. */
export async function bulletinBy(ctx: Context, token: string): Promise<BulletinPage | null> {
  const found = await store.bulletinBy(ctx, tokenHash(token))
  const volume = found && (await volumeForBulletin(ctx, found.volumeId))
  if (!volume) return null
  return {
    volume: { id: volume.id, label: volume.label, publishedOn: volume.publishedOn },
    profession: found.profession,
    arrangement: arrange(found, volume.editions, await themeLabels(ctx)),
    read: found.read,
    discussions: found.discussions,
  }
}

/** Receipt: the link was opened. The first time only. */
export async function followBulletin(ctx: Context, token: string): Promise<void> {
  await store.followBulletin(ctx, tokenHash(token))
}

/** Receipt: the holder says that they have read it. The first time only. */
export async function confirmReading(ctx: Context, token: string): Promise<void> {
  await store.confirmReading(ctx, tokenHash(token))
}

/**
 * Receipt: the holder says that a team discussed it.
 * @param heldOn 'YYYY-MM-DD'
 * @returns false when that day is recorded already, or ten days are
 */
export async function recordDiscussion(ctx: Context, token: string, size: TeamSize, heldOn: string): Promise<boolean> {
  return store.recordDiscussion(ctx, tokenHash(token), size, heldOn)
}

/** Mails the link that confirms, or tells who is subscribed already. Nothing when they have left or were forgotten. */
export async function sendConfirmation(ctx: Context, subscriberId: string): Promise<void> {
  await perform(ctx, circulationActs.sendConfirmation, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const person = await store.subscriber(tx, subscriberId)
    act.record({ subscriber: subscriberId })
    if (!person?.email) return null
    const token = newToken()
    const purpose = person.state === 'pending' ? 'confirm' : 'settings'
    await store.addLinks(tx, [{ hash: tokenHash(token), purpose, subscriber: person.id, delivery: null }])
    const mail =
      purpose === 'confirm'
        ? confirmationMail(`${tx.siteUrl}/subscribe/confirm/${token}`, tx.demonstration)
        : alreadySubscribedMail(`${tx.siteUrl}/subscribe/settings/${token}`, tx.demonstration)
    await writeMail(tx, {
      ...mail,
      to: person.email,
      purpose: `circulation.${purpose}`,
      about: `${person.id}:${person.askedAt.toISOString()}`,
    })
    return null
  })
}

/** Days after which an address that was not confirmed is forgotten; its link is closed by then. */
const unconfirmedDays = 14

/** Forgets addresses that were not confirmed within 14 days. */
export async function forgetUnconfirmed(ctx: Context): Promise<void> {
  await perform(ctx, circulationActs.forgetUnconfirmed, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const forgotten = await store.forgetPending(tx, new Date(tx.now().getTime() - unconfirmedDays * 86_400_000))
    act.record({ forgotten })
    return null
  })
}

/** Adds a subscriber who needs no mail to confirm: for the loader of the fictional demonstration. */
export async function signUpConfirmed(
  ctx: Context,
  person: Preferences & { email: string },
): Promise<{ subscriberId: string } | { refused: 'not-allowed' | 'already-subscribed' }> {
  return perform(ctx, circulationActs.signUpConfirmed, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const subscriberId = await store.addConfirmed(tx, person.email, person)
    if (!subscriberId) return { refused: 'already-subscribed' as const }
    act.record({ subscriber: subscriberId })
    return { subscriberId }
  })
}

const bulletinTask = 'circulation.make-bulletins'

/** Mails written in one transaction: few enough to be short, enough that a commit costs little. */
const batchSize = 200

/** Makes a volume's bulletin and queues its mails, in the transaction and act of release. Twice is once. */
export async function announceVolume(tx: Context, volumeId: string): Promise<void> {
  const bulletinId = await store.addBulletin(tx, volumeId)
  if (bulletinId) await queueJob(tx, bulletinTask, { bulletin: bulletinId })
}

/**
 * Writes the mails of one batch and queues the next, in one transaction: a crash anywhere leaves nobody out, and a job
 * that runs again finds its deliveries made.
 * @param after id of the last subscriber of the batch before; null for the first batch
 */
export async function sendBatch(ctx: Context, bulletinId: string, after: string | null): Promise<void> {
  await perform(ctx, circulationActs.sendBulletins, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const bulletin = await store.bulletin(tx, bulletinId)
    const volume = bulletin && (await volumeForBulletin(tx, bulletin.volumeId))
    if (!volume) throw new Error('a bulletin without its volume')
    // Everything may have been withdrawn since: then there is nothing to say.
    const batch = volume.editions.length > 0 ? await store.recipients(tx, bulletin.madeAt, after, batchSize) : []
    const written = (await writeBulletins(tx, bulletinId, volume, batch)).length
    const last = batch.at(-1)
    if (last && batch.length === batchSize) {
      const next = { bulletin: bulletinId, after: last.id }
      await queueJob(tx, bulletinTask, next, { key: `${bulletinTask}:${bulletinId}:${last.id}` })
    } else await store.finishBulletin(tx, bulletinId)
    act.record({ bulletin: bulletinId, written })
    return null
  })
}

/**
 * Writes a volume's first batch of bulletins now instead of by the job, and gives their links' tokens, so that receipts can
 * be recorded with them: for the loader of the fictional demonstration. The job that is queued finds nothing left to do.
 */
export async function sendBulletinsAtOnce(
  ctx: Context,
  volumeId: string,
): Promise<{ tokens: string[] } | { refused: 'not-allowed' | 'no-bulletin' }> {
  return perform(ctx, circulationActs.sendBulletins, async (tx, act) => {
    if (!act.permits() || !tx.demonstration) return { refused: 'not-allowed' as const }
    const bulletin = await store.bulletinOf(tx, volumeId)
    const volume = await volumeForBulletin(tx, volumeId)
    if (!bulletin || !volume) return { refused: 'no-bulletin' as const }
    const batch = await store.recipients(tx, bulletin.madeAt, null, batchSize)
    const tokens = await writeBulletins(tx, bulletin.id, volume, batch)
    if (batch.length < batchSize) await store.finishBulletin(tx, bulletin.id)
    act.record({ bulletin: bulletin.id, written: tokens.length })
    return { tokens }
  })
}

/** @returns the token of each new bulletin's link */
/**
 * A volume's bulletin as bytes, for the check before release. What every role gets says the same of an edition, in another
 * order and under another heading, so one stands for all.
 */
export async function bulletinOutputs(ctx: Context, volumeId: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const volume = await volumeForBulletin(ctx, volumeId)
  if (!volume) return []
  const profession: Profession = 'social-worker'
  const arrangement = arrange(
    { profession, subjects: ['child', 'adult'], nation: null, interests: [] },
    volume.editions,
    await themeLabels(ctx),
  )
  const nobody = { bulletin: 'token', settings: 'token' }
  const mail = bulletinMail(volume, profession, arrangement, linksOf(ctx.siteUrl, nobody), ctx.demonstration)
  const bytes = (text: string) => new TextEncoder().encode(text)
  return [
    { name: 'bulletin, text', bytes: bytes(`${mail.subject}\n${mail.text}`) },
    { name: 'bulletin, HTML', bytes: bytes(mail.html) },
  ]
}

async function writeBulletins(
  tx: Context,
  bulletinId: string,
  volume: NonNullable<Awaited<ReturnType<typeof volumeForBulletin>>>,
  batch: readonly store.Recipient[],
): Promise<string[]> {
  if (batch.length === 0) return []
  const deliveries = await store.addDeliveries(
    tx,
    bulletinId,
    batch.map((one) => one.id),
  )
  const labels = await themeLabels(tx)
  const links: store.NewLink[] = []
  const mails: { delivery: string; mail: string }[] = []
  const given: string[] = []
  for (const person of batch) {
    const delivery = deliveries.get(person.id)
    if (!delivery) continue
    const tokens = { bulletin: newToken(), settings: newToken() }
    given.push(tokens.bulletin)
    links.push(
      { hash: tokenHash(tokens.bulletin), purpose: 'bulletin', subscriber: person.id, delivery },
      { hash: tokenHash(tokens.settings), purpose: 'settings', subscriber: person.id, delivery: null },
    )
    const arrangement = arrange(person, volume.editions, labels)
    const mail = bulletinMail(volume, person.profession, arrangement, linksOf(tx.siteUrl, tokens), tx.demonstration)
    const about = `${bulletinId}:${person.id}`
    mails.push({
      delivery,
      mail: await writeMail(tx, { ...mail, to: person.email, purpose: 'circulation.bulletin', about }),
    })
  }
  await store.addLinks(tx, links)
  await store.setMails(tx, mails)
  return given
}

function linksOf(siteUrl: string, tokens: { bulletin: string; settings: string }) {
  return {
    bulletin: `${siteUrl}/bulletin/${tokens.bulletin}`,
    settings: `${siteUrl}/subscribe/settings/${tokens.settings}`,
    unsubscribe: `${siteUrl}/unsubscribe/${tokens.settings}`,
    edition: (id: string) => `${siteUrl}/library/editions/${id}`,
  }
}

async function themeLabels(ctx: Context): Promise<Map<string, string>> {
  return new Map((await themes(ctx)).map((theme) => [theme.code, theme.label]))
}

/** Confirmed subscribers by role and nation (null: all four). Not suppressed: pages do that. Empty for who may not see it. */
export async function subscriberCounts(
  ctx: Context,
): Promise<{ profession: string; nation: string | null; subscribers: number }[]> {
  return may(ctx.actor, circulationActs.readCirculation) ? store.confirmedBy(ctx) : []
}

/** The newest twelve bulletins and what became of them. Empty for who may not see it. */
export async function bulletinReceipts(ctx: Context): Promise<BulletinReceipts[]> {
  if (!may(ctx.actor, circulationActs.readCirculation)) return []
  const rows = await store.bulletins(ctx, 12)
  return Promise.all(
    rows.map(async (row) => ({
      label: (await volumeForBulletin(ctx, row.volumeId))?.label ?? 'Volume',
      madeAt: row.madeAt,
      finished: row.finishedAt !== null,
      handedOver: await handedOver(ctx, await store.mailsOf(ctx, row.id)),
      ...(await store.receipts(ctx, row.id)),
    })),
  )
}

/** PostgreSQL takes at most 65,535 parameters in one statement. */
const idsAtOnce = 10_000

async function handedOver(ctx: Context, ids: readonly string[]): Promise<number> {
  let count = 0
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const states = await mailStates(ctx, ids.slice(from, from + idsAtOnce))
    for (const state of states.values()) if (state === 'handed-over') count += 1
  }
  return count
}

/** Mails of every kind whose outcome an officer must settle. Holds addresses: empty for who may not settle. */
export async function mailsToSettle(ctx: Context): Promise<MailRecord[]> {
  return may(ctx.actor, circulationActs.settleMail) ? unsettledMail(ctx) : []
}

/** An officer says what became of a mail: it was sent, or it is sent again. */
export async function settle(
  ctx: Context,
  mailId: string,
  verdict: 'was-sent' | 'send-again',
): Promise<{ settled: true } | { refused: 'not-allowed' | 'settled-meanwhile' }> {
  return perform(ctx, circulationActs.settleMail, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person') return { refused: 'not-allowed' as const }
    const done = await settleMail(tx, mailId, verdict, tx.actor.personId)
    if (!done) return { refused: 'settled-meanwhile' as const }
    act.record({ mail: mailId, verdict })
    return { settled: true as const }
  })
}
