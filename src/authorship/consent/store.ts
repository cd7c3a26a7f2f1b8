/** All SQL of what follows a submission: round, comments, delegation, second addresses. Part of the authorship schema. */
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { ChangeReason, Step, WithholdingReason } from './change.ts'
import type { CommentKind, Settlement } from './round.ts'

export interface RoundRow {
  openedAt: Date
  endsOn: string
}

export async function openRound(tx: Context, reportId: string, endsOn: string): Promise<void> {
  await sql`insert into authorship.accuracy_round (report_id, opened_at, ends_on)
    values (${reportId}, ${tx.now()}, ${endsOn})`.execute(tx.db)
}

export async function round(ctx: Context, reportId: string): Promise<RoundRow | null> {
  const { rows } = await sql<RoundRow>`select opened_at as "openedAt", ends_on as "endsOn"
    from authorship.accuracy_round where report_id = ${reportId}`.execute(ctx.db)
  return rows[0] ?? null
}

export interface CommentRow {
  id: string
  reportId: string
  version: number
  block: number
  kind: CommentKind
  words: string
  byPerson: string
  asRole: string
  organisationId: string | null
  at: Date
  settled: Settlement | null
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
}

const commentColumns = sql`c.id, c.report_id as "reportId", c.version, c.block, c.kind, c.words, c.by_person as "byPerson",
  c.as_role as "asRole", c.organisation_id as "organisationId", c.at, a.settled, a.words as answer, a.at as "answeredAt",
  a.by_person as "answeredBy"`

