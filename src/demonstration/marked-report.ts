/** Reads a report of the demonstration: front matter, and a text in which identifying passages are marked. Pure. */
import { readPlainText, type Block } from '#documents/documents.ts'

/** A report as its author wrote it, with the passages to generalise. */
export interface MarkedReport {
  front: Record<string, string>
  blocks: Block[]
  passages: { block: number; start: number; end: number; replacement: string }[]
}

/** Stand-ins from the private-use area for the marks ⟦original|replacement⟧, which the plain-text reader would take for text. */
const open = '\uE000'
const between = '\uE001'
const close = '\uE002'

/** Reads one report file. */
export function readMarkedReport(file: string): MarkedReport {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? []
  const front = Object.fromEntries(
    head.split('\n').flatMap((line) => {
      const at = line.indexOf(':')
      return at > 0
        ? [
            [
              line.slice(0, at).trim(),
              line
                .slice(at + 1)
                .trim()
                .replace(/^"(.*)"$/, '$1'),
            ],
          ]
        : []
    }),
  )
  const marked = readPlainText(body.replaceAll(/⟦([^|⟧]*)\|([^⟧]*)⟧/g, `${open}$1${between}$2${close}`))
  const passages: MarkedReport['passages'] = []
  const blocks = marked.map((block, n) => {
    let text = ''
    let at = 0
    for (const mark of block.text.matchAll(/\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g)) {
      text += block.text.slice(at, mark.index)
      const original = mark[1] ?? ''
      passages.push({ block: n, start: text.length, end: text.length + original.length, replacement: mark[2] ?? '' })
      text += original
      at = mark.index + mark[0].length
    }
    return { ...block, text: text + block.text.slice(at) }
  })
  return { front, blocks, passages: passages.filter((passage) => passage.end > passage.start) }
}
