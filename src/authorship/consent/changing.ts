/**
 * Changing a sealed text, only ever in the open. A change of one passage is proposed; its author agrees, refuses, or
 * refuses and dissents; silence is never consent. An agreed change that the board confirms makes a new sealed version; a
 * change that the board imposes makes one too, which says for ever that its author did not agree. Part of authorship:
 * `authorship.ts` is its face.
 */
import { randomBytes } from 'node:crypto'
import { whyNotBlocks, type Block, type BlocksRefusal } from '#documents/documents.ts'
import { generatedBlocks } from '#evidence/evidence.ts'
import { holdersOf, namesOf, organisationsById, perform } from '#identity/identity.ts'
import { commitmentTo, recordUnsigned, reportRootOf, statementHash } from '#integrity/integrity.ts'
import type { Context } from '#platform/context.ts'
import { queueJob } from '#platform/jobs.ts'
import { may } from '#platform/permission.ts'
import { reportStage } from '#register/register.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { authorshipActs } from '../permissions.ts'
import * as reports from '../store.ts'
import {
  changeableStages,
  mayImpose,
  stateOf,
  whyNotDissent,
  whyNotPropose,
  withholdingReasonWords,
  wordDiff,
  wordsIn,
  longestWhy,
  type ChangeReason,
  type DiffPart,
  type ProposalState,
  type WithholdingReason,
} from './change.ts'
import { grantFor, whileDue } from './round.ts'
import { mayRead, readingScope, sealedFor, standing, type Sealed } from './sealed.ts'
import * as store from './store.ts'
import { mailPerson, newsKey, readingPath, tellAuthor } from './telling.ts'

/** A proposed change as its reader sees it. */
export interface Proposal {
  id: string
  block: number
  kind: Block['kind']
  before: string
  after: string
  diff: DiffPart[]
  reason: ChangeReason
  why: string
  /** Who proposes it, as what, for which body. */
  by: string
  mine: boolean
  at: Date
  state: ProposalState
  /** Whether the board may impose it now. */
  imposable: boolean
}

/** The author's words against something. */
export interface Dissent {
  id: string
  proposalId: string | null
  words: string
  at: Date
}

/** A part withheld by law. Blocks are counted from 0. */
export interface Withholding {
  id: string
  blocks: number[]
  reason: WithholdingReason
  why: string
  at: Date
}

/** A seal of a changed text, made in the browser of whoever agrees or imposes; 32 bytes each. */
export interface ChangeSeal {
  seed: Uint8Array
  root: Uint8Array
}

/** The author's answer to a proposal. There is no fourth, and none is ever given by nobody. */
export type ProposalAnswer =
  { answer: 'agree'; seal: ChangeSeal } | { answer: 'refuse' } | { answer: 'dissent'; words: string }

/** Why an act was refused. */
export type ChangeRefusal =
  | 'not-found'
  | 'stage-not-right'
  | 'no-such-block'
  | 'reason-class-missing'
  | 'why-missing'
  | 'why-too-long'
  | 'text-missing'
  | 'nothing-changed'
  | 'withheld'
  | 'not-open'
  | 'author-agreed'
  | 'author-may-answer'
  | 'bad-seed'
  | 'root-differs'
  | 'dissent-missing'
  | 'dissent-too-long'
  | 'already-withdrawn'
  | 'already-withheld'
  | 'generated'
  | BlocksRefusal

type Answer<R> = Promise<R | { refused: ChangeRefusal }>

/** Everything that was done to a submitted report, loaded at once. */
export interface Facts {
  sealed: Sealed
  blocks: Block[]
  seeds: Uint8Array[]
  versions: store.VersionRow[]
  proposals: (store.ProposalRow & { state: ProposalState })[]
  dissents: store.DissentRow[]
  withholdings: store.WithholdingRow[]
}

