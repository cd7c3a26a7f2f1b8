/** The command line's door: `throughline import boards` and `throughline import holidays`. */
import { readFile } from 'node:fs/promises'
import { correctOrganisations, previewOrganisations } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { addBankHolidays, readBankHolidays, shippedBoards } from './register.ts'

/** Where a command writes whole lines. */
export interface CommandOutput {
  out(lines: string): void
  err(lines: string): void
}

/**
 * `import boards [FILE] [--preview]`: takes a list of boards, the one that comes with Throughline when no file is named.
 * @returns 0 taken; 1 some lines could not be taken; 2 nothing could be read
 */
export async function importBoards(ctx: Context, args: string[], io: CommandOutput): Promise<number> {
  const file = args.find((word) => !word.startsWith('--'))
  const csv = file ? await textOf(file, io) : await shippedBoards()
  const preview = csv === null ? null : await previewOrganisations(ctx, csv)
  if (csv === null) return 2
  if (!preview) {
    io.err(
      'The first line must name the columns code, name, kind, nation, valid_from, valid_to, succeeded_by, confirmed\n',
    )
    return 2
  }
  for (const problem of preview.problems) io.err(`line ${problem.line}: ${problem.words}\n`)
  io.out(`${preview.added.length} new, ${preview.changed.length} corrected, ${preview.unchanged} the same\n`)
  if (!args.includes('--preview') && preview.added.length + preview.changed.length > 0) {
    const answer = await correctOrganisations(ctx, csv)
    io.out('refused' in answer ? `Nothing was changed: ${answer.refused}\n` : 'Recorded\n')
  }
  return preview.problems.length > 0 ? 1 : 0
}

/** `import holidays FILE`: adds bank holidays. @returns 0 taken; 1 a line is wrong and nothing was taken; 2 unreadable */
export async function importHolidays(ctx: Context, args: string[], io: CommandOutput): Promise<number> {
  const csv = args[0] ? await textOf(args[0], io) : null
  if (csv === null) {
    io.err('throughline import holidays FILE.csv\n')
    return 2
  }
  const { holidays, problems } = readBankHolidays(csv)
  for (const problem of problems) io.err(`line ${problem.line}: ${problem.words}\n`)
  if (problems.length > 0) return 1
  const answer = await addBankHolidays(ctx, holidays)
  io.out('refused' in answer ? 'The file holds no days\n' : `${answer.added} days added\n`)
  return 'refused' in answer ? 1 : 0
}

async function textOf(path: string, io: CommandOutput): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    io.err(`${path} cannot be read\n`)
    return null
  }
}
