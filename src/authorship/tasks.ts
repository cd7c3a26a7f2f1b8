import type { Tasks } from '#platform/jobs.ts'
import { readImport } from './authorship.ts'

/** Background work of authorship. */
export const authorshipTasks: Tasks = {
  'authorship.read-import': async (ctx, ids) => readImport(ctx, ids['import'] ?? ''),
}