/** Loads what was done to a report; null before submission. */
export async function factsOf(ctx: Context, report: reports.ReportRow | null): Promise<Facts | null> {
  const sealed = await sealedFor(ctx, report)
  if (!sealed) return null
  const { blocks, seeds } = await reports.sealedBlocks(ctx, sealed.reportId, sealed.version)
  const versions = await store.versions(ctx, sealed.reportId)
  const steps = await store.steps(ctx, sealed.reportId)
  const proposals = (await store.proposals(ctx, sealed.reportId)).map((one) => {
    const came = versions.find((version) => version.proposalId === one.id)?.kind ?? null
    return {
      ...one,
      state: stateOf(
        one,
        steps.filter((step) => step.proposalId === one.id),
        came === 'submit' ? null : came,
        { version: sealed.version, text: blocks[one.block]?.text ?? '' },
      ),
    }
  })
  const dissents = (await store.dissents(ctx, sealed.reportId)).filter((one) => one.withdrawnAt === null)
  return {
    sealed,
    blocks,
    seeds,
    versions,
    proposals,
    dissents,
    withholdings: await store.withholdings(ctx, sealed.reportId),
  }
}

/** What was done to a report, as its reader sees it. */
export interface Changes {
  proposals: Proposal[]
  dissents: Dissent[]
  withholdings: Withholding[]
  isCommissioner: boolean
  mayPropose: boolean
}

/**
 * What was proposed, changed, withheld and said against it. The author and the board see every proposal; others see what
 * took effect and what they proposed themselves. For a reader who has been let in: see `readSealed`.
 */
export async function changesFor(ctx: Context, facts: Facts): Promise<Changes> {
  const { sealed } = facts
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : ''
  const all =
    sealed.forAuthor.includes(me) || may(ctx.actor, authorshipActs.seeAllComments, readingScope(ctx.actor, sealed))
  const seen = facts.proposals.filter(
    (one) => all || one.byPerson === me || one.state === 'in-force' || one.state === 'imposed',
  )
  const names = await namesOf(ctx, [...new Set(seen.map((one) => one.byPerson))])
  const bodies = await organisationsById(
    ctx,
    seen.flatMap((one) => one.organisationId ?? []),
  )
  const changeable = changeableStages.includes(sealed.review.stage)
  return {
    proposals: seen.map((one) => ({
      id: one.id,
      block: one.block,
      kind: facts.blocks[one.block]?.kind ?? 'paragraph',
      before: one.before,
      after: one.after,
      diff: wordDiff(one.before, one.after),
      reason: one.reason,
      why: one.why,
      by: standing(names.get(one.byPerson), one.asRole, bodies.find((body) => body.id === one.organisationId)?.name),
      mine: one.byPerson === me,
      at: one.at,
      state: one.state,
      imposable: changeable && mayImpose(one.state, one.at, ctx.now()),
    })),
    dissents: facts.dissents.map(({ id, proposalId, words, at }) => ({ id, proposalId, words, at })),
    withholdings: facts.withholdings.map(({ id, blocks, reason, why, at }) => ({ id, blocks, reason, why, at })),
    isCommissioner: isCommissioner(ctx, sealed),
    mayPropose: changeable && mayProposeTo(ctx, sealed),
  }
}

/** The board that commissioned the review acts through its chair. */
function isCommissioner(ctx: Context, sealed: Sealed): boolean {
  return may(ctx.actor, authorshipActs.confirmChange, { organisations: [sealed.review.leadBoardId] })
}

/** Panels and agencies propose while the round is open; the board and the author for as long as the text can change. */
function mayProposeTo(ctx: Context, sealed: Sealed): boolean {
  const actor = whileDue(ctx.actor, sealed.roundOpen)
  const grant = grantFor(actor, authorshipActs.proposeChange, readingScope(actor, sealed))
  if (!grant || (grant.role === 'agency-member' && !sealed.roundOpen)) return false
  // Whoever only answers for an author proposes nothing in their name.
  return grant.role !== 'author' || (ctx.actor.kind === 'person' && ctx.actor.personId === sealed.authorId)
}

