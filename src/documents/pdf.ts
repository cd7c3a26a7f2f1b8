/**
 * Reads a PDF: by its structure tree where it has one that covers the text, by its layout otherwise.
 * Runs in the import thread only: pdf.js is made to work on Node 20 by adding one missing method there.
 */
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { Block, Found, Parsed, Progress, Unread } from './blocks.ts'
import { withoutFurniture } from './pdf-furniture.ts'
import { readLayout } from './pdf-layout.ts'
import { linesOf, wordsOf, type Run } from './pdf-lines.ts'
import { coverage, outsideTree, readTagged, type TaggedPage, type TagNode } from './pdf-tagged.ts'
import { ImportRefused } from './refusals.ts'
import { cleanText, hasPrivateSymbols, hasReservedBrackets } from './text.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf['getPage']>>

interface PageRead extends TaggedPage {
  height: number
  pictures: number
}

/**
 * Reads a whole PDF.
 * @throws ImportRefused `damaged`, `encrypted`, or `scanned-only` where no page has text
 */
export async function readPdf(bytes: Uint8Array, onProgress: Progress): Promise<Parsed> {
  onProgress(0, 'Opening the PDF')
  addMissingMethod()
  const pdf = await open(bytes)
  const unread: Unread[] = []
  const found: Found[] = []
  const pages: PageRead[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    onProgress(0.05 + 0.9 * ((number - 1) / pdf.numPages), `Reading page ${number} of ${pdf.numPages}`)
    await readPage(pdf, number, pages, unread, found)
  }
  if (pages.length === 0) throw new ImportRefused('damaged')
  if (pages.every((page) => page.runs.every((run) => run.text.trim() === '')))
    throw new ImportRefused(pages.some((page) => page.pictures > 0) ? 'scanned-only' : 'no-text')
  const blocks = await readBlocks(pdf, pages, unread, found)
  await readProperties(pdf, found, unread)
  noteSymbols(blocks, unread)
  return { blocks, unread, found, pages: pdf.numPages }
}

/** pdf.js needs ArrayBuffer.prototype.transferToFixedLength, which Node has from version 21; without it, text is cut short silently. */
function addMissingMethod() {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length = this.byteLength) {
      const moved = structuredClone(this, { transfer: [this] })
      if (length === moved.byteLength) return moved
      const resized = new ArrayBuffer(length)
      new Uint8Array(resized).set(new Uint8Array(moved, 0, Math.min(length, moved.byteLength)))
      return resized
    },
  })
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // Quiet, since warnings quote the file; no evaluation of fonts' programs as code.
    return await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  } catch (error) {
    throw new ImportRefused(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged')
  }
}

async function readPage(pdf: Pdf, number: number, pages: PageRead[], unread: Unread[], found: Found[]) {
  try {
    const page = await pdf.getPage(number)
    const pictures = await countPictures(page)
    const runs = await readRuns(page)
    const tree = (await page.getStructTree()) as TagNode | null
    const height = (page.view[3] ?? 792) - (page.view[1] ?? 0)
    pages.push({ number, runs, tree: tree ?? undefined, height, pictures })
    const isBlank = runs.every((run) => run.text.trim() === '')
    if (pictures > 0 && isBlank)
      unread.push({ what: 'A page that is only a picture, without text', where: `page ${number}` })
    else if (pictures > 0 && !tree)
      unread.push({ what: pictures === 1 ? 'Picture' : `${pictures} pictures`, where: `page ${number}` })
    await readAnnotations(page, number, found, unread)
    page.cleanup()
  } catch {
    unread.push({ what: 'A page that could not be read', where: `page ${number}` })
  }
}

async function countPictures(page: Page): Promise<number> {
  const { OPS } = await getResolvedPDFJS()
  const { fnArray } = await page.getOperatorList()
  const paints = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintInlineImageXObjectGroup,
    OPS.paintImageMaskXObject,
    OPS.paintImageMaskXObjectGroup,
  ])
  return fnArray.filter((operation: number) => paints.has(operation)).length
}

interface ContentItem {
  type?: string
  id?: string
  tag?: string
  str?: string
  width?: number
  transform?: number[]
  fontName?: string
}

async function readRuns(page: Page): Promise<Run[]> {
  const content = await page.getTextContent({ includeMarkedContent: true })
  const runs: Run[] = []
  const marks: (string | undefined)[] = []
  const bold = new Map<string, boolean>()
  for (const item of content.items as ContentItem[]) {
    if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps')
      marks.push(item.id ?? marks.at(-1))
    else if (item.type === 'endMarkedContent') marks.pop()
    else if (item.str !== undefined && item.transform) {
      const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform
      const mark = marks.at(-1)
      const name = item.fontName ?? ''
      if (!bold.has(name)) bold.set(name, isBold(page, name))
      runs.push({
        text: item.str.replace(/[\ue000\ue001]/g, ''),
        x,
        y,
        width: item.width ?? 0,
        size: Math.hypot(a, b) || Math.abs(d),
        bold: bold.get(name) ?? false,
        ...(mark === undefined ? {} : { mark }),
      })
    }
  }
  return runs
}

