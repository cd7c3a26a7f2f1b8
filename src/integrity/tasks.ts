/** The background's door: publishing the log, from a server's start to its stop. */
import type { Context } from '#platform/context.ts'
import type { Tasks } from '#platform/jobs.ts'
import type { LogPolicy } from './checkpoint.ts'
import { pinLog } from './log/published.ts'
import { publishLog, publishingRefusalWords, whyNotPublish, type Publishing } from './log/sequencer.ts'
import { childSigner, socketSigner, type RemoteSigner } from './log/signer-client.ts'
import { readWitnesses, witnessLog, type Witness } from './log/witness.ts'
import { readKey } from './note.ts'

/** How a server publishes the log. */
export interface LogSettings {
  /** Where a signer that runs by itself listens; null starts one as a child by `child`. */
  readonly socket: string | null
  readonly child: { readonly program: string; readonly args: readonly string[]; readonly env: Record<string, string> }
  /** The log's public key in one line, to which the signer is held; null takes the signer's. */
  readonly key: string | null
  /** See `readWitnesses`. */
  readonly witnesses: string
  readonly quorum: number
  readonly replica: string | null
}

/** An open way to the signer, with the work of publishing. */
export interface OpenPublishing {
  readonly tasks: Tasks
  close(): Promise<void>
}

/**
 * Opens the way to the signer and states which log this server stands for.
 * @returns in words why the server must not start: a wrong setting, another key, or a database that is behind the signer
 */
export async function openPublishing(
  ctx: Context,
  settings: LogSettings,
): Promise<OpenPublishing | { refused: string }> {
  const witnesses = readWitnesses(settings.witnesses)
  if (!witnesses) return { refused: 'LOG_WITNESSES: write each as its public key, a space and its address.' }
  if (settings.quorum > witnesses.length) return { refused: 'LOG_WITNESS_QUORUM: more than there are LOG_WITNESSES.' }
  const { program, args, env } = settings.child
  const signer = settings.socket ? socketSigner(settings.socket) : childSigner(program, args, env)
  const opened = await checked(ctx, signer, settings, witnesses)
  if ('refused' in opened) await signer.close()
  return opened
}

async function checked(
  ctx: Context,
  signer: RemoteSigner,
  settings: LogSettings,
  witnesses: readonly Witness[],
): Promise<OpenPublishing | { refused: string }> {
  const { key: line } = await signer.status()
  const key = readKey(line)
  if (!key || (settings.key !== null && settings.key !== line))
    return { refused: 'LOG_KEY: the signer has another key than this one.' }
  const policy = { origin: key.name, logKey: key, witnesses: witnesses.map((one) => one.key), quorum: settings.quorum }
  const reason = await whyNotPublish(ctx, signer)
  if (reason)
    return {
      refused:
        `${publishingRefusalWords[reason]}\nNothing was started. Bring the log back from the newest copy of its ` +
        'tiles: throughline log restore FOLDER (docs/operations/log.md).',
    }
  pinLog(policy)
  const log = { signer, replica: settings.replica, policy, witnesses }
  return { tasks: publishingTasks(log), close: () => signer.close() }
}

/** Everything that publishing needs. */
export type LogToPublish = Publishing & { readonly policy: LogPolicy; readonly witnesses: readonly Witness[] }

/** The job that every append queues. */
export function publishingTasks(log: LogToPublish): Tasks {
  return { 'integrity.publish-log': async (ctx) => publishAndWitness(ctx, log) }
}

async function publishAndWitness(ctx: Context, log: LogToPublish): Promise<void> {
  const outcome = await publishLog(ctx, log)
  if ('refused' in outcome) {
    ctx.log.error('log.not-published', { reason: outcome.refused })
    // The job is tried again with growing pauses: a person has to act, and the log goes on when they have.
    throw new Error('The log was not published.')
  }
  const away = await witnessLog(ctx, log.policy, log.witnesses)
  if (away.length > 0) ctx.log.warn('log.witnesses-away', { count: away.length })
}
