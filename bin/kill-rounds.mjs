/**
 * Kill rounds: real processes, a real database, real files, and SIGKILL at any moment to one of them or to all. After
 * every round: no two roots at one size, no acknowledged entry lost, nothing signed that is not stored.
 *
 *   node bin/kill-rounds.mjs [ROUNDS]     10 by default; needs `npm run build`
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { root, say } from './readiness.mjs'

const rounds = Number(process.argv[2] ?? 10)
const { startEmbeddedPostgres } = await import(join(root, 'dist', 'platform', 'embedded-postgres.js'))
const { migrate } = await import(join(root, 'dist', 'platform', 'migrate.js'))
const folder = mkdtempSync(join(tmpdir(), 'throughline-kill-rounds-'))
// The database runs as another user where we are root.
chmodSync(folder, 0o711)

/** Everything that was ever said: entries whose append was acknowledged, and roots by size from wherever they were seen. */
const acknowledged = new Map()
const roots = new Map()
const killed = { worker: 0, signer: 0, database: 0, all: 0 }
let database = await startEmbeddedPostgres({ dataFolder: join(folder, 'database') })
await migrate(database.url)
let worker = startWorker()

try {
  for (let round = 1; round <= rounds; round += 1) {
    await worker.busy()
    await sleep(Math.random() * 150)
    // The signer most often: it is the quickest to come back, and the one that must never sign twice.
    const dice = Math.random()
    await killSome(dice < 0.55 ? 'signer' : dice < 0.8 ? 'worker' : dice < 0.93 ? 'database' : 'all')
    await judge(round)
    if (round % 50 === 0) say(`${round} rounds: ${acknowledged.size} entries acknowledged, ${roots.size} sizes signed`)
  }
  await finish()
  say(JSON.stringify({ rounds, killed, acknowledged: acknowledged.size, signedSizes: roots.size, forks: 0, lost: 0 }))
} finally {
  worker.kill()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

function startWorker() {
  const program = join(root, 'bin', 'kill-rounds-worker.mjs')
  const child = spawn(process.execPath, [program, database.url, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let isBusy = () => undefined
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const state = { signer: null }
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, first, second] = line.split(' ')
    if (what === 'signer') state.signer = Number(first)
    if (what === 'acknowledged') acknowledged.set(Number(first), second)
    if (what === 'published') {
      see(Number(first), second)
      isBusy()
    }
  })
  return {
    /** Until something is published again: only then can a kill interrupt anything. */
    busy: () => Promise.race([new Promise((resolve) => (isBusy = resolve)), ended, sleep(60_000)]),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    signer: () => state.signer,
    kill: () => child.kill('SIGKILL'),
    ended,
  }
}

async function killSome(what) {
  killed[what] += 1
  if (what === 'signer') {
    kill(worker.signer())
    // The worker notices and starts another, in the middle of its work.
    await sleep(30)
    return
  }
  if (what === 'worker' || what === 'all') {
    if (what === 'all') kill(worker.signer())
    worker.kill()
  }
  if (what === 'database' || what === 'all') {
    const { rows } = await once(database.url, 'show data_directory').catch(() => ({ rows: [] }))
    if (rows[0]) kill(Number(readFileSync(join(rows[0].data_directory, 'postmaster.pid'), 'utf8').split('\n')[0]))
    worker.kill()
    await sleep(20)
    database = await startEmbeddedPostgres({ dataFolder: join(folder, 'database') })
  }
  await worker.ended
  worker = startWorker()
}

function kill(pid) {
  try {
    if (pid) process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
}

/** Looks at everything that is stored, by itself, while the others go on. */
async function judge(round) {
  for (const path of ['replica/checkpoint', 'signer/head.json']) seeFile(path)
  const { rows } = await once(database.url, 'select size, note from integrity.checkpoint order by size desc limit 50')
  for (const row of rows) seeNote(row.note.toString('utf8'))
  // What is said while the entries are read is judged after the next round.
  const [promised, largest] = [[...acknowledged], Math.max(0, ...roots.keys())]
  const stored = await once(database.url, 'select index, entry from integrity.log_entry')
  const entries = new Map(stored.rows.map((row) => [Number(row.index), row.entry.toString('utf8')]))
  for (const [index, entry] of promised)
    if (entries.get(index) !== entry) throw new Error(`round ${round}: acknowledged entry ${index} is lost`)
  if (largest > entries.size)
    throw new Error(`round ${round}: ${largest} entries were signed and ${entries.size} stored`)
}

function seeFile(path) {
  let text
  try {
    text = readFileSync(join(folder, path), 'utf8')
  } catch {
    return
  }
  if (!path.endsWith('.json')) return seeNote(text)
  const { note } = JSON.parse(text)
  if (note) seeNote(Buffer.from(note, 'base64').toString('utf8'))
}

function seeNote(note) {
  const [, size, hash] = note.split('\n')
  see(Number(size), hash)
}

function see(size, hash) {
  const before = roots.get(size)
  if (before !== undefined && before !== hash) throw new Error(`a fork: two roots at size ${size}`)
  roots.set(size, hash)
}

/** Lets everything be published, then checks the whole log, and every root that was ever seen, from its files. */
async function finish() {
  const { checkPublishedLog } = await import(join(root, 'dist', 'integrity', 'log', 'check-tiles.js'))
  const { logFilesAt } = await import(join(root, 'dist', 'integrity', 'log', 'log-place.js'))
  const { readKey } = await import(join(root, 'dist', 'integrity', 'note.js'))
  const key = readKey(readFileSync(join(folder, 'signer', 'log.vkey'), 'utf8').trim())
  const policy = { origin: key.name, logKey: key, witnesses: [], quorum: 0 }
  const until = Math.max(...acknowledged.keys()) + 1
  for (let i = 0; Math.max(0, ...roots.keys()) < until; i += 1) {
    if (i === 600) throw new Error('what was acknowledged is not published within a minute')
    if (!worker.isAlive()) worker = startWorker()
    await sleep(100)
  }
  worker.kill()
  await worker.ended
  const largest = Math.max(...roots.keys())
  const kept = [...roots].map(([size, hash]) => ({ size, root: new Uint8Array(Buffer.from(hash, 'base64')) }))
  const outcome = await checkPublishedLog(logFilesAt(join(folder, 'replica')), policy, kept)
  if (outcome.state !== 'sound' && !(outcome.what === 'rollback' && largest > until))
    throw new Error(`the log is not sound: ${JSON.stringify(outcome)}`)
}

async function once(url, statement) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end().catch(() => undefined)
  }
}
