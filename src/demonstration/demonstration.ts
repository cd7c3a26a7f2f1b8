/**
 * The fictional demonstration: invented bodies, people, reviews, editions and readers, put in through the same verbs
 * that people use, so that what it shows is what the system does. Every person, place and event in it is invented.
 */
import { taskContext, type Context } from '#platform/context.ts'
import type { SecretBox } from '#platform/encryption.ts'
import { stateInstallationFact } from '#platform/installation-facts.ts'
import { accounts, enrolPeople } from './people.ts'

/** The accounts that the sign-in page lists while the demonstration is loaded. */
export const demonstrationAccounts = accounts

/** Loads it into an empty database. `say` gets a line per step. */
export async function loadDemonstration(
  base: Omit<Context, 'actor' | 'requestId'>,
  box: SecretBox,
  say: (line: string) => void,
): Promise<void> {
  const ctx = taskContext(base, 'demonstration')
  const cast = await enrolPeople(ctx, box)
  say(`  ${Object.keys(cast.people).length} invented people`)
  await stateInstallationFact(ctx.db, 'demonstration', 'loaded')
}
