/** The command line's door: `throughline verify` and `throughline sealed-text root`. Neither needs a database. */
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Context } from '#platform/context.ts'
import { exitCodeOf, rootOfSealedFile, verifyEditionFile, type Verdict } from './integrity.ts'
import { checkLogCommand } from './log/check-command.ts'
import { checkPack } from './log/check-pack.ts'
import { CannotReach, logFilesAt } from './log/log-place.ts'
import { restoreLog, restoreRefusalWords } from './log/restore.ts'
import { answerQuestions, openSigner, publicKeyIn, type OpenSigner } from './log/signer.ts'
import { looksLikePack } from './verify-pack.ts'

/** Where a command writes: `out` is standard output, `err` standard error. Each call is one or more whole lines. */
export interface CommandOutput {
  out(lines: string): void
  err(lines: string): void
}

const VERIFY_USAGE =
  'throughline verify FILE [--fingerprint FINGERPRINT], or verify PACK [--key KEY] [--author KEY] [--log ADDRESS|FOLDER]\n'
const ROOT_USAGE = 'throughline sealed-text root FILE\n'

/**
 * `verify FILE [--fingerprint F]`: says in words what is certain about a downloaded edition; of a pack, see `checkPack`.
 * @param pinned the log's key by the settings, or that of the signer's folder here; packs are checked against it
 * @returns 0 verified, 1 wrong, 2 could not check
 */
export async function verifyFile(args: string[], io: CommandOutput, pinned: string | null = null): Promise<number> {
  const [path, ...rest] = args
  const options = optionsOf(rest, ['--fingerprint', '--key', '--author', '--log'])
  if (path === undefined || !options) return failed(io, VERIFY_USAGE)
  const bytes = await bytesOf(path, io)
  if (bytes === null) return 2
  const { '--fingerprint': fingerprint, '--key': key, '--author': author, '--log': log } = options
  const isPack = looksLikePack(bytes)
  if (isPack ? fingerprint !== undefined : (key ?? author ?? log) !== undefined) return failed(io, VERIFY_USAGE)
  const verdict = isPack
    ? await checkPack(bytes, { key: key ?? pinned, author: author ?? null, place: log ?? null })
    : verifyEditionFile(bytes, fingerprint)
  if ('refused' in verdict) return failed(io, verdict.refused)
  io.out(verdictLines(verdict))
  return exitCodeOf(verdict)
}

/** Options that come in pairs, each at most once; null when it is used otherwise. */
function optionsOf(args: readonly string[], names: readonly string[]): Record<string, string> | null {
  const given: Record<string, string> = {}
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i]!, args[i + 1]]
    if (!names.includes(name) || value === undefined || value === '' || name in given) return null
    given[name] = value
  }
  return given
}

function verdictLines(verdict: Verdict): string {
  const stateWords = { verified: 'VERIFIED', wrong: 'WRONG', 'could-not-check': 'COULD NOT CHECK' }
  return [
    `${stateWords[verdict.state]}: ${verdict.headline}`,
    ...(verdict.fingerprint ? [`Fingerprint of the words in the file: ${verdict.fingerprint}`] : []),
    ...listed('Established:', verdict.established),
    ...listed('Not established:', verdict.notEstablished),
    '',
  ].join('\n')
}

function listed(heading: string, sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : [heading, ...sentences.map((sentence) => `- ${sentence}`)]
}

/**
 * `sealed-text root FILE`: prints the base64 report root, and nothing else, of a JSON file with `blocks` and `seeds`,
 * or with a `disclosure`.
 * @returns 0; 1 when the file has both and their roots differ; 2 when it cannot be read or is malformed
 */
export async function sealedTextRoot(args: string[], io: CommandOutput): Promise<number> {
  const [path, ...rest] = args
  if (path === undefined || rest.length > 0) return failed(io, ROOT_USAGE)
  const bytes = await bytesOf(path, io)
  if (bytes === null) return 2
  const found = rootOfSealedFile(bytes)
  if ('refused' in found) return failed(io, `${found.refused}\n`)
  if (found.roots.length === 2 && found.roots[0] !== found.roots[1]) {
    io.err(`The text and the disclosure have different roots: ${found.roots.join(' and ')}\n`)
    return 1
  }
  io.out(`${found.roots[0]}\n`)
  return 0
}

async function bytesOf(path: string, io: CommandOutput): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch {
    io.err(`The file cannot be read: ${path}\n`)
    return null
  }
}

function failed(io: CommandOutput, message: string): 2 {
  io.err(message)
  return 2
}

/**
 * `signer`: answers on a socket until a signal, or, without one, on standard input until that ends, which it does with
 * the parent however that ended.
 * @throws CannotStart when another signer runs on the folder, or its memory is missing
 */
export async function serveSigner(options: {
  folder: string
  databaseUrl: string
  origin: string | undefined
  socket: string | null
}): Promise<number> {
  const signer = await openSigner(options.folder, options.databaseUrl, options.origin)
  try {
    if (options.socket === null) {
      // Ctrl-C reaches the whole group: the parent finishes first, and then its end of the pipe closes.
      process.on('SIGINT', () => undefined)
      // A parent that was killed reads no more; the end of the input, which follows, is what ends this process.
      process.stdout.on('error', () => undefined)
      process.stdout.write('{"ready":true}\n')
      await answerQuestions(signer, process.stdin, process.stdout)
    } else await listen(signer, options.socket)
  } finally {
    await signer.close()
  }
  return 0
}

async function listen(signer: OpenSigner, path: string): Promise<void> {
  // The folder is held, so a socket that is there belongs to a signer that is dead.
  await rm(path, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    void answerQuestions(signer, socket, socket)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  server.close()
}

/**
 * `log check ADDRESS|FOLDER`: see `checkLogCommand`.
 * @param pinned the log's key by the settings; otherwise that of the signer's folder, if there is one here
 */
export async function checkLog(
  args: string[],
  pinned: string | null,
  signerFolder: string,
  io: CommandOutput,
): Promise<number> {
  return checkLogCommand(args, pinned ?? (await publicKeyIn(signerFolder)), io)
}

/**
 * `log restore FOLDER`: makes the database's log and the signer's memory as long as a copy of the published files.
 * @returns 0 brought back, or nothing was missing; 1 refused; 2 the copy cannot be read
 */
export async function restoreLogFrom(
  ctx: Context,
  folder: string | undefined,
  signerFolder: string,
  io: CommandOutput,
): Promise<number> {
  if (!folder) return failed(io, 'throughline log restore FOLDER\n')
  try {
    const outcome = await restoreLog(ctx, logFilesAt(folder), signerFolder)
    if ('refused' in outcome) {
      io.err(`${restoreRefusalWords[outcome.refused]}${outcome.detail ? ` (${outcome.detail})` : ''}\n`)
      return 1
    }
    io.out(
      `The log has ${outcome.size} entries: ${outcome.entries} were brought back. ` +
        `The signer ${outcome.signer ? 'was told of them' : 'knew them already'}.\n`,
    )
    return 0
  } catch (error) {
    if (error instanceof CannotReach) return failed(io, `${error.message}\n`)
    throw error
  }
}

/** The log's key in a signer's folder on this machine; null where there is none. */
export async function keyHere(signerFolder: string): Promise<string | null> {
  return publicKeyIn(signerFolder)
}
