/**
 * The worker thread in which a file is parsed, so that a hostile or broken one can cost no more than the thread.
 * It answers each task with `{ progress }` messages and one last `{ parsed }` or `{ refused }`.
 */
import { parentPort } from 'node:worker_threads'
import type { Parsed } from './blocks.ts'
import { readPdf } from './pdf.ts'
import { ImportRefused, type ImportRefusal } from './refusals.ts'
import { readWord } from './word.ts'

/** What the worker is given. */
export interface ImportTask {
  bytes: Uint8Array
  format: 'docx' | 'pdf'
}

/** What the worker says. */
export type ImportMessage =
  { progress: { fraction: number; step: string } } | { parsed: Parsed } | { refused: ImportRefusal }

const say = (message: ImportMessage) => parentPort?.postMessage(message)
const onProgress = (fraction: number, step: string) => say({ progress: { fraction, step } })

async function parse({ bytes, format }: ImportTask): Promise<void> {
  try {
    say({ parsed: format === 'docx' ? readWord(bytes, onProgress) : await readPdf(bytes, onProgress) })
  } catch (error) {
    // Whatever a parser throws over a file, the file was not as it should be; nothing of its text may leave by the message.
    say({ refused: error instanceof ImportRefused ? error.reason : 'damaged' })
  }
}

parentPort?.on('message', (task: ImportTask) => void parse(task))
