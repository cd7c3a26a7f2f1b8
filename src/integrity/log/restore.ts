/**
 * Brings a log back after a database was restored from a backup, or the signer's folder was lost: from a copy of the
 * published files, and never by letting the signer forget.
 */
import { inTransaction, type Context } from '#platform/context.ts'
import { equalBytes } from '../base64.ts'
import type { LogPolicy } from '../checkpoint.ts'
import { append, type TreeHead } from '../log.ts'
import { frontierHash, leafHash, pushSubtree, type SubtreeHash } from '../merkle.ts'
import { readKey } from '../note.ts'
import { headAt, lockLog, newestHead, storeAppended } from '../store.ts'
import { checkPublishedLog, logWrongWords, type CheckedLog, type ReadLogFile } from './check-tiles.ts'
import { holdFolder } from './folder-lock.ts'
import { keepHead, publicKeyIn, signedHead } from './signer.ts'
import * as store from './store.ts'

/** Why nothing was brought back. */
export type RestoreRefusal = 'no-key' | 'copy-wrong' | 'copy-incomplete' | 'copy-too-old' | 'database-goes-another-way'

/** The refusals in words for the operator. */
export const restoreRefusalWords: Record<RestoreRefusal, string> = {
  'no-key': 'The signer’s folder has no log.vkey: the log’s key cannot be told. Bring that folder back first.',
  'copy-wrong': 'The copy is not sound, so nothing was taken from it.',
  'copy-incomplete': 'A file of the copy is missing, so nothing was taken from it.',
  'copy-too-old': 'The copy ends before what the signer signed or the database published. Find a newer one.',
  'database-goes-another-way':
    'The database has entries that are not those of the copy: something was recorded after the backup was restored. ' +
    'Restore the backup again with the server stopped, then bring the log back before it starts.',
}

/** What was brought back: entries that the database lacked, and whether the signer had to be told. */
export interface Restored {
  readonly size: number
  readonly entries: number
  readonly signer: boolean
}

/**
 * Makes the database's log and the signer's memory as long as the copy.
 * @throws CannotStart when the signer runs
 */
export async function restoreLog(
  ctx: Context,
  read: ReadLogFile,
  signerFolder: string,
): Promise<Restored | { refused: RestoreRefusal; detail?: string }> {
  const lock = await holdFolder(signerFolder)
  try {
    const key = readKey((await publicKeyIn(signerFolder)) ?? '')
    if (!key) return { refused: 'no-key' }
    const policy: LogPolicy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
    return await restoreFrom(ctx, read, policy, signerFolder)
  } finally {
    await lock.release()
  }
}

async function restoreFrom(
  ctx: Context,
  read: ReadLogFile,
  policy: LogPolicy,
  signerFolder: string,
): Promise<Restored | { refused: RestoreRefusal; detail?: string }> {
  const signed = await signedHead(signerFolder)
  const outcome = await checkPublishedLog(read, policy, signed ? [signed] : [])
  if (outcome.state === 'missing') return { refused: 'copy-incomplete', detail: outcome.path }
  if (outcome.state === 'wrong')
    return outcome.what === 'rollback'
      ? { refused: 'copy-too-old' }
      : { refused: 'copy-wrong', detail: logWrongWords[outcome.what] }
  const { head } = outcome.checkpoint
  return inTransaction(ctx, async (tx) => {
    await lockLog(tx)
    const published = await store.publishedCheckpoint(tx)
    if (published && published.size > head.size) return { refused: 'copy-too-old' as const }
    const entries = await appendMissing(tx, outcome.log, head)
    if (entries === null) return { refused: 'database-goes-another-way' as const }
    await store.storeTiles(tx, outcome.log.tiles)
    await store.addCheckpoint(tx, head.size, logsOwnNote(outcome.note))
    const isBehind = !signed || signed.size < head.size
    if (isBehind)
      await keepHead(signerFolder, {
        size: head.size,
        frontier: outcome.log.frontier,
        note: logsOwnNote(outcome.note),
      })
    return { size: head.size, entries, signer: isBehind }
  })
}

/** The note as the log signed it; cosignatures of witnesses stand behind its first signature line. */
function logsOwnNote(note: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(note)
  const signatures = text.lastIndexOf('\n\n') + 2
  return new TextEncoder().encode(text.slice(0, text.indexOf('\n', signatures) + 1))
}

/** @returns how many entries were appended; null when the database's log is no beginning of the copy */
async function appendMissing(tx: Context, log: CheckedLog, head: TreeHead): Promise<number | null> {
  const newest = await newestHead(tx)
  const size = newest?.size ?? 0
  if (size >= head.size) {
    const recorded = await headAt(tx, head.size)
    return recorded && equalBytes(recorded.root, head.root) ? 0 : null
  }
  const frontier: SubtreeHash[] = []
  for (const entry of log.entries.slice(0, size)) pushSubtree(frontier, { level: 0, hash: leafHash(entry) })
  if (newest && !equalBytes(newest.root, frontierHash(frontier))) return null
  for (const [i, entry] of log.entries.slice(size).entries())
    await storeAppended(tx, entry, append(size + i, frontier, entry))
  return head.size - size
}
