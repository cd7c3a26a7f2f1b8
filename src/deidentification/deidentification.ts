/**
 * De-identification: what in a sealed report could identify someone, who decided what, and the edition that follows.
 * Owns schema `deidentification`, which holds real names. Invariants: the engine proposes and a named person decides;
 * nothing is handed on while a decided form can still be read in the edition; whoever prepared an edition does not sign
 * it off; every word that is not replaced is the author's, provably (sealed text, version 1).
 */
import { consentRecord, sealedReport, type ConsentRecord, type SealedReport } from '#authorship/authorship.ts'
import type { Block, BlockLayout } from '#documents/documents.ts'
import { generatedBlocks } from '#evidence/evidence.ts'
import { perform, recordRead } from '#identity/identity.ts'
import { discloseReport, type EditionSignatures } from '#integrity/integrity.ts'
import { newestTexts, rarityOfWords } from '#library/library.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { queueJob } from '#platform/jobs.ts'
import { may } from '#platform/permission.ts'
import { reportStage, type Review } from '#register/register.ts'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import * as agreement from './consent/agreement.ts'
import { askAuthor, askNoMore, authorStanding, whyNotSignedOff, type AuthorStanding } from './consent/agreement.ts'
import {
  asLabel,
  editionBlocks,
  holesIn,
  whyNotPrepared,
  wordsOf,
  type DecidedSpan,
  type NotReady,
  type Part,
} from './edition.ts'
import { proposeForBlocks } from './engine/engine.ts'
import { loadWeights } from './engine/load-weights.ts'
import { leaks, sweepForms } from './engine/sweep.ts'
import * as following from './consent/following.ts'
import type * as gate from './leak-gate.ts'
import { leaksInOutputs, secretsOf } from './leak-gate.ts'
import type * as views from './leak-views.ts'
import { exactDay, intervalWords } from './intervals.ts'
import { learningLoss, type LearningLoss } from './learning-loss.ts'
import { deidentificationActs } from './permissions.ts'
import { isPrompt, rarityOf, tellingWords } from './rarity.ts'
import { assess, isWorse, type RiskReport } from './risk/bands.ts'
import shares from './risk/census-shares.json' with { type: 'json' }
import { rankMatches, wordCounts } from './risk/linkage.ts'
import { peopleWhoShare } from './risk/population.ts'
import { tellingShapes } from './risk/telling.ts'
import * as store from './store.ts'

/** What a span could give away. */
export type SpanLabel = 'PERSON' | 'CODE' | 'LOC' | 'ORG' | 'DEM' | 'DATETIME' | 'QUANTITY' | 'MISC'

/** The work on one report. */
export interface WorkRow {
  id: string
  reportId: string
  reviewId: string
  state: 'open' | 'awaiting-sign-off' | 'signed-off'
  version: number
  title: string
  summary: string
  warning: string
  preparedBy: string | null
  signedOffBy: string | null
  signedOffAt: Date | null
  returnedWhy: string | null
  /** The state of the sealed text that this was made from. */
  textVersion: number
  textMark: number
  /** Day 0 of the case, YYYY-MM-DD, where an editor has chosen one. */
  anchor: string | null
}

/** Someone or something named in the report, decided once for all its mentions. */
export interface EntityRow {
  id: string
  label: SpanLabel
  identifier: 'DIRECT' | 'QUASI'
  canonical: string
  decision: 'undecided' | 'replace' | 'keep'
  /** Bare words, without brackets. */
  replacement: string
  suggested: string
  removed: boolean
  /** Counts the changes: a decision names the version that it was made on, so that none is lost between two editors. */
  version: number
}

/** One mention. Offsets are UTF-16 units of its block. */
export interface SpanRow {
  id: string
  entityId: string
  block: number
  start: number
  end: number
  probability: number
  source: string
  reason: string
  /** Set where this mention is decided otherwise than its entity. */
  ownDecision: 'replace' | 'keep' | null
  ownReplacement: string | null
}

/** Everything that the workbench shows. */
export interface Workbench {
  work: WorkRow
  reference: string
  review: Review
  blocks: Block[]
  entities: EntityRow[]
  spans: SpanRow[]
  undecided: number
  /** What undoing would take back; `mine` where the reader made it. */
  lastChange: { id: number; says: string; mine: boolean } | null
  /** What can be done again, in words. */
  undone: string | null
}

/** Why an act was refused. */
export type DeidentificationRefusal =
  | 'not-found'
  | 'already-started'
  | 'not-open'
  | 'no-such-entity'
  | 'no-such-span'
  | 'replacement-missing'
  | 'replacement-names'
  | 'words-not-there'
  | 'nothing-to-undo'
  | 'nothing-to-redo'
  | 'changed-meanwhile'
  | 'same-person'
  | 'unchecked'
  | 'no-such-day'
  | 'no-such-attribute'
  | 'minutes-missing'
  | 'not-awaiting-sign-off'
  | 'reason-missing'
  | 'text-changed'
  | 'author-not-answered'
  | NotReady

type Answer<R> = Promise<R | { refused: DeidentificationRefusal }>

/** Starts the work on a submitted report: the engine proposes, everything is undecided. */
export async function startWork(ctx: Context, reportId: string): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.startWork, async (tx, act) => {
    const report = await sealedReport(tx, reportId)
    if (!report || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (await store.workOfReport(tx, reportId)) return { refused: 'already-started' as const }
    const workId = await store.addWork(tx, report, tx.actor.personId)
    await store.addProposals(tx, workId, proposeForBlocks(report.blocks, { model: loadWeights() }))
    await lookForWhatIsLeft(tx, workId, report, [])
    await reportStage(tx, report.reviewId, 'in-deidentification')
    await settle(tx, `deidentification.start:${reportId}`)
    await askToGoOn(tx, workId, report.reference, `Go on removing names from review ${report.reference}`)
    act.record({ review: report.reviewId, report: reportId, work: workId })
    return { workId }
  })
}

