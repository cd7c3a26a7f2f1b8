/**
 * Sealed text, version 1: the commitment that the author makes to a report, word by word, so that it can later be
 * shown with names replaced and every other word still be proved theirs. Written down in docs/formats/sealed-text.md.
 *
 * Pure, and safe in the browser: the author's browser, the server, the verifier's page and the command line share it.
 */
import { leafHash, subtreesOf, treeHash, type Subtree } from './merkle.ts'
import { sha256 } from './sha256.ts'

/** Every kind of block, in the spelling that is sealed. */
export const blockKinds = [
  'title',
  'heading1',
  'heading2',
  'heading3',
  'heading4',
  'paragraph',
  'quote',
  'listItem',
  'tableCell',
  'tableHeader',
  'footnote',
  'caption',
] as const

/** What a block is on the page. */
export type BlockKind = (typeof blockKinds)[number]

/** One sealed paragraph, heading, cell or note. Other properties that an object may have are never sealed. */
export interface Block {
  readonly kind: BlockKind
  readonly text: string
}

/** Why a text cannot be sealed as it stands. */
export type TextFault = 'not-text' | 'surrogate' | 'not-normalised' | 'forbidden-character' | 'reserved-bracket'

/** U+0000 and every line break; the reader would not see them, or would see more lines than were sealed. */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const FORBIDDEN = /[\u0000\u000a-\u000d\u0085\u2028\u2029]/
const RESERVED = /[\u27e6\u27e7]/
const LONE_SURROGATE = /\p{Surrogate}/u

/** What keeps `text` from being sealed, or null. A text is refused and never repaired: a repair would change a word unseen. */
export function textFault(text: unknown): TextFault | null {
  if (typeof text !== 'string') return 'not-text'
  if (LONE_SURROGATE.test(text)) return 'surrogate'
  if (FORBIDDEN.test(text)) return 'forbidden-character'
  if (RESERVED.test(text)) return 'reserved-bracket'
  return text.normalize('NFC') === text ? null : 'not-normalised'
}

/** Whether `value` names a kind of block. */
export function isBlockKind(value: unknown): value is BlockKind {
  return blockKinds.some((kind) => kind === value)
}

/**
 * Cuts a text into tokens, which joined are the text again: each separator is one, and each longest run without any.
 * The separators are fixed ranges, so that no later edition of Unicode can move a boundary.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  let runStart = 0
  // Every separator is a single code unit and no half of a pair is one, so code units give the code points' boundaries.
  for (let at = 0; at < text.length; at += 1) {
    if (!isSeparator(text.charCodeAt(at))) continue
    if (runStart < at) tokens.push(text.slice(runStart, at))
    tokens.push(text[at]!)
    runStart = at + 1
  }
  if (runStart < text.length) tokens.push(text.slice(runStart))
  return tokens
}

function isSeparator(code: number): boolean {
  return (
    code <= 0x2f ||
    (code >= 0x3a && code <= 0x40) ||
    (code >= 0x5b && code <= 0x60) ||
    (code >= 0x7b && code <= 0xbf) ||
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x3000 && code <= 0x303f)
  )
}

/** Leaf 0 of a block of `leafCount` leaves: it fixes the kind, and the count, so that no hidden count can be understated. */
export function kindLeaf(kind: BlockKind, leafCount: number): string {
  return `B${kind} ${leafCount}`
}

/** A token as a leaf. */
export function tokenLeaf(token: string): string {
  return `T${token}`
}

const encoder = new TextEncoder()
let leafMessage = new Uint8Array(1024)
const LEAF_AT = 1 + 32

/** SHA-256(0x00 ‖ salt ‖ leaf in UTF-8). One buffer serves all leaves, as a report has tens of thousands. */
export function saltedLeafHash(salt: Uint8Array, leaf: string): Uint8Array {
  const mostBytes = LEAF_AT + 3 * leaf.length
  if (leafMessage.length < mostBytes) leafMessage = new Uint8Array(mostBytes)
  leafMessage.set(salt, 1)
  return sha256(leafMessage, LEAF_AT + writeUtf8(leaf, leafMessage, LEAF_AT))
}

