/**
 * Statements: the texts by which acts are put on record, in one grammar with one parser. Written down in
 * docs/formats/statement.md, complete enough for a second implementation. Pure, and safe in the browser.
 */
import { equalBytes, fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { isLowOrder } from './note.ts'
import { sha256 } from './sha256.ts'

const STATEMENT = 'throughline/statement/v1'
const BLINDED = 'throughline/blinded/v1'
const NONE = 'none'

/** Why words of a sealed text were changed: the classes in which agencies comment. */
export const changeReasons = ['factual-error', 'personal-data', 'legal-risk', 'defamation', 'other'] as const
/** Why the law keeps blocks back. */
export const withholdingReasons = ['court-order', 'criminal-proceedings', 'data-protection', 'other-law'] as const
/** Why a published edition was superseded or withdrawn: the same classes as in the library. */
export const editionReasons = ['identification', 'legal', 'family-request', 'error'] as const
/** Whose key an event is about. */
export const keyHolders = ['author', 'commissioner', 'national-body'] as const

/** One of `keyHolders`. */
export type KeyHolder = (typeof keyHolders)[number]

/**
 * How a value is written. `count`: a whole number from 1. `hash`: 32 bytes in base64. `key`: an Ed25519 public key, so
 * written, that is not of low order. `blocks`: numbers of blocks from 1, ascending. A list: one of these words.
 */
type Form = 'count' | 'hash' | 'hash-or-none' | 'key' | 'blocks' | readonly string[]

type ValueOf<F extends Form> = F extends readonly string[]
  ? F[number]
  : F extends 'count'
    ? number
    : F extends 'hash-or-none'
      ? string | null
      : F extends 'blocks'
        ? readonly number[]
        : string

const submission = [
  ['version', 'count'],
  ['blocks', 'count'],
  ['root', 'hash'],
  ['manifest', 'hash-or-none'],
  ['previous', 'hash-or-none'],
] as const

const change = [
  ['version', 'count'],
  ['blocks', 'count'],
  ['root', 'hash'],
  ['changed', 'blocks'],
  ['reason', changeReasons],
  ['manifest', 'hash-or-none'],
  ['previous', 'hash'],
] as const

const dissent = [
  ['words', 'count'],
  ['commitment', 'hash'],
  ['about', 'hash'],
] as const

const withhold = [
  ['withheld', 'blocks'],
  ['reason', withholdingReasons],
  ['about', 'hash'],
] as const

const edition = [
  ['root', 'hash'],
  ['disclosure', 'hash'],
  ['author', ['agreed', 'refused', 'no-key']],
  ['about', 'hash'],
] as const

const volume = [
  ['editions', 'count'],
  ['root', 'hash'],
  ['manifest', 'hash-or-none'],
  ['previous', 'hash-or-none'],
] as const

const correction = [
  ['edition', 'hash'],
  ['by', 'hash'],
  ['reason', editionReasons],
] as const

const withdrawal = [
  ['edition', 'hash'],
  ['reason', editionReasons],
] as const

/**
 * The keys of each kind, in their order. A kind that is not here is refused, so a new one is a line here.
 * `submit` counts only when its author signed it; `record-submit` is what the server itself writes down when a text is
 * submitted without the author's key. The two are different kinds so that neither can ever be passed off as the other.
 * So are `amend` and `impose`: a signature made for a change that was imposed fits no change that was agreed. Each kind
 * `record-…` is what the server writes down where an act is done without a key; nobody signs it.
 */
const grammar = {
  terms: [
    ['terms', 'hash'],
    ['author', 'key'],
    ['sheet', 'key'],
  ],
  submit: submission,
  'record-submit': submission,
  amend: change,
  'record-amend': change,
  impose: change,
  'record-impose': change,
  dissent,
  'record-dissent': dissent,
  withhold,
  'record-withhold': withhold,
  edition,
  'record-edition': edition,
  volume,
  'record-volume': volume,
  correct: correction,
  'record-correct': correction,
  withdraw: withdrawal,
  'record-withdraw': withdrawal,
  rotate: [
    ['holder', keyHolders],
    ['old', 'key'],
    ['new', 'key'],
    ['previous', 'hash-or-none'],
  ],
  revoke: [
    ['holder', keyHolders],
    ['key', 'key'],
    ['previous', 'hash-or-none'],
  ],
  recover: [
    ['holder', keyHolders],
    ['old', 'key'],
    ['new', 'key'],
    ['days', 'count'],
    ['previous', 'hash-or-none'],
  ],
  receipt: [
    ['entry', 'hash'],
    ['deadline', 'count'],
  ],
} as const satisfies Record<string, readonly (readonly [string, Form])[]>

/** A kind of act. */
export type StatementKind = keyof typeof grammar

/** A kind that the server writes down and nobody signs. */
export type RecordKind = Extract<StatementKind, `record-${string}`>

/** A statement that was read or is to be written; absent hashes are null. */
export type Statement = { [Kind in StatementKind]: StatementOf<Kind> }[StatementKind]

/** A statement of one kind. */
export type StatementOf<Kind extends StatementKind> = { readonly kind: Kind } & {
  readonly [Entry in (typeof grammar)[Kind][number] as Entry[0]]: ValueOf<Entry[1]>
}

/** Every kind, in the order of docs/formats/statement.md. */
export const statementKinds = Object.keys(grammar) as readonly StatementKind[]

/** The keys of a kind in their order, each with its form. For tests and for printing the grammar. */
export function keysOf(kind: StatementKind): readonly (readonly [string, Form])[] {
  return grammar[kind]
}

/** Writes a statement as the text that is signed or recorded. @throws when a value is not of its form */
export function writeStatement(statement: Statement): string {
  const values = statement as unknown as Record<string, unknown>
  const lines = keysOf(statement.kind).map(([key, form]) => `${key} ${writtenValue(values[key], form)}\n`)
  return `${STATEMENT}\nkind ${statement.kind}\n${lines.join('')}`
}

function writtenValue(value: unknown, form: Form): string {
  const written = value === null ? NONE : String(value as string | number | readonly number[])
  const read = readValue(written, form)
  // What is written must read as what was given: no other word, and nothing that only looks like a number.
  if (read === undefined || JSON.stringify(read) !== JSON.stringify(value))
    throw new RangeError('A statement was given a value that is not of its form.')
  return written
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
  const keys = keysOf(kind)
  if (lines.length !== keys.length + 3 || lines.at(-1) !== '') return null
  const values: Record<string, unknown> = { kind }
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

function readValue(written: string, form: Form): string | number | readonly number[] | null | undefined {
  if (typeof form !== 'string') return form.includes(written) ? written : undefined
  if (form === 'count') return readCount(written)
  if (form === 'blocks') return readBlocks(written)
  if (form === 'hash-or-none' && written === NONE) return null
  if (!isBase64Of32Bytes(written)) return undefined
  return form === 'key' && isLowOrder(fromBase64(written)) ? undefined : written
}

function readCount(written: string): number | undefined {
  const count = /^[1-9]\d*$/.test(written) ? Number(written) : NaN
  return Number.isSafeInteger(count) ? count : undefined
}

function readBlocks(written: string): readonly number[] | undefined {
  const numbers: number[] = []
  for (const one of written.split(',')) {
    const number = readCount(one)
    if (number === undefined || number <= (numbers.at(-1) ?? 0)) return undefined
    numbers.push(number)
  }
  return numbers
}

/** SHA-256 of a statement's text in base64: how `previous` and `about` name a statement, whoever signed it. */
export function statementHash(text: string): string {
  return toBase64(sha256(new TextEncoder().encode(text)))
}

/**
 * Commits to words that a statement must not hold.
 * @param salt 32 random bytes, kept by those who hold the words; without them no guess at the words can be tried
 * @returns SHA-256 of salt ‖ words in UTF-8, base64
 */
export function commitmentTo(salt: Uint8Array, words: string): string {
  return toBase64(saltedHash(salt, new TextEncoder().encode(words)))
}

/**
 * The entry that stands in the log for a note before publication: it shows that something was recorded, not what.
 * @param salt 32 random bytes, kept with the note; without them nobody can try out guesses against the entry
 */
export function blindedEntry(salt: Uint8Array, note: Uint8Array): Uint8Array {
  return new TextEncoder().encode(`${BLINDED}\n${toBase64(saltedHash(salt, note))}\n`)
}

function saltedHash(salt: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (salt.length !== 32) throw new RangeError('A salt is 32 bytes.')
  const message = new Uint8Array(32 + bytes.length)
  message.set(salt)
  message.set(bytes, 32)
  return sha256(message)
}

/** Whether an entry of the log is this note, blinded with this salt. */
export function standsFor(entry: Uint8Array, salt: Uint8Array, note: Uint8Array): boolean {
  return salt.length === 32 && equalBytes(entry, blindedEntry(salt, note))
}