/** Keeps what the engine would propose only when asked for everything, with how rare the words are. */
async function lookForWhatIsLeft(
  tx: Context,
  workId: string,
  report: SealedReport,
  seeds: readonly { text: string }[],
): Promise<void> {
  const wide = proposeForBlocks(report.blocks, { seeds, model: loadWeights(), point: 'wide' }).proposals
  const surface = (one: (typeof wide)[number]) => report.blocks[one.block]?.text.slice(one.start, one.end) ?? ''
  const words = [...new Set(wide.flatMap((one) => tellingWords(surface(one))))]
  const known = await rarityOfWords(tx, words)
  await store.putLeftovers(
    tx,
    workId,
    wide.map((one) => ({
      block: one.block,
      start: one.start,
      end: one.end,
      label: one.label,
      probability: one.probability,
      rarity: rarityOf(surface(one), known),
      reason: one.reason,
      prompt: isPrompt(one),
    })),
  )
}

async function askToGoOn(tx: Context, workId: string, reference: string, title: string): Promise<void> {
  const work = await store.work(tx, workId)
  await askFor(tx, {
    key: `deidentification.open:${workId}`,
    role: 'editor',
    title,
    link: `/workspace/deidentification/${work?.reportId ?? reference}`,
  })
}

/** The workbench of a report, for editors. The reading is recorded. Null before it is started or for others. */
export async function workbench(ctx: Context, reportId: string): Promise<Workbench | null> {
  if (!may(ctx.actor, deidentificationActs.seeWork)) return null
  const work = await store.workOfReport(ctx, reportId)
  const report = work && (await sealedReport(ctx, reportId))
  if (!work || !report) return null
  const entities = await store.entities(ctx, work.id)
  const spans = await spansOf(ctx, work)
  const mentioned = new Set(spans.map((span) => span.entityId))
  return {
    work,
    reference: report.reference,
    review: report.review,
    blocks: report.blocks,
    entities: entities.filter((entity) => mentioned.has(entity.id)),
    spans,
    undecided: entities.filter((entity) => entity.decision === 'undecided' && mentioned.has(entity.id)).length,
    ...(await historyOf(ctx, work.id)),
  }
}

async function historyOf(ctx: Context, workId: string): Promise<Pick<Workbench, 'lastChange' | 'undone'>> {
  const last = await store.lastChange(ctx, workId)
  const mine = ctx.actor.kind === 'person' && last?.byPerson === ctx.actor.personId
  return {
    lastChange: last && { id: last.id, says: last.says, mine },
    undone: (await store.undoneChange(ctx, workId))?.says ?? null,
  }
}

/** What an open workbench asks for again and again: decisions without the text. */
export type WorkState = Pick<Workbench, 'entities' | 'undecided' | 'lastChange' | 'undone'> & { version: number }

/** The decisions as they are now, for a workbench that is open elsewhere too. No text is read. Null for others. */
export async function workState(ctx: Context, reportId: string): Promise<WorkState | null> {
  if (!may(ctx.actor, deidentificationActs.seeWork)) return null
  const work = await store.workOfReport(ctx, reportId)
  if (!work) return null
  const mentioned = new Set((await spansOf(ctx, work)).map((span) => span.entityId))
  const entities = (await store.entities(ctx, work.id)).filter((entity) => mentioned.has(entity.id))
  return {
    version: work.version,
    entities,
    undecided: entities.filter((entity) => entity.decision === 'undecided').length,
    ...(await historyOf(ctx, work.id)),
  }
}

/**
 * The mentions that can be decided: none in the sections that were generated when the report was submitted, which nobody
 * may hide and which hold no names.
 */
async function spansOf(ctx: Context, work: Pick<WorkRow, 'id' | 'reviewId'>): Promise<SpanRow[]> {
  const generated = await generatedBlocks(ctx, work.reviewId)
  const spans = await store.spans(ctx, work.id)
  return generated ? spans.filter((span) => span.block < generated.from || span.block >= generated.to) : spans
}

/** A submitted report that is not started yet: its reference; null when there is none for this reader. */
export async function reportToStart(
  ctx: Context,
  reportId: string,
): Promise<{ reference: string; words: number } | null> {
  if (!may(ctx.actor, deidentificationActs.startWork)) return null
  const report = await sealedReport(ctx, reportId)
  return report
    ? {
        reference: report.reference,
        words: report.blocks.reduce((sum, block) => sum + block.text.split(/\s+/).length, 0),
      }
    : null
}

/** Work in these states, oldest first. */
export async function workList(ctx: Context, states: readonly WorkRow['state'][]): Promise<WorkRow[]> {
  return may(ctx.actor, deidentificationActs.seeWork) ? store.works(ctx, states) : []
}

interface Change {
  tx: Context
  work: WorkRow
  report: SealedReport
  entities: EntityRow[]
  spans: SpanRow[]
}

/** What a change touched, to be undone: rows as they were, and ids that are new. */
interface Touched {
  says: string
  before?: { entities?: EntityRow[]; spans?: SpanRow[] }
  created?: { entities?: string[]; spans?: string[] }
}

async function change(
  ctx: Context,
  reportId: string,
  decide: (
    change: Change,
    personId: string,
  ) => Promise<Touched | { nothing: true } | { refused: DeidentificationRefusal }>,
): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.decide, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    const report = work && (await sealedReport(tx, reportId))
    if (!work || !report || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (work.state !== 'open') return { refused: 'not-open' as const }
    if (work.textMark !== report.textMark) return { refused: 'text-changed' as const }
    const { personId } = tx.actor
    const entities = await store.entities(tx, work.id)
    const touched = await decide({ tx, work, report, entities, spans: await spansOf(tx, work) }, personId)
    if (isRefusal(touched)) return touched
    if ('nothing' in touched) act.record({ work: work.id })
    else {
      await keepChange(tx, work.id, personId, touched)
      act.record({ work: work.id })
    }
    return { workId: work.id }
  })
}

/** Keeps what was and what now is, so that the change can be undone and done again. */
async function keepChange(tx: Context, workId: string, personId: string, touched: Touched): Promise<void> {
  const { before = {}, created = {} } = touched
  const entityIds = new Set([...(before.entities ?? []).map((one) => one.id), ...(created.entities ?? [])])
  const spanIds = new Set([...(before.spans ?? []).map((one) => one.id), ...(created.spans ?? [])])
  const entities = await store.entities(tx, workId)
  const spans = await store.spans(tx, workId)
  await store.addChange(tx, workId, personId, {
    says: touched.says,
    entities: {
      before: before.entities ?? [],
      created: created.entities ?? [],
      after: entities.filter((one) => entityIds.has(one.id)),
    },
    spans: {
      before: before.spans ?? [],
      created: created.spans ?? [],
      after: spans.filter((one) => spanIds.has(one.id)),
    },
  })
}