/** One proposal with the text around it, for who takes part; null for others. */
export async function proposalFor(
  ctx: Context,
  proposalId: string,
): Promise<{ facts: Facts; changes: Changes; proposal: Proposal; isAuthor: boolean } | null> {
  const row = await store.proposalById(ctx, proposalId)
  const facts = row && (await factsOf(ctx, await reports.reportById(ctx, row.reportId)))
  if (!facts || !mayRead(ctx.actor, facts.sealed)) return null
  const changes = await changesFor(ctx, facts)
  const proposal = changes.proposals.find((one) => one.id === proposalId)
  const isAuthor = ctx.actor.kind === 'person' && ctx.actor.personId === facts.sealed.authorId
  return proposal ? { facts, changes, proposal, isAuthor } : null
}

/** Where a proposal is shown and answered. */
export function proposalPath(reference: string, proposalId: string): string {
  return `/workspace/reviews/${reference}/report/changes/${proposalId}`
}

/**
 * Proposes other words for one passage of the sealed text. The author is told and has three answers. Nothing in the text
 * changes by proposing, nor by waiting.
 */
export async function proposeChange(
  ctx: Context,
  reportId: string,
  proposal: { block: number; text: string; reason: string; why: string },
): Answer<{ proposalId: string }> {
  return perform(ctx, authorshipActs.proposeChange, async (tx, act) => {
    const facts = await factsOf(tx, await reports.reportById(tx, reportId, true))
    const scope = facts && readingScope(tx.actor, facts.sealed)
    if (!facts || !scope || !act.permits(scope) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (!mayProposeTo(tx, facts.sealed)) return { refused: 'not-found' as const }
    const closed = whyNotChange(facts.sealed)
    if (closed) return { refused: closed }
    const text = oneLine(proposal.text)
    const block = facts.blocks[proposal.block]
    const reason = whyNotPropose(block, { ...proposal, text })
    if (reason || !block) return { refused: reason ?? ('no-such-block' as const) }
    if (isWithheld(facts, proposal.block)) return { refused: 'withheld' as const }
    if (await isGenerated(tx, facts, [proposal.block])) return { refused: 'generated' as const }
    const unfit = whyNotBlocks([{ kind: block.kind, text }])
    if (unfit) return { refused: unfit.refused }
    const grant = grantFor(tx.actor, authorshipActs.proposeChange, scope)
    const proposalId = await store.addProposal(tx, {
      reportId,
      version: facts.sealed.version,
      block: proposal.block,
      before: block.text,
      after: text,
      reason: proposal.reason as ChangeReason,
      why: proposal.why.trim(),
      byPerson: tx.actor.personId,
      asRole: grant?.role ?? '',
      organisationId: grant?.organisationId ?? null,
    })
    await askAuthor(tx, facts.sealed, proposalId)
    act.record({ review: facts.sealed.review.id, report: reportId, proposal: proposalId })
    return { proposalId }
  })
}

async function askAuthor(tx: Context, sealed: Sealed, proposalId: string): Promise<void> {
  const { reference } = sealed.review
  await tellAuthor(tx, sealed.review, {
    key: `authorship.proposal:${proposalId}`,
    title: `A change to your report for review ${reference} is proposed`,
    words: `Somebody proposes other words for one passage of your sealed report for review ${reference}. You can agree and sign, refuse, or refuse and dissent. Nothing changes unless you agree: if you do not answer, that is not agreement.`,
    link: proposalPath(reference, proposalId),
    about: `${proposalId}:${sealed.version}`,
  })
}

/** What only tells is off the list of whoever has looked at the text. */
export async function settleNews(tx: Context, facts: Facts, personId: string): Promise<void> {
  if (!facts.sealed.forAuthor.includes(personId)) return
  for (const one of facts.proposals.filter(({ state }) => state === 'imposed'))
    await settle(tx, newsKey(`authorship.imposed:${one.id}`, personId))
  for (const one of facts.withholdings) await settle(tx, newsKey(`authorship.withheld:${one.id}`, personId))
}

async function authorNeedNotAnswer(tx: Context, sealed: Sealed, proposalId: string): Promise<void> {
  for (const personId of sealed.forAuthor) await settle(tx, newsKey(`authorship.proposal:${proposalId}`, personId))
}

function whyNotChange(sealed: Sealed): 'stage-not-right' | null {
  return changeableStages.includes(sealed.review.stage) ? null : 'stage-not-right'
}

function isWithheld(facts: Facts, block: number): boolean {
  return facts.withholdings.some((one) => one.blocks.includes(block))
}

/** What was generated at submission, such as the limits that the author met, is neither changed nor hidden by anybody. */
async function isGenerated(tx: Context, facts: Facts, blocks: readonly number[]): Promise<boolean> {
  const generated = await generatedBlocks(tx, facts.sealed.review.id)
  return generated !== null && blocks.some((n) => n >= generated.from && n < generated.to)
}

/** Sealed text has no line breaks within a block: those typed become spaces. */
function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\u0085\u2028\u2029]+/g, ' ')
    .trim()
}

