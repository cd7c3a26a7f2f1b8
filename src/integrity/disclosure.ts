/**
 * Disclosures: a sealed report with passages replaced or blocks withheld, from which anyone can rebuild the root that
 * was recorded at submission. Written down in docs/formats/sealed-text.md. Pure, and safe in the browser.
 */
import { fromBase64, isBase64Of32Bytes, toBase64 } from './base64.ts'
import { foldedHash, subtreesOf, type SubtreeHash } from './merkle.ts'
import {
  assertSealable,
  blockLeaves,
  blockRoot,
  isBlockKind,
  kindLeaf,
  reportRoot,
  saltDepth,
  saltedLeafHash,
  saltsUnder,
  seedAt,
  subtreeHashes,
  textFault,
  tokenLeaf,
  tokensOf,
  type Block,
  type BlockKind,
} from './sealed-text.ts'

/** A passage in the author's own words. `seeds` (base64) are those of the maximal subtrees of its leaves. */
export interface KeptPart {
  readonly text: string
  readonly tokens: number
  readonly seeds: readonly string[]
}

/** A passage of `hidden` tokens that was replaced; the reader sees `label`, always in the reserved brackets. */
export interface HiddenPart {
  readonly hidden: number
  readonly label: string
  readonly hashes: readonly string[]
}

/** A block that is shown, at least in part. `leaves` counts its kind and its tokens. */
export interface OpenBlock {
  readonly kind: BlockKind
  readonly kindSeed: string
  readonly leaves: number
  readonly parts: readonly (KeptPart | HiddenPart)[]
}

/** A block of which only its root is shown: neither its kind nor its length. */
export interface WithheldBlock {
  readonly root: string
}

/** The blocks of a report in their order. Hashes and seeds are 32 bytes in standard base64. */
export type Disclosure = readonly (OpenBlock | WithheldBlock)[]

/**
 * A passage to replace: offsets in UTF-16 code units, `end` exclusive, widened to whole tokens.
 * `label` is what the reader sees, with or without its reserved brackets.
 */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly label: string
}

/** What to do with one block: the passages to replace (none keeps it whole), or all of it withheld. */
export type BlockTreatment = readonly Replacement[] | 'withhold'

/** Why a disclosure is malformed. */
export type DisclosureFault =
  | 'not-a-list'
  | 'wrong-keys'
  | 'unknown-kind'
  | 'wrong-count'
  | 'wrong-hash'
  | 'wrong-text'
  | 'wrong-label'
  | 'adjacent-kept-parts'
  | 'parts-do-not-tile'

/** The faults in words. */
export const disclosureFaultWords: Record<DisclosureFault, string> = {
  'not-a-list': 'it is not a list of blocks',
  'wrong-keys': 'it has keys missing, unknown or too many',
  'unknown-kind': 'it is of an unknown kind',
  'wrong-count': 'a count in it is wrong',
  'wrong-hash': 'a hash or seed in it is missing, too many, or not 32 bytes in standard base64',
  'wrong-text': 'its text has characters that are never sealed',
  'wrong-label': 'a replacement is not a label in reserved brackets',
  'adjacent-kept-parts': 'two kept passages follow one another',
  'parts-do-not-tile': 'its passages do not add up to the whole block',
}

/** A disclosure that was refused; `block` counts from 1 and is null where no single block is to blame. */
export interface RefusedDisclosure {
  readonly refused: DisclosureFault
  readonly block: number | null
}

/** What a disclosure proves, if `root` is the root that was recorded. Tokens are words and separators alike. */
export interface DisclosedRoot {
  readonly root: Uint8Array
  readonly blockRoots: readonly Uint8Array[]
  readonly withheldBlocks: number
  readonly replacedPassages: number
  readonly replacedTokens: number
  readonly keptTokens: number
}

/**
 * Rebuilds the report root from a disclosure by anyone, trusting nothing in it: what is malformed in any way is
 * refused and never repaired. It is for the caller to compare the root with the one that was recorded.
 */
export function rootOfDisclosure(value: unknown): DisclosedRoot | RefusedDisclosure {
  if (!Array.isArray(value)) return { refused: 'not-a-list', block: null }
  const blockRoots: Uint8Array[] = []
  const counts = { withheldBlocks: 0, replacedPassages: 0, replacedTokens: 0, keptTokens: 0 }
  for (const [i, candidate] of (value as unknown[]).entries()) {
    const block = readBlock(candidate)
    if (typeof block === 'string') return { refused: block, block: i + 1 }
    const hash = 'root' in block ? fromBase64(block.root) : openBlockRoot(block)
    blockRoots.push(hash)
    if ('root' in block) counts.withheldBlocks += 1
    else countParts(counts, block)
  }
  return { root: reportRoot(blockRoots), blockRoots, ...counts }
}

