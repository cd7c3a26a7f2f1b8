/**
 * The verdict on a pack, in words. One function for the page that is in the pack, the public page and the command line, so
 * that they cannot disagree. Pure, and safe in the browser. A pack is never asked whom to trust: the log's key, and the
 * author's if it is known, come from the reader.
 */
import { equalBytes, fromBase64, isBase64Of32Bytes } from './base64.ts'
import { openCheckpoint, type LogPolicy } from './checkpoint.ts'
import type { VerifySignature } from './ed25519.ts'
import { editionNameOf } from './edition-name.ts'
import { checkLogProof, type LogProofRefusal } from './log-proof.ts'
import { listedFile, manifestRoot, readManifest } from './manifest.ts'
import { includes, leafHash } from './merkle.ts'
import { writeKey } from './note.ts'
import { readPack, type Pack, type PackFault, type PackNote } from './pack-format.ts'
import { rootsOfFile } from './sealed-file.ts'
import { judgeNote, notCountedWords, signers, type Signer, type SigningKey } from './signers.ts'
import { blindedEntry, readStatement, statementHash, type Statement } from './statement.ts'
import { readStrictJson } from './strict-json.ts'
import { signedWords, verifyEdition, WHOSE_KEY, type Verdict } from './verify.ts'

/** Whom the reader trusts, from outside the pack. */
export interface PackTrust {
  readonly log: LogPolicy
  /** The author's key for this review (32 bytes in base64), from the signed terms of engagement; null when not at hand. */
  readonly author: string | null
  /** A whole log that was checked just now and continues the pack's checkpoint: its entries and size; else null. */
  readonly current: { readonly size: number; readonly entries: readonly Uint8Array[] } | null
}

/** A note that was judged. `index` is its place in the log; null while no proof can be had. */
interface JudgedNote {
  readonly statement: Statement
  readonly text: string
  readonly index: number | null
  readonly isSigned: boolean
}

/** Something in the pack that is wrong, in a sentence. */
class Wrong extends Error {}

/** Checks the bytes of a pack. */
export function verifyPack(archive: Uint8Array, trust: PackTrust, verify: VerifySignature): Verdict {
  const pack = readPack(archive)
  if ('refused' in pack) return refusedPack(pack.refused)
  try {
    if (pack.log !== writeKey(trust.log.logKey))
      throw new Wrong('The pack names another log than the one that you trust.')
    const size = checkpointSize(pack, trust, verify)
    const notes = pack.notes.map((note) => judged(note, pack, trust, verify))
    return pack.kind === 'author'
      ? authorVerdict(pack, notes, size, trust)
      : editionVerdict(pack, notes, size, trust, verify)
  } catch (error) {
    if (error instanceof Wrong) return wrong(error.message)
    throw error
  }
}

const faultWords: Record<PackFault, string> = {
  'not-an-archive': 'it is not an archive as packs are written',
  'not-a-pack': 'its list is not that of a pack',
  'file-changed': 'a file in it is not the one that its list names',
}

/** A damaged archive may be another file altogether; a list that does not fit its files was changed. */
function refusedPack(fault: PackFault): Verdict {
  if (fault === 'not-an-archive') return couldNot(`This cannot be checked: ${faultWords[fault]}.`)
  return wrong(`The pack was changed: ${faultWords[fault]}.`)
}

function checkpointSize(pack: Pack, trust: PackTrust, verify: VerifySignature): number | null {
  if (!pack.checkpoint) {
    if (pack.notes.some(({ proof }) => proof !== null)) throw new Wrong('The pack’s checkpoint is missing.')
    return null
  }
  const opened = openCheckpoint(pack.checkpoint, { ...trust.log, quorum: 0 }, verify)
  if ('refused' in opened) throw new Wrong('The pack’s checkpoint is not signed by the log that you trust.')
  return opened.head.size
}

const proofWords: Record<LogProofRefusal, string> = {
  'not-signed-by-the-log': 'A proof is not signed by the log that you trust.',
  'another-log': 'A proof is of another log than the one that you trust.',
  'not-a-checkpoint': 'A proof holds something else than a checkpoint of the log.',
  'too-few-witnesses': 'A proof was seen by fewer witnesses than you ask for.',
  'not-a-proof': 'A proof is malformed.',
  'not-in-the-log': 'Something in the pack is not in the log.',
}

