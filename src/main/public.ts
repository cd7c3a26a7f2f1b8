/**
 * The public site as a process of its own: no workspace code is loaded (the floor plan checks every import from here), no
 * key of the workspace is read, and the database is asked as `public_site` alone.
 */
import { attachVisitors } from '#identity/pages/session.ts'
import { openDatabase, type OpenDatabase } from '#platform/database.ts'
import { keptSecret } from '#platform/files.ts'
import { isDemonstration } from '#platform/installation-facts.ts'
import { openLog } from '#platform/log.ts'
import type { Config } from '#platform/config.ts'
import { openServer } from '#web/server.tsx'
import { addressOf, configFrom, PlainFailure } from './config.ts'
import { registerPublicPages } from './public-site.ts'
import { closeServer, say, signalled } from './process.ts'

/** Serves the public site until a signal. @throws PlainFailure in words that say what to do */
export async function servePublic(environment: Record<string, string | undefined>): Promise<void> {
  const stopAsked = signalled()
  const config = configFrom(environment)
  if (!config.DATABASE_URL)
    throw new PlainFailure(
      'DATABASE_URL: needed for the public site as a process of its own. Its user needs no right but to be a member of public_site.',
    )
  const database = openDatabase(config.DATABASE_URL, { role: 'public_site', max: 8 })
  try {
    const app = await openPublicSite(config, database)
    await app.listen({ port: config.PORT, host: config.HOST })
    const [bound] = app.addresses()
    const port = bound && typeof bound === 'object' ? bound.port : config.PORT
    say(`Throughline’s public site is ready at ${addressOf(config, port)}\nCtrl-C stops it.`)
    await stopAsked
    await closeServer(app)
  } finally {
    await database.close()
  }
}

async function openPublicSite(config: Config, { db, pool }: OpenDatabase) {
  const log = openLog(config.LOG_LEVEL, (line) => process.stdout.write(line))
  const secureCookies = config.SECURE_COOKIES ?? (config.PUBLIC_URL?.startsWith('https:') || false)
  const demonstration = await isDemonstration(db)
  const app = await openServer({
    config,
    log,
    // Signs the tokens of public forms; tells nothing about APP_SECRET, which is never read here.
    secret: config.PUBLIC_SECRET ?? (await keptSecret(`${config.DATA_FOLDER}/public-secret`)),
    secureCookies,
    ready: async () => (await pool.query('select 1')).rowCount === 1,
    attach: async (server) =>
      attachVisitors(server, { db, now: () => new Date(), log, siteUrl: addressOf(config), demonstration }),
  })
  await registerPublicPages(app, db)
  const { WORKSPACE_URL: workspace } = config
  if (workspace) {
    app.get('/sign-in', { config: { rule: 'anyone' } }, async (_request, reply) =>
      reply.redirect(`${workspace.replace(/\/$/, '')}/sign-in`, 303),
    )
  }
  return app
}