interface Answering {
  tx: Context
  facts: Facts
  row: store.ProposalRow & { state: ProposalState }
  personId: string
}

/** What every answer to a proposal has in common: one proposal, locked with its report, while the text can change. */
async function onProposal(
  tx: Context,
  proposalId: string,
  permits: (sealed: Sealed) => boolean,
): Promise<Answering | { refused: ChangeRefusal }> {
  const found = await store.proposalById(tx, proposalId)
  const facts = found && (await factsOf(tx, await reports.reportById(tx, found.reportId, true)))
  const row = facts?.proposals.find((one) => one.id === proposalId)
  if (!facts || !row || !permits(facts.sealed) || tx.actor.kind !== 'person') return { refused: 'not-found' }
  const closed = whyNotChange(facts.sealed)
  return closed ? { refused: closed } : { tx, facts, row, personId: tx.actor.personId }
}

/** Only the author in person: no delegate, and nobody of the board. */
const toAuthor = (sealed: Sealed) => ({ people: sealed.authorId ? [sealed.authorId] : [] })

/** Only the board that commissioned the review. */
const toBoard = (sealed: Sealed) => ({ organisations: [sealed.review.leadBoardId] })

/**
 * The author answers a proposal. Agreeing carries the seal that the author's browser made of the changed text; it takes
 * effect once the board confirms it. An answer can be changed until then.
 * @param answer.words of a dissent: 1,000 at most; shown wherever the report is shown
 */
export async function answerProposal(
  ctx: Context,
  proposalId: string,
  answer: ProposalAnswer,
): Answer<{ proposalId: string }> {
  return perform(ctx, authorshipActs.answerProposal, async (tx, act) => {
    const on = await onProposal(tx, proposalId, (sealed) => act.permits(toAuthor(sealed)))
    if ('refused' in on) return on
    const { facts, row } = on
    if (!['open', 'agreed', 'refused'].includes(row.state)) return { refused: 'not-open' as const }
    const refused = answer.answer === 'agree' ? await agree(on, answer.seal) : await refuse(on, answer)
    if (refused) return refused
    await authorNeedNotAnswer(tx, facts.sealed, proposalId)
    act.record({ review: facts.sealed.review.id, proposal: proposalId, answer: answer.answer })
    return { proposalId }
  })
}

async function agree(on: Answering, seal: ChangeSeal): Promise<{ refused: ChangeRefusal } | null> {
  const { tx, facts, row, personId } = on
  const changed = await whyNotSeal(on, seal)
  if (changed) return changed
  await store.addStep(tx, row.id, { step: 'agree', version: facts.sealed.version, byPerson: personId, seal })
  await askBoard(
    tx,
    facts.sealed,
    row.id,
    `The author agreed to a change in review ${facts.sealed.review.reference}: confirm it`,
  )
  await tellProposer(on, 'agreed to')
  return null
}