/** A decision on an entity. `removed` marks that nothing could stand in its place. */
export interface EntityDecision {
  decision: 'replace' | 'keep' | 'undecided'
  replacement: string
  removed: boolean
  /** The version that the editor saw; without it whatever is there is overwritten. */
  version?: number | undefined
}

/**
 * Decides one entity: every one of its mentions follows, wherever it stands. Refused where somebody decided otherwise
 * since; the same decision sent twice, as after a lost connection, is taken once.
 */
export async function decideEntity(
  ctx: Context,
  reportId: string,
  entityId: string,
  decision: EntityDecision,
): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, entities }, personId) => {
    const entity = entities.find((one) => one.id === entityId)
    if (!entity) return { refused: 'no-such-entity' }
    const replacement = decision.replacement.trim()
    if (decision.version !== undefined && decision.version !== entity.version) {
      const same =
        entity.decision === decision.decision && (decision.decision !== 'replace' || entity.replacement === replacement)
      return same ? { nothing: true as const } : { refused: 'changed-meanwhile' }
    }
    if (decision.decision === 'replace' && replacement === '') return { refused: 'replacement-missing' }
    if (decision.decision === 'replace' && namesSomeone(replacement, entities)) return { refused: 'replacement-names' }
    await store.decideEntities(tx, [entityId], { ...decision, replacement }, personId)
    return { says: `the decision on “${entity.canonical}”`, before: { entities: [entity] } }
  })
}

/** A replacement must not carry one of the names that it stands for. */
function namesSomeone(replacement: string, entities: readonly EntityRow[]): boolean {
  const names = entities
    .filter((entity) => entity.label === 'PERSON' && entity.identifier === 'DIRECT' && entity.decision !== 'keep')
    .map((entity) => entity.canonical)
  return leaks(replacement, names).length > 0
}

/** Accepts every suggestion that is still undecided, in one act that one undo takes back. */
export async function acceptSuggestions(ctx: Context, reportId: string): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, entities, spans }, personId) => {
    const mentioned = new Set(spans.map((span) => span.entityId))
    const open = entities.filter((entity) => entity.decision === 'undecided' && mentioned.has(entity.id))
    if (open.length === 0) return { refused: 'no-such-entity' }
    await store.decideEntities(
      tx,
      open.map((entity) => entity.id),
      { decision: 'replace', replacement: null, removed: false },
      personId,
    )
    return { says: `${open.length} accepted suggestions`, before: { entities: open } }
  })
}

/** Decides one mention otherwise than its entity, or, with null, as its entity again. */
export async function decideSpan(
  ctx: Context,
  reportId: string,
  spanId: string,
  decision: 'replace' | 'keep' | null,
  replacement: string,
): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, spans, entities }) => {
    const span = spans.find((one) => one.id === spanId)
    if (!span) return { refused: 'no-such-span' }
    const words = replacement.trim()
    if (decision === 'replace' && words === '') return { refused: 'replacement-missing' }
    if (decision === 'replace' && namesSomeone(words, entities)) return { refused: 'replacement-names' }
    await store.decideSpan(tx, spanId, decision, decision === 'replace' ? words : null)
    return { says: 'the decision on one mention', before: { spans: [span] } }
  })
}

/** Words that an editor marks by hand. */
export interface ManualMark {
  block: number
  /** The exact words; their first place in the block at or after `from`. */
  words: string
  from: number
  label: SpanLabel
  replacement: string
  /** Mark every further mention in the report, possessives, parts of names and misspellings too. */
  everywhere: boolean
}

/** Marks words by hand, in one place or everywhere. Proposals that it overlaps give way. */
export async function markWords(ctx: Context, reportId: string, mark: ManualMark): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, work, report, entities, spans }, personId) => {
    const words = mark.words.normalize('NFC').trim()
    const replacement = mark.replacement.trim()
    if (replacement === '') return { refused: 'replacement-missing' }
    if (namesSomeone(replacement, entities)) return { refused: 'replacement-names' }
    const start = words === '' ? -1 : (report.blocks[mark.block]?.text.indexOf(words, mark.from) ?? -1)
    if (start === -1) return { refused: 'words-not-there' }
    const first = { block: mark.block, start, end: start + words.length }
    const places = mark.everywhere ? withoutOverlaps([first, ...sweepForms(report.blocks, [words])]) : [first]
    const gone = spans.filter((span) => places.some((place) => overlaps(place, span)))
    await store.dropSpans(
      tx,
      gone.map((span) => span.id),
    )
    const same = entities.find((entity) => entity.label === mark.label && entity.canonical === words)
    const entityId =
      same?.id ??
      (await store.addEntity(tx, work.id, {
        label: mark.label,
        identifier: mark.label === 'PERSON' || mark.label === 'CODE' ? 'DIRECT' : 'QUASI',
        canonical: words,
        suggested: replacement,
      }))
    await store.decideEntities(tx, [entityId], { decision: 'replace', replacement, removed: false }, personId)
    const created = await store.addSpans(
      tx,
      work.id,
      places.map((place) => ({
        entity_id: entityId,
        block: place.block,
        start_at: place.start,
        end_at: place.end,
        probability: 1,
        source: 'editor',
        reason: 'Marked by an editor',
      })),
    )
    return {
      says: `marking “${words}” in ${places.length} ${places.length === 1 ? 'place' : 'places'}`,
      before: { spans: gone, entities: same ? [same] : [] },
      created: { spans: created, entities: same ? [] : [entityId] },
    }
  })
}

type Place = { block: number; start: number; end: number }

function overlaps(a: Place, b: Place): boolean {
  return a.block === b.block && a.start < b.end && b.start < a.end
}

function withoutOverlaps(places: readonly Place[]): Place[] {
  const kept: Place[] = []
  for (const { block, start, end } of places)
    if (!kept.some((one) => overlaps(one, { block, start, end }))) kept.push({ block, start, end })
  return kept
}

