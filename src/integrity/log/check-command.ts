/** `throughline log check` and `throughline log restore`: the words around the rules. */
import { mkdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { writeWhole } from '#platform/files.ts'
import { toBase64 } from '../base64.ts'
import { openCheckpoint, type LogPolicy } from '../checkpoint.ts'
import { verifyEd25519 } from '../ed25519.ts'
import type { TreeHead } from '../log.ts'
import { readKey } from '../note.ts'
import { tilePath, tilesOf, TILE_WIDTH, writeBundle } from '../tiles.ts'
import { checkPublishedLog, logWrongWords, type LogOutcome } from './check-tiles.ts'
import { CannotReach, logFilesAt } from './log-place.ts'

/** Where a command writes: whole lines. */
interface Output {
  out(lines: string): void
  err(lines: string): void
}

const USAGE = 'throughline log check ADDRESS|FOLDER [--key KEY] [--state FILE] [--copy FOLDER]\n'

interface CheckOptions {
  place: string
  key: string | undefined
  state: string | undefined
  copy: string | undefined
}

/**
 * `log check`: fetches a log, computes everything again, and compares it with the checkpoint that the check before kept.
 * @param pinned the key in one line, used when no `--key` is given
 * @returns 0 sound, 1 wrong, 2 could not check
 */
export async function checkLogCommand(args: string[], pinned: string | null, io: Output): Promise<number> {
  const options = readOptions(args)
  if (!options) return couldNot(io, USAGE)
  const line = options.key ?? pinned
  const key = readKey(line ?? '')
  if (!key)
    return couldNot(
      io,
      line === null
        ? 'Say which key the log must have: --key, or LOG_KEY. Take it from a source other than the log itself.\n'
        : 'That is no key: it is one line, name+id+base64.\n',
    )
  const policy: LogPolicy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
  const state = options.state ?? join(homedir(), '.throughline', `${encodeURIComponent(key.name)}.checkpoint`)
  const before = await keptHead(state, policy)
  if (before === 'unusable')
    return couldNot(io, `The file with the checkpoint kept from before is not one of this log: ${state}\n`)
  let outcome: LogOutcome
  try {
    outcome = await checkPublishedLog(logFilesAt(options.place), policy, before ? [before] : [])
  } catch (error) {
    if (error instanceof CannotReach) return couldNot(io, `COULD NOT CHECK: ${error.message}\n`)
    throw error
  }
  return told(outcome, before, { ...options, state }, io)
}

async function told(
  outcome: LogOutcome,
  before: TreeHead | null,
  options: CheckOptions & { state: string },
  io: Output,
): Promise<number> {
  if (outcome.state === 'missing') return couldNot(io, `COULD NOT CHECK: ${outcome.path} is not there.\n`)
  if (outcome.state === 'wrong') {
    io.out(`WRONG: ${logWrongWords[outcome.what]}${outcome.path ? ` (${outcome.path})` : ''}\n`)
    return 1
  }
  const { size, root } = outcome.checkpoint.head
  await writeWhole(options.state, outcome.note, 0o644)
  if (options.copy) await writeCopy(options.copy, size, outcome)
  io.out(
    [
      `SOUND: ${size} entries, root ${toBase64(root)}`,
      before
        ? `It continues the log of ${before.size} entries that was seen before.`
        : 'Nothing was kept from an earlier check: whether the past was changed before today cannot be told.',
      `Kept for the next check: ${options.state}`,
      '',
    ].join('\n'),
  )
  return 0
}

async function keptHead(path: string, policy: LogPolicy): Promise<TreeHead | null | 'unusable'> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unusable'
  }
  const kept = openCheckpoint(new Uint8Array(bytes), policy, verifyEd25519)
  return 'refused' in kept ? 'unusable' : kept.head
}

async function writeCopy(folder: string, size: number, outcome: LogOutcome & { state: 'sound' }): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { entries, tiles } = outcome.log
  for (const tile of tiles) await writeWhole(join(folder, tilePath(tile)), tile.hashes, 0o644)
  for (const bundle of tilesOf(size).filter((tile) => tile.level === 'entries')) {
    const from = bundle.number * TILE_WIDTH
    await writeWhole(join(folder, tilePath(bundle)), writeBundle(entries.slice(from, from + bundle.width)), 0o644)
  }
  await writeWhole(join(folder, 'checkpoint'), outcome.note, 0o644)
}

function readOptions(args: readonly string[]): CheckOptions | null {
  const [place, ...rest] = args
  if (!place || place.startsWith('--')) return null
  const given: Record<string, string> = {}
  for (let i = 0; i < rest.length; i += 2) {
    const [name, value] = [rest[i]!, rest[i + 1]]
    if (!['--key', '--state', '--copy'].includes(name) || value === undefined || name in given) return null
    given[name] = value
  }
  return { place, key: given['--key'], state: given['--state'], copy: given['--copy'] }
}

function couldNot(io: Output, message: string): 2 {
  io.err(message)
  return 2
}
