/**
 * Reads HTML into tokens that are equal when two pieces of markup mean the same: attributes sorted, entities decoded,
 * whitespace collapsed, and whitespace at the edges of text left out. For tests only; it assumes well-formed markup.
 */
export const htmlTokens = (html: string): string[] => {
  const tokens: string[] = []
  for (const match of html.matchAll(/<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+/g)) {
    const [whole, slash, tag, attributes] = match
    if (tag !== undefined) {
      if (slash === '/' && void_.has(tag)) continue
      tokens.push(slash === '/' ? `</${tag}>` : `<${[tag, ...attributesOf(attributes ?? '')].join(' ')}>`)
    } else if (!whole.startsWith('<!--')) {
      const text = collapse(decode(whole))
      if (text !== '') tokens.push(text)
    }
  }
  return tokens
}

const void_ = new Set(['input', 'br', 'hr', 'img', 'meta', 'link', 'path'])

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ctdot: '⋯' }

const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return named[name ?? ''] ?? whole
  })

const collapse = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ').trim()

const attributesOf = (source: string): string[] => {
  const attributes: string[] = []
  for (const [, name, double, single] of source.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
    attributes.push(`${name}="${collapse(decode(double ?? single ?? ''))}"`)
  }
  return attributes.toSorted()
}
