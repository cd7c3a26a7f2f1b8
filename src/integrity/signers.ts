/**
 * Whose signatures a statement needs, and whether a note counts. Written down in docs/formats/statement.md. Pure, and
 * safe in the browser.
 *
 * A statement counts only when all who must sign it signed the same text. Which keys are whose is never taken from the
 * note: the caller pins them, from the signed terms of engagement and the key events logged after them. Whether a key
 * was in force is judged by places in the log, never by dates, so that nobody gains by setting a clock.
 */
import { equalBytes, fromBase64 } from './base64.ts'
import type { VerifySignature } from './ed25519.ts'
import { isLowOrder, openNote, readNote, signatureLine, signatureTypes, writeNote, type NoteKey } from './note.ts'
import { readStatement, type Statement } from './statement.ts'

/** Who signs. Also the name of the key in a note: a role and nothing more, so that it links no two reviews. */
export const signers = ['author', 'key-sheet', 'commissioner', 'national-body', 'second-body', 'server'] as const

/** One of `signers`. */
export type Signer = (typeof signers)[number]

/** One signature that is needed; with `key` (base64) only by that key, which the statement itself names. */
export interface NeededSignature {
  readonly signer: Signer
  readonly key?: string
}

/** A key as the verifier pinned it, in force from one place in the log until, without the end, another. */
export interface SigningKey {
  readonly signer: Signer
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** The log index of the entry that brought the key in. */
  readonly from: number
  /** The first log index at which it is no longer in force: one after the entry that ended it; null while it is. */
  readonly until: number | null
}

/** Who signed a note, checked. */
export interface SignedBy {
  readonly signer: Signer
  readonly publicKey: Uint8Array
}

/**
 * Whose signatures a statement needs.
 * @returns one or more ways to be complete, each a list of signatures that are all needed; an empty list for
 * the kinds `record-…`, which nobody signs
 */
export function requiredSigners(statement: Statement): readonly (readonly NeededSignature[])[] {
  switch (statement.kind) {
    case 'terms':
      return [[{ signer: 'author', key: statement.author }, { signer: 'commissioner' }, { signer: 'national-body' }]]
    case 'submit':
    case 'dissent':
      return [[{ signer: 'author' }]]
    case 'record-submit':
    case 'record-volume':
    case 'record-correct':
    case 'record-withdraw':
    case 'record-amend':
    case 'record-impose':
    case 'record-dissent':
    case 'record-withhold':
    case 'record-edition':
      return [[]]
    case 'amend':
      return [[{ signer: 'author' }, { signer: 'commissioner' }]]
    case 'impose':
    case 'withhold':
      return [[{ signer: 'commissioner' }]]
    case 'edition':
      return statement.author === 'agreed'
        ? [[{ signer: 'author' }, { signer: 'national-body' }]]
        : [[{ signer: 'national-body' }]]
    case 'volume':
    case 'correct':
    case 'withdraw':
      return [[{ signer: 'national-body' }]]
    case 'rotate':
      return [
        [
          { signer: statement.holder, key: statement.old },
          { signer: statement.holder, key: statement.new },
        ],
      ]
    case 'revoke':
      return [[{ signer: statement.holder, key: statement.key }], [{ signer: 'key-sheet' }]]
    case 'recover':
      return [[{ signer: 'national-body' }, { signer: 'second-body' }]]
    case 'receipt':
      return [[{ signer: 'server' }]]
  }
}

/** Why a note does not count. */
export type NotCounted =
  'not-a-note' | 'not-a-statement' | 'bad-signature' | 'signature-missing' | 'key-not-in-force' | 'low-order-key'

/** The reasons in words. */
export const notCountedWords: Record<NotCounted, string> = {
  'not-a-note': 'it is not a signed note',
  'not-a-statement': 'its text is not a statement of a known kind',
  'bad-signature': 'a signature by a known key does not fit its text',
  'signature-missing': 'not everybody who must sign it signed this text',
  'key-not-in-force': 'a key that signed it was not in force at its place in the log',
  'low-order-key': 'a key is of a kind under which one signature fits many texts',
}

/**
 * Why a statement does not count, given who is known to have signed its text; null when it counts.
 * @param signedBy signatures that were checked against this very text
 * @param keys whose key is whose, pinned by the verifier
 * @param at the statement's place in the log; `null` while it is not logged, which asks that the keys are in force now
 */
