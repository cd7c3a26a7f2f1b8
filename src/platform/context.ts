/**
 * What every verb is given: the database, the clock, who acts. A verb never reaches for any of these itself.
 */
import { randomUUID } from 'node:crypto'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** A role as it is held: nationally, or for one organisation. Role names are declared in `identity/`. */
export interface Grant {
  role: string
  organisationId: string | null
}

/**
 * Who acts. A `person` has passed every factor that their roles ask for; `grants` is empty until then.
 * A `visitor` is anyone on the public site. A `task` is the system's own background work, named.
 */
export type Actor =
  | { kind: 'visitor' }
  | { kind: 'person'; personId: string; name: string; grants: readonly Grant[] }
  | { kind: 'task'; task: string }

/** The outside world as a verb sees it. Inside `inTransaction` the same shape with `db` bound to the transaction. */
export interface Context {
  db: Database
  now: () => Date
  actor: Actor
  requestId: string
  log: Log
  /** Address of the site for links in mail, without a slash at the end. */
  siteUrl: string
  /** True while the database holds the fictional demonstration. */
  demonstration: boolean
}

/** A context for work that no person started: a job, the command line, the demonstration. */
export function taskContext(base: Omit<Context, 'actor' | 'requestId'>, task: string): Context {
  return { ...base, actor: { kind: 'task', task }, requestId: randomUUID() }
}

/** The same context as somebody else. */
export function actingAs(ctx: Context, actor: Actor): Context {
  return { ...ctx, actor }
}

/**
 * Runs work in one transaction, joined if one is open already. A thrown error rolls back; so does a returned refusal,
 * so that nothing is ever half-stored.
 */
export async function inTransaction<R>(ctx: Context, work: (tx: Context) => Promise<R>): Promise<R> {
  if (ctx.db.isTransaction) return work(ctx)
  try {
    return await ctx.db.transaction().execute(async (db) => {
      const result = await work({ ...ctx, db })
      if (isRefusal(result)) throw new RolledBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as R
    throw error
  }
}

/** True for a returned "no". */
export function isRefusal(value: unknown): value is { refused: string } {
  return typeof value === 'object' && value !== null && 'refused' in value
}

class RolledBack extends Error {
  readonly refusal: unknown
  constructor(refusal: unknown) {
    super('rolled back by a refusal')
    this.refusal = refusal
  }
}
