/**
 * Reads a tagged PDF by its structure tree (ISO 32000-2, 14.8.4): there the file itself says what is a heading, a list, a table.
 */
import type { Block, BlockKind, BlockLayout, Unread } from './blocks.ts'
import { BULLET_MARK, joinLines, linesOf, withNoteMarks, type Run } from './pdf-lines.ts'
import { cleanText } from './text.ts'

/** A node of the structure tree, or a reference to marked content of the page. */
export interface TagNode {
  role: string
  children: (TagNode | { type: string; id: string })[]
  alt?: string
}

/** One page: what is drawn on it, and its part of the tree. */
export interface TaggedPage {
  number: number
  runs: Run[]
  tree: TagNode | undefined
}

interface Walk {
  page: TaggedPage
  words: Set<string>
  blocks: Block[]
  unread: Unread[]
  tables: { count: number; row: number; column: number }
}

interface Within {
  level: number
  isQuote: boolean
  cell?: 'tableCell' | 'tableHeader'
}

/** The share of the drawn characters that the tree reaches, from 0 to 1. Below about 0.8 the tags are not to be trusted. */
export function coverage(pages: TaggedPage[]): number {
  let reached = 0
  let all = 0
  for (const page of pages) {
    const ids = new Set(page.tree ? contentIds(page.tree, () => true) : [])
    for (const run of page.runs) {
      const length = run.text.trim().length
      all += length
      if (run.mark !== undefined && ids.has(run.mark)) reached += length
    }
  }
  return all === 0 ? 0 : reached / all
}

/** Blocks of a whole document. Text outside the tree (headers, page numbers) is not among them: see `outsideTree`. */
export function readTagged(pages: TaggedPage[], words: Set<string>, unread: Unread[]): Block[] {
  const blocks: Block[] = []
  const tables = { count: 0, row: 0, column: 0 }
  for (const page of pages) {
    const before = blocks.length
    if (page.tree) visit({ page, words, blocks, unread, tables }, page.tree, { level: 0, isQuote: false })
    joinOverleaf(blocks, before)
  }
  return blocks
}

/** What a page draws that its tree does not mention, line by line. */
export function outsideTree(page: TaggedPage): string[] {
  const ids = new Set(page.tree ? contentIds(page.tree, () => true) : [])
  const outside = page.runs.filter((run) => run.mark === undefined || !ids.has(run.mark))
  return linesOf(outside, page.number).map((line) => cleanText(withNoteMarks(line.text)))
}

function isNode(child: TagNode | { type: string; id: string }): child is TagNode {
  return 'role' in child
}

function contentIds(node: TagNode, enter: (child: TagNode) => boolean): string[] {
  return node.children.flatMap((child) => {
    if (isNode(child)) return enter(child) ? contentIds(child, enter) : []
    return child.type === 'content' ? [child.id] : []
  })
}

/** Roles that are blocks of their own even inside another. */
const OWN_BLOCK = /^(L|Table|Note|FENote|Figure|Formula|Caption|Lbl|P|H[1-6]?|BlockQuote|Aside|TOC|Artifact)$/

function textOf(walk: Walk, node: TagNode, enter: (child: TagNode) => boolean): string {
  const ids = new Map(contentIds(node, enter).map((id, i) => [id, i]))
  const runs = walk.page.runs.filter((run) => run.mark !== undefined && ids.has(run.mark))
  const ordered = runs
    .map((run, i) => ({ run, i, order: ids.get(run.mark ?? '') ?? 0 }))
    .sort((a, b) => a.order - b.order || a.i - b.i)
  const lines = linesOf(
    ordered.map(({ run }) => run),
    walk.page.number,
  )
  const parts = lines.map((line) => ({ text: line.marker === undefined ? line.text : `${line.marker} ${line.text}` }))
  return cleanText(withNoteMarks(joinLines(parts, walk.words)))
}

function ownText(walk: Walk, node: TagNode): string {
  return textOf(walk, node, (child) => !OWN_BLOCK.test(child.role))
}

