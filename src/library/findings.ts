/** Which passages of an edition are its findings and recommendations. Pure. */

/** A block as this rule sees it. */
export interface PlainBlock {
  kind: string
  text: string
}

/** A finding or a recommendation with the anchor of its paragraph. */
export interface FoundFinding {
  anchor: string
  kind: 'finding' | 'recommendation'
  text: string
}

const opening = /^(?:\d+(?:\.\d+)*\.?\s+)?(finding|learning point|recommendation)\s*\d*\s*[:.–—-]\s*(.+)/i
const section =
  /^(?:\d+(?:\.\d+)*\.?\s+)?(?:the\s+|our\s+|summary of\s+|main\s+|key\s+)*(findings?|learning points?|recommendations?|what (?:should|must|needs to) change)\b/i

/**
 * Finds them by their opening words ("Finding 3: …") or as numbered paragraphs and list items under a heading that names
 * them. Reports differ: what is not recognised is simply not listed, and the full text stands.
 */
export function findFindings(blocks: readonly PlainBlock[]): FoundFinding[] {
  const found: FoundFinding[] = []
  let under: FoundFinding['kind'] | null = null
  blocks.forEach((block, n) => {
    const named = opening.exec(block.text)
    if (named && block.text.length < 900) {
      found.push({ anchor: `p${n}`, kind: kindOf(named[1]!), text: block.text })
      if (block.kind.startsWith('heading')) under = null
      return
    }
    if (/^heading[123]$/.test(block.kind)) {
      const title = section.exec(block.text)
      under = title ? kindOf(title[1]!) : null
      return
    }
    const item = block.kind === 'listItem' || /^\d+(\.\d+)*[.)]?\s/.test(block.text)
    if (under && item && block.text.length > 40 && block.text.length < 900)
      found.push({ anchor: `p${n}`, kind: under, text: block.text })
  })
  return found.slice(0, 60)
}

function kindOf(word: string): FoundFinding['kind'] {
  return /^(rec|what)/i.test(word) ? 'recommendation' : 'finding'
}
