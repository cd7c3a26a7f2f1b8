/**
 * The embedded PostgreSQL: a real server over the binaries that npm installed, for every Throughline that is not
 * given a DATABASE_URL. It listens on 127.0.0.1 alone, on a free port, with a random password.
 *
 * Nothing outlives Throughline: besides an orderly stop, a small watcher process stops the server when Node is
 * killed. Should the watcher be killed as well, the server lives on and the next start adopts it. Either way what
 * was committed is there.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import {
  accessSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { runnableBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { clusterPassword, ensureCluster, serverEnvironment, settleCluster, SUPERUSER } from './postgres-cluster.ts'
import { findPostmaster, isOver, postmasterAlive, type Postmaster } from './postgres-postmaster.ts'
import type { ServerUser } from './postgres-user.ts'

/** A running server. `url` is the superuser's on the database `throughline`; `adopted` tells that it ran already. */
export type EmbeddedPostgres = { url: string; adopted: boolean; stop(): Promise<void> }

/** Any fixed number: whoever holds this lock in the database `postgres` is the Throughline that owns the server. */
const OWNER_LOCK = 5_263_010

/** Recovery of a large database after a power cut takes minutes, never this long. */
const START_SECONDS = 600

/**
 * Starts the database of a data folder, making it first where there is none.
 * @param options.log takes sentences worth telling the operator: where the database is if not in the data folder
 * @throws CannotStart with words for the operator, among others when another Throughline runs on the same folder
 */
export async function startEmbeddedPostgres(options: {
  dataFolder: string
  log?: (message: string) => void
  /** Use the server of a Throughline that runs on this folder, instead of refusing; then `stop` leaves it running. */
  shared?: boolean
}): Promise<EmbeddedPostgres> {
  const shared = options.shared === true
  return start({ dataFolder: options.dataFolder, say: options.log ?? (() => undefined), settings: {}, shared })
}

/**
 * Starts a server with an empty database in a temporary folder, for tests and for the schema dump: it does not wait
 * for the disk and loses everything at `stop()`, or when this process is killed.
 */
export async function startThrowawayPostgres(): Promise<EmbeddedPostgres> {
  const dataFolder = mkdtempSync(join(quickFolder(), 'throughline-throwaway-'))
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_wal_size: '128MB',
    max_connections: '200',
  }
  try {
    return await start({ dataFolder, say: () => undefined, settings, throwaway: true })
  } catch (error) {
    rmSync(dataFolder, { recursive: true, force: true })
    throw error
  }
}

/**
 * A folder for what need not outlive the machine: in memory where there is plenty of it, else the temporary folder.
 * Copying a template database is creating 300 files, which took 300 ms on a disk and 12 ms in /dev/shm (measured on
 * Debian 12, ext4). Containers often give /dev/shm 64 MB only.
 */
export function quickFolder(): string {
  const memory = '/dev/shm'
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize > 2e9) return memory
  } catch {
    // not on this system
  }
  return tmpdir()
}

type StartOptions = {
  dataFolder: string
  say: (message: string) => void
  settings: Record<string, string>
  throwaway?: boolean
  shared?: boolean
}

async function start(options: StartOptions): Promise<EmbeddedPostgres> {
  const place = settleCluster(options.dataFolder, options.say)
  const binaries = runnableBinaries(place.user, options.say)
  ensureCluster(place, binaries)
  const password = clusterPassword(place.folder)
  const launch = { ...options, folder: place.folder, user: place.user, binaries }

  // A second try settles races: for the free port, or with another Throughline starting on this folder.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await findPostmaster(place.folder, password)
    const server = found ?? (await launchServer(launch, password))
    if (!server) {
      await sleep(100 * 2 ** attempt)
      continue
    }
    const garbage = options.throwaway ? [resolve(options.dataFolder), place.folder] : []
    const running = new RunningServer(server, place.folder, garbage)
    try {
      await running.own(superuserUrl(server.port, password, 'postgres'), options.dataFolder)
    } catch (error) {
      // With a refusal the server is another Throughline's, even if it was started here a moment ago.
      if (!(error instanceof CannotStart)) await running.stop()
      else if (options.shared) return borrowed(superuserUrl(server.port, password, 'throughline'))
      throw error
    }
    return {
      url: superuserUrl(server.port, password, 'throughline'),
      adopted: found !== null,
      stop: () => running.stop(),
    }
  }
  throw new CannotStart(`The embedded PostgreSQL does not start. ${logTail(logPath(options.dataFolder))}`)
}

/** The server of another Throughline, which stops it. */
function borrowed(url: string): EmbeddedPostgres {
  return { url, adopted: true, stop: () => Promise.resolve() }
}

type Launch = StartOptions & { folder: string; user: ServerUser; binaries: PostgresBinaries }