/** Tells the engine the case's people, places and schools and adds what it now finds; decisions made so far stand. */
export async function seedNames(ctx: Context, reportId: string, names: readonly string[]): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, work, report, spans }) => {
    const seeds = names
      .map((name) => name.trim())
      .filter(Boolean)
      .map((text) => ({ text }))
    if (seeds.length === 0) return { refused: 'words-not-there' }
    const found = proposeForBlocks(report.blocks, { seeds, model: loadWeights() })
    const proposals = found.proposals.filter((one) => !spans.some((span) => overlaps(one, span)))
    const used = new Set(proposals.map((one) => one.entity))
    const created = await store.addProposals(tx, work.id, {
      entities: found.entities.filter((entity) => used.has(entity.id)),
      proposals,
    })
    await lookForWhatIsLeft(tx, work.id, report, seeds)
    return { says: `adding ${seeds.length} names`, created }
  })
}

/** Passages that were marked before, for example by the author, with what is to stand in their place. */
export interface MarkedPassage {
  block: number
  start: number
  end: number
  replacement: string
}

/**
 * Takes passages marked beforehand as decided, and keeps the author's words in everything else that was suggested. For
 * reports whose author marked what identifies; the second editor still checks every one.
 */
export async function takeMarkedPassages(
  ctx: Context,
  reportId: string,
  passages: readonly MarkedPassage[],
): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, work, report, entities, spans }, personId) => {
    const gone = spans.filter((span) => passages.some((passage) => overlaps(passage, span)))
    const labels = new Map(entities.map((entity) => [entity.id, entity.label]))
    await store.dropSpans(
      tx,
      gone.map((span) => span.id),
    )
    const made = new Map<string, string>()
    const rows = []
    for (const passage of passages) {
      const canonical = report.blocks[passage.block]?.text.slice(passage.start, passage.end) ?? ''
      const key = `${canonical}\n${passage.replacement}`
      const suggested = gone.find((span) => overlaps(passage, span))
      const label = (suggested && labels.get(suggested.entityId)) ?? 'MISC'
      const entityId =
        made.get(key) ??
        (await store.addEntity(tx, work.id, { label, identifier: 'QUASI', canonical, suggested: passage.replacement }))
      made.set(key, entityId)
      rows.push({
        entity_id: entityId,
        block: passage.block,
        start_at: passage.start,
        end_at: passage.end,
        probability: 1,
        source: 'marked',
        reason: 'Marked beforehand',
      })
    }
    const created = await store.addSpans(tx, work.id, rows)
    await store.decideEntities(
      tx,
      [...made.values()],
      { decision: 'replace', replacement: null, removed: false },
      personId,
    )
    const rest = entities.filter((entity) => entity.decision === 'undecided')
    await store.decideEntities(
      tx,
      rest.map((entity) => entity.id),
      { decision: 'keep', replacement: '', removed: false },
      personId,
    )
    return {
      says: `${passages.length} passages marked beforehand`,
      before: { spans: gone, entities: rest },
      created: { spans: created, entities: [...made.values()] },
    }
  })
}

/**
 * Takes back the last change.
 * @param changeId the change that the editor saw as the last; refused where another was made since
 */
export async function undoChange(ctx: Context, reportId: string, changeId?: number): Answer<{ workId: string }> {
  return throughHistory(ctx, reportId, async (tx, work) => {
    const last = await store.lastChange(tx, work.id)
    if (!last) return { refused: 'nothing-to-undo' }
    if (changeId !== undefined && last.id !== changeId) return { refused: 'changed-meanwhile' }
    await store.dropSpans(tx, last.spans.created)
    await store.putEntities(tx, last.entities.before)
    await store.restoreSpans(tx, work.id, last.spans.before)
    await store.dropEntities(tx, last.entities.created)
    await store.markUndone(tx, work.id, last.id)
    return last.id
  })
}

/** Does again what was undone last. Refused once something else was done. */
export async function redoChange(ctx: Context, reportId: string): Answer<{ workId: string }> {
  return throughHistory(ctx, reportId, async (tx, work) => {
    const undone = await store.undoneChange(tx, work.id)
    if (!undone?.entities.after || !undone.spans.after) return { refused: 'nothing-to-redo' }
    const after = new Set(undone.spans.after.map((span) => span.id))
    await store.dropSpans(
      tx,
      undone.spans.before.map((span) => span.id).filter((id) => !after.has(id)),
    )
    const created = new Set(undone.entities.created)
    await store.restoreEntities(
      tx,
      work.id,
      undone.entities.after.filter((one) => created.has(one.id)),
    )
    await store.putEntities(tx, undone.entities.after)
    await store.restoreSpans(tx, work.id, undone.spans.after)
    await store.markDoneAgain(tx, work.id, undone.id)
    return undone.id
  })
}

async function throughHistory(
  ctx: Context,
  reportId: string,
  step: (tx: Context, work: WorkRow) => Promise<number | { refused: DeidentificationRefusal }>,
): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.decide, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    if (!work || !act.permits()) return { refused: 'not-found' as const }
    if (work.state !== 'open') return { refused: 'not-open' as const }
    const change = await step(tx, work)
    if (typeof change !== 'number') return change
    act.record({ work: work.id, change })
    return { workId: work.id }
  })
}

/** What is left: passages that nothing masks, the likeliest and rarest first. Empty for others. */
export interface Leftover {
  id: number
  block: number
  words: string
  before: string
  after: string
  label: SpanLabel
  probability: number
  /** In bits: how rare the words are among what is published. */
  rarity: number
  reason: string
  /** A detail that a person should ask themselves about, whatever the probability. */
  prompt: boolean
}

/** See `Leftover`. The reading of the report is recorded. */
export async function whatIsLeft(ctx: Context, reportId: string): Promise<Leftover[]> {
  if (!may(ctx.actor, deidentificationActs.seeWork)) return []
  const work = await store.workOfReport(ctx, reportId)
  const report = work && (await sealedReport(ctx, reportId))
  if (!work || !report) return []
  const generated = await generatedBlocks(ctx, work.reviewId)
  const left = (await store.leftovers(ctx, work.id)).filter(
    ({ block }) => !generated || block < generated.from || block >= generated.to,
  )
  return left.map(({ start, end, ...one }) => {
    const text = report.blocks[one.block]?.text ?? ''
    return {
      ...one,
      label: one.label as SpanLabel,
      words: text.slice(start, end),
      before: text.slice(Math.max(0, start - 80), start),
      after: text.slice(end, end + 80),
    }
  })
}