function visit(walk: Walk, node: TagNode, within: Within) {
  const { role } = node
  if (role === 'Artifact') return
  if (role === 'Table') return visitTable(walk, node, within)
  if (role === 'L') return visitChildren(walk, node, { ...within, level: within.level + 1 })
  if (role === 'LI') return visitItem(walk, node, within)
  if (role === 'BlockQuote') return visitText(walk, node, 'quote', { ...within, isQuote: true })
  if (role === 'Note' || role === 'FENote') return visitNote(walk, node)
  if (role === 'Figure' || role === 'Formula') return visitPicture(walk, node)
  if (role === 'TOCI') return visitContents(walk, node)
  const kind = kindOf(role, within)
  return kind === undefined ? visitGroup(walk, node, within) : visitText(walk, node, kind, within)
}

function kindOf(role: string, within: Within): BlockKind | undefined {
  const heading = /^H([1-6])$/.exec(role)
  if (heading) return (['heading1', 'heading2', 'heading3'] as const)[Number(heading[1]) - 1] ?? 'heading4'
  if (role === 'Title') return 'title'
  if (role === 'H') return 'heading1'
  if (role === 'Caption') return 'caption'
  if (/^(P|Quote|Code|Aside)$/.test(role)) return within.isQuote ? 'quote' : 'paragraph'
  return undefined
}

function visitChildren(walk: Walk, node: TagNode, within: Within) {
  for (const child of node.children) if (isNode(child)) visit(walk, child, within)
}

/** Text straight inside a grouping element is a paragraph that was not tagged as one. */
function visitGroup(walk: Walk, node: TagNode, within: Within) {
  const isLoose = node.children.some(
    (child) => !isNode(child) || /^(Span|NonStruct|Link|Reference|Em|Strong)$/.test(child.role),
  )
  if (isLoose && node.role !== 'Root') return visitText(walk, node, within.isQuote ? 'quote' : 'paragraph', within)
  visitChildren(walk, node, within)
}

function visitText(walk: Walk, node: TagNode, kind: BlockKind, within: Within) {
  push(walk, within.cell ?? kind, ownText(walk, node), cellLayout(walk, within))
  visitNested(walk, node, within)
}

/** Blocks nested in the text of another follow it. */
function visitNested(walk: Walk, node: TagNode, within: Within) {
  for (const child of node.children) {
    if (!isNode(child) || child.role === 'Lbl') continue
    if (OWN_BLOCK.test(child.role)) visit(walk, child, within)
    else visitNested(walk, child, within)
  }
}

function push(walk: Walk, kind: BlockKind, text: string, layout: BlockLayout = {}) {
  if (text !== '') walk.blocks.push(Object.keys(layout).length === 0 ? { kind, text } : { kind, text, layout })
}

function cellLayout(walk: Walk, within: Within): BlockLayout {
  const { count, row, column } = walk.tables
  return within.cell ? { table: count, row, column } : {}
}

function visitItem(walk: Walk, node: TagNode, within: Within) {
  const label = node.children.filter((child) => isNode(child)).find((child) => child.role === 'Lbl')
  const mark = label ? textOf(walk, label, () => true) : ''
  // The item's body may hold its words in paragraphs: they are the item, not paragraphs of their own.
  const words = textOf(
    walk,
    node,
    (child) => child.role === 'P' || child.role === 'LBody' || !OWN_BLOCK.test(child.role),
  )
  const isBullet = mark === '' || BULLET_MARK.test(mark) || /^\P{L}?$/u.test(mark)
  const text = isBullet ? words.replace(/^[•●▪■◦○‣⁃]\s*/u, '') : `${mark} ${words}`
  const list: BlockLayout = {
    list: isBullet ? 'bullet' : 'number',
    level: Math.max(1, within.level),
    ...(isBullet ? {} : { number: mark }),
  }
  push(walk, within.cell ?? 'listItem', text, { ...cellLayout(walk, within), ...list })
  visitInsideItem(walk, node, within)
}

function visitInsideItem(walk: Walk, node: TagNode, within: Within) {
  for (const child of node.children) {
    if (!isNode(child) || child.role === 'Lbl') continue
    if (child.role === 'P' || !OWN_BLOCK.test(child.role)) visitInsideItem(walk, child, within)
    else visit(walk, child, within)
  }
}

