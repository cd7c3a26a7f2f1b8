/** The command line's door: `throughline import legacy FOLDER`. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Context } from '#platform/context.ts'
import { batch, bringIn, errorsAsCsv, startBatch, type BatchRefusal } from './legacy.ts'

/** Where a command writes whole lines. */
export interface CommandOutput {
  out(lines: string): void
  err(lines: string): void
}

const refusals: Record<BatchRefusal, string> = {
  'not-allowed': 'This may not be done here',
  'columns-missing':
    'The first line must name local_reference, board, kind, nation, children, adults and notified_on; see docs/operations/legacy.md',
  'no-lines': 'The list has no lines',
  'too-many-lines': 'The list has more than 50,000 lines. Split it',
}

const saidEvery = 100
const errorsFile = 'errors-of-import.csv'

/**
 * `import legacy FOLDER`: brings in the reviews that the one CSV file in the folder lists, with the files it names.
 * Stopped anywhere, the same command goes on. Lines that cannot be taken are written beside it.
 * @returns 0 all is in; 1 some lines are not; 2 nothing could be read
 */
export async function importLegacy(ctx: Context, [folder]: string[], io: CommandOutput): Promise<number> {
  const list = folder ? await listIn(folder) : null
  if (!folder || !list) {
    io.err('throughline import legacy FOLDER: a folder with one list (.csv) and the files that it names\n')
    return 2
  }
  const started = await startBatch(ctx, { name: basename(list), csv: await readFile(list, 'utf8') })
  if ('refused' in started) {
    io.err(`${refusals[started.refused]}\n`)
    return 2
  }
  const { batchId } = started
  const before = await batch(ctx, batchId)
  const total = before?.lines ?? 0
  let settled = (before?.done ?? 0) + (before?.same ?? 0)
  io.out(`${total} lines, ${settled} of them brought in before\n`)
  await bringIn(ctx, batchId, {
    // A name is only ever one of this folder's: nothing outside it is read.
    files: async (name) => (name === basename(name) ? bytesOf(join(folder, name)) : null),
    onProgress: () => {
      if (++settled % saidEvery === 0) io.out(`${settled} of ${total}\n`)
    },
  })
  const after = await batch(ctx, batchId)
  io.out(`${after?.done ?? 0} brought in, ${after?.same ?? 0} there already, ${after?.refused ?? 0} not taken\n`)
  if (!after || after.refused === 0) return 0
  await writeFile(join(folder, errorsFile), await errorsAsCsv(ctx, batchId))
  io.err(`What is wrong with each line that was not taken is in ${errorsFile} in that folder\n`)
  return 1
}

async function listIn(folder: string): Promise<string | null> {
  try {
    const lists = (await readdir(folder)).filter((name) => /\.csv$/i.test(name) && name !== errorsFile)
    return lists.length === 1 ? join(folder, lists[0]!) : null
  } catch {
    return null
  }
}

async function bytesOf(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch {
    return null
  }
}