/** Starts the server and waits until it answers; null when it ended instead. */
async function launchServer(launch: Launch, password: string): Promise<Postmaster | null> {
  const port = await freePort()
  const child = spawnServer(launch, port)
  await Promise.race([
    new Promise((done) => child.once('spawn', done)),
    new Promise((_, fail) => child.once('error', fail)),
  ])
  const deadline = Date.now() + START_SECONDS * 1000
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) return null
    if (await answers(superuserUrl(port, password, 'postgres'))) return { pid: child.pid ?? 0, port, child }
    await sleep(20)
  }
  child.kill('SIGQUIT')
  throw new CannotStart(`The embedded PostgreSQL took more than ${START_SECONDS / 60} minutes to start.`)
}

function spawnServer(launch: Launch, port: number): ChildProcess {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Names and text must not reach a log: a statement's error quotes values, and the caller is told it anyway.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...launch.settings,
  }
  const log = openLogFile(logPath(launch.dataFolder))
  try {
    const child = spawn(
      launch.binaries.postgres,
      ['-D', launch.folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...launch.user.spawn,
        cwd: '/',
        env: serverEnvironment(),
        stdio: ['ignore', log, log],
        // Its own session: Ctrl-C must reach Throughline alone, which finishes its requests before it stops the database.
        detached: true,
      },
    )
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** A server that answers, from being owned to being stopped. */
class RunningServer {
  private readonly server: Postmaster
  private readonly folder: string
  private readonly garbage: string[]
  private owner: pg.Client | undefined
  private watcher: ChildProcess | undefined
  private stopping = false

  /** `garbage`: folders to remove when the server has stopped */
  constructor(server: Postmaster, folder: string, garbage: string[]) {
    this.server = server
    this.folder = folder
    this.garbage = garbage
  }

  /** Takes the owner's lock, held by an open connection so that it ends with this process, however that ends. */
  async own(url: string, dataFolder: string): Promise<void> {
    const owner = new pg.Client({ connectionString: url, application_name: 'throughline-owner' })
    owner.on('error', () => {
      if (this.owner === owner) void this.ownAgain(url, dataFolder)
    })
    await owner.connect()
    const { rows } = await owner.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [OWNER_LOCK])
    if (!rows[0]?.held) {
      await owner.end()
      throw new CannotStart(
        `Throughline is already running on the data folder ${resolve(dataFolder)}. Stop it first, or set DATA_FOLDER ` +
          'to another folder.',
      )
    }
    await createDatabase(owner)
    setRef(owner, 'unref')
    this.owner = owner
    this.watcher ??= watch(this.server.pid, this.folder, this.garbage)
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    if (this.stopping) return
    this.stopping = true
    if (this.owner) {
      setRef(this.owner, 'ref')
      await this.owner.end().catch(() => undefined)
    }
    signal(this.server.pid, 'SIGINT')
    const deadline = Date.now() + 60_000
    while (!isOver(this.server, this.folder)) {
      // SIGQUIT ends it without tidying; the next start recovers from the write-ahead log.
      if (Date.now() > deadline) signal(this.server.pid, 'SIGQUIT')
      await sleep(10)
    }
    this.watcher?.kill('SIGKILL')
    for (const folder of this.garbage) rmSync(folder, { recursive: true, force: true })
  }

  /** The server restarts by itself after one of its processes died, and ends every connection then. */
  private async ownAgain(url: string, dataFolder: string): Promise<void> {
    this.owner = undefined
    while (!this.stopping && postmasterAlive(this.server.pid)) {
      try {
        await sleep(500, undefined, { ref: false })
        await this.own(url, dataFolder)
        return
      } catch {
        // still recovering
      }
    }
  }
}

/** The owner's connection must not keep the process alive, only its closing. Both verbs are missing from pg's types. */
function setRef(client: pg.Client, verb: 'ref' | 'unref'): void {
  ;(client as unknown as Record<'ref' | 'unref', () => void>)[verb]()
}

/**
 * Stops the server when this process is gone: the watcher reads from a pipe that nobody writes to, and the system
 * closes it with us. It runs in its own session, so that Ctrl-C does not reach it. The server has ended when its note is
 * gone: where nobody reaps it, its process number stays.
 */
function watch(pid: number, folder: string, garbage: string[]): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const script = `
    while read -r _; do :; done
    kill -INT "$1" 2>/dev/null
    n=0
    while [ "$n" -lt 300 ] && [ -e "$2/postmaster.pid" ] && kill -0 "$1" 2>/dev/null; do sleep 0.1; n=$((n+1)); done
    shift 2
    [ "$#" -eq 0 ] || rm -rf -- "$@"`
  const watcher = spawn('/bin/sh', ['-c', script, 'throughline-watcher', String(pid), folder, ...garbage], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
  const pipe = watcher.stdin as Socket
  pipe.unref()
  return watcher
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'throughline'")
  if (rowCount === 0) await client.query('create database throughline')
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

function superuserUrl(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // already gone
  }
}

function logPath(dataFolder: string): string {
  return join(resolve(dataFolder), 'postgres.log')
}

function openLogFile(path: string): number {
  const maxBytes = 5_000_000
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(path, `${path}.old`)
  return openSync(path, 'a', 0o600)
}

function logTail(path: string): string {
  try {
    const lines = readFileSync(path, 'utf8').trim().split('\n').slice(-5)
    return `Its last lines, from ${path}:\n${lines.join('\n')}`
  } catch {
    return ''
  }
}
