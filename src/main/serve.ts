/** The default process: both wings, the worker and, without DATABASE_URL, the database, from one command. */
import type { FastifyInstance } from 'fastify'
import { attachSessions } from '#identity/pages/session.ts'
import { taskContext, type Context } from '#platform/context.ts'
import { errorFields } from '#platform/log.ts'
import { isDemonstration } from '#platform/installation-facts.ts'
import { startWorker } from '#platform/jobs.ts'
import { renderedPublicly } from '#library/pages/pages.ts'
import { checkPagesWith } from '#release/release.ts'
import { openServer } from '#web/server.tsx'
import { addressOf, PlainFailure } from './config.ts'
import { baseContext, openInstallation, type Installation } from './installation.ts'
import { openLogPublishing } from './log.ts'
import { closeServer, say, signalled } from './process.ts'
import { registerPublicPages } from './public-site.ts'
import { registerWorkspacePages } from './workspace.ts'
import { allTasks, timetable } from './worker.ts'
import { demonstrationAccounts, loadDemonstration } from '#demonstration/demonstration.ts'

/** Options of `throughline start`. */
export interface StartOptions {
  /** Do not load the demonstration into an empty database. */
  empty: boolean
  /** Leave background work to processes of their own (`throughline worker`). */
  withoutWorker: boolean
}

/** Starts everything; resolves when a signal has stopped everything again. */
export async function serve(environment: Record<string, string | undefined>, options: StartOptions): Promise<void> {
  const stopAsked = signalled()
  const installation = await openInstallation(environment)
  const { config } = installation
  try {
    await run(installation, options, addressOf(config), stopAsked)
  } finally {
    await installation.close()
  }
}

async function run(
  installation: Installation,
  options: StartOptions,
  siteUrl: string,
  stopAsked: Promise<void>,
): Promise<void> {
  const { config } = installation
  checkPagesWith(renderedPublicly)
  let base = baseContext(installation, siteUrl, await isDemonstration(installation.database.db))
  if (!options.empty && config.DEMONSTRATION === 'auto' && (await isEmpty(installation))) {
    say('Loading the fictional demonstration, once. This takes up to a minute.')
    await loadDemonstration({ ...base, demonstration: true }, installation.box, say)
    base = { ...base, demonstration: true }
  }
  const publishing = await openLogPublishing(installation, base)
  const app = await openSite(installation, base)
  const tasks = { ...allTasks(installation), ...publishing.tasks }
  const worker = options.withoutWorker ? null : await startWorker(installation.database.pool, base, tasks, timetable)
  await app.listen({ port: config.PORT, host: config.HOST })
  const [bound] = app.addresses()
  const port = bound && typeof bound === 'object' ? bound.port : config.PORT
  announce(addressOf(config, port), base.demonstration)
  await stopAsked
  await closeServer(app)
  await worker?.stop()
  await publishing.close()
}

/** The site of both wings, not yet listening. */
export async function openSite(
  installation: Installation,
  base: Omit<Context, 'actor' | 'requestId'>,
): Promise<FastifyInstance> {
  const app = await openServer({
    config: installation.config,
    log: installation.log,
    secret: installation.secret,
    secureCookies: installation.secureCookies,
    ready: async () => (await installation.database.pool.query('select 1')).rowCount === 1,
    attach: (server) =>
      attachSessions(server, {
        pool: installation.database.pool,
        secret: installation.secret,
        secureCookies: installation.secureCookies,
        base,
      }),
  })
  await registerPublicPages(app, installation.publicDatabase.db)
  await registerWorkspacePages(app, installation, base)
  return app
}

async function isEmpty(installation: Installation): Promise<boolean> {
  const { rows } = await installation.database.pool.query<{ empty: boolean }>(
    'select not exists (select from identity.person) as empty',
  )
  return rows[0]?.empty === true
}

function announce(address: string, demonstration: boolean): void {
  say('')
  say(`Throughline is ready at ${address}`)
  if (demonstration) {
    const [first] = demonstrationAccounts
    say(
      `Everything in it is fiction. Sign in at ${address}/sign-in as ${first?.email ?? ''}; the page lists an account for each role.`,
    )
  } else say('Invite the first administrator with: node bin/throughline.mjs invite EMAIL "NAME"')
  say('Ctrl-C stops it.')
}

/** Runs the background work alone, until a signal. Any number of these may run beside one another. */
export async function work(environment: Record<string, string | undefined>): Promise<void> {
  const stopAsked = signalled()
  await withInstallation(environment, async (ctx, installation) => {
    const { actor: _actor, requestId: _requestId, ...base } = ctx
    const publishing = await openLogPublishing(installation, base)
    const tasks = { ...allTasks(installation), ...publishing.tasks }
    const worker = await startWorker(installation.database.pool, base, tasks, timetable)
    say('Throughline’s worker is ready. Ctrl-C stops it.')
    await stopAsked
    await worker.stop()
    await publishing.close()
  })
}

/** Loads the demonstration into an empty database. @throws PlainFailure when somebody or something is in it */
export async function loadDemo(environment: Record<string, string | undefined>): Promise<void> {
  const installation = await openInstallation(environment)
  try {
    if (!(await isEmpty(installation)))
      throw new PlainFailure('The database is not empty. The demonstration is loaded into an empty one only.')
    checkPagesWith(renderedPublicly)
    const base = baseContext(installation, addressOf(installation.config), true)
    await loadDemonstration(base, installation.box, say)
    say('The demonstration is loaded. Everything in it is fiction.')
  } finally {
    await installation.close()
  }
}

/** For commands that need a database and stop when done; a Throughline may run on it meanwhile. */
export async function withInstallation<R>(
  environment: Record<string, string | undefined>,
  use: (ctx: Context, installation: Installation) => Promise<R>,
): Promise<R> {
  const installation = await openInstallation(environment, { shared: true })
  try {
    const base = baseContext(
      installation,
      addressOf(installation.config),
      await isDemonstration(installation.database.db),
    )
    return await use(taskContext(base, 'command-line'), installation)
  } catch (error) {
    installation.log.error('command.failed', errorFields(error))
    throw error
  } finally {
    await installation.close()
  }
}