async function refuse(
  on: Answering,
  answer: { answer: 'refuse' } | { answer: 'dissent'; words: string },
): Promise<{ refused: ChangeRefusal } | null> {
  const { tx, facts, row, personId } = on
  if (answer.answer === 'dissent') {
    const reason = whyNotDissent(answer.words)
    if (reason) return { refused: reason }
  }
  await store.addStep(tx, row.id, { step: 'refuse', version: facts.sealed.version, byPerson: personId })
  if (answer.answer === 'dissent') await keepDissent(on, row.id, answer.words)
  await settle(tx, boardKey(row.id))
  await askBoard(tx, facts.sealed, row.id, `The author refused a change in review ${facts.sealed.review.reference}`)
  await tellProposer(on, 'refused')
  return null
}

function boardKey(proposalId: string): string {
  return `authorship.answered:${proposalId}`
}

async function askBoard(tx: Context, sealed: Sealed, proposalId: string, title: string): Promise<void> {
  await settle(tx, boardKey(proposalId))
  await askFor(tx, {
    key: boardKey(proposalId),
    role: 'board-chair',
    organisationId: sealed.review.leadBoardId,
    title,
    link: proposalPath(sealed.review.reference, proposalId),
  })
}

async function tellProposer(on: Answering, did: string): Promise<void> {
  const { reference } = on.facts.sealed.review
  await mailPerson(on.tx, on.row.byPerson, {
    subject: `The author ${did} a change that you proposed in review ${reference}`,
    text: `The author has answered a change that you proposed to the report of review ${reference}.\n\n${on.tx.siteUrl}${proposalPath(reference, on.row.id)}\n`,
    purpose: 'authorship.proposal-answered',
    about: `${on.row.id}:${did}:${on.tx.now().getTime()}`,
  })
}

/** The text with the change, and the seeds of all but the one changed block as they were. */
function changed(facts: Facts, row: store.ProposalRow, seed: Uint8Array): { blocks: Block[]; seeds: Uint8Array[] } {
  const block = facts.blocks[row.block]!
  return {
    blocks: facts.blocks.with(row.block, { ...block, text: row.after }),
    seeds: facts.seeds.with(row.block, seed),
  }
}

async function whyNotSeal(on: Answering, seal: ChangeSeal): Promise<{ refused: ChangeRefusal } | null> {
  const { tx, facts, row } = on
  if (seal.seed.length !== 32 || (await store.seedIsUsed(tx, row.reportId, seal.seed))) return { refused: 'bad-seed' }
  const { blocks, seeds } = changed(facts, row, seal.seed)
  return Buffer.from(reportRootOf(blocks, seeds)).equals(Buffer.from(seal.root)) ? null : { refused: 'root-differs' }
}

/**
 * The board confirms a change that the author agreed to on the text as it is now: it takes effect as a new sealed version.
 * Nothing else than exactly what the author agreed to can be confirmed.
 */
export async function confirmChange(ctx: Context, proposalId: string): Answer<{ version: number }> {
  return perform(ctx, authorshipActs.confirmChange, async (tx, act) => {
    const on = await onProposal(tx, proposalId, (sealed) => act.permits(toBoard(sealed)))
    if ('refused' in on) return on
    if (on.row.state !== 'agreed') return { refused: 'not-open' as const }
    // An author who also chairs the board cannot confirm to themselves.
    if (on.personId === on.facts.sealed.authorId) return { refused: 'not-found' as const }
    const agreed = (await store.steps(tx, on.row.reportId)).findLast(
      (step) => step.proposalId === proposalId && step.step === 'agree',
    )
    if (!agreed?.seed || !agreed.root) return { refused: 'not-open' as const }
    const seal = { seed: new Uint8Array(agreed.seed), root: new Uint8Array(agreed.root) }
    await store.addStep(tx, proposalId, { step: 'confirm', version: on.facts.sealed.version, byPerson: on.personId })
    const version = await newVersion(on, 'amend', seal)
    await tellAuthor(tx, on.facts.sealed.review, {
      key: `authorship.in-force:${proposalId}`,
      title: `A change that you agreed to in review ${on.facts.sealed.review.reference} is in force`,
      words: `The board has confirmed a change that you agreed to. The text has a new fingerprint; the version before is kept.`,
      link: readingPath(on.facts.sealed.review.reference),
      about: proposalId,
      asks: false,
    })
    act.record({ review: on.facts.sealed.review.id, proposal: proposalId, version })
    return { version }
  })
}

