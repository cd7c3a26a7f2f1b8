import type { Tasks } from '#platform/jobs.ts'
import { tellOfConcern } from './library.ts'

/** Background work of the library. */
export const libraryTasks: Tasks = {
  'library.concern-raised': async (ctx, ids) => tellOfConcern(ctx, ids['concern'] ?? ''),
}
