/** Every folder's background work, gathered, and what the clock starts. */
import type { Tasks, Timetable } from '#platform/jobs.ts'
import { crosswalkTasks } from '#crosswalk/tasks.ts'
import { secretBox } from '#platform/encryption.ts'
import { authorshipTasks } from '#authorship/tasks.ts'
import { circulationTasks } from '#circulation/tasks.ts'
import { evidenceTasks } from '#evidence/tasks.ts'
import { deidentificationTasks } from '#deidentification/tasks.ts'
import { libraryTasks } from '#library/tasks.ts'
import { censusTasks } from '#census/tasks.ts'
import { legacyTasks } from '#legacy/tasks.ts'
import { registerTasks } from '#register/tasks.ts'
import { mailTasks } from '#platform/mail.ts'
import { mailTransport } from '#platform/mail-transports.ts'
import type { Installation } from './installation.ts'

/** Tasks by name. */
export function allTasks(installation: Installation): Tasks {
  return {
    ...mailTasks(mailTransport(installation.config)),
    ...authorshipTasks,
    ...deidentificationTasks,
    ...libraryTasks,
    ...evidenceTasks,
    ...circulationTasks,
    ...registerTasks,
    ...censusTasks,
    ...legacyTasks,
    ...crosswalkTasks(secretBox(installation.secret, 'identity-map')),
  }
}

/** What the clock starts. */
export const timetable: Timetable = [
  { task: 'crosswalk.keep-maps', at: '*/10 * * * *' },
  { task: 'crosswalk.destroy-due', at: '40 3 * * *' },
  { task: 'evidence.tell-of-silence', at: '5 6 * * *' },
  { task: 'evidence.send-held-mail', at: '10 7 * * *' },
  { task: 'integrity.publish-log', at: '* * * * *' },
  { task: 'platform.sweep-mail', at: '* * * * *' },
  { task: 'circulation.forget-unconfirmed', at: '20 3 * * *' },
  { task: 'register.run-clocks', at: '40 3 * * *' },
  { task: 'register.remind-boards', at: '0 7 * * 1-5' },
  { task: 'census.ask-boards', at: '30 6 * * *' },
]
