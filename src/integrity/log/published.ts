/** The log as everyone may read it: its files under their C2SP names, and what can be said of the newest checkpoint. */
import type { Context } from '#platform/context.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import { planInclusion, type TreeHead } from '../log.ts'
import { writeLogProof } from '../log-proof.ts'
import { hashFromTile, hasTile, readTilePath, tileUnder, TILE_WIDTH, writeBundle } from '../tiles.ts'
import * as store from './store.ts'

/** Stated once by `main/`, and the same for as long as the process lives. */
let pinned: LogPolicy | null = null

/** States which log this installation's pages stand for: its name, key and witnesses, from outside the database. */
export function pinLog(policy: LogPolicy): void {
  pinned = policy
}

/** The log that was pinned; null in a process that was started without one. */
export function pinnedLog(): LogPolicy | null {
  return pinned
}

/** The newest checkpoint with its cosignatures, as it is served; null before the first. */
export async function checkpointFile(ctx: Context): Promise<Uint8Array | null> {
  const found = await store.publishedCheckpoint(ctx)
  return found && withCosignatures(found)
}

function withCosignatures({ note, cosignatures }: store.PublishedCheckpoint): Uint8Array {
  const lines = new TextEncoder().encode(cosignatures)
  const whole = new Uint8Array(note.length + lines.length)
  whole.set(note)
  whole.set(lines, note.length)
  return whole
}

/**
 * A tile or entry bundle by its path below the log's address.
 * @returns null for a path that is no tile's, or a tile that no published checkpoint has
 */
export async function tileFile(ctx: Context, path: string): Promise<Uint8Array | null> {
  const tile = readTilePath(path)
  const size = tile && (await store.publishedCheckpoint(ctx))?.size
  if (!tile || !size || !hasTile(size, tile)) return null
  if (tile.level === 'entries') {
    const entries = await store.publishedEntries(ctx, tile.number * TILE_WIDTH, tile.width)
    return entries.length === tile.width ? writeBundle(entries) : null
  }
  const hashes = await store.publishedTile(ctx, tile.level, tile.number)
  return hashes && hashes.length >= tile.width * 32 ? hashes.subarray(0, tile.width * 32) : null
}

/** What pages say of the log. */
export interface PublishedLog {
  readonly head: TreeHead
  readonly checkpoint: Uint8Array
  readonly policy: LogPolicy
  /** Names of the witnesses who cosigned the newest checkpoint. */
  readonly witnesses: readonly string[]
  /** Whether as many as the policy asks for did; false where it asks for none. */
  readonly isWitnessed: boolean
}

/** The newest published checkpoint, checked against the pinned key; null where there is none that is the log's. */
export async function publishedLog(ctx: Context): Promise<PublishedLog | null> {
  const checkpoint = await checkpointFile(ctx)
  if (!checkpoint || !pinned) return null
  const opened = openCheckpoint(checkpoint, { ...pinned, quorum: 0 }, verifyEd25519)
  if ('refused' in opened) return null
  const witnesses = opened.witnessed.map(({ name }) => name)
  const isWitnessed = pinned.quorum > 0 && witnesses.length >= pinned.quorum
  return { head: opened.head, checkpoint, policy: pinned, witnesses, isWitnessed }
}

/**
 * A tlog-proof of an entry against the newest published checkpoint, made from published tiles alone.
 * @returns null while the entry is in no published checkpoint
 */
export async function logProof(ctx: Context, index: number): Promise<Uint8Array | null> {
  const found = await store.publishedCheckpoint(ctx)
  if (!found || index >= found.size) return null
  const plan = planInclusion(index, found.size)
  const hashes = new Map<string, Uint8Array>()
  for (const place of plan.places) {
    const tile = tileUnder(place)
    const bytes = await store.publishedTile(ctx, tile.level, tile.number)
    if (!bytes) throw new Error('A published tile is missing.')
    hashes.set(`${place.level}/${place.index}`, hashFromTile(place, bytes))
  }
  const proof = plan.finish((place) => hashes.get(`${place.level}/${place.index}`)!)
  return writeLogProof(index, proof, withCosignatures(found))
}