/** Sets one passage of what is left aside: an editor looked and left the author's words. */
export async function setAside(ctx: Context, reportId: string, leftoverId: number): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.decide, async (tx, act) => {
    const work = await store.workOfReport(tx, reportId)
    if (!work || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (work.state !== 'open') return { refused: 'not-open' as const }
    if (!(await store.setLeftoverAside(tx, work.id, leftoverId, tx.actor.personId)))
      return { refused: 'no-such-span' as const }
    act.record({ work: work.id, leftover: leftoverId })
    return { workId: work.id }
  })
}

/**
 * Chooses day 0 of the case and suggests for every exact day how far it is from it. Days that were decided stay decided.
 * @param day YYYY-MM-DD
 */
export async function anchorDates(ctx: Context, reportId: string, day: string): Answer<{ workId: string }> {
  return change(ctx, reportId, async ({ tx, work, entities }) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return { refused: 'no-such-day' }
    const dated = entities.flatMap((entity) => {
      const exact = entity.label === 'DATETIME' && entity.decision === 'undecided' ? exactDay(entity.canonical) : null
      return exact ? [{ entity, suggested: intervalWords(day, exact) }] : []
    })
    await store.setAnchor(tx, work.id, day)
    await store.suggestFor(
      tx,
      dated.map(({ entity, suggested }) => ({ id: entity.id, suggested })),
    )
    return { says: `intervals for ${dated.length} dates`, before: { entities: dated.map((one) => one.entity) } }
  })
}

/** Keeps the edition's public details. They are checked for names when the edition is handed on. */
export async function setDetails(
  ctx: Context,
  reportId: string,
  details: { title: string; summary: string; warning: string },
): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.decide, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    if (!work || !act.permits()) return { refused: 'not-found' as const }
    if (work.state !== 'open') return { refused: 'not-open' as const }
    await store.setDetails(tx, work.id, details)
    act.record({ work: work.id })
    return { workId: work.id }
  })
}

/** The decided spans: what the edition hides, and what stands there. Undecided mentions are hidden too. */
export function decidedSpans(entities: readonly EntityRow[], spans: readonly SpanRow[]): DecidedSpan[] {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  return spans.flatMap((span) => {
    const entity = byId.get(span.entityId)
    if (!entity) return []
    const decision = span.ownDecision ?? entity.decision
    if (decision === 'keep') return []
    const words = span.ownReplacement ?? (entity.replacement || entity.suggested || 'not yet decided')
    return [{ block: span.block, start: span.start, end: span.end, label: asLabel(words) }]
  })
}

/** A leak with the block where it stands; null where it is in the title, summary or warning, or in the file's own words. */
export type FoundLeak = GateLeak & { block: number | null }

/** In what form a leak was found. */
export type LeakForm = gate.LeakForm
/** A leak in an output. */
export type GateLeak = gate.GateLeak
/** An output by its name, as its bytes. */
export type NamedOutput = views.NamedOutput

/** The leak check of a report, for editors. Null for others and before the work is started. */
export async function leakCheck(ctx: Context, reportId: string): Promise<FoundLeak[] | null> {
  if (!may(ctx.actor, deidentificationActs.seeWork)) return null
  const work = await store.workOfReport(ctx, reportId)
  const report = work && (await sealedReport(ctx, reportId))
  if (!work || !report) return null
  return leaksIn(work, report, await store.entities(ctx, work.id), await spansOf(ctx, work))
}

/** A report with its text, as far as the leak check needs it. */
type Leaking = Pick<SealedReport, 'blocks' | 'seeds' | 'withheld'>

/**
 * The leak gate over the edition as it will be: its text, its downloadable file and what the public sees first. What an
 * editor decided to keep is excused where it stands: that is their decision and is on record.
 */
export function leaksIn(
  work: Pick<WorkRow, 'title' | 'summary' | 'warning'>,
  report: Leaking,
  entities: readonly EntityRow[],
  spans: readonly SpanRow[],
): FoundLeak[] {
  const secrets = secretsIn(report, entities, spans)
  const decided = decidedSpans(entities, spans)
  const shown = editionBlocks(report.blocks, decided).map((block, n) =>
    report.withheld.includes(n) ? '' : wordsOf(block.parts),
  )
  const { disclosure } = discloseReport(report.blocks, report.seeds, decided, report.withheld)
  const bytes = (text: string) => new TextEncoder().encode(text)
  const found = leaksInOutputs(secrets, [
    { name: 'Title, summary and warning', bytes: bytes([work.title, work.summary, work.warning].join('\n\n')) },
    { name: 'Text', bytes: bytes(shown.join('\n\n')) },
    { name: 'File to download', bytes: bytes(JSON.stringify(disclosure)) },
  ])
  const inText = new Set(found.filter((one) => one.output === 'Text').map((one) => `${one.how} ${one.form}`))
  return found
    .filter((one) => one.output !== 'File to download' || !inText.has(`${one.how} ${one.form}`))
    .map((one) => ({ ...one, block: one.output === 'Text' && one.part === '' ? Math.floor(one.line / 2) : null }))
}

function secretsIn(report: Leaking, entities: readonly EntityRow[], spans: readonly SpanRow[]): gate.Secrets {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const decided = spans.map((span) => {
    const entity = byId.get(span.entityId)
    return { ...span, label: entity?.label ?? 'MISC', hidden: (span.ownDecision ?? entity?.decision) !== 'keep' }
  })
  return secretsOf(report.blocks, decided, null)
}

/**
 * The leak gate over outputs as they are about to be published: pages, files, feeds, search rows, mails.
 * For release, inside the transaction that publishes. Null where the edition is not signed off.
 * @param publicDays dates of volumes, which may stand in these outputs whatever the case's time was
 */
export async function leaksInPublicOutputs(
  ctx: Context,
  workId: string,
  outputs: readonly NamedOutput[],
  publicDays: readonly string[],
): Promise<GateLeak[] | null> {
  if (!may(ctx.actor, deidentificationActs.readPreparedEdition)) return null
  const work = await store.work(ctx, workId)
  const report = work?.state === 'signed-off' ? await sealedReport(asTask(ctx), work.reportId) : null
  if (!work || !report) return null
  const secrets = secretsIn(report, await store.entities(ctx, work.id), await spansOf(ctx, work))
  return leaksInOutputs({ ...secrets, publicDays }, outputs)
}

/** Reading the sealed report on behalf of a verb that has asked its own permission and shows none of it. */
const asTask = (ctx: Context): Context => ({
  ...ctx,
  actor: { kind: 'task', task: 'deidentification.prepared-edition' },
})

