/**
 * Documents: Word and PDF files become blocks of clean text.
 *
 * Owns no schema: nothing here is stored. Invariant: nothing that a file carries is silently dropped. What is text becomes
 * blocks; what could not be read is in `unread`; what stands beside the text (comments, tracked changes, hidden text, file
 * properties, headers) is in `found` and never in a block. A file that cannot be read safely is refused, never half read.
 */
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type * as model from './blocks.ts'
import type { ImportMessage, ImportTask } from './import-worker.ts'
import { blocksOfPlainText } from './plain-text.ts'
import type * as refusals from './refusals.ts'
import { sniff } from './sniff.ts'
import { countWords } from './text.ts'

/** The kinds of block that sealed text knows (sealed text, version 1). */
export type BlockKind = model.BlockKind
/** How a block stood on the page; never sealed. */
export type BlockLayout = model.BlockLayout
/** One paragraph, heading, cell or note. Only `kind` and `text` are ever sealed. */
export type Block = model.Block
/** Something that was not taken into the text, in words for the author. */
export type Unread = model.Unread
/** Something the file carries beside its text. */
export type Found = model.Found
/** Why a file is not taken. */
export type ImportRefusal = refusals.ImportRefusal

/**
 * A report as read. `sha256` is the file's, in hexadecimal; `words` counts the blocks' words;
 * `pages` is missing where the file does not know it.
 */
export interface ReadDocument {
  format: 'docx' | 'pdf'
  blocks: Block[]
  unread: Unread[]
  found: Found[]
  pages?: number
  words: number
  sha256: string
}

/** What one import may cost. A 121-page report, the longest seen, takes 2 s and 150 MB. */
export const importLimits = { maxFileBytes: 50 * 1024 * 1024, maxMemoryMegabytes: 768, maxSeconds: 120 }

/** What to tell a person whose file was refused: what is wrong, and what to do next. */
export const importRefusalWords: Record<ImportRefusal, string> = {
  empty: 'The file is empty. Check that it was saved, then choose it again.',
  'too-big': `The file is larger than ${importLimits.maxFileBytes / 1024 / 1024} MB. Make its pictures smaller in Word (Picture Format, Compress Pictures), or remove them, then try again.`,
  'not-word-or-pdf':
    'The file is not a Word document (.docx) or a PDF. Save the report as one of these, then try again.',
  'name-and-contents-differ':
    'The end of the file’s name does not match what is inside it. Open it to check that it is the report, save it again as .docx or PDF, then try again.',
  'old-word':
    'The file is in the old Word format (.doc). Open it in Word, save it as Word Document (.docx), then try again.',
  encrypted:
    'The file is protected with a password or encrypted. Remove the protection and save it again, then try again.',
  macros:
    'The file holds macros, which can carry viruses. Save it as Word Document (.docx) without macros, then try again.',
  'unpacks-too-big':
    'The file unpacks to far more than a report needs, so it was not opened. Save it again from Word, then try again.',
  unsafe:
    'The file is built in a way that is not safe to open. Save it again from Word or as a new PDF, then try again.',
  damaged:
    'The file is damaged or incomplete and could not be read. Open it in Word or a PDF reader, save a new copy, then try again.',
  'scanned-only':
    'The PDF holds only pictures of pages, without text. Use the Word file it was made from, or run text recognition (OCR) on it and check the result, then try again.',
  'no-text':
    'No text was found in the file. If everything in it is a tracked change, accept or reject the changes in Word; then try again.',
  'too-slow': 'The file took too long to read. Split it or save it again in a simpler form, then try again.',
  'too-much-memory':
    'The file is too complicated to read. Save it again in a simpler form, or split it, then try again.',
  stopped: 'The import was stopped. Nothing was stored. Choose the file again when you are ready.',
}

/**
 * Tells whether a file can be imported at all, from its size, signature and table of contents, in milliseconds.
 * To be asked before anything is stored. A file that passes may still be refused by `readDocument`.
 */
export function sniffDocument(
  bytes: Uint8Array,
  fileName: string,
): { format: 'docx' | 'pdf' } | { refused: ImportRefusal } {
  return sniff(bytes, fileName, importLimits.maxFileBytes)
}

/** How to follow, stop or bound one import. `fraction` runs from 0 to 1; `step` is words for the person waiting. */
export interface ReadOptions {
  onProgress?: (fraction: number, step: string) => void
  signal?: AbortSignal
  limits?: Partial<typeof importLimits>
  /** A thread that several readings share, one after another; without it each has its own. */
  thread?: ReadingThread
}

/**
 * A thread kept for many files, for bringing in a whole folder: starting one costs more than reading a short report. It
 * is ended by a file that crashes, floods or stalls it, and after so many files, and another is begun.
 */
export interface ReadingThread {
  close(): Promise<void>
}

const filesToAThread = 200

class KeptThread implements ReadingThread {
  worker: Worker | null = null
  files = 0
  async close(): Promise<void> {
    const { worker } = this
    this.worker = null
    this.files = 0
    await worker?.terminate()
  }
}

/** Opens one; close it when done. */
export function openReadingThread(): ReadingThread {
  return new KeptThread()
}

