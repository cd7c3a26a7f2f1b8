import type { Tasks } from '#platform/jobs.ts'
import { askBoards } from './census.ts'

/** Background work of the census. Runs by the clock, once a day. */
export const censusTasks: Tasks = {
  'census.ask-boards': async (ctx) => askBoards(ctx),
}
