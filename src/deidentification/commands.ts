/** The command line's door: `throughline deidentify`, for anyone, offline, without a database. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { importRefusalWords, readDocument } from '#documents/documents.ts'
import { deidentify, type Deidentified } from './engine/deidentify.ts'
import type { OperatingPoint } from './engine/engine.ts'
import { languageName } from './engine/language.ts'
import { parseSeeds } from './engine/seed-file.ts'

/** Where a command writes: `out` is standard output, `err` standard error. */
export interface CommandOutput {
  out(lines: string): void
  err(lines: string): void
}

const USAGE = `throughline deidentify FILE [--out FILE] [--spans] [--seeds FILE] [--point strict|default|wide]

FILE is a Word document, a PDF or plain text. Prints the text with what could identify someone replaced between ⟦ and ⟧,
or with --spans what was found, as JSON. --seeds names people, places and schools of the case, one a line or as JSON.
These are proposals: a person must read the result before it goes anywhere.
`

const points: readonly string[] = ['strict', 'default', 'wide'] satisfies OperatingPoint[]
const takingValues = ['--out', '--seeds', '--point']

interface Wanted {
  file: string
  out?: string
  seeds?: string
  point: OperatingPoint
  spans: boolean
}

/**
 * `deidentify FILE`: see USAGE. Nothing is sent anywhere and nothing but --out is written.
 * @returns 0 done; 1 a seeded name can still be read in the result, which is not written; 2 the arguments or a file could not be read or written
 */
export async function deidentifyFile(args: string[], io: CommandOutput): Promise<number> {
  const wanted = wantedOf(args)
  if (wanted === null) return failed(io, USAGE)
  const text = await textOf(wanted.file)
  if ('failed' in text) return failed(io, `${text.failed}\n`)
  const seedFile = wanted.seeds === undefined ? '' : await contentsOf(wanted.seeds)
  const seeds = typeof seedFile === 'string' ? seedsOf(seedFile) : null
  if (seeds === null) return failed(io, `The names in ${wanted.seeds} could not be read.\n`)
  const result = deidentify(text.text, { seeds, point: wanted.point })
  if (result.left.length > 0) {
    const where = result.left.map(({ start, form }) => `“${form}” at ${start}`).join(', ')
    io.err(`Nothing was written: a name you listed can still be read in the result (${where}).\n`)
    return 1
  }
  const made = wanted.spans ? spansAsJson(wanted.file, text.text, result) : result.replaced
  if (wanted.out === undefined) io.out(made.endsWith('\n') ? made : `${made}\n`)
  else {
    try {
      await writeFile(wanted.out, made)
    } catch {
      return failed(io, `${wanted.out} could not be written.\n`)
    }
  }
  const { length } = result.spans
  if (result.language !== 'en' && result.language !== null)
    io.err(
      `Most of the text is in ${languageName(result.language)}, which the engine does not know: expect names to be missed.\n`,
    )
  else if (result.otherLanguages.length > 0)
    io.err('Some of the text is not in English: expect names to be missed there.\n')
  io.err(`${length} ${length === 1 ? 'passage' : 'passages'} proposed. Read the result: more may identify someone.\n`)
  return 0
}

function wantedOf(args: readonly string[]): Wanted | null {
  const value = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const known = [...takingValues, '--spans']
  if (args.some((arg) => arg.startsWith('--') && !known.includes(arg))) return null
  if (takingValues.some((name) => args.includes(name) && (value(name) ?? '--').startsWith('--'))) return null
  const files = args.filter((arg, n) => !arg.startsWith('--') && !takingValues.includes(args[n - 1] ?? ''))
  const [file] = files
  const point = value('--point') ?? 'default'
  if (file === undefined || files.length > 1 || !points.includes(point)) return null
  const out = value('--out')
  const seeds = value('--seeds')
  return {
    file,
    point: point as OperatingPoint,
    spans: args.includes('--spans'),
    ...(out === undefined ? {} : { out }),
    ...(seeds === undefined ? {} : { seeds }),
  }
}

/** Word and PDF files as their blocks, one a line; anything else that is UTF-8 as it stands. */
async function textOf(path: string): Promise<{ text: string } | { failed: string }> {
  const bytes = await contentsOf(path, 'bytes')
  if (bytes === null) return { failed: `${path} could not be read.` }
  if (!/\.(?:docx?|pdf)$/i.test(path) && !isPacked(bytes)) {
    const text = asUtf8(bytes)
    return text === null ? { failed: `${path} is not text in UTF-8, a Word document or a PDF.` } : { text }
  }
  const read = await readDocument(bytes, basename(path))
  if ('refused' in read) return { failed: importRefusalWords[read.refused] }
  return { text: read.blocks.map((block) => block.text).join('\n') }
}

const isPacked = (bytes: Uint8Array): boolean =>
  ['%PDF', 'PK\u0003\u0004'].includes(String.fromCharCode(...bytes.subarray(0, 4)))

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

async function contentsOf(path: string): Promise<string | null>
async function contentsOf(path: string, as: 'bytes'): Promise<Uint8Array | null>
async function contentsOf(path: string, as?: 'bytes'): Promise<string | Uint8Array | null> {
  try {
    return as === 'bytes' ? await readFile(path) : await readFile(path, 'utf8')
  } catch {
    return null
  }
}

function seedsOf(file: string): ReturnType<typeof parseSeeds> | null {
  try {
    return file.trim() === '' ? [] : parseSeeds(file)
  } catch {
    return null
  }
}

function spansAsJson(path: string, text: string, found: Deidentified): string {
  const { spans, entities, prompts, language, otherLanguages } = found
  return JSON.stringify({ file: basename(path), language, otherLanguages, text, spans, prompts, entities }, null, 2)
}

function failed(io: CommandOutput, words: string): number {
  io.err(words)
  return 2
}
