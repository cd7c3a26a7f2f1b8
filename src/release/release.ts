/**
 * Release: the doorway from the confidential wing to the public one. Owns schema `release`, with the crosswalk. Invariants:
 * nothing is published but in a volume that the rule allows; editions are shuffled; nothing of a review goes with them but
 * what is listed in `EditionToPublish`; withdrawing takes effect at once.
 */
import { randomInt } from 'node:crypto'
import { changesAsked, tellAuthor } from '#authorship/authorship.ts'
import { announceVolume, bulletinOutputs } from '#circulation/circulation.ts'
import {
  leaksInPublicOutputs,
  preparedEdition,
  readyEditions,
  reassessAfterRelease,
  type LeakForm,
  type NamedOutput,
  type PreparedEdition,
} from '#deidentification/deidentification.ts'
import { perform } from '#identity/identity.ts'
import {
  concern,
  concerns,
  editionOutputs,
  publishChangeFigures,
  publishedAttributes,
  publishVolume,
  settleConcern,
  volumes,
  withdraw,
  type ChangeFigure,
  type Concern,
  type EditionState,
  type EditionToPublish,
  type WithdrawalReason,
} from '#library/library.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reportStage, reviewForUpdate, releaseEntries } from '#register/register.ts'
import { themes as allThemes, type SubjectKind } from '#vocabulary/vocabulary.ts'
import { settle } from '#worklist/worklist.ts'
import { publicFigures } from './figures.ts'
import { releaseActs } from './permissions.ts'
import * as store from './store.ts'
import { settleAttributes, type Settled } from './anonymity.ts'
import { shuffled, volumeLabel, whyNotRelease, type WhyWait } from './volume.ts'

/** An edition that waits, as the composer shows it. */
export interface WaitingEdition {
  workId: string
  title: string
  subjects: SubjectKind[]
  themes: string[]
  readySince: Date
  /** False when the log, the statements and the sealed text do not agree: it cannot go, and somebody must look. */
  sound: boolean
  /** What of it may show, how well that hides it, and whether it must wait. */
  settled: Settled
}

/** Why an act was refused. */
export type ReleaseRefusal = 'not-found' | 'no-theme' | 'unknown-theme' | 'may-not-go' | 'leak' | 'already-settled'

/** A leak as whoever releases may know it: where, never whose name. */
export interface LeakPlace {
  title: string
  output: string
  part: string
  how: LeakForm
}

/** Renders the public pages of a volume's editions; `main` fills it, since no verb knows of pages. */
export type RenderPublicly = (
  tx: Context,
  volumeId: string,
  editionIds: readonly string[],
) => Promise<{ shared: NamedOutput[]; own: ReadonlyMap<string, NamedOutput[]> }>

let renderPublicly: RenderPublicly = async () => ({ shared: [], own: new Map() })

/** States how pages are rendered for the check before release. */
export function checkPagesWith(render: RenderPublicly): void {
  renderPublicly = render
}

/** Editions that wait, longest first, with every reason against releasing them together now. */
export async function waitingEditions(
  ctx: Context,
): Promise<{ editions: WaitingEdition[]; reasons: WhyWait[]; label: string }> {
  const label = volumeLabel(ctx.now().toISOString())
  if (!may(ctx.actor, releaseActs.seeWaiting)) return { editions: [], reasons: ['too-few'], label }
  const gone = await store.released(ctx)
  const found: (Omit<WaitingEdition, 'settled'> & { nations: PreparedEdition['nations'] })[] = []
  for (const ready of (await readyEditions(ctx)).filter((one) => !gone.has(one.workId))) {
    const prepared = await preparedEdition(ctx, ready.workId)
    if (prepared)
      found.push({
        ...ready,
        subjects: prepared.subjects,
        nations: prepared.nations,
        themes: await store.themesOf(ctx, ready.workId),
        sound: prepared.consent.sound,
      })
  }
  const settled = settleAttributes(found, await releaseEntries(ctx), await publishedAttributes(ctx))
  const editions = found.map((one, n) => ({ ...one, settled: settled[n]! }))
  return {
    editions,
    reasons: whyNotRelease(
      editions.map((one) => ({
        subjects: one.subjects,
        themes: one.themes.length,
        sound: one.sound,
        held: one.settled.held,
      })),
    ),
    label,
  }
}

