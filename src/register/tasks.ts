import type { Tasks } from '#platform/jobs.ts'
import { remindBoards, runAllClocks } from './register.ts'

/** Background work of the register. `remind-boards` and `run-clocks` run by the clock, once a day. */
export const registerTasks: Tasks = {
  'register.remind-boards': async (ctx) => void (await remindBoards(ctx)),
  'register.run-clocks': async (ctx) => runAllClocks(ctx, false),
  'register.run-all-clocks': async (ctx) => runAllClocks(ctx, true),
}