export function whyNotCounted(
  statement: Statement,
  signedBy: readonly SignedBy[],
  keys: readonly SigningKey[],
  at: number | null,
): NotCounted | null {
  if ([...signedBy, ...keys].some((key) => isLowOrder(key.publicKey))) return 'low-order-key'
  const ways = requiredSigners(statement).map((needed) => lackOf(needed, statement, signedBy, keys, at))
  if (ways.includes(null)) return null
  return ways.includes('key-not-in-force') ? 'key-not-in-force' : 'signature-missing'
}

function lackOf(
  needed: readonly NeededSignature[],
  statement: Statement,
  signedBy: readonly SignedBy[],
  keys: readonly SigningKey[],
  at: number | null,
): NotCounted | null {
  let lack: NotCounted | null = null
  for (const one of needed) {
    const fitting = signedBy.filter(
      (by) => by.signer === one.signer && (one.key === undefined || equalBytes(by.publicKey, fromBase64(one.key))),
    )
    if (fitting.length === 0) return 'signature-missing'
    const inForce = fitting.some(
      (by) => isBroughtIn(statement, by) || keys.some((key) => isSameKey(key, by) && isInForce(key, at)),
    )
    if (!inForce) lack = 'key-not-in-force'
  }
  return lack
}

/** A new key is in force nowhere before the statement that brings it in. */
function isBroughtIn(statement: Statement, by: SignedBy): boolean {
  return (
    statement.kind === 'rotate' &&
    statement.holder === by.signer &&
    equalBytes(by.publicKey, fromBase64(statement.new)) &&
    statement.new !== statement.old
  )
}

function isSameKey(key: SigningKey, by: SignedBy): boolean {
  return key.signer === by.signer && equalBytes(key.publicKey, by.publicKey)
}

function isInForce(key: SigningKey, at: number | null): boolean {
  return at === null ? key.until === null : key.from <= at && (key.until === null || at < key.until)
}

/** A note whose statement counts. */
export interface CountedNote {
  readonly statement: Statement
  /** The text that was signed. */
  readonly text: string
  readonly signedBy: readonly SignedBy[]
}

/**
 * Judges a note from its bytes alone and the pinned keys: read, checked, complete and in force. Lines by unknown keys
 * are passed over; a bad line by a known key refuses the note, however many good ones stand beside it.
 */
export function judgeNote(
  bytes: Uint8Array,
  keys: readonly SigningKey[],
  verify: VerifySignature,
  at: number | null,
): CountedNote | { refused: NotCounted } {
  if (keys.some((key) => isLowOrder(key.publicKey))) return { refused: 'low-order-key' }
  const note = readNote(bytes)
  if (note === null) return { refused: 'not-a-note' }
  const statement = readStatement(note.text)
  if (statement === null) return { refused: 'not-a-statement' }
  const pinned = distinct([...keys, ...broughtInBy(statement)]).map(noteKeyOf)
  const opened = openNote(bytes, pinned, verify)
  // openNote says null both for a bad line and for no line by a known key: the second is a signature that is missing.
  if (opened === null) return { refused: hasBadLine(bytes, pinned, verify) ? 'bad-signature' : 'signature-missing' }
  const signedBy = opened.signatures.map(({ key }) => ({ signer: key.name as Signer, publicKey: key.publicKey }))
  const refused = whyNotCounted(statement, signedBy, keys, at)
  return refused ? { refused } : { statement, text: note.text, signedBy }
}

/** Some pinned key alone finds the note bad only where it has a line of that very key. */
function hasBadLine(bytes: Uint8Array, pinned: readonly NoteKey[], verify: VerifySignature): boolean {
  const passing: VerifySignature = () => true
  return pinned.some((key) => openNote(bytes, [key], passing) !== null && openNote(bytes, [key], verify) === null)
}

function broughtInBy(statement: Statement): { signer: Signer; publicKey: Uint8Array }[] {
  return statement.kind === 'rotate' ? [{ signer: statement.holder, publicKey: fromBase64(statement.new) }] : []
}

function distinct<K extends SignedBy>(keys: readonly K[]): K[] {
  return keys.filter((key, i) => keys.findIndex((other) => isSame(other, key)) === i)
}

function isSame(left: SignedBy, right: SignedBy): boolean {
  return left.signer === right.signer && equalBytes(left.publicKey, right.publicKey)
}

/** A signer's key as notes name it. */
export function noteKeyOf(key: SignedBy): NoteKey {
  return { name: key.signer, type: signatureTypes.ed25519, publicKey: key.publicKey }
}

/** The note of a statement's text with these signatures, each 64 bytes over exactly that text. */
export function noteOf(text: string, signed: readonly (SignedBy & { signature: Uint8Array })[]): Uint8Array {
  return writeNote(
    text,
    signed.map((one) => signatureLine(noteKeyOf(one), one.signature)),
  )
}
