/**
 * What an imported report is made of. Types only: everyone else takes them from the face.
 */

/** The kinds of block that sealed text knows (sealed text, version 1, "Text"). */
export type BlockKind =
  | 'title'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'paragraph'
  | 'quote'
  | 'listItem'
  | 'tableCell'
  | 'tableHeader'
  | 'footnote'
  | 'caption'

/**
 * How a block stood on the page. Never sealed: a reading page may use it, a fingerprint may not depend on it.
 * `table`, `row`, `column` count from 1; several blocks may share a cell (its paragraphs); a cell without text has no block.
 * `level` counts from 1 (outermost). `number` is the number as it also stands at the start of `text` ("1.2", "(b)").
 * `footnote` is the mark of a footnote block; where it is referred to, the text has the mark in square brackets: "[3]".
 */
export interface BlockLayout {
  table?: number
  row?: number
  column?: number
  list?: 'bullet' | 'number'
  level?: number
  number?: string
  footnote?: string
}

/** One paragraph, heading, cell or note. Only `kind` and `text` are ever sealed. */
export interface Block {
  kind: BlockKind
  text: string
  layout?: BlockLayout
}

/** Something in the file that was not taken into the text; `what` and `where` are plain words for the author. */
export interface Unread {
  what: string
  where: string
}

/** Something the file carries beside its text. Shown to the author, never part of the text. `by` is who wrote it, if known. */
export interface Found {
  kind: 'comment' | 'insertion' | 'deletion' | 'hidden' | 'property' | 'header' | 'footer' | 'attachment' | 'link'
  where: string
  text: string
  by?: string
}

/** What a parser of one format gives back. `pages` only where the format knows it. */
export interface Parsed {
  blocks: Block[]
  unread: Unread[]
  found: Found[]
  pages?: number
}

/** Called by a parser as it goes on. `fraction` runs from 0 to 1, `step` is words for the person waiting. */
export type Progress = (fraction: number, step: string) => void
