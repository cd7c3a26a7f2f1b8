/** Pages a second of bringing in the four reports, Word and PDF, against taking their bare text out. */
import { readdirSync, readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { readDocument } from '#documents/documents.ts'

export const name = 'import'
const folder = new URL('../fixtures/reports/', import.meta.url)
/** A page of such a report, to compare Word files, which know no pages, with PDFs. */
const wordsOfPage = 350

/** Prints both rates and their ratio for each format. */
export async function run(report: (line: string) => void): Promise<void> {
  for (const ending of ['docx', 'pdf'] as const) {
    const files = readdirSync(folder).filter((file) => file.endsWith(`.${ending}`))
    const all = files.map((file) => ({ file, bytes: new Uint8Array(readFileSync(new URL(file, folder))) }))
    let words = 0
    const ours = await seconds(async () => {
      words = 0
      for (const { file, bytes } of all) {
        const read = await readDocument(bytes.slice(), file)
        if ('refused' in read) throw new Error(`${file} was refused: ${read.refused}`)
        words += read.words
      }
    })
    const peer = await seconds(async () => {
      for (const { bytes } of all) await bareText(bytes.slice(), ending)
    })
    const pages = words / wordsOfPage
    report(
      `${ending}: ${(pages / ours).toFixed(0)} pages a second (of ${wordsOfPage} words), worker thread and checks included; ` +
        `bare text by ${ending === 'pdf' ? 'unpdf' : 'unzipping and cutting tags'} ${(pages / peer).toFixed(0)}; ratio ${(peer / ours).toFixed(2)}`,
    )
  }
}

async function bareText(bytes: Uint8Array, ending: 'docx' | 'pdf'): Promise<string> {
  if (ending === 'pdf') return (await extractText(await getDocumentProxy(bytes), { mergePages: true })).text
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
  return xml.replaceAll(/<[^>]+>/g, ' ')
}

/** The best of three after one to warm up. */
async function seconds(work: () => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 4; round += 1) {
    const begun = performance.now()
    await work()
    if (round > 0) best = Math.min(best, (performance.now() - begun) / 1000)
  }
  return best
}
