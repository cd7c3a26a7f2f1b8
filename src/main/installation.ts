/** What every process opens first: settings, the database (embedded or given), the secret, the log. */
import { mkdir } from 'node:fs/promises'
import type { Config } from '#platform/config.ts'
import type { Context } from '#platform/context.ts'
import { openDatabase, type OpenDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { secretBox, type SecretBox } from '#platform/encryption.ts'
import { keptSecret } from '#platform/files.ts'
import { openLog, type Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { configFrom } from './config.ts'

/** An opened installation. */
export interface Installation {
  config: Config
  log: Log
  secret: string
  box: SecretBox
  secureCookies: boolean
  databaseUrl: string
  database: OpenDatabase
  /** The public wing's connections, as `public_site`. */
  publicDatabase: OpenDatabase
  close(): Promise<void>
}

/**
 * Opens and migrates.
 * @param options.shared take part in a Throughline that runs on the same data folder, instead of refusing
 * @throws PlainFailure in words that say what to do
 */
export async function openInstallation(
  environment: Record<string, string | undefined>,
  options: { shared?: boolean } = {},
): Promise<Installation> {
  const config = configFrom(environment)
  const log = openLog(config.LOG_LEVEL, (line) => process.stdout.write(line))
  await mkdir(config.DATA_FOLDER, { recursive: true })
  const embedded = config.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({ dataFolder: `${config.DATA_FOLDER}/database`, ...options })
  const databaseUrl = config.DATABASE_URL ?? embedded!.url
  try {
    await migrate(databaseUrl)
    const secret = config.APP_SECRET ?? (await keptSecret(`${config.DATA_FOLDER}/secret`))
    const database = openDatabase(databaseUrl, { max: 12 })
    const publicDatabase = openDatabase(databaseUrl, { role: 'public_site', max: 8 })
    return {
      config,
      log,
      secret,
      box: secretBox(secret, 'second-factor'),
      secureCookies: config.SECURE_COOKIES ?? (config.PUBLIC_URL?.startsWith('https:') || false),
      databaseUrl,
      database,
      publicDatabase,
      async close() {
        await publicDatabase.close()
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** The parts of a context that are the same for every request and job. */
export function baseContext(
  installation: Installation,
  siteUrl: string,
  demonstration: boolean,
): Omit<Context, 'actor' | 'requestId'> {
  return { db: installation.database.db, now: () => new Date(), log: installation.log, siteUrl, demonstration }
}
