/**
 * Publishes the log: one sequencer at a time, in an order that survives a crash at every step. Tiles are written and
 * flushed; the signer reads them back, hashes and signs; a copy is written outside the database; then, and only then,
 * the checkpoint is published. A step that was cut short is done again, with the same outcome.
 */
import { inTransaction, type Context } from '#platform/context.ts'
import { equalBytes } from '../base64.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import type { TreeHead } from '../log.ts'
import { leafHash } from '../merkle.ts'
import { readKey } from '../note.ts'
import { headAt, newestHead } from '../store.ts'
import { writeReplica } from './replica.ts'
import type { Signer, SignerStatus } from './signer.ts'
import { signingRefusalWords, type SigningRefusal } from './signing.ts'
import * as store from './store.ts'
import { edgeTiles, TileBuilder } from './tile-builder.ts'

/** Why nothing more is published. Each needs a person: the log waits, and nothing that was published is touched. */
export type PublishingRefusal = SigningRefusal | 'another-key' | 'signer-behind' | 'wrong-root'

/** The refusals in words for the operator. */
export const publishingRefusalWords: Record<PublishingRefusal, string> = {
  ...signingRefusalWords,
  'another-key': 'The newest published checkpoint is not by this signer’s key: this is not the log’s own signer.',
  'signer-behind': 'The signer remembers less than was published: an old copy of its folder was restored.',
  'wrong-root': 'The signer’s root is not the one that was recorded with the last entry.',
}

/** What publishing needs besides the database. */
export interface Publishing {
  readonly signer: Signer
  /** Folder for a copy of everything published, from which a lost database is made good; null for none. */
  readonly replica: string | null
}

/** Entries of one checkpoint at most, so that memory stays small however much waits. */
const BATCH = 8_192

/** Publishes everything that is in the log by now. */
export async function publishLog(
  unlocked: Context,
  { signer, replica }: Publishing,
): Promise<{ size: number } | { refused: PublishingRefusal }> {
  return store.asOnlySequencer(unlocked, async (ctx) => {
    const status = await signer.status()
    const reason = await whyNotAfter(ctx, status)
    if (reason) return { refused: reason }
    const policy = policyOf(status.key)
    let size = (await store.publishedCheckpoint(ctx))?.size ?? 0
    const newest = (await newestHead(ctx))?.size ?? 0
    while (size < newest) {
      // What was signed and not published before a crash comes first, with the very note that was signed.
      const to = status.size > size ? status.size : Math.min(newest, size + BATCH)
      const refused = await publishUpTo(ctx, { signer, replica }, policy, size, (await headAt(ctx, to))!)
      if (refused) return { refused }
      size = to
    }
    return { size }
  })
}

/** Why this database and this signer do not belong together; null when publishing may begin. */
export async function whyNotPublish(ctx: Context, signer: Signer): Promise<PublishingRefusal | null> {
  return whyNotAfter(ctx, await signer.status())
}

async function whyNotAfter(ctx: Context, status: SignerStatus): Promise<PublishingRefusal | null> {
  const published = await store.publishedCheckpoint(ctx)
  if (published && !isBy(published.note, policyOf(status.key))) return 'another-key'
  if (status.size < (published?.size ?? 0)) return 'signer-behind'
  if (status.size === 0 || !status.note) return null
  const signed = openCheckpoint(status.note, policyOf(status.key), verifyEd25519)
  if ('refused' in signed) return 'another-key'
  const recorded = await headAt(ctx, status.size)
  if (!recorded) return 'rollback'
  return equalBytes(recorded.root, signed.head.root) ? null : 'fork'
}

async function publishUpTo(
  ctx: Context,
  { signer, replica }: Publishing,
  policy: LogPolicy,
  from: number,
  head: TreeHead,
): Promise<PublishingRefusal | null> {
  const stored = await writeTiles(ctx, from, head.size)
  if (stored) return stored
  const answer = await signer.sign(head.size)
  if ('refused' in answer) return answer.refused
  const checkpoint = openCheckpoint(answer.note, policy, verifyEd25519)
  if ('refused' in checkpoint) return 'another-key'
  if (checkpoint.head.size !== head.size || !equalBytes(checkpoint.head.root, head.root)) return 'wrong-root'
  if (replica) await writeReplica(ctx, replica, head.size, answer.note)
  await inTransaction(ctx, (tx) => store.addCheckpoint(tx, head.size, answer.note))
  return null
}

/** Stores the tiles of entries [from, to); committed, so flushed, when this returns. */
async function writeTiles(ctx: Context, from: number, to: number): Promise<SigningRefusal | null> {
  const edges = edgeTiles(from)
  const stored = await store.tilesAt(ctx.db, edges)
  if (edges.some((edge) => !stored.some((tile) => tile.level === edge.level && tile.number === edge.number)))
    return 'rollback'
  const builder = new TileBuilder(from, stored)
  for (let at = from; at < to;) {
    const entries = await store.entriesFrom(ctx.db, at, Math.min(1_000, to - at))
    if (entries.length === 0) return 'entries-missing'
    for (const { index, entry } of entries) {
      if (index !== at) return 'entries-missing'
      builder.add(leafHash(entry))
      at += 1
    }
  }
  await inTransaction(ctx, (tx) => store.storeTiles(tx, builder.takeChanged()))
  return null
}

function policyOf(line: string): LogPolicy {
  const key = readKey(line)
  if (!key) throw new Error('The signer’s key cannot be read.')
  return { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
}

function isBy(note: Uint8Array, policy: LogPolicy): boolean {
  return !('refused' in openCheckpoint(note, policy, verifyEd25519))
}
