/** Checking a pack on the command line: whom to trust comes from the reader, and the log as it is now from where they say. */
import { isBase64Of32Bytes } from '../base64.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import { readKey } from '../note.ts'
import { readPack } from '../pack-format.ts'
import { verifyPack } from '../verify-pack.ts'
import type { Verdict } from '../verify.ts'
import { checkPublishedLog, logWrongWords } from './check-tiles.ts'
import { CannotReach, logFilesAt } from './log-place.ts'

/**
 * Checks a pack.
 * @param trust.key the log's key in one line; a pack's own is never trusted
 * @param trust.place where the whole log is, to see whether anything later supersedes what is in the pack
 * @returns the verdict, or in words why nothing could be checked
 */
export async function checkPack(
  bytes: Uint8Array,
  trust: { key: string | null; author: string | null; place: string | null },
): Promise<Verdict | { refused: string }> {
  if (trust.key === null)
    return {
      refused: 'Say which key the log must have: --key, or LOG_KEY. The key in the pack itself proves nothing.\n',
    }
  const key = readKey(trust.key)
  if (!key) return { refused: 'That is no log’s key: it is one line, name+id+base64.\n' }
  if (trust.author !== null && !isBase64Of32Bytes(trust.author))
    return { refused: 'That is no author’s key: it is 44 characters of base64.\n' }
  const log: LogPolicy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
  if (trust.place === null) return verifyPack(bytes, { log, author: trust.author, current: null }, verifyEd25519)
  const current = await currentLog(bytes, log, trust.place)
  return 'refused' in current
    ? current
    : verifyPack(bytes, { log, author: trust.author, current: current.log }, verifyEd25519)
}

async function currentLog(
  bytes: Uint8Array,
  policy: LogPolicy,
  place: string,
): Promise<{ log: { size: number; entries: readonly Uint8Array[] } } | { refused: string }> {
  const pack = readPack(bytes)
  const checkpoint =
    'refused' in pack || !pack.checkpoint ? null : openCheckpoint(pack.checkpoint, policy, verifyEd25519)
  const kept = checkpoint && !('refused' in checkpoint) ? [checkpoint.head] : []
  try {
    const outcome = await checkPublishedLog(logFilesAt(place), policy, kept)
    if (outcome.state === 'missing') return { refused: `The log cannot be checked: ${outcome.path} is not there.\n` }
    if (outcome.state === 'wrong') return { refused: `The log itself is wrong: ${logWrongWords[outcome.what]}\n` }
    return { log: { size: outcome.checkpoint.head.size, entries: outcome.log.entries } }
  } catch (error) {
    if (error instanceof CannotReach) return { refused: `The log cannot be reached: ${error.message}\n` }
    throw error
  }
}
