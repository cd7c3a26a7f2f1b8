import type { Tasks } from '#platform/jobs.ts'
import { bringIn } from './legacy.ts'

/** Background work of the legacy collection. A job cut off is run again and goes on where it stopped. */
export const legacyTasks: Tasks = {
  'legacy.bring-in': async (ctx, ids) => bringIn(ctx, ids['batch'] ?? ''),
}
