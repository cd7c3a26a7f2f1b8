/**
 * Background jobs in PostgreSQL (graphile-worker). A job is queued in the transaction of the act that needs it, and
 * carries ids only: never a name, an address or text.
 */
import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import { taskContext, type Context } from './context.ts'
import { errorFields } from './log.ts'

/** What a job carries: ids. */
export type JobIds = Record<string, string>

/** A folder's background work by name: `folder.verb`. */
export type Tasks = Record<string, (ctx: Context, ids: JobIds) => Promise<void>>

/** Work done by the clock, in UTC: a crontab line's five fields. */
export type Timetable = { task: string; at: string }[]

/**
 * Queues a job in the caller's transaction.
 * @param options.key a job with the same key that has not started is replaced, not doubled
 * @param options.runAt earliest moment to start
 * @param options.attempts tries before it is given up, with growing pauses; default 25 (about 3 days)
 */
export async function queueJob(
  tx: Context,
  task: string,
  ids: JobIds,
  options: { key?: string; runAt?: Date; attempts?: number } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, payload => ${JSON.stringify(ids)}::json,
    job_key => ${options.key ?? null}, run_at => ${options.runAt ?? null}, max_attempts => ${options.attempts ?? 25})`.execute(
    tx.db,
  )
}

/**
 * Starts the worker.
 * @returns a way to stop it: finishes what it does, takes nothing new
 */
export async function startWorker(
  pool: pg.Pool,
  base: Omit<Context, 'actor' | 'requestId'>,
  tasks: Tasks,
  timetable: Timetable = [],
  concurrency = 4,
): Promise<{ stop(): Promise<void> }> {
  const presence = await announcePresence(pool)
  try {
    return await runWithPresence(pool, base, tasks, timetable, concurrency, presence)
  } catch (error) {
    await presence.leave()
    throw error
  }
}

async function runWithPresence(
  pool: pg.Pool,
  base: Omit<Context, 'actor' | 'requestId'>,
  tasks: Tasks,
  timetable: Timetable,
  concurrency: number,
  presence: Awaited<ReturnType<typeof announcePresence>>,
): Promise<{ stop(): Promise<void> }> {
  await releaseLocksOfTheDead(pool)
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => {
    presence
      .add(worker.workerId)
      .catch((error: unknown) => base.log.error('worker.presence-failed', errorFields(error)))
  })
  events.on('job:failed', ({ job, error }) => {
    base.log.error('job.given-up', { task: job.task_identifier, job: String(job.id), ...errorFields(error) })
  })
  const runner: Runner = await run({
    pgPool: pool,
    events,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new Logger(() => () => undefined),
    taskList: taskList(base, tasks),
    parsedCronItems: parseCronItems(
      timetable.map(({ task, at }) => ({
        task,
        match: at,
        identifier: task,
        options: { backfillPeriod: 600_000, maxAttempts: 5 },
      })),
    ),
  })
  const sweep = setInterval(() => {
    releaseLocksOfTheDead(pool).catch((error: unknown) => base.log.warn('worker.sweep-failed', errorFields(error)))
  }, 60_000)
  return {
    async stop() {
      clearInterval(sweep)
      await runner.stop()
      await presence.leave()
    },
  }
}

function taskList(base: Omit<Context, 'actor' | 'requestId'>, tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, work]) => [
      name,
      async (payload: unknown) => {
        try {
          await work(taskContext(base, name), payload as JobIds)
        } catch (error) {
          base.log.warn('job.failed', { task: name, ...errorFields(error) })
          throw error
        }
      },
    ]),
  )
}

/** Holds a session lock as long as this process lives, so that others can tell when it has died. */
async function announcePresence(pool: pg.Pool) {
  const lock = randomBytes(6).readUIntBE(0, 6)
  const client = await pool.connect()
  const ignoreLoss = () => undefined
  client.on('error', ignoreLoss)
  await client.query('select pg_advisory_lock($1)', [lock])
  return {
    add: async (workerId: string) => {
      await pool.query('insert into platform.worker (worker_id, process_lock) values ($1, $2) on conflict do nothing', [
        workerId,
        lock,
      ])
    },
    leave: async () => {
      await pool.query('delete from platform.worker where process_lock = $1', [lock])
      client.release(true)
    },
  }
}

/**
 * A killed process leaves its jobs locked for four hours, the library's own limit. Whoever can take a process's lock
 * knows it is dead; a lock whose worker was never announced belongs to one killed within its first moments.
 */
async function releaseLocksOfTheDead(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ process_lock: number }>('select distinct process_lock from platform.worker')
    for (const { process_lock: lock } of rows) {
      const taken = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [lock])
      if (!taken.rows[0]?.free) continue
      await client.query(
        `with dead as (delete from platform.worker where process_lock = $1 returning worker_id)
         select graphile_worker.force_unlock_workers(array(select worker_id from dead))`,
        [lock],
      )
      await client.query('select pg_advisory_unlock($1)', [lock])
    }
  } finally {
    client.release()
  }
}
