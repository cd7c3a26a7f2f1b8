/** `throughline signer`: the process that holds the log's key. */
import { resolve } from 'node:path'
import { serveSigner } from '#integrity/commands.ts'
import { readConfig } from '#platform/config.ts'
import { PlainFailure } from './installation.ts'
import { signerFolderOf } from './log.ts'

/** Runs until it is told to stop; with `--child`, until its parent is gone. */
export async function runSigner(environment: Record<string, string | undefined>, args: string[]): Promise<number> {
  const config = readConfig(environment)
  if ('mistakes' in config) throw new PlainFailure(`These settings are wrong:\n  ${config.mistakes.join('\n  ')}`)
  if (!config.DATABASE_URL)
    throw new PlainFailure(
      'DATABASE_URL: a signer by itself needs a database of its own address; the embedded one has its signer already.',
    )
  const folder = signerFolderOf({ ...config, DATA_FOLDER: resolve(config.DATA_FOLDER) })
  return serveSigner({
    folder,
    databaseUrl: config.DATABASE_URL,
    origin: config.LOG_ORIGIN,
    socket: args.includes('--child') ? null : (config.LOG_SIGNER_SOCKET ?? `${folder}/socket`),
  })
}