/** Hands the edition to a second editor, once nothing is undecided and nothing leaks. */
export async function prepareEdition(ctx: Context, reportId: string): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.prepareEdition, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    const report = work && (await sealedReport(tx, reportId))
    if (!work || !report || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (work.state !== 'open') return { refused: 'not-open' as const }
    if (work.textMark !== report.textMark) return { refused: 'text-changed' as const }
    const entities = await store.entities(tx, work.id)
    const spans = await spansOf(tx, work)
    const mentioned = new Set(spans.map((span) => span.entityId))
    const undecided = entities.filter((entity) => entity.decision === 'undecided' && mentioned.has(entity.id)).length
    const reason = whyNotPrepared({
      ...work,
      undecided,
      leaks: undecided > 0 ? 0 : leaksIn(work, report, entities, spans).length,
    })
    if (reason) return { refused: reason }
    await store.setState(tx, work.id, 'awaiting-sign-off', { preparedBy: tx.actor.personId })
    await settle(tx, `deidentification.open:${work.id}`)
    await askFor(tx, {
      key: `deidentification.sign-off:${work.id}`,
      role: 'editor',
      title: `Second check: the edition of review ${report.reference}`,
      link: `/workspace/deidentification/${reportId}/sign-off`,
    })
    await askAuthor(tx, work.id, report)
    act.record({ review: report.reviewId, work: work.id })
    return { workId: work.id }
  })
}

/** Everything that was decided and is mentioned: what the second editor answers, one by one or by kind. */
function differencesIn(entities: readonly EntityRow[], spans: readonly SpanRow[]): EntityRow[] {
  const mentioned = new Set(spans.map((span) => span.entityId))
  return entities.filter((entity) => mentioned.has(entity.id))
}

/** The second editor's answer to one difference. */
export interface DifferenceCheck {
  entityId: string
  verdict: 'agreed' | 'questioned'
  note: string
}

/** The answers that this reader has given so far, to differences as they now stand. */
export async function myChecks(ctx: Context, reportId: string): Promise<DifferenceCheck[]> {
  const work = may(ctx.actor, deidentificationActs.signOff) ? await store.workOfReport(ctx, reportId) : null
  if (!work || ctx.actor.kind !== 'person') return []
  const { personId } = ctx.actor
  const versions = new Map((await store.entities(ctx, work.id)).map((one) => [one.id, one.version]))
  return (await store.checks(ctx, work.id)).filter(
    (one) => one.byPerson === personId && versions.get(one.entityId) === one.entityVersion,
  )
}

/** What this person has not agreed to at its present version. */
function uncheckedBy(
  personId: string,
  differences: readonly EntityRow[],
  checks: readonly store.CheckRow[],
): EntityRow[] {
  const agreed = new Map(
    checks
      .filter((one) => one.byPerson === personId && one.verdict === 'agreed')
      .map((one) => [one.entityId, one.entityVersion]),
  )
  return differences.filter((entity) => agreed.get(entity.id) !== entity.version)
}

/**
 * The second editor answers differences: agrees to them, or questions one with a note, which is sent back with the rest.
 * @param which ids of entities; `all` stands for every difference
 */
export async function checkDifferences(
  ctx: Context,
  reportId: string,
  which: readonly string[] | 'all',
  answer: Pick<DifferenceCheck, 'verdict' | 'note'>,
): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.signOff, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    if (!work || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (work.state !== 'awaiting-sign-off') return { refused: 'not-awaiting-sign-off' as const }
    if (work.preparedBy === tx.actor.personId) return { refused: 'same-person' as const }
    if (answer.verdict === 'questioned' && answer.note.trim() === '') return { refused: 'reason-missing' as const }
    const differences = differencesIn(await store.entities(tx, work.id), await spansOf(tx, work))
    const ids = differences.map((one) => one.id).filter((id) => which === 'all' || which.includes(id))
    if (ids.length === 0) return { refused: 'no-such-entity' as const }
    await store.putChecks(tx, ids, { ...answer, note: answer.note.trim(), personId: tx.actor.personId })
    act.record({ work: work.id, differences: ids.length })
    return { workId: work.id }
  })
}

/**
 * A second editor signs the edition off, once they agreed to every difference: it waits for a volume.
 */
export async function signOff(ctx: Context, reportId: string, version: number): Answer<{ workId: string }> {
  return settleSignOff(ctx, reportId, async (tx, work, report, personId) => {
    if (work.version !== version) return { refused: 'changed-meanwhile' }
    if (work.textMark !== report.textMark) return { refused: 'text-changed' }
    const waits = await whyNotSignedOff(tx, work)
    if (waits) return { refused: waits }
    const entities = await store.entities(tx, work.id)
    const spans = await spansOf(tx, work)
    if (uncheckedBy(personId, differencesIn(entities, spans), await store.checks(tx, work.id)).length > 0)
      return { refused: 'unchecked' }
    if (leaksIn(work, report, entities, spans).length > 0) return { refused: 'leak' }
    await store.setState(tx, work.id, 'signed-off', { signedOffBy: personId })
    await reportStage(tx, report.reviewId, 'waiting')
    await askFor(tx, {
      key: `release.themes:${work.id}`,
      role: 'analyst',
      title: `Confirm the themes of the edition of review ${report.reference}`,
      link: `/workspace/release/${work.id}/themes`,
    })
    return null
  })
}

/** A second editor sends the edition back, with a reason. */
export async function sendBack(ctx: Context, reportId: string, why: string): Answer<{ workId: string }> {
  return settleSignOff(ctx, reportId, async (tx, work, report) => {
    if (why.trim() === '') return { refused: 'reason-missing' }
    await store.setState(tx, work.id, 'open', { returnedWhy: why.trim() })
    await askToGoOn(tx, work.id, report.reference, `Sent back after the second check: review ${report.reference}`)
    return null
  })
}

async function settleSignOff(
  ctx: Context,
  reportId: string,
  settled: (
    tx: Context,
    work: WorkRow,
    report: SealedReport,
    personId: string,
  ) => Promise<{ refused: DeidentificationRefusal } | null>,
): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.signOff, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    const report = work && (await sealedReport(tx, reportId))
    if (!work || !report || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (work.state !== 'awaiting-sign-off') return { refused: 'not-awaiting-sign-off' as const }
    if (work.preparedBy === tx.actor.personId) return { refused: 'same-person' as const }
    const refused = await settled(tx, work, report, tx.actor.personId)
    if (refused) return refused
    await settle(tx, `deidentification.sign-off:${work.id}`)
    await askNoMore(tx, work)
    act.record({ review: report.reviewId, work: work.id })
    return { workId: work.id }
  })
}

