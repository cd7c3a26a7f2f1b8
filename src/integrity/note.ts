/**
 * Signed notes as in C2SP signed-note: a text, a blank line, and signature lines by named keys. Written down, as we use
 * them, in docs/formats/tiles.md. Pure; the check of a signature is passed in. What the reference parser
 * (golang.org/x/mod/sumdb/note) refuses, this one refuses too.
 */
import { equalBytes, fromBase64, toBase64 } from './base64.ts'
import type { VerifySignature } from './ed25519.ts'
import { sha256 } from './sha256.ts'

/** C2SP signed-note's types of signature: by a log or a person, and a witness's cosignature with its time. */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04 } as const

/** A key by which somebody signs, as it is pinned: never taken from what it is to check. */
export interface NoteKey {
  readonly name: string
  readonly type: (typeof signatureTypes)[keyof typeof signatureTypes]
  /** 32 bytes. */
  readonly publicKey: Uint8Array
}

/** One signature line. `keyId` are 4 bytes; which key it is of, only a pinned key of that name and id can say. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

/** A note as written, nothing about it checked. `text` ends with a line end. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** The design asks to take 16 and more; the reference stops at 100. */
const MOST_SIGNATURES = 100

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/
const CANONICAL_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/

/** Reads a note, split at its last blank line; null when it is not one. */
export function readNote(bytes: Uint8Array): Note | null {
  const whole = utf8Of(bytes)
  if (whole === null || CONTROL.test(whole)) return null
  const split = whole.lastIndexOf('\n\n')
  if (split === -1) return null
  const lines = whole.slice(split + 2).split('\n')
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MOST_SIGNATURES) return null
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = readSignature(line)
    if (signature === null) return null
    signatures.push(signature)
  }
  return { text: whole.slice(0, split + 1), signatures }
}

function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function readSignature(line: string): NoteSignature | null {
  const [dash, name, base64, ...rest] = line.split(' ')
  if (dash !== '—' || !name || !base64 || rest.length > 0) return null
  if (!isKeyName(name) || !CANONICAL_BASE64.test(base64)) return null
  const bytes = fromBase64(base64)
  return bytes.length < 5 ? null : { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

/** Whether a name can name a key: not empty, no space of any kind, no plus. U+0085 is a space for Go and not for `\s`. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s\u0085+]/.test(name) && !/\p{Surrogate}/u.test(name)
}

/** The first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
export function keyIdOf(key: NoteKey): Uint8Array {
  const name = new TextEncoder().encode(`${key.name}\n`)
  return sha256(Uint8Array.of(...name, key.type, ...key.publicKey)).subarray(0, 4)
}

/** A key in one line, as C2SP writes it: `name+id+base64`. */
export function writeKey(key: NoteKey): string {
  return `${key.name}+${hexOf(keyIdOf(key))}+${toBase64(Uint8Array.of(key.type, ...key.publicKey))}`
}

/** Reads a key from its line; null when it is malformed, its id is not its own, or it is of low order. */
export function readKey(line: string): NoteKey | null {
  const [name, id, ...rest] = line.split('+')
  const base64 = rest.join('+') // base64 has plus signs of its own
  if (!name || !id || !isKeyName(name) || !CANONICAL_BASE64.test(base64)) return null
  const [type, ...publicKey] = fromBase64(base64)
  if (type !== signatureTypes.ed25519 && type !== signatureTypes.cosignature) return null
  const key: NoteKey = { name, type, publicKey: Uint8Array.from(publicKey) }
  if (publicKey.length !== 32 || hexOf(keyIdOf(key)) !== id || isLowOrder(key.publicKey)) return null
  return key
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The points of order 1, 2, 4 and 8 of the curve in every encoding, without the sign bit. Under such a key one
 * signature fits many texts, so nobody can be held to it.
 */
const LOW_ORDER = [
  `${'00'.repeat(32)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]

/** Whether a public key is of low order; such keys are refused wherever keys are taken in. */
export function isLowOrder(publicKey: Uint8Array): boolean {
  return LOW_ORDER.includes(hexOf(publicKey.with(31, publicKey[31]! & 0x7f)))
}

/** A signature that a pinned key made on a note. `time` is a witness's, in seconds since 1970. */
export interface CheckedSignature {
  readonly key: NoteKey
  readonly time: number | null
}

/**
 * Checks a note against pinned keys. Lines by unknown keys are passed over; one bad line by a known key refuses the note.
 * @returns the text and who signed it, each key once; null when the note is malformed, or no pinned key signed it
 */
export function openNote(
  bytes: Uint8Array,
  pinned: readonly NoteKey[],
  verify: VerifySignature,
): { text: string; signatures: CheckedSignature[] } | null {
  const note = readNote(bytes)
  if (note === null) return null
  const signatures: CheckedSignature[] = []
  for (const line of note.signatures) {
    const key = pinned.find((one) => one.name === line.name && equalBytes(keyIdOf(one), line.keyId))
    if (!key) continue
    const checked = checkLine(note.text, line, key, verify)
    if (checked === null) return null
    if (!signatures.some((one) => one.key === key)) signatures.push(checked)
  }
  return signatures.length === 0 ? null : { text: note.text, signatures }
}

function checkLine(text: string, line: NoteSignature, key: NoteKey, verify: VerifySignature): CheckedSignature | null {
  const message = new TextEncoder().encode(text)
  if (key.type === signatureTypes.ed25519) {
    return verify(key.publicKey, message, line.signature) ? { key, time: null } : null
  }
  if (line.signature.length !== 8 + 64) return null
  const time = Number(new DataView(Uint8Array.from(line.signature).buffer).getBigUint64(0))
  if (!Number.isSafeInteger(time)) return null
  const cosigned = cosignedMessage(time, message)
  return verify(key.publicKey, cosigned, line.signature.subarray(8)) ? { key, time } : null
}

/** C2SP tlog-cosignature: what a witness signs for a text at a time. */
export function cosignedMessage(time: number, text: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`cosignature/v1\ntime ${time}\n`)
  const message = new Uint8Array(head.length + text.length)
  message.set(head)
  message.set(text, head.length)
  return message
}

/** A signature line by this key; `signature` is what its type asks for. */
export function signatureLine(key: NoteKey, signature: Uint8Array): string {
  return `— ${key.name} ${toBase64(Uint8Array.of(...keyIdOf(key), ...signature))}\n`
}

/** A note of this text with these signature lines. @throws when the text cannot be a note's */
export function writeNote(text: string, lines: readonly string[]): Uint8Array {
  if (!text.endsWith('\n') || CONTROL.test(text))
    throw new RangeError('A note’s text ends with a line end and has no control characters.')
  return new TextEncoder().encode(`${text}\n${lines.join('')}`)
}
