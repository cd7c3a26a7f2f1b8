/** The command line's door: `throughline import`, for anyone, without a database. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { importRefusalWords, readDocument, type Block, type ReadDocument } from './documents.ts'

/** Where a command writes: `out` is standard output, `err` standard error. */
export interface CommandOutput {
  out(lines: string): void
  err(lines: string): void
}

const usage = `throughline import FILE [--json]

FILE is a Word document (.docx) or a PDF. Prints the text that would be brought in, then what the file holds beside its text
and what could not be read. --json prints the blocks and both lists as JSON instead. Nothing is stored.
`

/**
 * `import FILE [--json]`: what an import would bring in.
 * @returns 0 everything was read; 1 the file is refused; 2 the arguments or the file could not be read; 3 read, but
 * something in it could not be: see the list
 */
export async function importFile(args: readonly string[], io: CommandOutput): Promise<number> {
  const json = args.includes('--json')
  const [path, ...others] = args.filter((arg) => arg !== '--json')
  if (path === undefined || others.length > 0 || path.startsWith('--')) {
    io.err(usage)
    return 2
  }
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) {
    io.err(`The file cannot be read: ${path}\n`)
    return 2
  }
  const read = await readDocument(new Uint8Array(bytes), basename(path))
  if ('refused' in read) {
    io.err(`${importRefusalWords[read.refused]}\n`)
    return 1
  }
  io.out(json ? `${JSON.stringify(read, null, 2)}\n` : `${textOf(read.blocks)}\n`)
  if (!json) io.err(reportOf(read))
  return read.unread.length > 0 ? 3 : 0
}

const before: Partial<Record<Block['kind'], string>> = {
  title: '# ',
  heading1: '# ',
  heading2: '## ',
  heading3: '### ',
  heading4: '#### ',
  quote: '> ',
  listItem: '- ',
  tableCell: '| ',
  tableHeader: '| ',
}

/** A block a line, marked as in plain text. */
function textOf(blocks: readonly Block[]): string {
  return blocks.map((block) => `${before[block.kind] ?? ''}${block.text}`).join('\n\n')
}

/** To standard error, so that the text can be sent to a file. */
function reportOf(read: ReadDocument): string {
  const pages = read.pages === undefined ? '' : `, ${read.pages} pages`
  return [
    '',
    `Read: ${read.blocks.length} blocks, ${read.words} words${pages}.`,
    ...listed(
      'Beside the text, and not brought in:',
      read.found.map(({ kind, where, text, by }) => `${kind}, ${where}: ${text}${by ? ` (${by})` : ''}`),
    ),
    ...listed(
      'Could not be read:',
      read.unread.map(({ what, where }) => `${what}, ${where}`),
    ),
    '',
  ].join('\n')
}

function listed(heading: string, things: readonly string[]): string[] {
  return things.length === 0 ? [`${heading} nothing`] : [heading, ...things.map((thing) => `- ${thing}`)]
}
