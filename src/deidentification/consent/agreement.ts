/**
 * The author's agreement to the generalised edition of their report. They see every replacement before the edition can
 * be signed off, and agree or refuse; a refusal does not stop it, but is shown beside it for ever, and so is silence.
 */
import { authorOf } from '#commissioning/commissioning.ts'
import { sealedReport, tellAuthor, type SealedReport } from '#authorship/authorship.ts'
import type { Block } from '#documents/documents.ts'
import { generatedBlocks } from '#evidence/evidence.ts'
import { perform, recordRead } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewNamed, type Review } from '#register/register.ts'
import { settle } from '#worklist/worklist.ts'
import type { EntityRow, SpanLabel, SpanRow, WorkRow } from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import * as store from '../store.ts'

/** Days that an author has to answer. After them an edition can be signed off as one that its author did not answer. */
export const agreementDays = 14

/** What an author said of an edition, or that they said nothing. */
export type AuthorStanding = 'agreed' | 'refused' | 'no-answer'

/** One thing that is named in the report, and what stands in its place. */
export interface ReplacementShown {
  label: SpanLabel
  words: string
  /** Null where the author's words stay. */
  replacement: string | null
  times: number
}

/** The edition as its author sees it before it is signed off. */
export interface EditionForAuthor {
  reportId: string
  review: Review
  title: string
  summary: string
  warning: string
  replacements: ReplacementShown[]
  blocks: Block[]
  /** What is replaced in the text, in its order. Offsets are UTF-16 units of the block. */
  places: { block: number; start: number; end: number; replacement: string }[]
  withheld: readonly number[]
  askId: string
  dueOn: string
  answer: 'agreed' | 'refused' | null
}

/** Why an answer was refused. */
export type AgreementRefusal = 'not-found' | 'already-answered' | 'changed-meanwhile'

/** Where an author reads and answers. */
export function agreementPath(reference: string): string {
  return `/workspace/reviews/${reference}/report/edition`
}

/** Asks the author, in the act that hands the edition to a second editor. */
export async function askAuthor(tx: Context, workId: string, report: SealedReport): Promise<void> {
  const dueOn = new Date(tx.now().getTime() + agreementDays * 86_400_000).toISOString().slice(0, 10)
  const askId = await store.addAsk(tx, workId, dueOn)
  await tellAuthor(tx, report.review, {
    key: askKey(workId),
    title: `See what is replaced in the edition of review ${report.reference}, and agree or refuse`,
    words: `The edition of your report for review ${report.reference} is ready for its second check. See every replacement before it is signed off, and agree or refuse. Until ${dueOn} it is not signed off without your answer. If you do not answer, the edition says that you did not.`,
    link: agreementPath(report.reference),
    dueOn,
    about: askId,
  })
}

function askKey(workId: string): string {
  return `deidentification.agreement:${workId}`
}

/** Why an edition cannot be signed off for its author's sake; null when it can. @param today 'YYYY-MM-DD' */
export function whyNotForAuthor(
  ask: { dueOn: string; answer: 'agreed' | 'refused' | null } | null,
  hasAuthor: boolean,
  today: string,
): 'author-not-answered' | null {
  if (!hasAuthor || ask?.answer) return null
  return ask && today > ask.dueOn ? null : 'author-not-answered'
}

/** See `whyNotForAuthor`, for the newest time that the author was asked. */
export async function whyNotSignedOff(tx: Context, work: WorkRow): Promise<'author-not-answered' | null> {
  const author = await authorOf(tx, work.reviewId)
  return whyNotForAuthor(await store.newestAsk(tx, work.id), author !== null, tx.now().toISOString().slice(0, 10))
}

/** What the author said of the edition as it is. */
export async function authorStanding(ctx: Context, workId: string): Promise<AuthorStanding> {
  return (await store.newestAsk(ctx, workId))?.answer ?? 'no-answer'
}

/** Nothing is asked of the author any more: the edition went back or on. */
export async function askNoMore(tx: Context, work: WorkRow): Promise<void> {
  const author = await authorOf(tx, work.reviewId)
  if (author) await settle(tx, `${askKey(work.id)}:${author.authorId}`)
}