/**
 * The board changes a passage without its author. It takes effect at once as a new sealed version that says for ever
 * that the author did not agree, with their dissent beside it. The author and the national body are told.
 */
export async function imposeChange(ctx: Context, proposalId: string, seal: ChangeSeal): Answer<{ version: number }> {
  return perform(ctx, authorshipActs.imposeChange, async (tx, act) => {
    const on = await onProposal(tx, proposalId, (sealed) => act.permits(toBoard(sealed)))
    if ('refused' in on) return on
    const { facts, row } = on
    if (on.personId === facts.sealed.authorId) return { refused: 'not-found' as const }
    if (row.state === 'agreed') return { refused: 'author-agreed' as const }
    if (row.state !== 'open' && row.state !== 'refused') return { refused: 'not-open' as const }
    if (!mayImpose(row.state, row.at, tx.now())) return { refused: 'author-may-answer' as const }
    const refused = await whyNotSeal(on, seal)
    if (refused) return refused
    await store.addStep(tx, proposalId, { step: 'impose', version: facts.sealed.version, byPerson: on.personId, seal })
    const version = await newVersion(on, 'impose', seal)
    await tellOfForce(tx, facts.sealed, {
      key: `authorship.imposed:${proposalId}`,
      title: `A passage of your report for review ${facts.sealed.review.reference} was changed without your agreement`,
      words: `The board has changed a passage of your report for review ${facts.sealed.review.reference} without your agreement. The report and every edition of it say so. You can write a dissent that is shown beside it; nobody else can withdraw it.`,
      link: proposalPath(facts.sealed.review.reference, proposalId),
      about: proposalId,
    })
    await authorNeedNotAnswer(tx, facts.sealed, proposalId)
    act.record({ review: facts.sealed.review.id, proposal: proposalId, version })
    return { version }
  })
}

/** What is done without an author is told to the author and to the national body (terms, clauses 14 and 16). */
async function tellOfForce(tx: Context, sealed: Sealed, news: Parameters<typeof tellAuthor>[2]): Promise<void> {
  await tellAuthor(tx, sealed.review, news)
  const title = news.title.replace('your report', 'the report').replace('your agreement', 'its author’s agreement')
  await askFor(tx, {
    key: `${news.key}:registrar`,
    role: 'registrar',
    title,
    link: `/workspace/reviews/${sealed.review.reference}`,
  })
  for (const { id } of await holdersOf(tx, 'registrar')) {
    await mailPerson(tx, id, {
      subject: title,
      text: `${title}.\n\n${tx.siteUrl}/workspace/reviews/${sealed.review.reference}\n`,
      purpose: 'authorship.done-without-author',
      about: `${news.about}:${id}`,
    })
  }
}

/** Seals the changed text as the next version and puts it on record. Proposals that it makes outdated ask no more. */
async function newVersion(on: Answering, kind: 'amend' | 'impose', seal: ChangeSeal): Promise<number> {
  const { tx, facts, row, personId } = on
  const { blocks, seeds } = changed(facts, row, seal.seed)
  const version = facts.sealed.version + 1
  const before = facts.versions.at(-1)!
  await reports.seal(tx, row.reportId, version, blocks, seeds)
  const recorded = await recordUnsigned(tx, {
    kind: `record-${kind}`,
    version,
    blocks: blocks.length,
    root: Buffer.from(seal.root).toString('base64'),
    changed: [row.block + 1],
    reason: row.reason,
    manifest: null,
    previous: statementHash(before.statement),
  })
  await store.addVersion(tx, {
    reportId: row.reportId,
    version,
    kind,
    proposalId: row.id,
    root: seal.root,
    blockCount: blocks.length,
    wordCount: blocks.reduce((sum, block) => sum + wordsIn(block.text), 0),
    by: personId,
    statement: recorded.statement,
    signedNote: null,
    salt: recorded.salt,
    logIndex: recorded.index,
  })
  await settle(tx, boardKey(row.id))
  await textHasChanged(tx, facts.sealed)
  await askAgain(on)
  return version
}