export async function addComment(
  tx: Context,
  comment: Pick<
    CommentRow,
    'reportId' | 'version' | 'block' | 'kind' | 'words' | 'byPerson' | 'asRole' | 'organisationId'
  >,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into authorship.comment
      (report_id, version, block, kind, words, by_person, as_role, organisation_id, at)
    values (${comment.reportId}, ${comment.version}, ${comment.block}, ${comment.kind}, ${comment.words}, ${comment.byPerson},
      ${comment.asRole}, ${comment.organisationId}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function comments(ctx: Context, reportId: string): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`select ${commentColumns} from authorship.comment c
    left join authorship.comment_answer a on a.comment_id = c.id
    where c.report_id = ${reportId} order by c.block, c.at, c.id`.execute(ctx.db)
  return rows
}

export async function commentById(ctx: Context, id: string): Promise<CommentRow | null> {
  const { rows } = await sql<CommentRow>`select ${commentColumns} from authorship.comment c
    left join authorship.comment_answer a on a.comment_id = c.id where c.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** False when it has been answered already. */
export async function answerComment(
  tx: Context,
  id: string,
  answer: { settled: Settlement; words: string; by: string },
): Promise<boolean> {
  const { rows } = await sql`insert into authorship.comment_answer (comment_id, settled, words, by_person, at)
    values (${id}, ${answer.settled}, ${answer.words}, ${answer.by}, ${tx.now()})
    on conflict do nothing returning comment_id`.execute(tx.db)
  return rows.length === 1
}

/** Who may read and answer for an author today. */
export async function delegatesOf(ctx: Context, authorId: string): Promise<string[]> {
  const today = ctx.now().toISOString().slice(0, 10)
  const { rows } = await sql<{
    delegateId: string
  }>`select distinct delegate_id as "delegateId" from authorship.delegation
    where author_id = ${authorId} and ended_at is null and ${today}::date between from_day and until_day`.execute(
    ctx.db,
  )
  return rows.map((row) => row.delegateId)
}

export interface DelegationRow {
  id: string
  authorId: string
  delegateId: string
  fromDay: string
  untilDay: string
  endedAt: Date | null
}

/** Delegations that an author gave and that have not run out, newest first. */
export async function delegations(ctx: Context, authorId: string): Promise<DelegationRow[]> {
  const today = ctx.now().toISOString().slice(0, 10)
  const { rows } = await sql<DelegationRow>`select id, author_id as "authorId", delegate_id as "delegateId",
      from_day as "fromDay", until_day as "untilDay", ended_at as "endedAt"
    from authorship.delegation where author_id = ${authorId} and ended_at is null and until_day >= ${today}::date
    order by from_day desc, id`.execute(ctx.db)
  return rows
}

export async function addDelegation(
  tx: Context,
  delegation: { authorId: string; delegateId: string; fromDay: string; untilDay: string },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into authorship.delegation (author_id, delegate_id, from_day, until_day)
    values (${delegation.authorId}, ${delegation.delegateId}, ${delegation.fromDay}, ${delegation.untilDay}) returning id`.execute(
    tx.db,
  )
  return rows[0]!.id
}

/** False when this author gave no such delegation, or it has ended. */
export async function endDelegation(tx: Context, authorId: string, id: string): Promise<boolean> {
  const { rows } = await sql`update authorship.delegation set ended_at = ${tx.now()}
    where id = ${id} and author_id = ${authorId} and ended_at is null returning id`.execute(tx.db)
  return rows.length === 1
}

export async function secondAddress(ctx: Context, personId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from authorship.second_address
    where person_id = ${personId}`.execute(ctx.db)
  return rows[0]?.email ?? null
}

export async function setSecondAddress(tx: Context, personId: string, email: string | null): Promise<void> {
  if (email === null) {
    await sql`delete from authorship.second_address where person_id = ${personId}`.execute(tx.db)
    return
  }
  await sql`insert into authorship.second_address (person_id, email, since) values (${personId}, ${email}, ${tx.now()})
    on conflict (person_id) do update set email = excluded.email, since = excluded.since`.execute(tx.db)
}

export interface ProposalRow {
  id: string
  reportId: string
  version: number
  block: number
  before: string
  after: string
  reason: ChangeReason
  why: string
  byPerson: string
  asRole: string
  organisationId: string | null
  at: Date
}

const proposalColumns = sql`id, report_id as "reportId", version, block, before_text as before, after_text as after, reason,
  why, by_person as "byPerson", as_role as "asRole", organisation_id as "organisationId", at`

export async function addProposal(tx: Context, proposal: Omit<ProposalRow, 'id' | 'at'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into authorship.proposal
      (report_id, version, block, before_text, after_text, reason, why, by_person, as_role, organisation_id, at)
    values (${proposal.reportId}, ${proposal.version}, ${proposal.block}, ${proposal.before}, ${proposal.after},
      ${proposal.reason}, ${proposal.why}, ${proposal.byPerson}, ${proposal.asRole}, ${proposal.organisationId},
      ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function proposals(ctx: Context, reportId: string): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`select ${proposalColumns} from authorship.proposal
    where report_id = ${reportId} order by at, id`.execute(ctx.db)
  return rows
}

export async function proposalById(ctx: Context, id: string): Promise<ProposalRow | null> {
  const { rows } = await sql<ProposalRow>`select ${proposalColumns} from authorship.proposal where id = ${id}`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export interface StepRow extends Step {
  proposalId: string
  seed: Buffer | null
  root: Buffer | null
  statementId: string | null
  byPerson: string
  at: Date
}

export async function steps(ctx: Context, reportId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select s.proposal_id as "proposalId", s.step, s.version, s.seed, s.root,
      s.statement_id as "statementId", s.by_person as "byPerson", s.at
    from authorship.proposal_step s join authorship.proposal p on p.id = s.proposal_id
    where p.report_id = ${reportId} order by s.id`.execute(ctx.db)
  return rows
}

export async function addStep(
  tx: Context,
  proposalId: string,
  step: Step & { byPerson: string; seal?: { seed: Uint8Array; root: Uint8Array }; statementId?: string | null },
): Promise<void> {
  await sql`insert into authorship.proposal_step (proposal_id, step, version, seed, root, statement_id, by_person, at)
    values (${proposalId}, ${step.step}, ${step.version}, ${step.seal ? Buffer.from(step.seal.seed) : null},
      ${step.seal ? Buffer.from(step.seal.root) : null}, ${step.statementId ?? null}, ${step.byPerson}, ${tx.now()})`.execute(
    tx.db,
  )
}

export interface VersionRow {
  version: number
  kind: 'submit' | 'amend' | 'impose'
  proposalId: string | null
  root: Buffer
  statement: string
  signedNote: Buffer | null
  salt: Buffer
  logIndex: number
  at: Date
}

/** Every sealed version of a report, oldest first. */
export async function versions(ctx: Context, reportId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select version, kind, proposal_id as "proposalId", root, statement,
      note as "signedNote", salt, log_index as "logIndex", submitted_at as at
    from authorship.submission where report_id = ${reportId} order by version`.execute(ctx.db)
  return rows
}

/** Adds a version that came of a proposal. The report itself stays as it is: it is frozen. */
export async function addVersion(
  tx: Context,
  version: {
    reportId: string
    version: number
    kind: 'amend' | 'impose'
    proposalId: string
    root: Uint8Array
    blockCount: number
    wordCount: number
    by: string
    statement: string
    signedNote: Uint8Array | null
    salt: Uint8Array
    logIndex: number
  },
): Promise<void> {
  await sql`insert into authorship.submission (report_id, version, root, block_count, word_count, submitted_at, submitted_by,
      statement, salt, log_index, kind, proposal_id, note)
    values (${version.reportId}, ${version.version}, ${Buffer.from(version.root)}, ${version.blockCount}, ${version.wordCount},
      ${tx.now()}, ${version.by}, ${version.statement}, ${Buffer.from(version.salt)}, ${version.logIndex}, ${version.kind},
      ${version.proposalId}, ${version.signedNote ? Buffer.from(version.signedNote) : null})`.execute(tx.db)
}

/** Whether a seed was used in any version of a report: none is ever used for another text. */
export async function seedIsUsed(ctx: Context, reportId: string, seed: Uint8Array): Promise<boolean> {
  const { rows } = await sql`select from authorship.sealed_block where report_id = ${reportId}
    and seed = ${Buffer.from(seed)} limit 1`.execute(ctx.db)
  return rows.length === 1
}

export interface DissentRow {
  id: string
  reportId: string
  proposalId: string | null
  words: string
  opening: Buffer
  statement: string
  signedNote: Buffer | null
  salt: Buffer
  logIndex: number
  at: Date
  withdrawnAt: Date | null
}

/** The author's dissents on a report, oldest first, withdrawn ones included. */
export async function dissents(ctx: Context, reportId: string): Promise<DissentRow[]> {
  const { rows } = await sql<DissentRow>`select d.id, d.report_id as "reportId", d.proposal_id as "proposalId", d.words,
      d.opening, d.statement, d.signed_note as "signedNote", d.salt, d.log_index as "logIndex", d.at, w.at as "withdrawnAt"
    from authorship.dissent d left join authorship.dissent_withdrawal w on w.dissent_id = d.id
    where d.report_id = ${reportId} order by d.at, d.id`.execute(ctx.db)
  return rows
}

export async function dissentReport(ctx: Context, id: string): Promise<string | null> {
  const { rows } = await sql<{ reportId: string }>`select report_id as "reportId" from authorship.dissent
    where id = ${id}`.execute(ctx.db)
  return rows[0]?.reportId ?? null
}

export async function addDissent(
  tx: Context,
  dissent: {
    reportId: string
    proposalId: string | null
    words: string
    wordCount: number
    opening: Uint8Array
    statement: string
    signedNote: Uint8Array | null
    salt: Uint8Array
    logIndex: number
    by: string
  },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into authorship.dissent (report_id, proposal_id, words, word_count, opening,
      statement, signed_note, salt, log_index, by_person, at)
    values (${dissent.reportId}, ${dissent.proposalId}, ${dissent.words}, ${dissent.wordCount}, ${Buffer.from(dissent.opening)},
      ${dissent.statement}, ${dissent.signedNote ? Buffer.from(dissent.signedNote) : null}, ${Buffer.from(dissent.salt)},
      ${dissent.logIndex}, ${dissent.by}, ${tx.now()}) returning id`.execute(tx.db)
  return rows[0]!.id
}

/** False when it is withdrawn already. */
export async function withdrawDissent(tx: Context, id: string, by: string): Promise<boolean> {
  const { rows } = await sql`insert into authorship.dissent_withdrawal (dissent_id, by_person, at)
    values (${id}, ${by}, ${tx.now()}) on conflict do nothing returning dissent_id`.execute(tx.db)
  return rows.length === 1
}

export interface WithholdingRow {
  id: string
  version: number
  blocks: number[]
  reason: WithholdingReason
  why: string
  statement: string
  signedNote: Buffer | null
  salt: Buffer
  logIndex: number
  at: Date
}

export async function withholdings(ctx: Context, reportId: string): Promise<WithholdingRow[]> {
  const { rows } =
    await sql<WithholdingRow>`select id, version, blocks, reason, why, statement, signed_note as "signedNote",
      salt, log_index as "logIndex", at
    from authorship.withholding where report_id = ${reportId} order by at, id`.execute(ctx.db)
  return rows
}

export async function addWithholding(
  tx: Context,
  withholding: Omit<WithholdingRow, 'id' | 'at' | 'signedNote' | 'salt'> & {
    reportId: string
    signedNote: Uint8Array | null
    salt: Uint8Array
    by: string
  },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into authorship.withholding (report_id, version, blocks, reason, why,
      statement, signed_note, salt, log_index, by_person, at)
    values (${withholding.reportId}, ${withholding.version}, ${withholding.blocks}::int[], ${withholding.reason}, ${withholding.why},
      ${withholding.statement}, ${withholding.signedNote ? Buffer.from(withholding.signedNote) : null},
      ${Buffer.from(withholding.salt)}, ${withholding.logIndex}, ${withholding.by}, ${tx.now()}) returning id`.execute(
    tx.db,
  )
  return rows[0]!.id
}

/** Which blocks later versions changed and which are withheld, for whoever works on the text. */
export async function sinceSubmission(
  ctx: Context,
  reportId: string,
): Promise<{ changes: { version: number; block: number }[]; withheld: number[]; withholdings: number }> {
  const changes = await sql<{ version: number; block: number }>`select s.version, p.block from authorship.submission s
    join authorship.proposal p on p.id = s.proposal_id where s.report_id = ${reportId} order by s.version`.execute(
    ctx.db,
  )
  const held = await sql<{ blocks: number[] }>`select blocks from authorship.withholding
    where report_id = ${reportId}`.execute(ctx.db)
  const withheld = [...new Set(held.rows.flatMap((row) => row.blocks))].toSorted((a, b) => a - b)
  return { changes: changes.rows, withheld, withholdings: held.rows.length }
}

/** Changes asked over these reviews by class of reason; refused are those refused last and not made since. */
export async function changesAsked(
  ctx: Context,
  reviewIds: readonly string[],
): Promise<{ reason: ChangeReason; asked: number; agreed: number; refused: number; imposed: number }[]> {
  const { rows } = await sql<{
    reason: ChangeReason
    asked: number
    agreed: number
    refused: number
    imposed: number
  }>`select p.reason, count(*)::int as asked,
      (count(*) filter (where s.kind = 'amend'))::int as agreed,
      (count(*) filter (where s.kind is null and last.step = 'refuse'))::int as refused,
      (count(*) filter (where s.kind = 'impose'))::int as imposed
    from authorship.proposal p
    join authorship.report r on r.id = p.report_id
    left join authorship.submission s on s.proposal_id = p.id
    left join lateral (select step from authorship.proposal_step where proposal_id = p.id order by id desc limit 1) as last on true
    where r.review_id = any(${[...reviewIds]}::uuid[]) group by p.reason`.execute(ctx.db)
  return rows
}
