/**
 * How every verb that changes something runs: one transaction, one permission check, one record. A verb that forgets
 * to ask for permission or to record what it did throws before anything is committed.
 */
import { inTransaction, isRefusal, type Context } from '#platform/context.ts'
import { may, type ActRule, type Scope } from '#platform/permission.ts'

/** Ids of what an act was about, written into the record of acts. Never text or names. */
export type About = Record<string, string | number | undefined>

/** What a verb is given to ask and to record. */
export interface Act {
  /** Whether the actor may do this act to something of this scope. Must be asked before `record`. */
  permits(scope?: Scope): boolean
  /** States what was done. Must be called unless the verb refuses. */
  record(about: About): void
}

/** Writes the record of one act in the verb's transaction. */
export type WriteRecord = (tx: Context, rule: ActRule, about: About) => Promise<void>

/** See `perform` in the face, which binds the store. */
export function performWith(writeRecord: WriteRecord) {
  return async <R>(ctx: Context, rule: ActRule, work: (tx: Context, act: Act) => Promise<R>): Promise<R> =>
    inTransaction(ctx, async (tx) => {
      let permitted = false
      let about: About | null = null
      const result = await work(tx, {
        permits(scope = {}) {
          permitted = may(tx.actor, rule, scope)
          return permitted
        },
        record(ids) {
          if (!permitted) throw new Error(`act ${rule.act} recorded without permission`)
          about = ids
        },
      })
      if (isRefusal(result)) return result
      if (about === null) throw new Error(`act ${rule.act} left no record`)
      await writeRecord(tx, rule, about)
      return result
    })
}