/** An edition that waits was made from another text: it goes back to its editors. */
async function textHasChanged(tx: Context, sealed: Sealed): Promise<void> {
  if (sealed.review.stage === 'waiting') await reportStage(tx, sealed.review.id, 'in-deidentification')
  await queueJob(
    tx,
    'deidentification.follow-text',
    { report: sealed.reportId },
    { key: `follow-text:${sealed.reportId}` },
  )
}

/** Who agreed on the text before agreed to other words around theirs: they are asked again. */
async function askAgain(on: Answering): Promise<void> {
  for (const other of on.facts.proposals) {
    if (other.id === on.row.id) continue
    if (other.block === on.row.block && ['open', 'agreed', 'refused'].includes(other.state)) {
      await authorNeedNotAnswer(on.tx, on.facts.sealed, other.id)
      await settle(on.tx, boardKey(other.id))
    } else if (other.state === 'agreed') {
      await settle(on.tx, boardKey(other.id))
      await askAuthor(on.tx, { ...on.facts.sealed, version: on.facts.sealed.version + 1 }, other.id)
    }
  }
}

/** Whoever proposed a change takes it back. It stays on record. */
export async function takeBackProposal(ctx: Context, proposalId: string): Answer<{ proposalId: string }> {
  return perform(ctx, authorshipActs.proposeChange, async (tx, act) => {
    const on = await onProposal(tx, proposalId, (sealed) => act.permits(readingScope(tx.actor, sealed)))
    if ('refused' in on) return on
    if (on.row.byPerson !== on.personId) return { refused: 'not-found' as const }
    if (!['open', 'agreed', 'refused'].includes(on.row.state)) return { refused: 'not-open' as const }
    await store.addStep(tx, proposalId, { step: 'take-back', version: on.facts.sealed.version, byPerson: on.personId })
    await authorNeedNotAnswer(tx, on.facts.sealed, proposalId)
    await settle(tx, boardKey(proposalId))
    act.record({ review: on.facts.sealed.review.id, proposal: proposalId })
    return { proposalId }
  })
}

async function keepDissent(on: Omit<Answering, 'row'>, proposalId: string | null, words: string): Promise<string> {
  const { tx, facts } = on
  const opening = new Uint8Array(randomBytes(32))
  const said = words.normalize('NFC').trim()
  const recorded = await recordUnsigned(tx, {
    kind: 'record-dissent',
    words: wordsIn(said),
    commitment: commitmentTo(opening, said),
    about: statementHash(facts.versions.at(-1)!.statement),
  })
  return store.addDissent(tx, {
    reportId: facts.sealed.reportId,
    proposalId,
    words: said,
    wordCount: wordsIn(said),
    opening,
    statement: recorded.statement,
    signedNote: null,
    salt: recorded.salt,
    logIndex: recorded.index,
    by: on.personId,
  })
}

/**
 * The author dissents from something that was done: an imposed change, a withheld part, or the report as it stands.
 * @param dissent.proposalId the imposed change that it is about; null where it is about something else
 */