/** What a decided edition loses, in kinds and counts. */
export function learningLossOf(
  blocks: readonly Block[],
  entities: readonly EntityRow[],
  spans: readonly SpanRow[],
): LearningLoss {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const count = (text: string) => text.split(/\s+/).filter(Boolean).length
  const hidden = spans.flatMap((span) => {
    const entity = byId.get(span.entityId)
    if (!entity || (span.ownDecision ?? entity.decision) === 'keep') return []
    const words = count(blocks[span.block]?.text.slice(span.start, span.end) ?? '')
    return [{ label: entity.label, removed: entity.removed, words }]
  })
  return learningLoss(
    hidden,
    blocks.reduce((sum, block) => sum + count(block.text), 0),
  )
}

/** An edition that is signed off and waits for a volume, without its text. */
export interface ReadyEdition {
  workId: string
  reviewId: string
  title: string
  readySince: Date
}

/** Editions that wait for a volume, longest waiting first. */
export async function readyEditions(ctx: Context): Promise<ReadyEdition[]> {
  if (!may(ctx.actor, deidentificationActs.readPreparedEdition)) return []
  const rows = await store.works(ctx, ['signed-off'])
  return rows.map((row) => ({
    workId: row.id,
    reviewId: row.reviewId,
    title: row.title,
    readySince: row.signedOffAt ?? new Date(0),
  }))
}

/** An edition ready to be published: no name, no reference, no board. */
export interface PreparedEdition {
  reviewId: string
  title: string
  summary: string
  warning: string
  blocks: { kind: Block['kind']; parts: Part[]; layout?: BlockLayout }[]
  /** The disclosure of sealed text, version 1. */
  disclosure: unknown
  /** Base64 of the root recorded at submission. */
  reportRoot: string
  /** Who signed the words; null where the author had no key. */
  signatures: EditionSignatures | null
  subjects: SubjectKind[]
  nations: Nation[]
  reportId: string
  /** What happened to the text after submission, and what the author said of this edition. */
  consent: ConsentRecord
  author: AuthorStanding
  learningLoss: LearningLoss
}

/**
 * A signed-off edition with its proof. For release's verbs and the analyst's page: the words of the parts are those of
 * the proof, since replacements are widened to whole tokens in both.
 */
export async function preparedEdition(ctx: Context, workId: string): Promise<PreparedEdition | null> {
  if (!may(ctx.actor, deidentificationActs.readPreparedEdition)) return null
  const work = await store.work(ctx, workId)
  if (!work || work.state !== 'signed-off') return null
  const report = await sealedReport(asTask(ctx), work.reportId)
  const consent = report && (await consentRecord(ctx, work.reportId))
  // An edition of a text that has changed since is none: its editors look at it again first.
  if (!report || !consent || work.textMark !== report.textMark) return null
  await recordRead(ctx, 'deidentification.prepared-edition', work.id)
  const entities = await store.entities(ctx, work.id)
  const spans = await spansOf(ctx, work)
  const decided = decidedSpans(entities, spans)
  const { disclosure, parts } = discloseReport(report.blocks, report.seeds, decided, report.withheld)
  const holes = holesIn(report.withheld)
  return {
    reviewId: work.reviewId,
    title: work.title,
    summary: work.summary,
    warning: work.warning,
    blocks: report.blocks.map((block, n) => {
      const hole = holes.get(n)
      // Neither what a withheld block said nor what it was is shown.
      if (hole) return { kind: 'paragraph' as const, parts: [{ label: asLabel(hole) }] }
      return { kind: block.kind, parts: parts[n] ?? [], ...(block.layout ? { layout: block.layout } : {}) }
    }),
    disclosure,
    reportRoot: Buffer.from(report.root).toString('base64'),
    signatures: report.signatures,
    subjects: report.review.subjects.map((subject) => subject.kind),
    nations: report.review.nations,
    reportId: work.reportId,
    consent,
    author: await authorStanding(ctx, work.id),
    learningLoss: learningLossOf(report.blocks, entities, spans),
  }
}

/** Takes up a sealed text that changed in the open: see `consent/following.ts`. */
export const followText = following.followText

/** The author's answer to the edition of their report: see `consent/agreement.ts`. */
export const answerEdition = agreement.answerEdition

/** The edition as its author sees it before it is signed off: see `consent/agreement.ts`. */
export const editionForAuthor = agreement.editionForAuthor

/** One line of a review's identity map. */
export interface Identity {
  words: string
  label: SpanLabel
  replacement: string
}

/** Who is who in a work, for the identity map. For the crosswalk's task, which encrypts it. */
export async function identitiesOfWork(ctx: Context, workId: string): Promise<Identity[]> {
  if (!may(ctx.actor, deidentificationActs.readIdentities)) return []
  return (await store.entities(ctx, workId))
    .filter((entity) => entity.decision === 'replace' && entity.canonical !== '')
    .map(({ canonical, label, replacement }) => ({ words: canonical, label, replacement }))
}

/** Ids of the people who edited a work: to them alone its identity map is open. */
export async function editorsOfWork(ctx: Context, workId: string): Promise<string[]> {
  return store.editors(ctx, workId)
}

/** Makes the workbench forget the names of a work, in the crosswalk's act. What was published and decided stays. */
export async function forgetNames(tx: Context, workId: string): Promise<void> {
  if (!may(tx.actor, deidentificationActs.forgetNames)) throw new Error('only the schedule makes the workbench forget')
  await store.forgetNames(tx, workId)
}

/** Shares of the population with their sources. */
export const populationShares = shares

/** What is known of an edition's risk. */
export interface RiskFile {
  latest: { at: Date; occasion: 'asked' | 'volume'; report: RiskReport } | null
  sources: { kind: string; label: string }[]
  subjects: { label: string; attributes: string[] }[]
  trials: { at: Date; minutes: number; tried: string; found: string; recognised: boolean }[]
}

