import type { SecretBox } from '#platform/encryption.ts'
import type { Tasks } from '#platform/jobs.ts'
import { destroyDue, keepMaps } from './crosswalk.ts'

/** Background work of the crosswalk; both run by the clock. */
export const crosswalkTasks = (box: SecretBox): Tasks => ({
  'crosswalk.keep-maps': async (ctx) => void (await keepMaps(ctx, box)),
  'crosswalk.destroy-due': async (ctx) => void (await destroyDue(ctx)),
})
