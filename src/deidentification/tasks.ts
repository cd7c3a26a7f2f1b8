import type { Tasks } from '#platform/jobs.ts'
import { followText, reassessAll } from './deidentification.ts'

/** Background work of de-identification. */
export const deidentificationTasks: Tasks = {
  // A refusal says that there is no work yet, or that it is at this text already: either way nothing is left to do.
  'deidentification.follow-text': async (ctx, ids) => {
    await followText(ctx, ids['report'] ?? '')
  },
  // What is signed off is assessed anew when something is published.
  'deidentification.reassess': async (ctx) => void (await reassessAll(ctx)),
}
