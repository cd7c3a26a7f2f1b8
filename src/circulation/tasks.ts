import type { Tasks } from '#platform/jobs.ts'
import { forgetUnconfirmed, sendBatch, sendConfirmation } from './circulation.ts'

/** Background work of circulation. `forget-unconfirmed` runs by the clock, once a day. */
export const circulationTasks: Tasks = {
  'circulation.send-confirmation': async (ctx, ids) => sendConfirmation(ctx, ids['subscriber'] ?? ''),
  'circulation.make-bulletins': async (ctx, ids) => sendBatch(ctx, ids['bulletin'] ?? '', ids['after'] ?? null),
  'circulation.forget-unconfirmed': async (ctx) => forgetUnconfirmed(ctx),
}
