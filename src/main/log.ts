/** The public log in a server: its signer as a child of this process or elsewhere, and the work of publishing. */
import { openPublishing, type OpenPublishing } from '#integrity/tasks.ts'
import type { Config } from '#platform/config.ts'
import { taskContext, type Context } from '#platform/context.ts'
import { PlainFailure } from './config.ts'
import type { Installation } from './installation.ts'

/** Opens the way to the signer. @throws PlainFailure when the server must not start, in words that say what to do */
export async function openLogPublishing(
  installation: Installation,
  base: Omit<Context, 'actor' | 'requestId'>,
): Promise<OpenPublishing> {
  const { config } = installation
  const opened = await openPublishing(taskContext(base, 'publish-log'), {
    socket: config.LOG_SIGNER_SOCKET ?? null,
    child: {
      program: process.execPath,
      args: [...process.execArgv, process.argv[1]!, 'signer', '--child'],
      // The signer is given what it needs and no secret of the site's.
      env: {
        ...pathsOf(process.env),
        DATA_FOLDER: config.DATA_FOLDER,
        DATABASE_URL: installation.databaseUrl,
        ...(config.LOG_ORIGIN ? { LOG_ORIGIN: config.LOG_ORIGIN } : {}),
      },
    },
    key: config.LOG_KEY ?? null,
    witnesses: config.LOG_WITNESSES,
    quorum: config.LOG_WITNESS_QUORUM,
    replica: replicaOf(config),
  })
  if ('refused' in opened) throw new PlainFailure(opened.refused)
  return opened
}

/** The folder with the copy of the published log. */
export function replicaOf(config: Config): string {
  return config.LOG_REPLICA ?? `${config.DATA_FOLDER}/log`
}

/** The signer's folder. */
export function signerFolderOf(config: Config): string {
  return `${config.DATA_FOLDER}/signer`
}

function pathsOf(environment: Record<string, string | undefined>): Record<string, string> {
  const { PATH, HOME, TMPDIR } = environment
  return { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...(TMPDIR ? { TMPDIR } : {}) }
}