/** The risk of a report's edition, for editors. Null for others and before the work is started. */
export async function riskOf(ctx: Context, reportId: string): Promise<RiskFile | null> {
  if (!may(ctx.actor, deidentificationActs.seeWork)) return null
  const work = await store.workOfReport(ctx, reportId)
  if (!work) return null
  return {
    latest: await store.latestAssessment(ctx, work.id),
    sources: (await store.riskSources(ctx, work.id)).map(({ kind, label }) => ({ kind, label })),
    subjects: await store.riskSubjects(ctx, work.id),
    trials: await store.trials(ctx, work.id),
  }
}

async function withWork(
  ctx: Context,
  reportId: string,
  step: (tx: Context, work: WorkRow, personId: string) => Promise<{ refused: DeidentificationRefusal } | null>,
): Answer<{ workId: string }> {
  return perform(ctx, deidentificationActs.assessRisk, async (tx, act) => {
    const work = await store.workOfReport(tx, reportId)
    if (!work || !act.permits() || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    const refused = await step(tx, work, tx.actor.personId)
    if (refused) return refused
    act.record({ work: work.id })
    return { workId: work.id }
  })
}

/** Keeps a text that the edition is tried against: the press, a judgment, the board's own summary. */
export async function addRiskSource(
  ctx: Context,
  reportId: string,
  source: { kind: string; label: string; text: string },
): Answer<{ workId: string }> {
  return withWork(ctx, reportId, async (tx, work, personId) => {
    const kind = ['press', 'judgment', 'inquest', 'summary'].includes(source.kind) ? source.kind : 'other'
    if (source.label.trim() === '' || source.text.trim() === '') return { refused: 'words-not-there' }
    await store.addRiskSource(tx, work.id, { kind, label: source.label.trim(), text: source.text.trim() }, personId)
    return null
  })
}

/** Keeps what is still said of one person of the case. @param attributes codes of `populationShares` */
export async function addRiskSubject(
  ctx: Context,
  reportId: string,
  label: string,
  attributes: readonly string[],
): Answer<{ workId: string }> {
  return withWork(ctx, reportId, async (tx, work) => {
    if (label.trim() === '') return { refused: 'words-not-there' }
    if (attributes.some((code) => !shares.shares.some((one) => one.code === code)))
      return { refused: 'no-such-attribute' }
    await store.addRiskSubject(tx, work.id, label.trim(), attributes)
    return null
  })
}

/** Keeps what somebody found who tried to recognise the case. Whoever prepared the edition cannot be that person. */
export async function recordTrial(
  ctx: Context,
  reportId: string,
  trial: { minutes: number; tried: string; found: string; recognised: boolean },
): Answer<{ workId: string }> {
  return withWork(ctx, reportId, async (tx, work, personId) => {
    if ((work.preparedBy ?? (await store.lastChange(tx, work.id))?.byPerson) === personId)
      return { refused: 'same-person' }
    if (!Number.isInteger(trial.minutes) || trial.minutes < 1 || trial.minutes > 600)
      return { refused: 'minutes-missing' }
    if (trial.tried.trim() === '') return { refused: 'reason-missing' }
    await store.addTrial(tx, work.id, { ...trial, tried: trial.tried.trim(), found: trial.found.trim() }, personId)
    return null
  })
}

/** Assesses the edition as it now stands against the texts supplied and the newest published editions. */
export async function assessRisk(ctx: Context, reportId: string): Answer<{ workId: string }> {
  return withWork(ctx, reportId, async (tx, work) => {
    const report = await sealedReport(tx, reportId)
    if (!report) return { refused: 'not-found' }
    await store.addAssessment(tx, work.id, 'asked', await assessed(tx, work, report))
    return null
  })
}

/**
 * Assesses every edition that is signed off anew, because something was published. Editors are asked to look where it has
 * become worse. Returns how many have.
 */
export async function reassessAll(ctx: Context): Promise<number> {
  let worse = 0
  for (const work of await store.works(ctx, ['signed-off'])) {
    await perform(ctx, deidentificationActs.assessRisk, async (tx, act) => {
      const report = act.permits() ? await sealedReport(asTask(tx), work.reportId) : null
      if (!report) return { refused: 'not-found' as const }
      const before = await store.latestAssessment(tx, work.id)
      const now = await assessed(tx, work, report)
      await store.addAssessment(tx, work.id, 'volume', now)
      if (before && isWorse(now.band, before.report.band)) {
        worse++
        await askFor(tx, {
          key: `deidentification.risk:${work.id}`,
          role: 'editor',
          title: `Somebody could be recognised more easily: review ${report.reference}`,
          link: `/workspace/deidentification/${work.reportId}/risk`,
        })
      }
      act.record({ work: work.id })
      return null
    })
  }
  return worse
}

/** Queues the reassessment in the caller's transaction: for release, when a volume goes. */
export async function reassessAfterRelease(tx: Context): Promise<void> {
  await queueJob(tx, 'deidentification.reassess', {}, { key: 'deidentification.reassess' })
}

async function assessed(ctx: Context, work: WorkRow, report: SealedReport): Promise<RiskReport> {
  const entities = await store.entities(ctx, work.id)
  const shown = editionBlocks(report.blocks, decidedSpans(entities, await spansOf(ctx, work)))
  const text = [work.title, work.summary, ...shown.map((block) => wordsOf(block.parts))].join('\n')
  const author = shown.map((block) => block.parts.map((part) => ('text' in part ? part.text : ' ')).join('')).join('\n')
  const words = [...wordCounts(author).keys()]
  const rarity = await rarityOfWords(ctx, words)
  const known = [
    ...(await store.riskSources(ctx, work.id)).map(({ id, label, text: source }) => ({ id, label, text: source })),
    ...(await newestTexts(ctx, 100, work.title)),
  ]
  const byCode = new Map(shares.shares.map((one) => [one.code, one]))
  return assess({
    subjects: (await store.riskSubjects(ctx, work.id)).map(({ label, attributes }) => {
      const found = attributes.flatMap((code) => byCode.get(code) ?? [])
      return {
        label,
        attributes: found.map((one) => one.words),
        shared: peopleWhoShare(shares.population.people, found),
      }
    }),
    matches: rankMatches(author, known, rarity).slice(0, 20),
    shapes: tellingShapes(text),
    rarest: words
      .map((word) => ({ words: word, bits: rarityOf(word, rarity) }))
      .toSorted((a, b) => b.bits - a.bits || (a.words < b.words ? -1 : 1))
      .slice(0, 12),
  })
}
