import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  quickFolder,
  startEmbeddedPostgres,
  startThrowawayPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.ts'

const root = process.getuid?.() === 0
const started: EmbeddedPostgres[] = []

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
})

describe('the embedded PostgreSQL', () => {
  it('is UTF-8, asks for the password, listens on the loopback alone and keeps what was committed', async () => {
    const dataFolder = temporaryFolder()
    const first = await start(dataFolder)
    expect(first.adopted).toBe(false)
    const settings = await rows(
      first.url,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
              (select datlocale from pg_database where datname = current_database()) as locale`,
    )
    expect(settings).toEqual([{ encoding: 'UTF8', listens: '127.0.0.1', locale: 'C.UTF-8' }])
    const wrong = first.url.replace(/:[^:@]+@/, ':wrong@')
    await expect(rows(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
    await rows(first.url, 'create table kept as select 7 as number')
    await first.stop()
    await expect(rows(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)

    const second = await start(dataFolder)
    expect(await rows(second.url, 'select number from kept')).toEqual([{ number: 7 }])
  })

  it('refuses a second Throughline on the same folder, in words, and leaves the first alone', async () => {
    const dataFolder = temporaryFolder()
    const first = await start(dataFolder)
    await expect(startEmbeddedPostgres({ dataFolder })).rejects.toThrow(/already running on the data folder/)
    expect(await rows(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('lends its server to a command, which leaves it running', async () => {
    const dataFolder = temporaryFolder()
    const first = await start(dataFolder)
    const lent = await startEmbeddedPostgres({ dataFolder, shared: true })
    expect(lent.url).toBe(first.url)
    await lent.stop()
    expect(await rows(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('stops by itself when Node is killed, with everything committed', async () => {
    const dataFolder = temporaryFolder()
    const killed = await startInAnotherProcess(dataFolder)
    await rows(killed.url, 'create table kept as select 7 as number')
    process.kill(killed.pid, 'SIGKILL')
    await until(() => !existsSync(join(dataFolder, 'postgres', 'postmaster.pid')))

    const next = await start(dataFolder)
    expect(next.adopted).toBe(false)
    expect(await rows(next.url, 'select number from kept')).toEqual([{ number: 7 }])
  })

  it('is adopted when its watcher was killed too', async () => {
    const dataFolder = temporaryFolder()
    const killed = await startInAnotherProcess(dataFolder)
    await rows(killed.url, 'create table kept as select 7 as number')
    process.kill(killed.watcherPid, 'SIGKILL')
    process.kill(killed.pid, 'SIGKILL')
    await sleep(100)

    const next = await start(dataFolder)
    expect(next).toMatchObject({ adopted: true, url: killed.url })
    expect(await rows(next.url, 'select number from kept')).toEqual([{ number: 7 }])
    await next.stop()
    expect(existsSync(join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it('starts over a note whose process number now belongs to another program', async () => {
    const dataFolder = temporaryFolder()
    await (await start(dataFolder)).stop()
    writeFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataFolder}/postgres\n1\n1\n`)
    const next = await start(dataFolder)
    expect(next.adopted).toBe(false)
  })

  it.runIf(root)('stands outside a data folder that only root may enter, and is found there again', async () => {
    const parent = temporaryFolder()
    chmodSync(parent, 0o700)
    const dataFolder = join(parent, 'data')
    mkdirSync(dataFolder)
    const said: string[] = []
    const first = await startEmbeddedPostgres({ dataFolder, log: (message) => said.push(message) })
    started.push(first)
    const elsewhere = readFileSync(join(dataFolder, 'postgres-folder.txt'), 'utf8').trim()
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
    expect(said.join()).toContain(elsewhere)
    await rows(first.url, 'create table kept as select 7 as number')
    await first.stop()
    const second = await start(dataFolder)
    expect(await rows(second.url, 'select number from kept')).toEqual([{ number: 7 }])
  })

  it('leaves nothing of a throwaway server behind', async () => {
    const server = await startThrowawayPostgres()
    const [where] = await rows(server.url, "select current_setting('data_directory') as folder")
    expect(existsSync(String(where?.['folder']))).toBe(true)
    await server.stop()
    expect(existsSync(join(String(where?.['folder']), '..'))).toBe(false)
  })
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(quickFolder(), 'throughline-launcher-'))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function start(dataFolder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder })
  started.push(server)
  return server
}

/** A Throughline that can be killed: a Node process which starts the database and waits. */
async function startInAnotherProcess(dataFolder: string): Promise<{ pid: number; watcherPid: number; url: string }> {
  const launcher = fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url))
  const script = `
    import processes from 'node:child_process'
    import { syncBuiltinESMExports } from 'node:module'
    const spawned = []
    const { spawn } = processes
    processes.spawn = (...given) => { const child = spawn(...given); spawned.push(child); return child }
    syncBuiltinESMExports()
    const { startEmbeddedPostgres } = await import(${JSON.stringify(launcher)})
    const { url } = await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(dataFolder)} })
    const watcher = spawned.find((child) => child.spawnargs.includes('throughline-watcher'))
    console.log(JSON.stringify({ url, watcherPid: watcher.pid }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of child.stdout) {
    const { url, watcherPid } = JSON.parse(String(line)) as { url: string; watcherPid: number }
    return { pid: child.pid ?? 0, watcherPid, url }
  }
  throw new Error('the other process ended')
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await sleep(20)
  }
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
