/**
 * The crosswalk: who is who in each review, kept apart from everything else. Owns schema `crosswalk`. Invariants: a map is
 * readable only under its review's own key, which is itself encrypted under the installation's secret; only that review's
 * editors read it, and every reading is recorded; nothing is destroyed that was not listed first; a destroyed key is gone.
 */
import {
  editorsOfWork,
  forgetNames,
  identitiesOfWork,
  readyEditions,
  type Identity,
} from '#deidentification/deidentification.ts'
import { perform, recordRead } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { keyBox, newDataKey, type SecretBox } from '#platform/encryption.ts'
import { may } from '#platform/permission.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { crosswalkActs } from './permissions.ts'
import * as store from './store.ts'

/** A map without what it holds. Dates are YYYY-MM-DD. */
export interface MapRow {
  reviewId: string
  workId: string
  entries: number
  dueOn: string
  /** When it stood on the list of what will be destroyed; null while it does not. */
  listedOn: string | null
  heldUntil: string | null
  heldWhy: string | null
  destroyedAt: Date | null
}

/** How long maps are kept and how long they stand on the list before they are destroyed. */
export interface Retention {
  months: number
  listedDays: number
  toBeConfirmed: boolean
}

/** Why an act was refused. */
export type CrosswalkRefusal = 'not-found' | 'destroyed' | 'reason-missing' | 'no-such-day'

const listKey = 'crosswalk.due'

/** Keeps the map of every signed-off edition that has none yet. @returns how many were kept */
export async function keepMaps(ctx: Context, box: SecretBox): Promise<number> {
  let kept = 0
  for (const ready of await readyEditions(ctx)) {
    if (await store.hasMap(ctx, ready.reviewId)) continue
    await keepMap(ctx, box, ready)
    kept++
  }
  return kept
}

async function keepMap(ctx: Context, box: SecretBox, ready: { workId: string; reviewId: string; readySince: Date }) {
  await perform(ctx, crosswalkActs.keepMap, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-found' as const }
    const identities = await identitiesOfWork(tx, ready.workId)
    const { months } = await store.retention(tx)
    const due = new Date(ready.readySince)
    due.setUTCMonth(due.getUTCMonth() + months)
    const key = newDataKey()
    await store.addMap(tx, {
      ...ready,
      wrapped: box.seal(Buffer.from(key).toString('base64url')),
      sealed: keyBox(key).seal(JSON.stringify({ reviewId: ready.reviewId, identities })),
      entries: identities.length,
      dueOn: due.toISOString().slice(0, 10),
    })
    act.record({ review: ready.reviewId })
    return null
  })
}

/** The map of one review, for its own editors. The reading is recorded before anything is shown. */
export async function readMap(
  ctx: Context,
  box: SecretBox,
  reviewId: string,
): Promise<Identity[] | { refused: CrosswalkRefusal }> {
  return perform(ctx, crosswalkActs.readMap, async (tx, act) => {
    const map = await store.sealedMap(tx, reviewId)
    if (!map || !act.permits({ people: await editorsOfWork(tx, map.workId) })) return { refused: 'not-found' as const }
    if (map.wrapped === null) return { refused: 'destroyed' as const }
    await recordRead(tx, 'crosswalk.identity-map', reviewId)
    act.record({ review: reviewId })
    const held = JSON.parse(keyBox(Buffer.from(box.open(map.wrapped), 'base64url')).open(map.sealed)) as {
      reviewId: string
      identities: Identity[]
    }
    // A map that was moved to another review's row must not be taken for that review's.
    if (held.reviewId !== reviewId) throw new Error('an identity map stands in another review’s place')
    return held.identities
  })
}

/** Every map with when it will be destroyed: the dry run. No names. Empty for others. */
export async function schedule(ctx: Context): Promise<{ maps: MapRow[]; retention: Retention }> {
  const retention = await store.retention(ctx)
  return { maps: may(ctx.actor, crosswalkActs.seeSchedule) ? await store.maps(ctx) : [], retention }
}

/** Keeps a map from being destroyed until a day, YYYY-MM-DD; it is listed anew afterwards. */
export async function holdMap(
  ctx: Context,
  reviewId: string,
  until: string,
  why: string,
): Promise<{ reviewId: string } | { refused: CrosswalkRefusal }> {
  return perform(ctx, crosswalkActs.holdMap, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (why.trim() === '') return { refused: 'reason-missing' as const }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
      return { refused: 'no-such-day' as const }
    if (!(await store.setHold(tx, reviewId, until, why.trim(), tx.actor.personId)))
      return { refused: 'destroyed' as const }
    act.record({ review: reviewId })
    return { reviewId }
  })
}

/**
 * Once a day: destroys the keys of what stood on the list long enough, makes the workbench forget those names, then lists
 * what is newly due and tells the registrars.
 */
export async function destroyDue(ctx: Context): Promise<{ destroyed: number; listed: number }> {
  return perform(ctx, crosswalkActs.destroyMaps, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-found' as const } as never
    const { listedDays } = await store.retention(tx)
    const destroyed = await store.destroyListed(tx, listedDays)
    for (const { workId } of destroyed) await forgetNames(tx, workId)
    const listed = await store.listDue(tx)
    await settle(tx, listKey)
    const waiting = (await store.maps(tx)).filter((one) => one.listedOn !== null && one.destroyedAt === null).length
    if (waiting > 0)
      await askFor(tx, {
        key: listKey,
        role: 'registrar',
        title: `Look at the list: ${waiting} identity ${waiting === 1 ? 'map' : 'maps'} will be destroyed`,
        link: '/workspace/identity-maps',
      })
    act.record({ destroyed: destroyed.length, listed })
    return { destroyed: destroyed.length, listed }
  })
}