function visitNote(walk: Walk, node: TagNode) {
  const text = textOf(walk, node, () => true).replace(/^\[(\w+)\]\s*/, '$1 ')
  const mark = /^(\d{1,3}|[ivxl]{1,6})\b/.exec(text)?.[1]
  push(walk, 'footnote', text, mark === undefined ? {} : { footnote: mark })
}

function visitPicture(walk: Walk, node: TagNode) {
  const words = textOf(walk, node, (child) => child.role !== 'Caption')
  const what = node.role === 'Formula' ? 'Equation' : 'Picture'
  const alt = [node, ...descendants(node, /^(Figure|Formula)$/)]
    .map((each) => cleanText(each.alt ?? ''))
    .find((each) => each !== '')
  const described = alt ?? words
  const where = `page ${walk.page.number}`
  walk.unread.push({
    what: described === '' ? `${what} without a description` : `${what}, described as “${described}”`,
    where,
  })
  for (const child of node.children)
    if (isNode(child) && child.role === 'Caption') visit(walk, child, { level: 0, isQuote: false })
}

function visitContents(walk: Walk, node: TagNode) {
  const text = textOf(walk, node, (child) => child.role !== 'TOC').replace(/[\s.…]*\s\d{1,4}$/, '')
  push(walk, 'listItem', text, { list: 'bullet' })
  const what = 'Page numbers in the list of contents'
  if (!walk.unread.some((u) => u.what === what)) walk.unread.push({ what, where: 'in the list of contents' })
  for (const child of node.children)
    if (isNode(child) && child.role === 'TOC') visit(walk, child, { level: 0, isQuote: false })
}

function visitTable(walk: Walk, node: TagNode, within: Within) {
  if (within.cell) {
    walk.unread.push({
      what: 'A table inside a table: its cells are in the outer cell',
      where: `page ${walk.page.number}`,
    })
    for (const cell of descendants(node, /^(TH|TD)$/)) visitCell(walk, cell, within.cell)
    return
  }
  for (const child of node.children) if (isNode(child) && child.role === 'Caption') visit(walk, child, within)
  const rows = descendants(node, /^TR$/)
  const isContinued = continuesTable(walk)
  if (!isContinued) walk.tables = { count: walk.tables.count + 1, row: 0, column: 0 }
  for (const row of rows) {
    walk.tables.row++
    walk.tables.column = 0
    for (const cell of row.children.filter(isNode).filter((child) => /^T[HD]$/.test(child.role))) {
      walk.tables.column++
      visitCell(walk, cell, cell.role === 'TH' ? 'tableHeader' : 'tableCell')
    }
  }
}

/** A table that opens a page right after one that closed the last page, without a header of its own, is the same table. */
function continuesTable(walk: Walk): boolean {
  const last = walk.blocks.at(-1)
  return last?.layout?.table === walk.tables.count && walk.tables.count > 0 && walk.page.number > pageOf(walk)
}

const lastTablePage = new WeakMap<object, number>()

function pageOf(walk: Walk): number {
  return lastTablePage.get(walk.blocks) ?? walk.page.number
}

function visitCell(walk: Walk, cell: TagNode, kind: 'tableCell' | 'tableHeader') {
  lastTablePage.set(walk.blocks, walk.page.number)
  visitText(walk, cell, kind, { level: 0, isQuote: false, cell: kind })
}

function descendants(node: TagNode, role: RegExp): TagNode[] {
  return node.children.filter(isNode).flatMap((child) => {
    if (role.test(child.role)) return [child]
    return child.role === 'Table' ? [] : descendants(child, role)
  })
}

/** A paragraph cut by the page's end, its tag cut with it: no full stop before, no new sentence after. */
function joinOverleaf(blocks: Block[], at: number) {
  const next = blocks[at]
  const last = blocks[at - 1]
  if (!next || !last || next.kind !== last.kind || !/^(paragraph|quote|listItem)$/.test(next.kind)) return
  const ended = /[.!?:;]["”’')\]]*(\[\d+\])?$/.test(last.text)
  if (ended && !/^\p{Ll}/u.test(next.text)) return
  if (/^[\d(•]/.test(next.text) || (next.kind === 'listItem' && !/^\p{Ll}/u.test(next.text))) return
  last.text = `${last.text} ${next.text}`
  blocks.splice(at, 1)
}
