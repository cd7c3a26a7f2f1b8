/**
 * A small strict XML reader for Word's parts: elements, attributes and text, nothing else.
 *
 * Word never writes a document type declaration, so one is refused outright: without it there are no entities to expand,
 * no external files to fetch. Depth and number of elements are limited. Prefixes are resolved, so that `w:p` means
 * WordprocessingML's p whatever the file calls it, in transitional and strict files alike (ISO/IEC 29500).
 */
import { ImportRefused } from './refusals.ts'

export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

/** Word nests tables and shapes about 60 deep at most. */
const MAX_DEPTH = 220
/** A 121-page report with tables has about 300,000 elements. */
const MAX_ELEMENTS = 3_000_000

const OOXML = 'http://schemas.openxmlformats.org/'
const STRICT = 'http://purl.oclc.org/ooxml/'
const prefixes = new Map([
  [`${OOXML}wordprocessingml/2006/main`, 'w'],
  [`${STRICT}wordprocessingml/main`, 'w'],
  [`${OOXML}officeDocument/2006/relationships`, 'r'],
  [`${STRICT}officeDocument/relationships`, 'r'],
  [`${OOXML}package/2006/relationships`, 'rel'],
  [`${OOXML}package/2006/content-types`, 'ct'],
  [`${OOXML}officeDocument/2006/math`, 'm'],
  [`${STRICT}officeDocument/math`, 'm'],
  [`${OOXML}drawingml/2006/main`, 'a'],
  [`${STRICT}drawingml/main`, 'a'],
  [`${OOXML}drawingml/2006/wordprocessingDrawing`, 'wp'],
  [`${STRICT}drawingml/wordprocessingDrawing`, 'wp'],
  [`${OOXML}markup-compatibility/2006`, 'mc'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://schemas.microsoft.com/office/word/2012/wordml', 'w15'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
])

type Scope = Map<string, string>

/**
 * Reads one part.
 * @throws ImportRefused `damaged` where it is not well formed, `unsafe` where it has a DTD or is absurdly deep or large
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const source = decode(bytes)
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open: { element: XmlElement; raw: string; scope: Scope }[] = []
  let count = 0
  let at = 0
  const parent = () => open.at(-1)?.element ?? root
  while (at < source.length) {
    const next = source.indexOf('<', at)
    const text = source.slice(at, next < 0 ? undefined : next)
    if (text) addText(parent(), text, open.length > 0)
    if (next < 0) break
    if (source.startsWith('<!--', next)) at = after(source, '-->', next + 4)
    else if (source.startsWith('<?', next)) at = after(source, '?>', next + 2)
    else if (source.startsWith('<![CDATA[', next)) {
      at = after(source, ']]>', next + 9)
      parent().children.push(source.slice(next + 9, at - 3))
    } else if (source.startsWith('<!', next)) throw new ImportRefused('unsafe')
    else if (source[next + 1] === '/') {
      at = after(source, '>', next)
      if (open.pop()?.raw !== source.slice(next + 2, at - 1).trim()) throw new ImportRefused('damaged')
    } else {
      const tag = readTag(source, next, open.at(-1)?.scope ?? new Map([['xml', 'xml']]))
      if (++count > MAX_ELEMENTS) throw new ImportRefused('unsafe')
      parent().children.push(tag.element)
      if (!tag.selfClosing) open.push(tag)
      if (open.length > MAX_DEPTH) throw new ImportRefused('unsafe')
      at = tag.end
    }
  }
  const top = root.children.find((child) => typeof child !== 'string')
  if (open.length > 0 || !top || typeof top === 'string' || root.children.length !== 1)
    throw new ImportRefused('damaged')
  return top
}

function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new ImportRefused('damaged')
  }
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  if (found < 0) throw new ImportRefused('damaged')
  return found + mark.length
}

function addText(parent: XmlElement, text: string, inside: boolean) {
  if (inside) parent.children.push(unescape(text))
  else if (text.trim() !== '') throw new ImportRefused('damaged')
}

const TAG = /<([^\s/>=<"']+)((?:\s+[^\s=<>"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

function readTag(source: string, at: number, outer: Scope) {
  TAG.lastIndex = at
  const match = TAG.exec(source)
  if (!match) throw new ImportRefused('damaged')
  const raw = match[1] ?? ''
  const pairs = [...(match[2] ?? '').matchAll(ATTRIBUTE)].map(
    (pair) => [pair[1] ?? '', unescape(pair[2] ?? pair[3] ?? '')] as const,
  )
  const scope = declarations(pairs, outer)
  const attributes: Record<string, string> = Object.create(null)
  for (const [name, value] of pairs) if (!name.startsWith('xmlns')) attributes[resolve(name, scope, true)] = value
  const element: XmlElement = { name: resolve(raw, scope, false), attributes, children: [] }
  return { element, raw, scope, selfClosing: match[3] === '/', end: TAG.lastIndex }
}

function declarations(pairs: (readonly [string, string])[], outer: Scope): Scope {
  let scope = outer
  for (const [name, value] of pairs) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    if (scope === outer) scope = new Map(outer)
    const declared = name.slice(6)
    // An unknown vocabulary keeps its own prefix, marked, so that it can never pass for a known one.
    scope.set(declared, prefixes.get(value) ?? `${declared}?`)
  }
  return scope
}

function resolve(raw: string, scope: Scope, isAttribute: boolean): string {
  const colon = raw.indexOf(':')
  if (colon < 0) {
    const prefix = isAttribute ? undefined : scope.get('')
    return prefix ? `${prefix}:${raw}` : raw
  }
  return `${scope.get(raw.slice(0, colon)) ?? `${raw.slice(0, colon)}?`}:${raw.slice(colon + 1)}`
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:([^;&\s]{1,10});)?/g, (_, name: string = '') => {
    const code = /^#x([0-9a-f]{1,6})$/i.exec(name)?.[1] ?? /^#(\d{1,7})$/.exec(name)?.[1]
    const point = code === undefined ? -1 : Number.parseInt(code, name[1] === 'x' || name[1] === 'X' ? 16 : 10)
    if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point)
    const character = entities[name]
    if (character === undefined) throw new ImportRefused('damaged')
    return character
  })
}

/** The element's child elements, all or those of one name. */
export function elements(of: XmlElement | undefined, name?: string): XmlElement[] {
  const all = (of?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string')
  return name === undefined ? all : all.filter((child) => child.name === name)
}

/** The first element at a path of child names, or undefined. */
export function child(of: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let found = of
  for (const name of path)
    found = found?.children.find((c): c is XmlElement => typeof c !== 'string' && c.name === name)
  return found
}

/** All descendants of one name, in order. */
export function descendants(of: XmlElement, name: string): XmlElement[] {
  return elements(of).flatMap((c) => [...(c.name === name ? [c] : []), ...descendants(c, name)])
}

/** All text inside, in order. */
export function textOf(of: XmlElement): string {
  return of.children.map((c) => (typeof c === 'string' ? c : textOf(c))).join('')
}