export async function dissent(
  ctx: Context,
  reportId: string,
  said: { words: string; proposalId: string | null },
): Answer<{ dissentId: string }> {
  return perform(ctx, authorshipActs.dissent, async (tx, act) => {
    const facts = await factsOf(tx, await reports.reportById(tx, reportId, true))
    if (!facts || !act.permits(toAuthor(facts.sealed)) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    if (said.proposalId !== null && !facts.proposals.some((one) => one.id === said.proposalId))
      return { refused: 'not-found' as const }
    const closed = whyNotChange(facts.sealed)
    if (closed) return { refused: closed }
    const reason = whyNotDissent(said.words)
    if (reason) return { refused: reason }
    const dissentId = await keepDissent({ tx, facts, personId: tx.actor.personId }, said.proposalId, said.words)
    act.record({ review: facts.sealed.review.id, report: reportId, dissent: dissentId })
    return { dissentId }
  })
}

/** The author withdraws a dissent. Nobody else can. What was said stays on record and is no longer shown. */
export async function withdrawDissent(ctx: Context, dissentId: string): Answer<{ dissentId: string }> {
  return perform(ctx, authorshipActs.dissent, async (tx, act) => {
    const reportId = await store.dissentReport(tx, dissentId)
    const facts = reportId === null ? null : await factsOf(tx, await reports.reportById(tx, reportId, true))
    if (!facts || !act.permits(toAuthor(facts.sealed)) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    const closed = whyNotChange(facts.sealed)
    if (closed) return { refused: closed }
    if (!(await store.withdrawDissent(tx, dissentId, tx.actor.personId)))
      return { refused: 'already-withdrawn' as const }
    act.record({ review: facts.sealed.review.id, dissent: dissentId })
    return { dissentId }
  })
}

/**
 * The board keeps parts back by law, with a class of reason. Nothing of the text changes: every edition shows a numbered
 * hole where they stood. The author and the national body are told.
 * @param part.from first block, counted from 0; `to` the last, included
 */
export async function withholdPart(
  ctx: Context,
  reportId: string,
  part: { from: number; to: number; reason: string; why: string },
): Answer<{ withholdingId: string }> {
  return perform(ctx, authorshipActs.withholdPart, async (tx, act) => {
    const facts = await factsOf(tx, await reports.reportById(tx, reportId, true))
    if (!facts || !act.permits(toBoard(facts.sealed)) || tx.actor.kind !== 'person')
      return { refused: 'not-found' as const }
    const reason = whyNotWithhold(facts, part)
    if (reason) return { refused: reason }
    const blocks = Array.from({ length: part.to - part.from + 1 }, (_, n) => part.from + n)
    if (await isGenerated(tx, facts, blocks)) return { refused: 'generated' as const }
    const recorded = await recordUnsigned(tx, {
      kind: 'record-withhold',
      withheld: blocks.map((n) => n + 1),
      reason: part.reason as WithholdingReason,
      about: statementHash(facts.versions.at(-1)!.statement),
    })
    const withholdingId = await store.addWithholding(tx, {
      reportId,
      version: facts.sealed.version,
      blocks,
      reason: part.reason as WithholdingReason,
      why: part.why.trim(),
      statement: recorded.statement,
      signedNote: null,
      salt: recorded.salt,
      logIndex: recorded.index,
      by: tx.actor.personId,
    })
    await textHasChanged(tx, facts.sealed)
    await tellOfForce(tx, facts.sealed, {
      key: `authorship.withheld:${withholdingId}`,
      title: `A part of your report for review ${facts.sealed.review.reference} is to be withheld by law`,
      words: `The board withholds a part of your report for review ${facts.sealed.review.reference} from publication by law. Every edition shows a numbered hole where it stood. You can write a dissent that is shown beside it.`,
      link: readingPath(facts.sealed.review.reference),
      about: withholdingId,
    })
    act.record({ review: facts.sealed.review.id, report: reportId, withholding: withholdingId })
    return { withholdingId }
  })
}

function whyNotWithhold(
  facts: Facts,
  part: { from: number; to: number; reason: string; why: string },
): ChangeRefusal | null {
  const closed = whyNotChange(facts.sealed)
  if (closed) return closed
  if (!facts.blocks[part.from] || !facts.blocks[part.to] || part.to < part.from) return 'no-such-block'
  if (!Object.hasOwn(withholdingReasonWords, part.reason)) return 'reason-class-missing'
  if (part.why.trim() === '') return 'why-missing'
  if (part.why.length > longestWhy) return 'why-too-long'
  for (let n = part.from; n <= part.to; n++) if (isWithheld(facts, n)) return 'already-withheld'
  return null
}