function isBold(page: Page, fontName: string): boolean {
  if (!page.commonObjs.has(fontName)) return false
  const font = page.commonObjs.get(fontName) as { name?: string } | null
  return /bold|black|heavy|semibold|demi/i.test(font?.name ?? '')
}

interface Annotation {
  subtype?: string
  contentsObj?: { str?: string }
  titleObj?: { str?: string }
  url?: string
  unsafeUrl?: string
  overlaidText?: string
  fieldValue?: unknown
  file?: { filename?: string }
}

async function readAnnotations(page: Page, number: number, found: Found[], unread: Unread[]) {
  const where = `page ${number}`
  for (const annotation of (await page.getAnnotations()) as Annotation[]) {
    const text = cleanText(annotation.contentsObj?.str ?? '')
    const by = cleanText(annotation.titleObj?.str ?? '')
    const url = cleanText(annotation.url ?? annotation.unsafeUrl ?? '')
    if (annotation.subtype === 'Link') {
      if (url !== '' && !sameLink(url, annotation.overlaidText ?? '')) found.push({ kind: 'link', where, text: url })
    } else if (annotation.subtype === 'FileAttachment') {
      found.push({
        kind: 'attachment',
        where,
        text: cleanText(annotation.file?.filename ?? text) || 'a file',
        ...(by ? { by } : {}),
      })
    } else if (annotation.subtype === 'Widget') {
      const value = typeof annotation.fieldValue === 'string' ? cleanText(annotation.fieldValue) : ''
      if (value !== '') unread.push({ what: `Form field: “${value}”`, where })
    } else if (annotation.subtype !== 'Popup' && text !== '')
      found.push({ kind: 'comment', where, text, ...(by ? { by } : {}) })
  }
}

function sameLink(target: string, shown: string): boolean {
  const bare = (link: string) =>
    link
      .replace(/\s+/g, '')
      .replace(/^(https?:\/\/|mailto:)/i, '')
      .replace(/\/$/, '')
      .toLowerCase()
  return bare(target) === bare(shown)
}

async function readBlocks(pdf: Pdf, pages: PageRead[], unread: Unread[], found: Found[]): Promise<Block[]> {
  const lines = pages.map((page) => linesOf(page.runs, page.number))
  const marked = (await pdf.getMarkInfo()) as { Marked?: boolean } | null
  // Half-tagged files exist; where the tree misses a fifth of the text, its silence would be ours.
  if (marked?.Marked && coverage(pages) >= 0.8) {
    addOutside(pages, found)
    return readTagged(pages, wordsOf(lines.flat()), unread)
  }
  const heights = pages.map((page) => page.height)
  const { pages: own, headers, footers } = withoutFurniture(lines, heights)
  for (const text of headers) addFurniture(found, 'header', text)
  for (const text of footers) addFurniture(found, 'footer', text)
  return readLayout(own, unread)
}

function addFurniture(found: Found[], kind: 'header' | 'footer', text: string) {
  const clean = cleanText(text.replace(/[\ue000\ue001]/g, ''))
  if (clean !== '') found.push({ kind, where: `${kind} of the pages`, text: clean })
}

/** In a tagged file, what stands outside the tree is a header, footer or ornament. */
function addOutside(pages: PageRead[], found: Found[]) {
  const seen = new Set<string>()
  for (const page of pages) {
    for (const text of outsideTree(page)) {
      const key = text.replace(/\d+/g, '#')
      if (text === '' || /^\P{L}*$/u.test(text) || seen.has(key)) continue
      seen.add(key)
      found.push({ kind: 'header', where: `outside the text, page ${page.number}`, text })
    }
  }
}

/** The file's own description of itself, its attachments and scripts. */
async function readProperties(pdf: Pdf, found: Found[], unread: Unread[]) {
  const { info, metadata } = await pdf.getMetadata()
  const told = /^(Title|Author|Subject|Keywords|Creator|Producer|CreationDate|ModDate|Custom)$/
  const add = (name: string, value: unknown) => {
    const text = typeof value === 'string' ? cleanText(value) : ''
    if (text !== '') found.push({ kind: 'property', where: `file properties: ${name}`, text })
  }
  for (const [name, value] of Object.entries(info as Record<string, unknown>)) {
    if (!told.test(name)) continue
    if (typeof value === 'object' && value) for (const [custom, v] of Object.entries(value)) add(cleanText(custom), v)
    else add(name, value)
  }
  for (const [name, value] of (metadata ?? []) as Iterable<[string, unknown]>)
    add(cleanText(name), Array.isArray(value) ? value.join('; ') : value)
  const attachments = (await pdf.getAttachments()) as Record<string, { filename?: string }> | null
  for (const file of Object.values(attachments ?? {}))
    found.push({ kind: 'attachment', where: 'inside the file', text: cleanText(file.filename ?? '') || 'a file' })
  if (await pdf.getJSActions()) unread.push({ what: 'A script, which was not run', where: 'in the file' })
}

function noteSymbols(blocks: Block[], unread: Unread[]) {
  if (blocks.some((block) => hasPrivateSymbols(block.text)))
    unread.push({ what: 'A symbol that only its own font can show', where: 'in the text' })
  if (blocks.some((block) => hasReservedBrackets(block.text)))
    unread.push({ what: 'The brackets ⟦ ⟧ are reserved for replacements and became [ ]', where: 'in the text' })
}