/** One waiting edition with its text and the themes confirmed so far. */
export async function waitingEdition(
  ctx: Context,
  workId: string,
): Promise<{ edition: PreparedEdition; themes: string[] } | null> {
  const edition = may(ctx.actor, releaseActs.seeWaiting) ? await preparedEdition(ctx, workId) : null
  return edition && { edition, themes: await store.themesOf(ctx, workId) }
}

/** An analyst confirms an edition's themes. The analyst is named in the record; a machine's suggestion alone is never used. */
export async function confirmThemes(
  ctx: Context,
  workId: string,
  themes: readonly string[],
): Promise<{ workId: string } | { refused: ReleaseRefusal }> {
  return perform(ctx, releaseActs.confirmThemes, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person' || !(await preparedEdition(tx, workId)))
      return { refused: 'not-found' as const }
    const known = new Set((await allThemes(tx)).map((theme) => theme.code))
    if (themes.length === 0) return { refused: 'no-theme' as const }
    if (themes.some((theme) => !known.has(theme))) return { refused: 'unknown-theme' as const }
    await store.setThemes(tx, workId, [...new Set(themes)], tx.actor.personId)
    await settle(tx, `release.themes:${workId}`)
    act.record({ work: workId })
    return { workId }
  })
}

/**
 * Releases every waiting edition as one volume, dated today. Refused while the rule has a reason against it, and where any
 * byte that would become public still gives a name away: nothing is published then, and `where` says in which output.
 */
export async function releaseVolume(
  ctx: Context,
): Promise<{ volumeId: string; editions: number } | { refused: ReleaseRefusal; where?: LeakPlace[] }> {
  return perform(ctx, releaseActs.releaseVolume, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    await store.lockRelease(tx)
    const { editions: waiting, reasons, label } = await waitingEditions(tx)
    if (reasons.length > 0) return { refused: 'may-not-go' as const }
    const leaving: { workId: string; reviewId: string; edition: EditionToPublish }[] = []
    for (const one of shuffled(waiting, (below) => randomInt(below))) {
      const prepared = await preparedEdition(tx, one.workId)
      if (!prepared) return { refused: 'not-found' as const }
      leaving.push({
        workId: one.workId,
        reviewId: prepared.reviewId,
        edition: {
          title: prepared.title,
          summary: prepared.summary,
          warning: prepared.warning,
          subjects: prepared.subjects,
          nation: one.settled.shown.nation,
          themes: one.themes,
          blocks: prepared.blocks,
          disclosure: prepared.disclosure,
          reportRoot: prepared.reportRoot,
          signatures: prepared.signatures,
          legacy: false,
          state: stateOf(prepared),
          learningLoss: prepared.learningLoss,
        },
      })
    }
    const publishedOn = tx.now().toISOString().slice(0, 10)
    const { volumeId, editionIds } = await publishVolume(tx, {
      label,
      publishedOn,
      editions: leaving.map((one) => one.edition),
    })
    const where = await leaksOf(
      tx,
      volumeId,
      leaving.map((one, n) => ({ ...one, editionId: editionIds[n]! })),
    )
    if (where.length > 0) return { refused: 'leak' as const, where }
    for (const [n, one] of leaving.entries()) {
      await store.addLink(tx, {
        editionId: editionIds[n]!,
        workId: one.workId,
        reviewId: one.reviewId,
        by: tx.actor.personId,
      })
      await reportStage(tx, one.reviewId, 'published')
      await tellOfPublication(tx, one.reviewId, editionIds[n]!)
    }
    await publishChangeFigures(tx, volumeId, await figuresUpTo(tx))
    await announceVolume(tx, volumeId)
    await reassessAfterRelease(tx)
    act.record({ volume: volumeId })
    return { volumeId, editions: leaving.length }
  })
}

/** Looks through everything that the volume would make public, for each edition's secrets. */
async function leaksOf(
  tx: Context,
  volumeId: string,
  leaving: readonly { workId: string; editionId: string; edition: EditionToPublish }[],
): Promise<LeakPlace[]> {
  const rendered = await renderPublicly(
    tx,
    volumeId,
    leaving.map((one) => one.editionId),
  )
  const shared = [...rendered.shared, ...(await bulletinOutputs(tx, volumeId))]
  const today = tx.now().toISOString().slice(0, 10)
  const dates = (await volumes(tx)).map((one) => one.publishedOn)
  const found: LeakPlace[] = []
  for (const { workId, editionId, edition } of leaving) {
    const own = [...(await editionOutputs(tx, editionId)), ...(rendered.own.get(editionId) ?? [])]
    const inOwn = await leaksInPublicOutputs(tx, workId, own, [today])
    const inShared = await leaksInPublicOutputs(tx, workId, shared, dates)
    if (!inOwn || !inShared) throw new Error('an edition leaves that is not signed off')
    found.push(...[...inOwn, ...inShared].map(({ output, part, how }) => ({ title: edition.title, output, part, how })))
  }
  return found
}