function countParts(
  counts: { replacedPassages: number; replacedTokens: number; keptTokens: number },
  block: OpenBlock,
): void {
  for (const part of block.parts) {
    if ('hidden' in part) {
      counts.replacedPassages += 1
      counts.replacedTokens += part.hidden
    } else {
      counts.keptTokens += part.tokens
    }
  }
}

function readBlock(value: unknown): OpenBlock | WithheldBlock | DisclosureFault {
  if (hasExactly(value, ['root'])) {
    return isBase64Of32Bytes(value['root']) ? { root: value['root'] } : 'wrong-hash'
  }
  if (!hasExactly(value, ['kind', 'kindSeed', 'leaves', 'parts'])) return 'wrong-keys'
  const { kind, kindSeed, leaves, parts } = value
  if (!isBlockKind(kind)) return 'unknown-kind'
  if (!isBase64Of32Bytes(kindSeed)) return 'wrong-hash'
  if (!isCount(leaves)) return 'wrong-count'
  if (!Array.isArray(parts)) return 'parts-do-not-tile'
  const read: (KeptPart | HiddenPart)[] = []
  let at = 1
  for (const candidate of parts as unknown[]) {
    const part = readPart(candidate, at)
    if (typeof part === 'string') return part
    if ('text' in part && read.at(-1) && 'text' in read.at(-1)!) return 'adjacent-kept-parts'
    at += 'text' in part ? part.tokens : part.hidden
    if (at > leaves) return 'parts-do-not-tile'
    read.push(part)
  }
  return at === leaves ? { kind, kindSeed, leaves, parts: read } : 'parts-do-not-tile'
}

function readPart(value: unknown, at: number): KeptPart | HiddenPart | DisclosureFault {
  if (hasExactly(value, ['text', 'tokens', 'seeds'])) {
    const { text, tokens, seeds } = value
    if (textFault(text)) return 'wrong-text'
    if (!isCount(tokens) || tokensOf(text as string).length !== tokens) return 'wrong-count'
    return areHashes(seeds, at, tokens) ? { text: text as string, tokens, seeds } : 'wrong-hash'
  }
  if (hasExactly(value, ['hidden', 'label', 'hashes'])) {
    const { hidden, label, hashes } = value
    if (!isCount(hidden)) return 'wrong-count'
    if (!isLabel(label)) return 'wrong-label'
    return areHashes(hashes, at, hidden) ? { hidden, label, hashes } : 'wrong-hash'
  }
  return 'wrong-keys'
}

/** Whether `value` is a plain object with these keys, all of them and no other. */
function hasExactly<Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const own = Object.keys(value)
  return own.length === keys.length && keys.every((key) => Object.hasOwn(value, key))
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1
}

/** Whether a label is words in the reserved brackets, with none inside. */
function isLabel(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 2 &&
    value.startsWith('⟦') &&
    value.endsWith('⟧') &&
    textFault(value.slice(1, -1)) === null
  )
}

function areHashes(value: unknown, from: number, count: number): value is string[] {
  return (
    Array.isArray(value) &&
    value.length === subtreesOf(from, from + count).length &&
    value.every((hash) => isBase64Of32Bytes(hash))
  )
}

/** Rebuilds a block's root: kept words are hashed anew, hidden ones taken as the hashes given. */
function openBlockRoot(block: OpenBlock): Uint8Array {
  const subtrees: SubtreeHash[] = [
    { level: 0, hash: saltedLeafHash(fromBase64(block.kindSeed), kindLeaf(block.kind, block.leaves)) },
  ]
  let at = 1
  for (const part of block.parts) {
    const places = subtreesOf(at, at + ('text' in part ? part.tokens : part.hidden))
    if ('text' in part) {
      const salts = places.flatMap(({ level }, i) => saltsUnder(fromBase64(part.seeds[i]!), level))
      tokensOf(part.text).forEach((token, i) =>
        subtrees.push({ level: 0, hash: saltedLeafHash(salts[i]!, tokenLeaf(token)) }),
      )
      at += part.tokens
    } else {
      places.forEach(({ level }, i) => subtrees.push({ level, hash: fromBase64(part.hashes[i]!) }))
      at += part.hidden
    }
  }
  return foldedHash(subtrees)
}

/**
 * Makes the disclosure of a sealed report.
 *
 * Replacements are widened to whole tokens. Where two then share a token they become one passage: the label of the one
 * that contains the other, or else both labels with a stroke between. Neighbours with the same label become one;
 * neighbours with different labels stay two.
 * @param seeds the seeds the report was sealed with, one for each block
 * @param treatments what to do with each block, in their order
 * @throws when the report cannot be sealed, or a replacement is empty, out of its text or without a proper label
 */