/** Writes text as UTF-8 and returns how many bytes it took. Plain letters are copied: the encoder's call costs more. */
function writeUtf8(text: string, into: Uint8Array, from: number): number {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return i + encoder.encodeInto(text.slice(i), into.subarray(from + i)).written
    into[from + i] = code
  }
  return text.length
}

/** The depth of a block's salt tree: the least d with 2^d ≥ leafCount. */
export function saltDepth(leafCount: number): number {
  let depth = 0
  while (2 ** depth < leafCount) depth += 1
  return depth
}

/** The seed of one subtree of a block's salt tree; a subtree of level 0 is a leaf, and its seed the leaf's salt. */
export function seedAt(blockSeed: Uint8Array, depth: number, subtree: Subtree): Uint8Array {
  let seed = blockSeed
  for (let bit = depth - subtree.level - 1; bit >= 0; bit -= 1) {
    seed = childSeed(seed, Math.floor(subtree.index / 2 ** bit) % 2 === 1)
  }
  return seed
}

/** The salts of the first `count` leaves under a seed at `level`. */
export function saltsUnder(seed: Uint8Array, level: number, count = 2 ** level): Uint8Array[] {
  const salts: Uint8Array[] = []
  const descend = (node: Uint8Array, height: number): void => {
    if (salts.length >= count) return
    if (height === 0) {
      salts.push(node)
      return
    }
    descend(childSeed(node, false), height - 1)
    descend(childSeed(node, true), height - 1)
  }
  descend(seed, level)
  return salts
}

const seedMessage = new Uint8Array(33)

function childSeed(seed: Uint8Array, right: boolean): Uint8Array {
  seedMessage[0] = right ? 0x03 : 0x02
  seedMessage.set(seed, 1)
  return sha256(seedMessage)
}

/** The hashes of all leaves of a block, leaf 0 first. */
export function blockLeaves(block: Block, seed: Uint8Array): Uint8Array[] {
  const tokens = tokensOf(block.text)
  const leafCount = tokens.length + 1
  const salts = saltsUnder(seed, saltDepth(leafCount), leafCount)
  const leaves = [kindLeaf(block.kind, leafCount), ...tokens.map(tokenLeaf)]
  return leaves.map((leaf, i) => saltedLeafHash(salts[i]!, leaf))
}

/** The root of one block under its own 32-byte seed. */
export function blockRoot(block: Block, seed: Uint8Array): Uint8Array {
  return treeHash(blockLeaves(block, seed))
}

/** The root of a report: the RFC 6962 tree over its blocks' roots, each an entry. This is what an author signs. */
export function reportRoot(blockRoots: readonly Uint8Array[]): Uint8Array {
  return treeHash(blockRoots.map(leafHash))
}

/**
 * The root of a whole report.
 * @param seeds one of 32 bytes for each block, in their order, each drawn anew for that block and that text
 * @throws when a text cannot be sealed or a seed is missing or of another length: callers check first
 */
export function sealedRoot(blocks: readonly Block[], seeds: readonly Uint8Array[]): Uint8Array {
  assertSealable(blocks, seeds)
  return reportRoot(blocks.map((block, i) => blockRoot(block, seeds[i]!)))
}

/** @throws as `sealedRoot` does, naming the block by its number from 1 and never its text */
export function assertSealable(blocks: readonly Block[], seeds: readonly Uint8Array[]): void {
  if (blocks.length !== seeds.length) throw new RangeError('There must be one seed for each block.')
  blocks.forEach((block, i) => {
    const fault = isBlockKind(block.kind) ? textFault(block.text) : 'unknown-kind'
    if (fault) throw new RangeError(`Block ${i + 1} cannot be sealed: ${fault}.`)
    if (seeds[i]!.length !== 32) throw new RangeError(`The seed of block ${i + 1} is not 32 bytes long.`)
  })
}

/** The tree hash of the leaves [from, to) as perfect subtrees, for a disclosure's hidden parts. */
export function subtreeHashes(leaves: readonly Uint8Array[], from: number, to: number): Uint8Array[] {
  return subtreesOf(from, to).map(({ level, index }) => {
    const first = index * 2 ** level
    return treeHash(leaves.slice(first, first + 2 ** level))
  })
}