function judged(note: PackNote, pack: Pack, trust: PackTrust, verify: VerifySignature): JudgedNote {
  const entry = note.salt === null ? note.note : blindedEntry(fromBase64(note.salt), note.note)
  let index: number | null = null
  if (note.proof) {
    const proof = checkLogProof(note.proof, entry, { ...trust.log, quorum: 0 }, verify)
    if ('refused' in proof) throw new Wrong(proofWords[proof.refused])
    if (!equalBytes(note.proof.subarray(note.proof.length - pack.checkpoint!.length), pack.checkpoint!))
      throw new Wrong('A proof leads to another checkpoint than that of the pack.')
    index = proof.index
  }
  const whole = new TextDecoder().decode(note.note)
  const unsigned = readStatement(whole)
  if (unsigned) {
    if (!unsigned.kind.startsWith('record-')) throw new Wrong('A statement that must be signed is not signed.')
    return { statement: unsigned, text: whole, index, isSigned: false }
  }
  const counted = judgeNote(note.note, keysOf(pack), verify, index)
  if ('refused' in counted) throw new Wrong(`A signed statement does not count: ${notCountedWords[counted.refused]}.`)
  return { statement: counted.statement, text: counted.text, index, isSigned: true }
}

function keysOf(pack: Pack): SigningKey[] {
  return pack.keys.map(({ signer, key, from, until }) => {
    if (!isSigner(signer)) throw new Wrong('The pack names a key of nobody who signs.')
    return { signer, publicKey: fromBase64(key), from, until }
  })
}

function isSigner(name: string): name is Signer {
  return (signers as readonly string[]).includes(name)
}

const TEXT_KINDS = ['submit', 'record-submit', 'amend', 'record-amend', 'impose', 'record-impose'] as const
type TextStatement = Extract<Statement, { kind: (typeof TEXT_KINDS)[number] }>

function isOfText(statement: Statement): statement is TextStatement {
  return (TEXT_KINDS as readonly string[]).includes(statement.kind)
}

function authorVerdict(pack: Pack, notes: readonly JudgedNote[], size: number | null, trust: PackTrust): Verdict {
  const versions = notes.filter((note): note is JudgedNote & { statement: TextStatement } => isOfText(note.statement))
  if (versions.length === 0 || pack.edition || pack.place || pack.manifest)
    throw new Wrong('The pack holds no submission of a report.')
  checkChain(versions)
  const newest = versions.at(-1)!
  if (pack.texts.length === 0 || pack.texts.length > versions.length) throw new Wrong('The pack lacks the text.')
  for (const { version, file } of pack.texts) {
    const stated = versions.find(({ statement }) => statement.version === version)
    if (!stated) throw new Wrong(`There is a text of version ${version}, which nothing in the pack states.`)
    checkText(file, stated.statement)
  }
  if (!pack.texts.some(({ version }) => version === newest.statement.version))
    throw new Wrong('The pack lacks the newest text.')
  const byAuthor = authorsKey(pack, notes, trust)
  const unlogged = notes.filter(({ index }) => index === null).length
  const established = [
    `Every word of version ${newest.statement.version}, in its order, is as it was ${newest.isSigned ? 'signed' : 'recorded'}.`,
    ...versions.map((one) => versionWords(one)),
    ...(size === null ? [] : [`All of this was in the log by the time that it had ${size} lines.`]),
    ...byAuthor.established,
  ]
  const notEstablished = [
    ...(unlogged > 0 ? [`Not yet in a published checkpoint: ${unlogged} of ${notes.length} statements.`] : []),
    ...byAuthor.notEstablished,
    'That nothing later supersedes it: what is done to a report is in the log without a name, so only a newer pack can show it.',
  ]
  const fingerprint = newest.statement.root
  if (unlogged > 0)
    return { ...couldNot('Not everything in this pack is in the public log yet.', notEstablished), fingerprint }
  return {
    ...verified('The text is the one that was put on record, word for word.', established, notEstablished),
    fingerprint,
  }
}

