/**
 * The arithmetic of the append-only log: what an append adds, and what a proof is made of. Pure. RFC 6962 trees; the
 * log's entries and stored hashes are described in docs/formats/log.md.
 */
import {
  consistencyRanges,
  foldedHash,
  frontierHash,
  inclusionRanges,
  leafHash,
  pushSubtree,
  subtreesOf,
  type Range,
  type Subtree,
  type SubtreeHash,
} from './merkle.ts'

/** The size and root of the log at one moment. */
export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** The hash of a perfect subtree at its place. Level 0 is a leaf. */
export interface Node extends Subtree {
  readonly hash: Uint8Array
}

/** What one append adds to the log: its leaf, the perfect subtrees it completed, and the new head. */
export interface Appended {
  readonly index: number
  readonly leafHash: Uint8Array
  readonly nodes: readonly Node[]
  readonly head: TreeHead
}

/** The subtrees whose hashes an append to a log of `size` needs: its frontier, largest first. */
export function frontierPlaces(size: number): Subtree[] {
  return subtreesOf(0, size)
}

/** Appends an entry to a log of `size` with this frontier, which is changed in place. */
export function append(size: number, frontier: SubtreeHash[], entry: Uint8Array): Appended {
  const leaf = leafHash(entry)
  const completed = pushSubtree(frontier, { level: 0, hash: leaf })
  return {
    index: size,
    leafHash: leaf,
    nodes: completed.map(({ level, hash }) => ({ level, index: Math.floor(size / 2 ** level), hash })),
    head: { size: size + 1, root: frontierHash(frontier) },
  }
}

/** How to make a proof: the stored hashes to fetch, and how they become the proof's hashes. */
export interface ProofPlan {
  /** The stored hashes that are needed, each once. */
  readonly places: readonly Subtree[]
  /** The proof's hashes in RFC 6962's order, from the stored hash of each place. */
  finish(hashAt: (place: Subtree) => Uint8Array): Uint8Array[]
}

/** The plan of a proof that entry `index` is in the log of `size`. */
export function planInclusion(index: number, size: number): ProofPlan {
  return planRanges(inclusionRanges(index, size))
}

/** The plan of a proof that the log of `newSize` only added to that of `oldSize`. */
export function planConsistency(oldSize: number, newSize: number): ProofPlan {
  return planRanges(consistencyRanges(oldSize, newSize))
}

function planRanges(ranges: readonly Range[]): ProofPlan {
  const perRange = ranges.map(({ from, to }) => subtreesOf(from, to))
  return {
    places: perRange.flat(),
    finish: (hashAt) =>
      perRange.map((places) => foldedHash(places.map((place) => ({ level: place.level, hash: hashAt(place) })))),
  }
}
