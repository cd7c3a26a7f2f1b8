/**
 * Checks a whole published log from its files alone, as anyone can: every hash is computed again from the entries, and
 * compared with the signed root, with every tile, and with what was seen before. Needs no database and trusts no server.
 */
import { equalBytes } from '../base64.ts'
import { openCheckpoint, type Checkpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import type { TreeHead } from '../log.ts'
import { frontierHash, leafHash, pushSubtree, treeHash, type SubtreeHash } from '../merkle.ts'
import { readBundle, TILE_WIDTH, tilePath, tilesOf, type Tile } from '../tiles.ts'
import { TileBuilder, type HashTile } from './tile-builder.ts'

/** Where a log's files are read from. Null for a file that is not there; throws when the place cannot be reached. */
export type ReadLogFile = (path: string) => Promise<Uint8Array | null>

/** What is wrong with a log. */
export type LogWrong =
  | 'not-signed-by-the-log'
  | 'not-a-checkpoint'
  | 'another-log'
  | 'rollback'
  | 'fork'
  | 'malformed-bundle'
  | 'root-differs'
  | 'tile-differs'

/** In words for whoever checks. */
export const logWrongWords: Record<LogWrong, string> = {
  'not-signed-by-the-log': 'The checkpoint is not signed by the key of the log.',
  'not-a-checkpoint': 'What is signed is no checkpoint.',
  'another-log': 'The checkpoint is that of another log.',
  rollback: 'Lines at the end are gone: the log is shorter than it was before.',
  fork: 'This is not the log that was seen before: its past was changed, or two readers are shown different logs.',
  'malformed-bundle': 'A file with entries is malformed.',
  'root-differs': 'The entries are not those that were signed.',
  'tile-differs': 'A file with hashes does not belong to the entries.',
}

/** What a check came to. `path` is the file that is wrong or missing, where one is. */
export type LogOutcome =
  | { state: 'sound'; checkpoint: Checkpoint; note: Uint8Array; log: CheckedLog }
  | { state: 'wrong'; what: LogWrong; path: string | null }
  | { state: 'missing'; path: string }

/** Everything in a log that was found sound. `frontier` are its perfect subtrees, largest first. */
export interface CheckedLog {
  readonly entries: readonly Uint8Array[]
  readonly tiles: readonly HashTile[]
  readonly frontier: readonly Uint8Array[]
}

/**
 * Checks a log.
 * @param kept heads seen before, of which this log must be a continuation
 * @throws whatever `read` throws when the place cannot be reached
 */
export async function checkPublishedLog(
  read: ReadLogFile,
  policy: LogPolicy,
  kept: readonly TreeHead[] = [],
): Promise<LogOutcome> {
  const note = await read('checkpoint')
  if (!note) return { state: 'missing', path: 'checkpoint' }
  const checkpoint = openCheckpoint(note, { ...policy, quorum: 0 }, verifyEd25519)
  if ('refused' in checkpoint)
    return {
      state: 'wrong',
      what: checkpoint.refused === 'too-few-witnesses' ? 'not-a-checkpoint' : checkpoint.refused,
      path: 'checkpoint',
    }
  const { size, root } = checkpoint.head
  if (kept.some((head) => head.size > size)) return { state: 'wrong', what: 'rollback', path: null }
  const rebuilt = await rebuild(read, size, kept)
  if ('state' in rebuilt) return rebuilt
  if (!equalBytes(rebuilt.root, root)) return { state: 'wrong', what: 'root-differs', path: null }
  const tiles = rebuilt.builder.takeChanged()
  for (const tile of tiles) {
    const found = await readTile(read, tile)
    if (!found) return { state: 'missing', path: tilePath(tile) }
    if (!equalBytes(found, tile.hashes)) return { state: 'wrong', what: 'tile-differs', path: tilePath(tile) }
  }
  const { entries, frontier } = rebuilt
  return { state: 'sound', checkpoint, note, log: { entries, tiles, frontier: frontier.map(({ hash }) => hash) } }
}

async function rebuild(
  read: ReadLogFile,
  size: number,
  kept: readonly TreeHead[],
): Promise<{ root: Uint8Array; builder: TileBuilder; entries: Uint8Array[]; frontier: SubtreeHash[] } | LogOutcome> {
  const builder = new TileBuilder()
  const frontier: SubtreeHash[] = []
  const entries: Uint8Array[] = []
  const keptAt = new Map<number, Uint8Array>()
  for (const head of kept) {
    const other = keptAt.get(head.size)
    if (other && !equalBytes(other, head.root)) return { state: 'wrong', what: 'fork', path: null }
    keptAt.set(head.size, head.root)
  }
  const differs = (at: number): boolean => keptAt.has(at) && !equalBytes(keptAt.get(at)!, frontierHash(frontier))
  if (differs(0)) return { state: 'wrong', what: 'fork', path: null }
  for (const bundle of tilesOf(size).filter((tile) => tile.level === 'entries')) {
    const path = tilePath(bundle)
    const found = await readBundleOf(read, bundle)
    if (found === 'missing') return { state: 'missing', path }
    if (found === 'malformed') return { state: 'wrong', what: 'malformed-bundle', path }
    for (const entry of found) {
      const leaf = leafHash(entry)
      builder.add(leaf)
      pushSubtree(frontier, { level: 0, hash: leaf })
      entries.push(entry)
      if (differs(builder.size)) return { state: 'wrong', what: 'fork', path }
    }
  }
  return { root: size === 0 ? treeHash([]) : frontierHash(frontier), builder, entries, frontier }
}

/** A partial file that is gone may be had as the full one that took its place. */
async function readWide(read: ReadLogFile, tile: Tile): Promise<{ bytes: Uint8Array; width: number } | null> {
  const bytes = await read(tilePath(tile))
  if (bytes || tile.width === TILE_WIDTH) return bytes && { bytes, width: tile.width }
  const full = await read(tilePath({ ...tile, width: TILE_WIDTH }))
  return full && { bytes: full, width: TILE_WIDTH }
}

async function readBundleOf(read: ReadLogFile, bundle: Tile): Promise<Uint8Array[] | 'missing' | 'malformed'> {
  const found = await readWide(read, bundle)
  if (!found) return 'missing'
  const entries = readBundle(found.bytes)
  return entries?.length === found.width ? entries.slice(0, bundle.width) : 'malformed'
}

async function readTile(read: ReadLogFile, tile: HashTile): Promise<Uint8Array | null> {
  const found = await readWide(read, tile)
  return found && (found.bytes.length === found.width * 32 ? found.bytes.slice(0, tile.width * 32) : found.bytes)
}