/** Versions follow one another without a gap, each naming the statement before it. */
function checkChain(versions: readonly (JudgedNote & { statement: TextStatement })[]): void {
  for (const [i, { statement, index }] of versions.entries()) {
    if (statement.version !== i + 1) throw new Wrong('The versions in the pack do not follow one another.')
    const before = versions[i - 1]
    if (!before) continue
    if (statement.previous !== statementHash(before.text))
      throw new Wrong(`Version ${statement.version} does not follow the version before it.`)
    if (index !== null && before.index !== null && index <= before.index)
      throw new Wrong('The versions stand in the log in another order.')
  }
}

function checkText(file: Uint8Array, statement: TextStatement): void {
  const found = rootsOfFile(file)
  if ('refused' in found) throw new Wrong(`The text of version ${statement.version} is malformed.`)
  if (found.roots.length !== 1 || found.roots[0] !== statement.root)
    throw new Wrong(`The text of version ${statement.version} is not the one that was put on record.`)
  const json = readStrictJson(file)
  const text = 'value' in json ? (json.value as { blocks: unknown[]; seeds: unknown[] }) : { blocks: [], seeds: [] }
  const { blocks, seeds } = text
  if (new TextDecoder().decode(file) !== `${JSON.stringify({ blocks, seeds })}\n`)
    throw new Wrong(`The text of version ${statement.version} is malformed.`)
  if (text.blocks.length !== statement.blocks)
    throw new Wrong(`The text of version ${statement.version} has another number of blocks.`)
}

const kindWords: Record<TextStatement['kind'], string> = {
  submit: 'submitted and signed by its author',
  'record-submit': 'submitted, and recorded by Throughline without a signature',
  amend: 'a change that the author agreed to and signed',
  'record-amend': 'a change recorded as agreed, without a signature',
  impose: 'a change made without the author, signed by the commissioner',
  'record-impose': 'a change made without the author, recorded without a signature',
}

function versionWords({ statement, index }: JudgedNote & { statement: TextStatement }): string {
  const place = index === null ? '' : `, line ${index + 1} of the log`
  return `Version ${statement.version}: ${kindWords[statement.kind]}${place}.`
}

/** Whether what bears the author's signature bears that of the key that the reader knows. */
function authorsKey(
  pack: Pack,
  notes: readonly JudgedNote[],
  trust: PackTrust,
): { established: string[]; notEstablished: string[] } {
  const signed = notes.some(({ isSigned, statement }) => isSigned && isOfText(statement))
  if (!signed)
    return {
      established: [],
      notEstablished: ['That its author signed it: no key of the author’s signed a text in this pack.'],
    }
  const keys = pack.keys.filter(({ signer }) => signer === 'author').map(({ key }) => key)
  if (trust.author === null)
    return {
      established: [],
      notEstablished: [
        `Whose keys they are: compare ${keys.join(' and ')} with the key in the signed terms of engagement.`,
      ],
    }
  if (!isBase64Of32Bytes(trust.author) || !keys.includes(trust.author))
    throw new Wrong('It is not signed with the author’s key that you gave.')
  const reached = reachedFrom(trust.author, notes)
  if (keys.some((key) => !reached.has(key)))
    return {
      established: [],
      notEstablished: ['That every key in the pack followed on the author’s key that you gave.'],
    }
  return { established: ['It is signed with the author’s key that you gave.'], notEstablished: [] }
}

/** The keys that replaced one another by statements that count, from one key on. */
function reachedFrom(key: string, notes: readonly JudgedNote[]): ReadonlySet<string> {
  const reached = new Set([key])
  for (const { statement, isSigned } of notes) {
    const isHandover = isSigned && (statement.kind === 'rotate' || statement.kind === 'recover')
    if (isHandover && statement.holder === 'author' && reached.has(statement.old)) reached.add(statement.new)
  }
  return reached
}