export function disclose(
  blocks: readonly Block[],
  seeds: readonly Uint8Array[],
  treatments: readonly BlockTreatment[],
): Disclosure {
  assertSealable(blocks, seeds)
  if (treatments.length !== blocks.length) throw new RangeError('There must be one treatment for each block.')
  return blocks.map((block, i) => {
    const treatment = treatments[i]!
    if (treatment === 'withhold') return { root: toBase64(blockRoot(block, seeds[i]!)) }
    return discloseBlock(block, seeds[i]!, hiddenRuns(block.text, treatment))
  })
}

/** A run of leaves [from, to) to hide. `start` and `end` are the widest offsets that were asked for. */
interface HiddenRun {
  from: number
  to: number
  start: number
  end: number
  label: string
}

/** The replacements of a text as runs of leaves, in order and disjoint. */
function hiddenRuns(text: string, replacements: readonly Replacement[]): HiddenRun[] {
  const starts = tokenStarts(text)
  const runs = replacements.map(({ start, end, label }): HiddenRun => {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > text.length) {
      throw new RangeError('A replacement must cover some of its text.')
    }
    return { from: tokenAt(starts, start) + 1, to: tokenAt(starts, end - 1) + 2, start, end, label: bracketed(label) }
  })
  const merged: HiddenRun[] = []
  for (const run of runs.toSorted((a, b) => a.from - b.from || b.to - a.to || a.start - b.start)) {
    const last = merged.at(-1)
    const touches = last !== undefined && (run.from < last.to || (run.from === last.to && run.label === last.label))
    if (touches) merged[merged.length - 1] = mergedRun(last, run)
    else merged.push(run)
  }
  return merged
}

function mergedRun(left: HiddenRun, right: HiddenRun): HiddenRun {
  return {
    from: Math.min(left.from, right.from),
    to: Math.max(left.to, right.to),
    start: Math.min(left.start, right.start),
    end: Math.max(left.end, right.end),
    label: mergedLabel(left, right),
  }
}

function mergedLabel(left: HiddenRun, right: HiddenRun): string {
  if (left.label === right.label || contains(left, right)) return left.label
  if (contains(right, left)) return right.label
  return `${left.label.slice(0, -1)} / ${right.label.slice(1)}`
}

function contains(outer: HiddenRun, inner: HiddenRun): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function bracketed(label: string): string {
  const whole = label.startsWith('⟦') ? label : `⟦${label}⟧`
  if (!isLabel(whole)) throw new RangeError('A replacement needs a label that can stand in reserved brackets.')
  return whole
}

function tokenStarts(text: string): number[] {
  let at = 0
  return tokensOf(text).map((token) => (at += token.length) - token.length)
}

/** The number of the token that holds the code unit at `offset`. */
function tokenAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function discloseBlock(block: Block, seed: Uint8Array, hidden: readonly HiddenRun[]): OpenBlock {
  const tokens = tokensOf(block.text)
  const leaves = tokens.length + 1
  const depth = saltDepth(leaves)
  const hashes = hidden.length > 0 ? blockLeaves(block, seed) : []
  const parts: (KeptPart | HiddenPart)[] = []
  const keep = (from: number, to: number): void => {
    if (from === to) return
    const seeds = subtreesOf(from, to).map((subtree) => toBase64(seedAt(seed, depth, subtree)))
    parts.push({ text: tokens.slice(from - 1, to - 1).join(''), tokens: to - from, seeds })
  }
  let at = 1
  for (const { from, to, label } of hidden) {
    keep(at, from)
    parts.push({ hidden: to - from, label, hashes: subtreeHashes(hashes, from, to).map(toBase64) })
    at = to
  }
  keep(at, leaves)
  return { kind: block.kind, kindSeed: toBase64(seedAt(seed, depth, { level: 0, index: 0 })), leaves, parts }
}

/** A passage as it is read: the author's words, or the label that stands for `tokens` hidden ones. */
export type ReaderPart = { readonly text: string } | { readonly label: string; readonly tokens: number }

/** A block as it is read: its passages in order, or a hole where it was withheld. */
export type ReaderBlock =
  { readonly kind: BlockKind; readonly parts: readonly ReaderPart[] } | { readonly withheld: true }

/** What pages show of a disclosure, without seeds and hashes. Labels keep their reserved brackets. */
export function readerBlocks(disclosure: Disclosure): ReaderBlock[] {
  return disclosure.map((block) =>
    'root' in block ? { withheld: true } : { kind: block.kind, parts: block.parts.map(readerPart) },
  )
}

function readerPart(part: KeptPart | HiddenPart): ReaderPart {
  return 'text' in part ? { text: part.text } : { label: part.label, tokens: part.hidden }
}
