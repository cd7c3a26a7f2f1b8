/**
 * What a pack holds, and how it is written and read. Written down in docs/formats/pack.md. Pure, and safe in the browser.
 * Reading trusts nothing: what is not exactly as written is refused and never repaired.
 */
import { equalBytes, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { isPackName, readArchive, writeArchive, type PackFiles } from './pack-archive.ts'
import { sha256 } from './sha256.ts'
import { readStrictJson } from './strict-json.ts'

const FORMAT = 'throughline/pack/v1'

/** `author`: everything about one report, with its real names. `edition`: what may be public, of one edition. */
export type PackKind = 'author' | 'edition'

/** A note in a pack: `salt` (base64) where the log has it blinded; `proof` a tlog-proof, null while none can be had. */
export interface PackNote {
  readonly note: Uint8Array
  readonly salt: string | null
  readonly proof: Uint8Array | null
}

/** A key that the pack says was somebody's, with the log indexes between which it was in force. Never trusted by itself. */
export interface PackKey {
  readonly signer: string
  readonly key: string
  readonly from: number
  readonly until: number | null
}

/** A pack's content. */
export interface Pack {
  readonly kind: PackKind
  /** The log's key in one line, as the pack says. Never trusted. */
  readonly log: string
  readonly checkpoint: Uint8Array | null
  readonly notes: readonly PackNote[]
  readonly keys: readonly PackKey[]
  /** Author's pack: sealed texts by version, each JSON with `blocks` and `seeds`. */
  readonly texts: readonly { readonly version: number; readonly file: Uint8Array }[]
  /** Edition pack: the edition file, and its place among the editions of its volume with the proof (hashes in base64). */
  readonly edition: Uint8Array | null
  readonly place: { readonly index: number; readonly hashes: readonly string[] } | null
  /** Edition pack: the manifest of its volume's files. */
  readonly manifest: Uint8Array | null
  readonly page: Uint8Array
  readonly howTo: Uint8Array
}

interface Index {
  format: typeof FORMAT
  kind: PackKind
  log: string
  notes: { salt: string | null; proof: boolean }[]
  keys: PackKey[]
  texts: number[]
  place: Pack['place']
  files: Record<string, string>
}

const noteName = (i: number): string => `notes/${i + 1}.note`
const proofName = (i: number): string => `notes/${i + 1}.tlog-proof`
const textName = (version: number): string => `text/version-${version}.json`

/** The archive of a pack. */
export function writePack(pack: Pack): Uint8Array {
  const files = filesOf(pack)
  const index: Index = {
    format: FORMAT,
    kind: pack.kind,
    log: pack.log,
    notes: pack.notes.map(({ salt, proof }) => ({ salt, proof: proof !== null })),
    keys: pack.keys.map(({ signer, key, from, until }) => ({ signer, key, from, until })),
    texts: pack.texts.map(({ version }) => version),
    place: pack.place && { index: pack.place.index, hashes: [...pack.place.hashes] },
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, toBase64(sha256(bytes))])),
  }
  return writeArchive(new Map([['pack.json', new TextEncoder().encode(`${JSON.stringify(index)}\n`)], ...files]))
}

function filesOf(pack: Pack): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    ['HOW-TO-CHECK.txt', pack.howTo],
    ['verify.html', pack.page],
  ])
  if (pack.checkpoint) files.set('checkpoint', pack.checkpoint)
  for (const [i, { note, proof }] of pack.notes.entries()) {
    files.set(noteName(i), note)
    if (proof) files.set(proofName(i), proof)
  }
  for (const { version, file } of pack.texts) files.set(textName(version), file)
  if (pack.edition) files.set('edition.json', pack.edition)
  if (pack.manifest) files.set('manifest.txt', pack.manifest)
  return files
}

/** Why an archive is no pack, or not the one that was written. */
export type PackFault = 'not-an-archive' | 'not-a-pack' | 'file-changed'

/**
 * Reads a pack: exactly the files that its list names, each with the hash that the list gives, and the list in the one
 * spelling that `writePack` has. What the files say is judged by `verifyPack`.
 */
export function readPack(archive: Uint8Array): Pack | { refused: PackFault } {
  const files = readArchive(archive)
  if (files === null) return { refused: 'not-an-archive' }
  const index = readIndex(files.get('pack.json'))
  if (index === null) return { refused: 'not-a-pack' }
  const listed = Object.entries(index.files)
  if (listed.length !== files.size - 1) return { refused: 'file-changed' }
  for (const [name, hash] of listed) {
    const bytes = files.get(name)
    if (name === 'pack.json' || !bytes || toBase64(sha256(bytes)) !== hash) return { refused: 'file-changed' }
  }
  const pack = packOf(index, files)
  // Written anew it must be the same to the last byte: no order, spelling or file is left to choose.
  return pack && equalBytes(writePack(pack), archive) ? pack : { refused: 'not-a-pack' }
}

function packOf(index: Index, files: PackFiles): Pack | null {
  const file = (name: string): Uint8Array | null => files.get(name) ?? null
  const notes: PackNote[] = []
  for (const [i, { salt, proof }] of index.notes.entries()) {
    const note = file(noteName(i))
    if (!note || proof !== files.has(proofName(i))) return null
    notes.push({ note, salt, proof: file(proofName(i)) })
  }
  const texts: { version: number; file: Uint8Array }[] = []
  for (const version of index.texts) {
    const bytes = file(textName(version))
    if (!bytes) return null
    texts.push({ version, file: bytes })
  }
  const [page, howTo] = [file('verify.html'), file('HOW-TO-CHECK.txt')]
  if (!page || !howTo) return null
  const { kind, log, keys, place } = index
  return {
    kind,
    log,
    keys,
    place,
    notes,
    texts,
    page,
    howTo,
    checkpoint: file('checkpoint'),
    edition: file('edition.json'),
    manifest: file('manifest.txt'),
  }
}

function readIndex(bytes: Uint8Array | undefined): Index | null {
  const json = bytes && readStrictJson(bytes)
  if (!json || 'refused' in json || !isRecord(json.value)) return null
  const { format, kind, log, notes, keys, texts, place, files, ...rest } = json.value
  const isSound =
    format === FORMAT &&
    (kind === 'author' || kind === 'edition') &&
    typeof log === 'string' &&
    Array.isArray(notes) &&
    notes.every(isNoteListed) &&
    Array.isArray(keys) &&
    keys.every(isKeyListed) &&
    Array.isArray(texts) &&
    texts.every((version) => isWhole(version)) &&
    (place === null || isPlace(place)) &&
    isRecord(files) &&
    Object.entries(files).every(([name, hash]) => isPackName(name) && isBase64Of32Bytes(hash)) &&
    Object.keys(rest).length === 0
  return isSound ? (json.value as unknown as Index) : null
}

function isNoteListed(value: unknown): boolean {
  if (!isRecord(value) || !hasOnly(value, ['salt', 'proof'])) return false
  return (value['salt'] === null || isBase64Of32Bytes(value['salt'])) && typeof value['proof'] === 'boolean'
}

function isKeyListed(value: unknown): boolean {
  if (!isRecord(value) || !hasOnly(value, ['signer', 'key', 'from', 'until'])) return false
  const { signer, key, from, until } = value
  return typeof signer === 'string' && isBase64Of32Bytes(key) && isWhole(from) && (until === null || isWhole(until))
}

function isPlace(value: unknown): boolean {
  if (!isRecord(value) || !hasOnly(value, ['index', 'hashes'])) return false
  return isWhole(value['index']) && Array.isArray(value['hashes']) && value['hashes'].every(isBase64Of32Bytes)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))
}
