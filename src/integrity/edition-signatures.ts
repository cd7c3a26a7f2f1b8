/**
 * What an edition's public proof says of who signed its words: the author's `submit` note and, where the words changed
 * since, the notes of the changes, with the keys that signed them. Written down in docs/formats/edition.md. Pure, and safe
 * in the browser.
 *
 * It holds no place in the log, no time, no board and no reference: a review's key is of that review alone, and nothing
 * here leads from one edition to another.
 */
import { fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import type { VerifySignature } from './ed25519.ts'
import { judgeNote, type SigningKey } from './signers.ts'
import { statementHash, type Statement, type StatementOf } from './statement.ts'

/** The keys that signed, base64, and the notes in order: `submit` first, then each change. */
export interface EditionSignatures {
  readonly keys: readonly { readonly signer: 'author' | 'commissioner'; readonly key: string }[]
  readonly notes: readonly string[]
}

/** Reads the value of `signatures` in an edition file; null when it is not of that shape. */
export function readSignatures(value: unknown): EditionSignatures | null {
  if (!isRecord(value) || !hasOnly(value, ['keys', 'notes'])) return null
  const { keys, notes } = value
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey)) return null
  if (!Array.isArray(notes) || notes.length === 0 || !notes.every((note) => typeof note === 'string')) return null
  return value as unknown as EditionSignatures
}

function isKey(value: unknown): boolean {
  return (
    isRecord(value) &&
    hasOnly(value, ['signer', 'key']) &&
    (value['signer'] === 'author' || value['signer'] === 'commissioner') &&
    isBase64Of32Bytes(value['key'])
  )
}

/** What the notes show of the words under a root. */
export interface SignedHistory {
  /** The author's key, base64, by which the submission is signed. */
  readonly authorKey: string
  /** Changes since the submission in their order: `amend` was signed by the author too, `impose` was not. */
  readonly changes: readonly { readonly kind: 'amend' | 'impose'; readonly reason: string; readonly blocks: number }[]
}

/** Why the notes do not show it. */
export type SignatureFault = 'does-not-count' | 'no-submission' | 'no-chain' | 'other-text' | 'several-authors'

/** The faults in words. */
export const signatureFaultWords: Record<SignatureFault, string> = {
  'does-not-count': 'a statement in the file is not signed by everybody who must sign it',
  'no-submission': 'the signatures do not begin with the author’s submission',
  'no-chain': 'the signed statements do not follow one another',
  'other-text': 'what was signed is another text',
  'several-authors': 'the file names more than one key of the author’s',
}

type TextStatement = StatementOf<'submit'> | StatementOf<'amend'> | StatementOf<'impose'>

/**
 * Judges the notes: each counts by the keys given, the first is a submission, each follows the one before, and the last
 * is of the text under `root`. Whose the keys are is for the reader to compare.
 * @param blocks how many blocks the text under `root` has
 */
export function judgeSignatures(
  signatures: EditionSignatures,
  root: string,
  blocks: number,
  verify: VerifySignature,
): SignedHistory | { refused: SignatureFault } {
  const authors = signatures.keys.filter((key) => key.signer === 'author')
  const [author] = authors
  if (authors.length !== 1 || !author) return { refused: 'several-authors' }
  const keys = signatures.keys.map((key): SigningKey => ({
    signer: key.signer,
    publicKey: fromBase64(key.key),
    from: 0,
    until: null,
  }))
  const changes: SignedHistory['changes'][number][] = []
  let last: { statement: TextStatement; text: string } | null = null
  for (const note of signatures.notes) {
    const judged = judgeNote(new TextEncoder().encode(note), keys, verify, 0)
    if ('refused' in judged) return { refused: 'does-not-count' }
    const { statement, text } = judged
    if (!isOfText(statement) || (statement.kind === 'submit') !== (last === null)) return { refused: 'no-submission' }
    if (last && !follows(statement, last)) return { refused: 'no-chain' }
    if (statement.kind !== 'submit')
      changes.push({ kind: statement.kind, reason: statement.reason, blocks: statement.changed.length })
    last = { statement, text }
  }
  if (!last || last.statement.root !== root || last.statement.blocks !== blocks) return { refused: 'other-text' }
  return { authorKey: author.key, changes }
}

function isOfText(statement: Statement): statement is TextStatement {
  return statement.kind === 'submit' || statement.kind === 'amend' || statement.kind === 'impose'
}

function follows(statement: TextStatement, last: { statement: TextStatement; text: string }): boolean {
  return statement.previous === statementHash(last.text) && statement.version === last.statement.version + 1
}

/** The public part of signed notes: no key that signed none of them. */
export function publicSignatures(notes: readonly Uint8Array[], keys: readonly SigningKey[]): EditionSignatures {
  const texts = notes.map((note) => new TextDecoder().decode(note))
  const signed = keys.filter((key) => texts.some((text) => text.includes(`— ${key.signer} `)))
  return {
    keys: signed.flatMap(({ signer, publicKey }) =>
      signer === 'author' || signer === 'commissioner' ? { signer, key: toBase64(publicKey) } : [],
    ),
    notes: texts,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))
}