function editionVerdict(
  pack: Pack,
  notes: readonly JudgedNote[],
  size: number | null,
  trust: PackTrust,
  verify: VerifySignature,
): Verdict {
  if (!pack.edition || !pack.place || pack.keys.length > 0 || pack.texts.length > 0)
    throw new Wrong('The pack holds no edition.')
  const json = readStrictJson(pack.edition)
  if ('refused' in json) throw new Wrong('The edition in the pack is malformed.')
  const words = verifyEdition(json.value, undefined, verify)
  if (words.state === 'wrong') return words
  const { disclosure, blocks } = json.value as { disclosure?: unknown; blocks?: unknown }
  const isSealed = disclosure !== undefined
  if (!isSealed && blocks === undefined) throw new Wrong('The edition in the pack is malformed.')
  const name = editionNameOf(isSealed ? disclosure : blocks)
  const volume = notes.find(({ statement }) => statement.kind === 'volume' || statement.kind === 'record-volume')
  if (!volume || notes.length !== 1 || !('editions' in volume.statement)) throw new Wrong('The pack holds no volume.')
  const { editions, root } = volume.statement
  const hashes = pack.place.hashes.map(fromBase64)
  if (!includes(fromBase64(root), editions, pack.place.index, leafHash(fromBase64(name)), hashes))
    throw new Wrong('The edition is not one of the volume that was released.')
  checkListed(pack, volume.statement.manifest)
  if (volume.index === null) return couldNot('The volume is not in a published checkpoint yet.')
  const later = laterThan(volume.index, name, trust)
  const established = [
    isSealed
      ? 'Every word that was not replaced, in its order, fits the fingerprint in the file.'
      : 'It is the text that was released. It was not sealed by its author.',
    ...(words.signed ? signedWords(words.signed) : []),
    `It was released as one of ${editions} editions of a volume, line ${volume.index + 1} of the log.`,
    ...(size === null ? [] : [`That was in the log by the time that it had ${size} lines.`]),
    ...(later === 'nothing' ? ['Nothing in the log up to now supersedes or withdraws it.'] : []),
  ]
  const notEstablished = [
    ...(volume.isSigned ? [] : ['That the national body signed the volume: it was recorded without a signature.']),
    ...(later === null ? ['That nothing later supersedes it: that needs the log as it is now.'] : []),
    ...(isSealed && !words.signed ? ['That the fingerprint in the file is one that its author signed.'] : []),
    ...(words.signed ? [WHOSE_KEY] : []),
  ]
  if (later === 'superseded' || later === 'withdrawn')
    return { ...wrong(`This edition has been ${later} since: it is not the current one.`), edition: words.edition }
  const headline = isSealed
    ? 'This edition was released with exactly these words.'
    : 'This edition was released with these words, and was not sealed by its author.'
  return { ...verified(headline, established, notEstablished), edition: words.edition, fingerprint: words.fingerprint }
}

/** The file itself, with its title and notice, is one that the volume's manifest lists. */
function checkListed(pack: Pack, root: string | null): void {
  const files = pack.manifest && readManifest(new TextDecoder().decode(pack.manifest))
  if (!files || manifestRoot(files) !== root)
    throw new Wrong('The list of files in the pack is not that of the volume.')
  const { hash } = listedFile('edition', pack.edition!)
  if (!files.some((file) => file.hash === hash))
    throw new Wrong('The file of the edition is not one that was released.')
}

/** What the log as it is now says of an edition after its release; null when it is not at hand. */
function laterThan(index: number, name: string, trust: PackTrust): 'nothing' | 'superseded' | 'withdrawn' | null {
  if (!trust.current) return null
  for (const entry of trust.current.entries.slice(index + 1)) {
    const text = new TextDecoder().decode(entry)
    const statement = readStatement(text) ?? readStatement(text.slice(0, text.lastIndexOf('\n\n') + 1))
    if (!statement || !('edition' in statement) || statement.edition !== name) continue
    return statement.kind === 'correct' || statement.kind === 'record-correct' ? 'superseded' : 'withdrawn'
  }
  return 'nothing'
}

function verified(headline: string, established: readonly string[], notEstablished: readonly string[]): Verdict {
  return { ...NOTHING, state: 'verified', headline, established, notEstablished }
}

function wrong(headline: string): Verdict {
  return {
    ...NOTHING,
    state: 'wrong',
    headline,
    established: ['Do not rely on this pack.'],
    notEstablished: ['Who changed it, or why.'],
  }
}

function couldNot(headline: string, notEstablished: readonly string[] = []): Verdict {
  return {
    ...NOTHING,
    state: 'could-not-check',
    headline,
    established: [],
    notEstablished: [...notEstablished, 'Whether the words are as they were written.'],
  }
}

const NOTHING = { edition: null, fingerprint: null, comparedWithGiven: false, block: null } as const

/** Whether bytes begin as an archive does: then they are to be judged as a pack. */
export function looksLikePack(bytes: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, 4), Uint8Array.of(0x50, 0x4b, 0x03, 0x04))
}
