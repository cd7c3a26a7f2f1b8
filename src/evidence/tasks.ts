/** Background work of evidence. */
import type { Tasks } from '#platform/jobs.ts'
import { sendHeldMail, tellOfSilence } from './evidence.ts'

/** Tasks by name. */
export const evidenceTasks: Tasks = {
  'evidence.send-held-mail': async (ctx) => sendHeldMail(ctx),
  'evidence.tell-of-silence': async (ctx) => tellOfSilence(ctx),
}
