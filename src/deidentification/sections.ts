/** A long report in parts that a page can show at once. Pure. */

/** Blocks from `from` up to, not including, `to`. */
export interface Section {
  from: number
  to: number
  /** Words of the heading that it begins with; empty where it begins in mid-text. */
  heading: string
}

/** Characters of a part: about four pages, so that a page is quick on any machine. */
const wanted = 12_000

/** Cuts at headings where it can: a part ends before the first heading after half its length, and at twice its length anyhow. */
export function sectionsOf(blocks: readonly { kind: string; text: string }[]): Section[] {
  const sections: Section[] = []
  let from = 0
  let length = 0
  for (const [n, block] of blocks.entries()) {
    const cut = length > wanted || (length > wanted / 2 && /^(?:title|heading)/.test(block.kind))
    if (cut && n > from) {
      sections.push(section(blocks, from, n))
      from = n
      length = 0
    }
    length += block.text.length
  }
  if (from < blocks.length || sections.length === 0) sections.push(section(blocks, from, blocks.length))
  return sections
}

function section(blocks: readonly { kind: string; text: string }[], from: number, to: number): Section {
  const first = blocks[from]
  return { from, to, heading: first && /^(?:title|heading)/.test(first.kind) ? first.text : '' }
}
