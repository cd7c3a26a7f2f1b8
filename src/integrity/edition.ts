/**
 * The file of a published edition that anyone can download, keep and check. Written down in docs/formats/edition.md.
 * Pure, and safe in the browser.
 *
 * It holds nothing that leads back to the review: no reference, board, log index, nor a time before the release.
 */
import { isBase64Of32Bytes, toBase64 } from './base64.ts'
import { readSignatures, type EditionSignatures } from './edition-signatures.ts'
import { isEditionState, type EditionState } from './edition-state.ts'
import { rootOfDisclosure, type Disclosure, type ReaderPart } from './disclosure.ts'
import { isBlockKind, type BlockKind } from './sealed-text.ts'

const FORMAT = 'throughline/edition/v1'

/** What every edition file says about itself. None of it is part of the sealed text. `date` is YYYY-MM-DD. */
export interface EditionDetails {
  readonly edition: string
  readonly title: string
  readonly volume: { readonly label: string; readonly date: string }
  readonly notice: string
  /** Whether the words are as the author wrote them. Left out where nothing is said: in the legacy collection. */
  readonly state?: EditionState | undefined
}

/** An edition made from a report that was sealed at submission. Roots in standard base64. */
export interface SealedEdition extends EditionDetails {
  readonly format: typeof FORMAT
  readonly reportRoot: string
  readonly blockRoots: readonly string[]
  /** Not yet verified: `rootOfDisclosure` judges it. */
  readonly disclosure: unknown
  /** Who signed the words; absent where the author had no key. Not yet verified: `judgeSignatures` judges it. */
  readonly signatures?: EditionSignatures
}

/** An edition from before Throughline: its author never sealed it, and nothing can prove its words. */
export interface UnsealedEdition extends EditionDetails {
  readonly format: typeof FORMAT
  readonly blocks: readonly UnsealedBlock[]
}

/** A block of an edition that was not sealed; a label stands for words that were taken out. */
export interface UnsealedBlock {
  readonly kind: BlockKind
  readonly parts: readonly (ReaderPart | { readonly label: string })[]
}

/** An edition file that was read. */
export type EditionFile = SealedEdition | UnsealedEdition

/**
 * The file of a sealed edition, ready to be written as JSON. The block roots say nothing new: they let a verifier name
 * the block that was changed.
 * @throws when the disclosure is malformed
 */
export function sealedEdition(
  details: EditionDetails,
  disclosure: Disclosure,
  signatures: EditionSignatures | null = null,
): SealedEdition {
  const found = rootOfDisclosure(disclosure)
  if ('refused' in found) throw new Error(`The disclosure is malformed: ${found.refused}.`)
  return {
    format: FORMAT,
    ...detailsOnly(details),
    reportRoot: toBase64(found.root),
    blockRoots: found.blockRoots.map(toBase64),
    disclosure,
    ...(signatures ? { signatures } : {}),
  }
}

/** The file of an edition that its author never sealed, ready to be written as JSON. */
export function unsealedEdition(details: EditionDetails, blocks: readonly UnsealedBlock[]): UnsealedEdition {
  const plain = blocks.map(({ kind, parts }) => ({
    kind,
    parts: parts.map((part) => ('text' in part ? { text: part.text } : { label: part.label })),
  }))
  return { format: FORMAT, ...detailsOnly(details), blocks: plain }
}

/** Only what the format has, so that a caller's richer object cannot carry anything else into a public file. */
function detailsOnly({ edition, title, volume, notice, state }: EditionDetails): EditionDetails {
  const details = { edition, title, volume: { label: volume.label, date: volume.date }, notice }
  return state ? { ...details, state } : details
}

/**
 * Reads what claims to be an edition file.
 * @returns null when it is not one: another format, or keys missing, unknown or of another shape
 */
export function readEdition(value: unknown): EditionFile | null {
  if (!isRecord(value) || value['format'] !== FORMAT || !hasDetails(value)) return null
  const stated = 'state' in value ? ['state'] : []
  if (stated.length > 0 && !isEditionState(value['state'])) return null
  const sealedKeys = [...DETAIL_KEYS, ...stated, 'reportRoot', 'blockRoots', 'disclosure']
  if (hasOnly(value, sealedKeys) || hasOnly(value, [...sealedKeys, 'signatures'])) {
    const { reportRoot, blockRoots } = value
    if ('signatures' in value && readSignatures(value['signatures']) === null) return null
    const sound = isBase64Of32Bytes(reportRoot) && Array.isArray(blockRoots) && blockRoots.every(isBase64Of32Bytes)
    return sound ? (value as unknown as SealedEdition) : null
  }
  if (hasOnly(value, [...DETAIL_KEYS, 'blocks'])) {
    const { blocks } = value
    return Array.isArray(blocks) && blocks.every(isUnsealedBlock) ? (value as unknown as UnsealedEdition) : null
  }
  return null
}

const DETAIL_KEYS = ['format', 'edition', 'title', 'volume', 'notice']

function hasDetails(value: Record<string, unknown>): boolean {
  const { edition, title, volume, notice } = value
  if (!isWord(edition) || !isWord(title) || typeof notice !== 'string' || !isRecord(volume)) return false
  const { label, date } = volume
  return (
    hasOnly(volume, ['label', 'date']) && isWord(label) && typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date)
  )
}

function isUnsealedBlock(value: unknown): boolean {
  return (
    isRecord(value) &&
    hasOnly(value, ['kind', 'parts']) &&
    isBlockKind(value['kind']) &&
    Array.isArray(value['parts']) &&
    value['parts'].every(
      (part: unknown) => isRecord(part) && ['text', 'label'].some((key) => hasOnly(part, [key]) && isWord(part[key])),
    )
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
