/**
 * What can be said of a submitted text, read from the statements in the log and not from what a table says of itself: a
 * change that was imposed stays one whoever edits the database. Part of authorship: `authorship.ts` is its face.
 */
import { isRecorded, reportRootOf, statementValues, type Statement } from '#integrity/integrity.ts'
import type { Context } from '#platform/context.ts'
import * as reports from '../store.ts'
import {
  changeReasonWords,
  counted,
  labelOf,
  type ChangeReason,
  type ChangeRecord,
  type IntegrityLabel,
  type WithholdingReason,
} from './change.ts'
import { factsOf, type Facts } from './changing.ts'
import * as store from './store.ts'

/** Changes of one class of reason, from asking to what came of it. */
export interface ClassFigures {
  reason: ChangeReason
  asked: number
  agreed: number
  refused: number
  imposed: number
}

/** Everything public about what happened to a text after it was submitted, and what an edition needs to show it. */
export interface ConsentRecord extends ChangeRecord {
  version: number
  label: IntegrityLabel
  /** False when the log, the statements and the stored text do not agree: then nothing may be claimed or published. */
  sound: boolean
  /** Whether every change, withholding and dissent was signed with keys; otherwise Throughline recorded them. */
  signed: boolean
  /** Numbers of the blocks withheld, from 0. */
  withheldBlocks: number[]
  /** The author's dissents in force. */
  dissents: { words: string; imposed: boolean }[]
  /** Grows with every change of the text or of what is withheld: an edition made at another mark is out of date. */
  textMark: number
}

/** The record of a report; null before submission. For verbs of higher folders: asks no permission. */
export async function consentRecord(ctx: Context, reportId: string): Promise<ConsentRecord | null> {
  const facts = await factsOf(ctx, await reports.reportById(ctx, reportId))
  return facts && recordOf(ctx, facts)
}

/** See `ConsentRecord`. */
export async function recordOf(ctx: Context, facts: Facts): Promise<ConsentRecord> {
  const statements = await Promise.all(
    [...facts.versions, ...facts.withholdings].map(async (row) => provenBy(ctx, row)),
  )
  const values = statements.flatMap((one) => one ?? [])
  const changes = values.flatMap((one) => ('changed' in one ? one : []))
  const record: ChangeRecord = {
    agreed: counted(changes.filter((one) => plain(one) === 'amend').map((one) => one.reason)),
    imposed: counted(changes.filter((one) => plain(one) === 'impose').map((one) => one.reason)),
    withheld: counted(
      values.flatMap((one): WithholdingReason[] =>
        'withheld' in one ? partsIn(one.withheld).map(() => one.reason) : [],
      ),
    ),
  }
  const proposals = new Map(facts.proposals.map((one) => [one.id, one]))
  return {
    ...record,
    version: facts.sealed.version,
    label: labelOf(record),
    sound: statements.every((one) => one !== null) && isWhole(facts),
    signed: values.slice(1).every((one) => !one.kind.startsWith('record-')),
    withheldBlocks: [...new Set(facts.withholdings.flatMap((one) => one.blocks))].toSorted((a, b) => a - b),
    dissents: facts.dissents.map((one) => ({
      words: one.words,
      imposed: one.proposalId !== null && proposals.get(one.proposalId)?.state === 'imposed',
    })),
    textMark: facts.sealed.version + facts.withholdings.length,
  }
}

/** The statement of a row, if the log holds exactly it at its place. */
async function provenBy(
  ctx: Context,
  row: Pick<store.VersionRow, 'statement' | 'signedNote' | 'salt' | 'logIndex'>,
): Promise<Statement | null> {
  const logged = row.signedNote ? new TextDecoder().decode(row.signedNote) : row.statement
  const recorded = await isRecorded(ctx, { statement: logged, salt: new Uint8Array(row.salt), index: row.logIndex })
  return recorded && logged.startsWith(row.statement) ? statementValues(row.statement) : null
}

function plain(statement: Statement): string {
  return statement.kind.replace('record-', '')
}

/** Whether each version is of the kind, the root and the order that its statement says, and the newest text is its text. */
function isWhole(facts: Facts): boolean {
  const inOrder = facts.versions.every((row, n) => {
    const values = statementValues(row.statement)
    if (!values || !('version' in values) || plain(values) !== row.kind) return false
    return values.version === n + 1 && row.version === n + 1 && values.root === row.root.toString('base64')
  })
  const newest = facts.versions.at(-1)
  return inOrder && newest !== undefined && Buffer.from(reportRootOf(facts.blocks, facts.seeds)).equals(newest.root)
}

/** Neighbouring numbers make one part. */
export function partsIn(blocks: readonly number[]): number[][] {
  const parts: number[][] = []
  for (const n of blocks.toSorted((a, b) => a - b)) {
    const last = parts.at(-1)
    if (last && last.at(-1) === n - 1) last.push(n)
    else parts.push([n])
  }
  return parts
}

/** Changes asked over these reviews by class, every class named. */
export async function changesAsked(ctx: Context, reviewIds: readonly string[]): Promise<ClassFigures[]> {
  const rows = await store.changesAsked(ctx, reviewIds)
  return (Object.keys(changeReasonWords) as ChangeReason[]).map(
    (reason) => rows.find((one) => one.reason === reason) ?? { reason, asked: 0, agreed: 0, refused: 0, imposed: 0 },
  )
}
