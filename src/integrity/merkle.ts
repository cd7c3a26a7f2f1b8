/**
 * Merkle trees as in RFC 6962 §2.1 (June 2013): the sealed text, the files' manifest and the log all use this one.
 * Pure, and safe in the browser.
 *
 * A *perfect* subtree (level, index) covers the 2^level entries from index × 2^level on. Every aligned run of entries
 * that ends within the tree is such a node, whatever the size of the tree, so its hash never changes as the tree grows.
 */
import { equalBytes } from './base64.ts'
import { sha256 } from './sha256.ts'

/** A perfect subtree: `level` 0 is a single entry. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** The hash of a perfect subtree whose place is known from what went before it. */
export interface SubtreeHash {
  readonly level: number
  readonly hash: Uint8Array
}

/** RFC 6962: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + entry.length)
  message.set(entry, 1)
  return sha256(message)
}

// The message of every node has the same length, so one buffer serves them all: nothing here ever waits.
const nodeMessage = Uint8Array.of(0x01, ...new Uint8Array(64))

/** RFC 6962: SHA-256(0x01 ‖ left ‖ right), of two hashes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeMessage.set(left, 1)
  nodeMessage.set(right, 33)
  return sha256(nodeMessage)
}

/** The tree hash over leaves that are hashed already; of no leaves, the hash of nothing. */
export function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0))
  let row = leaves
  // Pairing row by row and carrying an odd last node up gives RFC 6962's tree: the left side is always perfect.
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i]!, row[i + 1]!))
    if (row.length % 2 === 1) above.push(row.at(-1)!)
    row = above
  }
  return row[0]!
}

/** The maximal perfect subtrees that tile the entries from `from` up to but not including `to`, left to right. */
export function subtreesOf(from: number, to: number): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = from; at < to;) {
    let level = 0
    // Plain arithmetic, as a log may outgrow the 32 bits of the shift operators.
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** The tree hash of entries given as consecutive perfect subtrees, each starting where the one before it ends. */
export function foldedHash(subtrees: readonly SubtreeHash[]): Uint8Array {
  const frontier: SubtreeHash[] = []
  for (const subtree of subtrees) pushSubtree(frontier, subtree)
  return frontierHash(frontier)
}

/**
 * Adds the next subtree to a frontier (perfect subtrees of falling size), joining equal neighbours as long as it can.
 * @returns the subtrees that this completed, smallest first; the frontier is changed in place
 */
export function pushSubtree(frontier: SubtreeHash[], subtree: SubtreeHash): SubtreeHash[] {
  const completed: SubtreeHash[] = []
  let last = subtree
  for (let left = frontier.at(-1); left?.level === last.level; left = frontier.at(-1)) {
    frontier.pop()
    last = { level: last.level + 1, hash: nodeHash(left.hash, last.hash) }
    completed.push(last)
  }
  frontier.push(last)
  return completed
}

/** The tree hash of a frontier: its subtrees folded from the right. Of an empty one, the hash of nothing. */
export function frontierHash(frontier: readonly SubtreeHash[]): Uint8Array {
  if (frontier.length === 0) return sha256(new Uint8Array(0))
  return frontier.map((subtree) => subtree.hash).reduceRight((right, left) => nodeHash(left, right))
}

/** The largest power of two below `size` (RFC 6962's k), for size ≥ 2. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** A run of entries [from, to) whose tree hash belongs in a proof. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The ranges whose tree hashes prove that entry `index` is in the tree of `size` entries (§2.1.1), lowest first. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isPlace(index, size)) throw new RangeError('There is no such entry in a tree of this size.')
  return auditPath(index, 0, size)
}

function auditPath(index: number, from: number, to: number): Range[] {
  if (to - from === 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...auditPath(index, from, middle), { from: middle, to }]
    : [...auditPath(index, middle, to), { from, to: middle }]
}

/** The ranges whose tree hashes prove that the tree of `oldSize` is a prefix of that of `newSize` (§2.1.2), lowest first. */
export function consistencyRanges(oldSize: number, newSize: number): Range[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize)
    throw new RangeError('The old tree is not the smaller.')
  return oldSize === 0 || oldSize === newSize ? [] : subproof(oldSize, 0, newSize, true)
}

function subproof(oldSize: number, from: number, to: number, oldRootKnown: boolean): Range[] {
  if (oldSize === to) return oldRootKnown ? [] : [{ from, to }]
  const middle = from + splitOf(to - from)
  return oldSize <= middle
    ? [...subproof(oldSize, from, middle, oldRootKnown), { from: middle, to }]
    : [...subproof(oldSize, middle, to, false), { from, to: middle }]
}

/** The proof that leaf `index` is in the tree over these leaves' hashes (§2.1.1); for trees that are at hand whole. */
export function treeProof(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  return inclusionRanges(index, leaves.length).map(({ from, to }) => treeHash(leaves.slice(from, to)))
}

/** Whether `proof` shows that the entry with this leaf hash is number `index` of the tree of `size` with this root. */
export function includes(
  root: Uint8Array,
  size: number,
  index: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isPlace(index, size) || !proof.every(isHash) || !isHash(leaf)) return false
  const path = inclusionRanges(index, size)
  if (path.length !== proof.length) return false
  const found = path.reduce((hash, range, i) => joined(hash, proof[i]!, range.from <= index), leaf)
  return equalBytes(found, root)
}

/** Whether `proof` shows that the tree of `oldSize` with `oldRoot` is a prefix of that of `newSize` with `newRoot`. */
export function extendsTree(
  oldRoot: Uint8Array,
  oldSize: number,
  newRoot: Uint8Array,
  newSize: number,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize || !proof.every(isHash)) return false
  const path = consistencyRanges(oldSize, newSize)
  if (path.length !== proof.length) return false
  // RFC 6962: the empty tree is a prefix of every tree, but only if its root is the root of the empty tree.
  if (oldSize === 0 && !equalBytes(oldRoot, treeHash([]))) return false
  if (oldSize === 0) return newSize > 0 || equalBytes(newRoot, oldRoot)
  if (oldSize === newSize) return equalBytes(oldRoot, newRoot)
  return proofJoinsBoth(oldRoot, oldSize, newRoot, path, proof)
}

/** Climbs from the last subtree the two trees share: what lies left belongs to both, what lies right to the new one. */
function proofJoinsBoth(
  oldRoot: Uint8Array,
  oldSize: number,
  newRoot: Uint8Array,
  path: readonly Range[],
  proof: readonly Uint8Array[],
): boolean {
  const sharedInProof = path[0]!.to === oldSize
  let oldHash = sharedInProof ? proof[0]! : oldRoot
  let newHash = oldHash
  for (let i = sharedInProof ? 1 : 0; i < path.length; i += 1) {
    const isLeft = path[i]!.to <= oldSize
    if (isLeft) oldHash = nodeHash(proof[i]!, oldHash)
    newHash = joined(newHash, proof[i]!, isLeft)
  }
  return equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot)
}

function joined(hash: Uint8Array, sibling: Uint8Array, siblingIsLeft: boolean): Uint8Array {
  return siblingIsLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0
}

function isPlace(index: number, size: number): boolean {
  return isSize(size) && isSize(index) && index < size
}
