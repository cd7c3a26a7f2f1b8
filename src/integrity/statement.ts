/**
 * Statements: the texts by which acts are put on record, in one grammar with one parser. Written down in
 * docs/formats/statement.md. Pure, and safe in the browser.
 */
import { equalBytes, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { sha256 } from './sha256.ts'

const STATEMENT = 'throughline/statement/v1'
const BLINDED = 'throughline/blinded/v1'
const NONE = 'none'

/** How a value is written: a whole number from 1, 32 bytes in base64, or either such bytes or the word `none`. */
type Form = 'count' | 'hash' | 'hash-or-none'

interface ValueOf {
  count: number
  hash: string
  'hash-or-none': string | null
}

const submission = [
  ['version', 'count'],
  ['blocks', 'count'],
  ['root', 'hash'],
  ['manifest', 'hash-or-none'],
  ['previous', 'hash-or-none'],
] as const

/**
 * The keys of each kind, in their order. A kind that is not here is refused, so a new one is a line here.
 * `submit` counts only when its author signed it; `record-submit` is what the server itself writes down when a text is
 * submitted without the author's key. The two are different kinds so that neither can ever be passed off as the other.
 */
const grammar = {
  submit: submission,
  'record-submit': submission,
} as const satisfies Record<string, readonly (readonly [string, Form])[]>

/** A kind of act. */
export type StatementKind = keyof typeof grammar

/** A statement that was read or is to be written; absent hashes are null. */
export type Statement = {
  [Kind in StatementKind]: { readonly kind: Kind } & {
    readonly [Entry in (typeof grammar)[Kind][number] as Entry[0]]: ValueOf[Entry[1]]
  }
}[StatementKind]

/** Writes a statement as the text that is signed or recorded. @throws when a value is not of its form */
export function writeStatement(statement: Statement): string {
  const values = statement as unknown as Record<string, unknown>
  const lines = grammar[statement.kind].map(([key, form]) => `${key} ${writtenValue(values[key], form)}\n`)
  return `${STATEMENT}\nkind ${statement.kind}\n${lines.join('')}`
}

function writtenValue(value: unknown, form: Form): string {
  if (form === 'count' && Number.isSafeInteger(value) && (value as number) >= 1) return String(value)
  if (form !== 'count' && isBase64Of32Bytes(value)) return value
  if (form === 'hash-or-none' && value === null) return NONE
  throw new RangeError('A statement was given a value that is not of its form.')
}

/**
 * Reads a statement's text, to the last byte: an unknown kind, a key unknown, missing, repeated or out of order, a
 * number with a leading zero, a second space or a missing last line end all refuse it.
 * @returns the statement, or null when the text is not one
 */
export function readStatement(text: string): Statement | null {
  const lines = text.split('\n')
  const kind = lines[1]?.replace(/^kind /, '')
  if (lines[0] !== STATEMENT || lines[1] !== `kind ${kind}` || !isStatementKind(kind)) return null
  const keys = grammar[kind]
  if (lines.length !== keys.length + 3 || lines.at(-1) !== '') return null
  const values: Record<string, string | number | null> = { kind }
  for (const [i, [key, form]] of keys.entries()) {
    const line = lines[i + 2]!
    const value = line.startsWith(`${key} `) ? readValue(line.slice(key.length + 1), form) : undefined
    if (value === undefined) return null
    values[key] = value
  }
  return values as unknown as Statement
}

function isStatementKind(kind: string | undefined): kind is StatementKind {
  return kind !== undefined && Object.hasOwn(grammar, kind)
}

function readValue(written: string, form: Form): string | number | null | undefined {
  if (form === 'count') {
    const count = /^[1-9]\d*$/.test(written) ? Number(written) : NaN
    return Number.isSafeInteger(count) ? count : undefined
  }
  if (form === 'hash-or-none' && written === NONE) return null
  return isBase64Of32Bytes(written) ? written : undefined
}

/**
 * The entry that stands in the log for a note before publication: it shows that something was recorded, not what.
 * @param salt 32 random bytes, kept with the note; without them nobody can try out guesses against the entry
 */
export function blindedEntry(salt: Uint8Array, note: Uint8Array): Uint8Array {
  if (salt.length !== 32) throw new RangeError('A note is blinded with 32 bytes.')
  const message = new Uint8Array(32 + note.length)
  message.set(salt)
  message.set(note, 32)
  return new TextEncoder().encode(`${BLINDED}\n${toBase64(sha256(message))}\n`)
}

/** Whether an entry of the log is this note, blinded with this salt. */
export function standsFor(entry: Uint8Array, salt: Uint8Array, note: Uint8Array): boolean {
  return salt.length === 32 && equalBytes(entry, blindedEntry(salt, note))
}
