/**
 * The rule by which the signer decides: it signs a larger log only if that log begins with the very one it signed last,
 * hashing every new entry itself. It trusts nothing that it is told and nothing that is stored.
 */
import { equalBytes } from '../base64.ts'
import { frontierPlaces } from '../log.ts'
import { frontierHash, leafHash, pushSubtree, type Subtree, type SubtreeHash } from '../merkle.ts'
import { hashFromTile, tileUnder } from '../tiles.ts'

/** What the signer remembers of the log: its size and the hashes of its perfect subtrees, largest first. */
export interface SignedTree {
  readonly size: number
  readonly frontier: readonly Uint8Array[]
}

/** The stored log as the signer reads it. */
export interface StoredLog {
  /** Entries from `from` on, at most `limit`, in order. */
  entriesFrom(from: number, limit: number): Promise<{ index: number; entry: Uint8Array }[]>
  /** The bytes of tiles of hashes, as wide as they are stored; what is missing is missing from the answer. */
  tilesAt(
    places: readonly { level: number; number: number }[],
  ): Promise<{ level: number; number: number; hashes: Uint8Array }[]>
}

/** Why the signer does not sign. */
export type SigningRefusal = 'rollback' | 'fork' | 'entries-missing' | 'stored-hash-differs'

/** The refusals in words for the operator. */
export const signingRefusalWords: Record<SigningRefusal, string> = {
  rollback: 'The stored log is shorter than the one that was signed: it was cut off, or an old backup was restored.',
  fork: 'The stored log does not begin with the one that was signed: it was changed, or an old backup was restored.',
  'entries-missing': 'Entries are missing from the stored log.',
  'stored-hash-differs': 'A stored hash does not belong to the entries below it: storage is damaged or was changed.',
}

/** Entries that are read at once. */
const AT_ONCE = 1_000

/** The root of what was signed. */
export function rootOf(tree: SignedTree): Uint8Array {
  return frontierHash(subtreesIn(tree))
}

function subtreesIn(tree: SignedTree): SubtreeHash[] {
  return frontierPlaces(tree.size).map(({ level }, i) => ({ level, hash: tree.frontier[i]! }))
}

/** Decides on a log of `size`: the tree to sign, or why not. Asking again for the size signed last is allowed. */
export async function extendSigned(
  signed: SignedTree,
  size: number,
  stored: StoredLog,
): Promise<SignedTree | { refused: SigningRefusal }> {
  if (!Number.isSafeInteger(size) || size < signed.size) return { refused: 'rollback' }
  const old = await storedHashes(stored, frontierPlaces(signed.size))
  if (old.some((hash) => hash === null)) return { refused: 'rollback' }
  if (old.some((hash, i) => !equalBytes(hash!, signed.frontier[i]!))) return { refused: 'fork' }

  const frontier = subtreesIn(signed)
  for (let at = signed.size; at < size;) {
    const entries = await stored.entriesFrom(at, Math.min(AT_ONCE, size - at))
    if (entries.length === 0) return { refused: 'entries-missing' }
    const made: { place: Subtree; hash: Uint8Array }[] = []
    for (const { index, entry } of entries) {
      if (index !== at) return { refused: 'entries-missing' }
      made.push(...added(frontier, at, entry))
      at += 1
    }
    const found = await storedHashes(
      stored,
      made.map(({ place }) => place),
    )
    if (made.some(({ hash }, i) => !found[i] || !equalBytes(found[i], hash))) return { refused: 'stored-hash-differs' }
  }
  return { size, frontier: frontier.map(({ hash }) => hash) }
}

/** Adds an entry; gives the hashes it completed that stand in tiles themselves. */
function added(frontier: SubtreeHash[], index: number, entry: Uint8Array): { place: Subtree; hash: Uint8Array }[] {
  const leaf = { level: 0, hash: leafHash(entry) }
  return [leaf, ...pushSubtree(frontier, leaf)]
    .filter(({ level }) => level % 8 === 0)
    .map(({ level, hash }) => ({ place: { level, index: Math.floor(index / 2 ** level) }, hash }))
}

/** The hashes of perfect subtrees as the stored tiles give them; null where a tile is missing or too narrow. */
async function storedHashes(stored: StoredLog, places: readonly Subtree[]): Promise<(Uint8Array | null)[]> {
  const tiles = places.map((place) => tileUnder(place))
  const key = (tile: { level: number; number: number }): string => `${tile.level}/${tile.number}`
  const wanted = new Map(tiles.map((tile) => [key(tile), tile]))
  const read = new Map((await stored.tilesAt([...wanted.values()])).map((tile) => [key(tile), tile.hashes]))
  return places.map((place, i) => {
    const hashes = read.get(key(tiles[i]!))
    return hashes && hashes.length >= tiles[i]!.width * 32 ? hashFromTile(place, hashes) : null
  })
}
