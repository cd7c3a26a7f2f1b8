/** `throughline signer`, the process that holds the log's key, and `throughline log`. */
import { resolve } from 'node:path'
import { checkLog, keyHere, restoreLogFrom, serveSigner, type CommandOutput } from '#integrity/commands.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { PlainFailure } from './config.ts'
import { signerFolderOf } from './log.ts'

/** Runs until it is told to stop; with `--child`, until its parent is gone. */
export async function runSigner(environment: Record<string, string | undefined>, args: string[]): Promise<number> {
  const config = settingsFrom(environment)
  if (!config.DATABASE_URL)
    throw new PlainFailure(
      'DATABASE_URL: a signer by itself needs a database of its own address; the embedded one has its signer already.',
    )
  const folder = signerFolderOf(config)
  return serveSigner({
    folder,
    databaseUrl: config.DATABASE_URL,
    origin: config.LOG_ORIGIN,
    socket: args.includes('--child') ? null : (config.LOG_SIGNER_SOCKET ?? `${folder}/socket`),
  })
}

/** `log check`, which needs no database, and `log restore`, which needs the server to be stopped. */
export async function runLog(
  environment: Record<string, string | undefined>,
  [verb, ...args]: string[],
  io: CommandOutput,
): Promise<number> {
  const config = settingsFrom(environment)
  const folder = signerFolderOf(config)
  if (verb === 'check') return checkLog(args, config.LOG_KEY ?? null, folder, io)
  if (verb !== 'restore') {
    io.err('throughline log check ADDRESS|FOLDER, or throughline log restore FOLDER\n')
    return 2
  }
  const { withInstallation } = await import('./serve.ts')
  return withInstallation(environment, (ctx) => restoreLogFrom(ctx, args[0], folder, io))
}

function settingsFrom(environment: Record<string, string | undefined>): Config {
  const config = readConfig(environment)
  if ('mistakes' in config) throw new PlainFailure(`These settings are wrong:\n  ${config.mistakes.join('\n  ')}`)
  return { ...config, DATA_FOLDER: resolve(config.DATA_FOLDER) }
}

/** The log's key that commands trust unless they are told another: by the settings, or of the signer's folder here. */
export async function pinnedKey(environment: Record<string, string | undefined>): Promise<string | null> {
  const config = settingsFrom(environment)
  return config.LOG_KEY ?? keyHere(signerFolderOf(config))
}
