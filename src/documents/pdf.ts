import type { Parsed, Progress } from './blocks.ts'
import { ImportRefused } from './refusals.ts'
export async function readPdf(bytes: Uint8Array, onProgress: Progress): Promise<Parsed> {
  onProgress(0, `${bytes.length}`)
  throw new ImportRefused('damaged')
}