/** The edition that waits for its author's answer, for its author alone. The reading is recorded. */
export async function editionForAuthor(ctx: Context, reference: string): Promise<EditionForAuthor | null> {
  const review = await reviewNamed(ctx, reference)
  const author = review && (await authorOf(ctx, review.id))
  if (!review || !author || !may(ctx.actor, deidentificationActs.answerEdition, { people: [author.authorId] }))
    return null
  const work = await store.workOfReview(ctx, review.id)
  const ask = work && (await store.newestAsk(ctx, work.id))
  if (!work || !ask || work.state === 'open') return null
  const report = await sealedReport(
    { ...ctx, actor: { kind: 'task', task: 'deidentification.agreement' } },
    work.reportId,
  )
  if (!report) return null
  await recordRead(ctx, 'deidentification.edition-for-author', work.id)
  const entities = await store.entities(ctx, work.id)
  const generated = await generatedBlocks(ctx, work.reviewId)
  const spans = (await store.spans(ctx, work.id)).filter(
    ({ block }) => !generated || block < generated.from || block >= generated.to,
  )
  return {
    reportId: work.reportId,
    review,
    title: work.title,
    summary: work.summary,
    warning: work.warning,
    replacements: replacementsShown(report.blocks, entities, spans),
    blocks: report.blocks,
    places: placesShown(entities, spans),
    withheld: report.withheld,
    askId: ask.id,
    dueOn: ask.dueOn,
    answer: ask.answer,
  }
}

/** What stands in the place of a mention, or null where the author's words stay. */
function standsFor(entity: EntityRow, span: SpanRow): string | null {
  if ((span.ownDecision ?? entity.decision) === 'keep') return null
  return span.ownReplacement ?? (entity.replacement || entity.suggested)
}

/** Every replacement by what is replaced, most frequent first. Pure. */
export function replacementsShown(
  blocks: readonly Block[],
  entities: readonly EntityRow[],
  spans: readonly SpanRow[],
): ReplacementShown[] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const shown = new Map<string, ReplacementShown>()
  for (const span of spans) {
    const entity = byId.get(span.entityId)
    if (!entity) continue
    const words = blocks[span.block]?.text.slice(span.start, span.end) ?? entity.canonical
    const replacement = standsFor(entity, span)
    const key = JSON.stringify([entity.label, words, replacement])
    const there = shown.get(key)
    if (there) there.times++
    else shown.set(key, { label: entity.label, words, replacement, times: 1 })
  }
  return [...shown.values()].toSorted((a, b) => b.times - a.times || a.words.localeCompare(b.words))
}

function placesShown(entities: readonly EntityRow[], spans: readonly SpanRow[]): EditionForAuthor['places'] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  return spans.flatMap((span) => {
    const entity = byId.get(span.entityId)
    const replacement = entity ? standsFor(entity, span) : null
    return replacement === null ? [] : [{ block: span.block, start: span.start, end: span.end, replacement }]
  })
}

/**
 * The author answers the edition that they were shown. Both answers let the edition go on; each is shown beside it.
 * @param answer.askId of the edition that they saw: another one means that it was changed meanwhile
 */
export async function answerEdition(
  ctx: Context,
  reportId: string,
  answer: { askId: string; answer: 'agreed' | 'refused' },
): Promise<{ workId: string } | { refused: AgreementRefusal }> {
  return perform(ctx, deidentificationActs.answerEdition, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    const author = work && (await authorOf(tx, work.reviewId))
    if (!work || !author || !act.permits({ people: [author.authorId] }) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    const ask = await store.newestAsk(tx, work.id)
    if (!ask || ask.id !== answer.askId || work.state !== 'awaiting-sign-off')
      return { refused: 'changed-meanwhile' as const }
    if (!(await store.answerAsk(tx, ask.id, answer.answer, tx.actor.personId)))
      return { refused: 'already-answered' as const }
    await askNoMore(tx, work)
    act.record({ work: work.id, answer: answer.answer })
    return { workId: work.id }
  })
}