/**
 * Reads a Word or PDF file into blocks. Parsing happens in a thread of its own with limits on memory and time;
 * a file that crashes, floods or stalls it is refused. Every block satisfies `whyNotBlocks`.
 *
 * In Word files automatic numbers become part of the text ("4.12 The panel …"), tracked changes of either kind do not
 * enter, footnote marks become "[3]" and footnotes follow the paragraph, list or table that refers to them.
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ReadDocument | { refused: ImportRefusal }> {
  const limits = { ...importLimits, ...options.limits }
  const sniffed = sniff(bytes, fileName, limits.maxFileBytes)
  if ('refused' in sniffed) return sniffed
  const outcome = await parseInThread({ bytes, format: sniffed.format }, limits, options)
  if ('refused' in outcome) return outcome
  const { blocks, unread, found, pages } = outcome.parsed
  if (blocks.length === 0) return { refused: 'no-text' }
  const unfit = whyNotBlocks(blocks)
  if (unfit) throw new Error(`import made a block that cannot be sealed: ${unfit.refused} at ${unfit.block}`)
  options.onProgress?.(1, 'Done')
  return {
    format: sniffed.format,
    blocks,
    unread,
    found,
    ...(pages === undefined ? {} : { pages }),
    words: blocks.reduce((sum, block) => sum + countWords(block.text), 0),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** Blocks of a plain text or Markdown file: headings, lists, quotations, pipe tables, footnotes, paragraphs. */
export function readPlainText(text: string): Block[] {
  return blocksOfPlainText(text)
}

/** Why blocks cannot be sealed as they are; `block` is the first unfit block's place, counted from 0. */
export type BlocksRefusal = 'unknown-kind' | 'not-normalised' | 'surrogate' | 'nul' | 'line-break' | 'reserved-bracket'

const blockKinds: ReadonlySet<string> = new Set<BlockKind>([
  'title',
  'heading1',
  'heading2',
  'heading3',
  'heading4',
  'paragraph',
  'quote',
  'listItem',
  'tableCell',
  'tableHeader',
  'footnote',
  'caption',
])

/** Whether every block is fit for sealing (sealed text, version 1, "Text"); undefined when all are. */
export function whyNotBlocks(blocks: readonly Block[]): { refused: BlocksRefusal; block: number } | undefined {
  for (const [block, { kind, text }] of blocks.entries()) {
    const refused = whyNotBlock(kind, text)
    if (refused) return { refused, block }
  }
  return undefined
}

function whyNotBlock(kind: string, text: string): BlocksRefusal | undefined {
  if (!blockKinds.has(kind)) return 'unknown-kind'
  if (text.includes('\0')) return 'nul'
  if (/[\n-\r\u0085\u2028\u2029]/.test(text)) return 'line-break'
  if (/[\u27e6\u27e7]/.test(text)) return 'reserved-bracket'
  if (/\p{Surrogate}/u.test(text)) return 'surrogate'
  return text === text.normalize('NFC') ? undefined : 'not-normalised'
}

type Outcome = Exclude<ImportMessage, { progress: unknown }>

async function parseInThread(task: ImportTask, limits: typeof importLimits, options: ReadOptions): Promise<Outcome> {
  if (options.signal?.aborted) return { refused: 'stopped' }
  const kept = options.thread instanceof KeptThread ? options.thread : null
  if (kept && kept.files >= filesToAThread) await kept.close()
  const worker = kept?.worker ?? startWorker(limits.maxMemoryMegabytes)
  if (kept) {
    kept.worker = worker
    kept.files++
  }
  let outcome: Outcome = { refused: 'damaged' }
  const listeners = {
    message: (_message: ImportMessage): void => undefined,
    error: (_error: NodeJS.ErrnoException): void => undefined,
    exit: (): void => undefined,
  }
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  try {
    outcome = await new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve({ refused: 'too-slow' }), limits.maxSeconds * 1000)
      stop = () => resolve({ refused: 'stopped' })
      options.signal?.addEventListener('abort', stop)
      listeners.message = (message) => {
        if ('progress' in message) options.onProgress?.(message.progress.fraction, message.progress.step)
        else resolve(message)
      }
      listeners.error = (error) =>
        resolve({ refused: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much-memory' : 'damaged' })
      listeners.exit = () => resolve({ refused: 'damaged' })
      worker.on('message', listeners.message).on('error', listeners.error).on('exit', listeners.exit)
      worker.postMessage(task)
    })
    return outcome
  } finally {
    clearTimeout(timer)
    // Only ours: a thread without those of its own answers no more.
    worker.off('message', listeners.message).off('error', listeners.error).off('exit', listeners.exit)
    if (stop) options.signal?.removeEventListener('abort', stop)
    // Only a thread that has just read a file well is trusted with another.
    if (!kept) await worker.terminate()
    else if (!('parsed' in outcome)) await kept.close()
  }
}

/**
 * From source the thread needs a loader for TypeScript, which tsx registers inside the thread itself (`--import` does not
 * reach threads on Node 20); built, the file beside this one is JavaScript already.
 */
function startWorker(maxMemoryMegabytes: number): Worker {
  const options = {
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMegabytes, maxYoungGenerationSizeMb: 64 },
  }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./import-worker.js', import.meta.url), options)
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const file = JSON.stringify(new URL('./import-worker.ts', import.meta.url).href)
  const start = `import(${loader}).then((tsx) => { tsx.register(); return import(${file}) })`
  return new Worker(start, { ...options, eval: true, execArgv: ['--conditions=throughline-source'] })
}