/** What an edition says of its words. */
function stateOf({ consent, author }: PreparedEdition): EditionState {
  return {
    label: consent.label,
    agreed: consent.agreed,
    imposed: consent.imposed,
    withheld: consent.withheld,
    dissents: consent.dissents.map((one) => one.words),
    author,
    signed: consent.signed,
  }
}

/** The author hears that their text is public, and how it is labelled there. */
async function tellOfPublication(tx: Context, reviewId: string, editionId: string): Promise<void> {
  const review = await reviewForUpdate(tx, reviewId)
  if (!review) return
  await tellAuthor(tx, review, {
    key: `release.published:${editionId}`,
    title: `The edition of review ${review.reference} is published`,
    words: `An edition of your report for review ${review.reference} is published in a volume. Its page says whether the words are as you wrote them; anyone can check it.`,
    link: `/workspace/reviews/${review.reference}`,
    about: editionId,
    asks: false,
  })
}

/** What was asked of the authors of everything published up to now, with small counts left out. */
async function figuresUpTo(tx: Context): Promise<{ editions: number; classes: ChangeFigure[] }> {
  const reviews = await store.releasedReviews(tx)
  const counts = publicFigures(await changesAsked(tx, reviews))
  return { editions: reviews.length, classes: counts }
}

/** Publishes old editions, which no author sealed, as a volume of the legacy collection. */
export async function publishLegacyVolume(
  ctx: Context,
  volume: {
    label: string
    publishedOn: string
    editions: readonly Omit<EditionToPublish, 'legacy' | 'disclosure' | 'reportRoot'>[]
  },
): Promise<{ volumeId: string } | { refused: ReleaseRefusal }> {
  return perform(ctx, releaseActs.publishLegacyVolume, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-found' as const }
    const editions = volume.editions.map((edition) => ({
      ...edition,
      legacy: true,
      disclosure: null,
      reportRoot: null,
    }))
    const { volumeId } = await publishVolume(tx, { ...volume, editions })
    act.record({ volume: volumeId })
    return { volumeId }
  })
}

/** Withdraws an edition at once; a tombstone stays. Settles the concern that led to it, if one did. */
export async function withdrawEdition(
  ctx: Context,
  editionId: string,
  reason: WithdrawalReason,
  concernId: string | null,
): Promise<{ editionId: string } | { refused: ReleaseRefusal }> {
  return perform(ctx, releaseActs.withdrawEdition, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (!(await withdraw(tx, editionId, reason))) return { refused: 'already-settled' as const }
    const link = await store.linkOf(tx, editionId)
    const review = link && (await reviewForUpdate(tx, link.reviewId))
    if (review?.stage === 'published')
      await reportStage(tx, review.id, 'withheld', 'The published edition was withdrawn')
    if (concernId) await settleOne(tx, concernId, 'withdrawn', tx.actor.personId)
    act.record({ edition: editionId, concern: concernId ?? undefined })
    return { editionId }
  })
}

/** Settles a concern without withdrawing. */
export async function leavePublished(
  ctx: Context,
  concernId: string,
): Promise<{ concernId: string } | { refused: ReleaseRefusal }> {
  return perform(ctx, releaseActs.settleConcern, async (tx, act) => {
    if (!act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (!(await settleOne(tx, concernId, 'no-action', tx.actor.personId)))
      return { refused: 'already-settled' as const }
    act.record({ concern: concernId })
    return { concernId }
  })
}

async function settleOne(
  tx: Context,
  concernId: string,
  verdict: 'withdrawn' | 'no-action',
  personId: string,
): Promise<boolean> {
  await settle(tx, `library.concern:${concernId}`)
  return settleConcern(tx, concernId, verdict, personId)
}

/** Concerns that wait for an answer, oldest first. */
export async function openConcerns(ctx: Context): Promise<Concern[]> {
  return may(ctx.actor, releaseActs.settleConcern) ? concerns(ctx, 'open') : []
}

/** One concern, for who may settle it. */
export async function concernById(ctx: Context, id: string): Promise<Concern | null> {
  return may(ctx.actor, releaseActs.settleConcern) ? concern(ctx, id) : null
}
