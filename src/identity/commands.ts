/** The command line's door: `throughline invite`. */
import type { Context } from '#platform/context.ts'
import { invitationDays, inviteFirstAdministrator } from './identity.ts'

/** Where a command writes: `out` is standard output, `err` standard error. */
export interface CommandOutput {
  out(lines: string): void
  err(lines: string): void
}

const refusals: Record<'not-allowed' | 'administrator-exists' | 'already-invited', string> = {
  'not-allowed': 'The command line may not do this.',
  'administrator-exists': 'There is an administrator already. They invite people on the page “People”.',
  'already-invited': 'Somebody has an account with this address already, who is no administrator.',
}

/** What is wrong with the arguments of `invite`, or null. To be asked before a database is opened. */
export function whyNotInvite(args: readonly string[]): string | null {
  const [email = '', name = '', ...others] = args
  if (others.length > 0 || !/^[^\s@]+@[^\s@]+$/.test(email) || name.trim() === '')
    return 'throughline invite EMAIL "NAME"\n'
  return null
}

/**
 * `invite EMAIL "NAME"`: invites the first administrator and prints the link that sets their password.
 * @returns 0 invited; 1 refused
 */
export async function inviteAdministrator(ctx: Context, args: readonly string[], io: CommandOutput): Promise<number> {
  const [email = '', name = ''] = args
  const invited = await inviteFirstAdministrator(ctx, { email, name: name.trim() })
  if ('refused' in invited) {
    io.err(`${refusals[invited.refused]}\n`)
    return 1
  }
  io.out(`${invited.link}\n`)
  io.err(
    `Hand this link to ${name.trim()}, and to nobody else. It sets their password, once, within ${invitationDays} days.\n`,
  )
  return 0
}
