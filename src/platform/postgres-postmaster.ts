/**
 * Reads `postmaster.pid`, the note that a PostgreSQL server leaves in its data folder, and decides whether the server
 * it speaks of is alive, ours and usable.
 */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SUPERUSER } from './postgres-cluster.ts'

/** A server process; `child` only where this process started it. */
export type Postmaster = { pid: number; port: number; child?: ChildProcess }

/** A server that neither answers nor ends for this long is stopped. */
const PATIENCE_SECONDS = 60

/**
 * The server that already runs on this folder, proven ours by its password and its data directory; null when there is
 * none (any more). One that is just starting or stopping is waited for, a stale note is removed, and a server over
 * this folder that does not answer is stopped: it holds the only lock under which another could start.
 */
export async function findPostmaster(folder: string, password: string): Promise<Postmaster | null> {
  const deadline = Date.now() + PATIENCE_SECONDS * 1000
  for (;;) {
    const note = readNote(folder)
    if (!note || !postmasterAlive(note.pid)) return null
    if (await isOurs(note, folder, password)) return note
    if (!isServerOver(note.pid, folder)) {
      // After a restart of the machine the number belongs to some other program.
      rmSync(notePath(folder), { force: true })
      return null
    }
    if (Date.now() > deadline) stopAtOnce(note.pid)
    await sleep(50)
  }
}

/** Whether the server has ended. A dead adopted server may stay as a zombie where nobody reaps it: its note is gone. */
export function isOver(server: Postmaster, folder: string): boolean {
  if (server.child) return server.child.exitCode !== null || server.child.signalCode !== null
  return readNote(folder)?.pid !== server.pid || !postmasterAlive(server.pid)
}

/** Whether a process of this number exists, whoever owns it. */
export function postmasterAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function notePath(folder: string): string {
  return join(folder, 'postmaster.pid')
}

/** Lines of the note: process number, data directory, start time, port, and more that is not needed here. */
function readNote(folder: string): { pid: number; port: number } | null {
  try {
    const [pid, , , port] = readFileSync(notePath(folder), 'utf8').split('\n')
    return Number(pid) > 0 ? { pid: Number(pid), port: Number(port) } : null
  } catch {
    return null
  }
}

async function isOurs(note: { port: number }, folder: string, password: string): Promise<boolean> {
  if (!(note.port > 0)) return false
  const client = new pg.Client({
    host: '127.0.0.1',
    port: note.port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === folder
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether the process is a PostgreSQL server over this folder, judged by its command line. */
function isServerOver(pid: number, folder: string): boolean {
  const command = commandLine(pid)
  return command === null || (command.includes('postgres') && command.includes(folder))
}

/** null where the system does not tell */
function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    const shown = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return shown.status === 0 ? shown.stdout : null
  }
}

function stopAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // gone in the meantime
  }
}
