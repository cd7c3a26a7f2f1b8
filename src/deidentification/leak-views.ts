/**
 * What can be read in the bytes of an output: its text as it stands, and as it reads once archives are opened, streams
 * inflated, markup taken away and escapes undone. Pure.
 */
import { decompressSync, unzipSync, unzlibSync } from 'fflate'
import { pdfViews } from './leak-pdf.ts'

/** An output as it would leave the house. The name counts as part of it: file names are read too. */
export interface NamedOutput {
  name: string
  bytes: Uint8Array
}

/** One reading of an output. */
export interface View {
  /** Where inside the output, in words: an archive's entry, "attributes", "base64". Empty for the output as it stands. */
  part: string
  text: string
  /** Taken from bytes that are no text: only whole names are looked for, since noise makes initials. */
  binary: boolean
}

/** Archives inside archives deeper than this are not opened but reported, like whatever else cannot be read. */
const deepest = 5
/** Bytes that one output may unfold to. More is reported as unreadable: nothing that we publish is so large. */
const mostBytes = 200_000_000

/** Thrown inside this file when something cannot be read; `viewsOf` turns it into `unreadable`. */
class Unreadable extends Error {}

/** Every reading of one output; `unreadable` names the parts that could not be opened and so cannot be cleared. */
export function viewsOf(output: NamedOutput): { views: View[]; unreadable: string[] } {
  const state: State = { views: [], unreadable: [], left: mostBytes }
  textViews(state, 'file name', separated(output.name))
  readBytes(state, '', output.bytes, 0)
  const seen = new Set<string>()
  const views = state.views.filter(({ text, binary }) => {
    const key = `${binary ? 'b' : 't'}${text}`
    if (text.trim() === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
  return { views, unreadable: state.unreadable }
}

/** Hashes and random ids: letters in them make no name. They are decoded as base64 before, and names run together are found. */
const NOISE =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![A-Za-z0-9+/_-])(?=[A-Za-z+/_-]*\d)(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])[A-Za-z0-9+/_-]{40,}={0,2}|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=|\b[0-9a-f]{32,}\b/g
/** The text with hashes and random ids blanked; places stay the same. */
export const withoutNoise = (text: string): string => text.replaceAll(NOISE, (found) => ' '.repeat(found.length))

interface State {
  views: View[]
  unreadable: string[]
  left: number
}

function readBytes(state: State, part: string, bytes: Uint8Array, depth: number): void {
  try {
    state.left -= bytes.length
    if (state.left < 0 || depth > deepest) throw new Unreadable()
    if (begins(bytes, 'PK\u0003\u0004') || begins(bytes, 'PK\u0005\u0006')) readArchive(state, part, bytes, depth)
    else if (begins(bytes, '\u001f\u008b')) readBytes(state, under(part, 'unpacked'), decompressSync(bytes), depth + 1)
    else if (latin1(bytes.subarray(0, 1024)).includes('%PDF-')) readPdf(state, part, bytes)
    else if (begins(bytes, '\u0089PNG')) readPng(state, part, bytes)
    else readText(state, part, bytes, depth)
  } catch {
    state.unreadable.push(part || 'the whole file')
  }
}

const begins = (bytes: Uint8Array, magic: string): boolean => latin1(bytes.subarray(0, magic.length)) === magic
const under = (part: string, name: string): string => (part === '' ? name : `${part}, ${name}`)

/** Bytes as one character each. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return text
}

function readArchive(state: State, part: string, bytes: Uint8Array, depth: number): void {
  let declared = 0
  const entries = unzipSync(bytes, {
    filter(file) {
      declared += file.originalSize
      if (declared > state.left) throw new Unreadable()
      return true
    },
  })
  for (const [name, content] of Object.entries(entries)) {
    textViews(state, under(part, 'name of an entry'), separated(name))
    readBytes(state, under(part, name), content, depth + 1)
  }
  // Comments, extra fields and whatever stands before or after the archive.
  binaryViews(state, under(part, 'around the archive'), bytes)
}

function readPdf(state: State, part: string, bytes: Uint8Array): void {
  const { texts, unreadable } = pdfViews(bytes, unzlibSync)
  for (const [name, text] of texts) textViews(state, under(part, name), text)
  state.unreadable.push(...unreadable.map((name) => under(part, name)))
  binaryViews(state, under(part, 'file'), bytes)
}

/** Text chunks of a picture (PNG, ISO/IEC 15948, section 11.3.4), packed ones too. */
function readPng(state: State, part: string, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length;) {
    const size = view.getUint32(at)
    const kind = latin1(bytes.subarray(at + 4, at + 8))
    const data = bytes.subarray(at + 8, at + 8 + size)
    const packed = kind === 'zTXt' ? data.indexOf(0) + 2 : kind === 'iTXt' && data[data.indexOf(0) + 1] === 1 ? 0 : -1
    if (packed > 0) textViews(state, under(part, kind), decoded(unzlibSync(data.subarray(packed))))
    else if (packed === 0) state.unreadable.push(under(part, kind))
    at += 12 + size
  }
  binaryViews(state, under(part, 'picture'), bytes)
}

function readText(state: State, part: string, bytes: Uint8Array, depth: number): void {
  const text = decoded(bytes)
  if (!looksLikeText(text)) return binaryViews(state, part, bytes)
  textViews(state, part, text)
  for (const run of text.matchAll(/[A-Za-z0-9+/_-]{65,}={0,2}/g)) {
    const inside = fromBase64(run[0])
    if (begins(inside, 'PK\u0003\u0004') || begins(inside, '%PDF-') || begins(inside, '\u001f\u008b'))
      readBytes(state, under(part, 'embedded file'), inside, depth + 1)
  }
}

/** UTF-8, or UTF-16 where a mark or the many zero bytes say so. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const some = bytes.subarray(0, 2000)
  const zeros = (odd: number) => some.filter((byte, at) => byte === 0 && at % 2 === odd).length
  if (zeros(1) > some.length / 4) return new TextDecoder('utf-16le').decode(bytes)
  if (zeros(0) > some.length / 4) return new TextDecoder('utf-16be').decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  return text.includes('\ufffd') ? `${text}\n${latin1(bytes)}` : text
}

const looksLikeText = (text: string): boolean => {
  const odd = text.slice(0, 4000).match(/[^\P{Cc}\n\r\t]|\ufffd/gu)?.length ?? 0
  return odd <= Math.min(text.length, 4000) / 20
}

/** Printable runs, one byte or two to a character, as in a picture's or an old office file's properties. */
function binaryViews(state: State, part: string, bytes: Uint8Array): void {
  const raw = latin1(bytes)
  const runs = raw.match(/[\x20-\x7e\xa0-\xff]{5,}/g) ?? []
  const wide = raw.match(/(?:[\x20-\x7e]\0){4,}|(?:\0[\x20-\x7e]){4,}/g) ?? []
  const text = [...runs, ...wide.map((run) => run.replaceAll('\0', ''))].join('\n')
  state.views.push({ part, text, binary: true })
}

/** A text as it stands and with everything undone that could hide a name in it. */
function textViews(state: State, part: string, text: string): void {
  const add = (name: string, seen: string) => {
    if (seen.trim() !== '') state.views.push({ part: under(part, name), text: seen, binary: false })
  }
  const json = jsonStrings(text)?.filter((one) => withoutNoise(one).trim() !== '') ?? null
  const marked = !json && isMarkup(text)
  if (json) {
    add('strings', json.join('\n'))
    add('strings joined', json.join(''))
    for (const inner of json) if (isMarkup(inner) || /&[#\w]+;/.test(inner)) markupViews(add, inner)
  } else if (marked) markupViews(add, text)
  else add('', text)
  for (const [name, undo] of decodings) {
    const undone = undo(text)
    if (undone === null || undone === text) continue
    if (isMarkup(undone)) markupViews((inner, seen) => add(under(name, inner).replace(/, $/, ''), seen), undone)
    else add(name, undone)
  }
  const plain = withoutNoise(json ? json.join('\n') : marked ? withoutTags(text, ' ') : text)
  for (const [name, undo] of respellings) {
    const undone = undo(plain)
    if (undone !== null && undone !== plain) add(name, undone)
  }
}

const isMarkup = (text: string): boolean => /<[A-Za-z!?/]/.test(text)

function jsonStrings(text: string): string[] | null {
  if (!/^\s*[[{"]/.test(text)) return null
  try {
    const found: string[] = []
    const walk = (value: unknown): void => {
      if (typeof value === 'string') found.push(value)
      else if (Array.isArray(value)) value.forEach(walk)
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) {
          found.push(key)
          walk(inner)
        }
    }
    walk(JSON.parse(text))
    return found
  } catch {
    return null
  }
}

const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|t[dhr]|table|thead|tbody|caption|section|article|main|header|footer|nav|br|hr|title|head|body|html|blockquote|pre|option|button|label|entry|summary|w:p|w:br|w:tab|w:tc|w:tr|text:p|text:h|a:p)\b[^>]*>/gi

/** Markup: the words with inline tags closed up and with every tag as a gap; attributes; comments and scripts. */
function markupViews(add: (name: string, text: string) => void, text: string): void {
  const inside = text.match(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(script|style)\b[\s\S]*?<\/\1>/gi) ?? []
  if (inside.length > 0)
    add('comments and scripts', withoutTags(inside.join('\n').replaceAll(/<!--|-->|<\?|\?>/g, ' '), ' '))
  const attributes = [...text.matchAll(/\s[\w:.-]+\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    (one) => one[1] ?? one[2] ?? '',
  )
  if (attributes.length > 0) add('attributes', separated(withoutNoise(entities([...new Set(attributes)].join('\n')))))
  const blocks = text.replaceAll(BLOCK_TAG, '\n').replaceAll(/<!\[CDATA\[|\]\]>/g, '')
  add('', withoutTags(blocks, ''))
  add('every tag a gap', withoutTags(blocks, ' '))
}

const withoutTags = (text: string, gap: string): string => entities(text.replaceAll(/<[^>]*>/g, gap))

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  mdash: '—',
  hyphen: '-',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  aacute: 'á',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ouml: 'ö',
  uuml: 'ü',
  auml: 'ä',
  ccedil: 'ç',
  ntilde: 'ñ',
  oslash: 'ø',
  lstrok: 'ł',
}

/** Character references undone, twice, since escaped text is escaped again in feeds. */
function entities(text: string): string {
  const once = (from: string) =>
    from.replaceAll(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));?/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
      },
    )
  return text.includes('&') ? once(once(text)) : text
}

/** Names as they stand in addresses, file names and identifiers: parts set apart. */
const separated = (text: string): string =>
  text
    .replaceAll(/[_/\\.+=?&#:-]+/g, ' ')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\d)/gu, '$1 $2') + `\n${text}`

const utf8 = (bytes: number[]): string => new TextDecoder('utf-8').decode(new Uint8Array(bytes))

/** Runs of escaped bytes, each decoded as UTF-8. */
function undoRuns(text: string, run: RegExp, one: RegExp): string | null {
  if (!one.test(text)) return null
  return text.replaceAll(run, (found) =>
    utf8([...found.matchAll(new RegExp(one.source, 'gi'))].map((hit) => Number.parseInt(hit[1] ?? '0', 16))),
  )
}

/** Encodings that hide a name from a plain search, each undone; null where the text has none of it. */
const decodings: readonly (readonly [string, (text: string) => string | null])[] = [
  [
    'percent-encoding undone',
    (text) => undoRuns(text, /(?:%[0-9a-f]{2})+/gi, /%([0-9a-f]{2})/i)?.replaceAll('+', ' ') ?? null,
  ],
  [
    'backslash escapes undone',
    (text) =>
      /\\(?:u\{?[0-9a-f]|x[0-9a-f]|')/i.test(text)
        ? text.replaceAll(
            /\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\'([0-9a-f]{2})/gi,
            (whole, a?: string, b?: string, c?: string, d?: string) => {
              const code = Number.parseInt(a ?? b ?? c ?? d ?? '', 16)
              return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
            },
          )
        : null,
  ],
  [
    'quoted-printable undone',
    (text) =>
      /=(?:\r?\n|[0-9A-F]{2})/.test(text)
        ? undoRuns(`${text.replaceAll(/=\r?\n/g, '')}=20`, /(?:=[0-9a-f]{2})+/gi, /=([0-9a-f]{2})/i)
        : null,
  ],
  ['mail words undone', (text) => (text.includes('=?') ? mailWords(text) : null)],
  ['references undone', (text) => (/&[#\w]+;/.test(text) ? entities(text) : null)],
  ['base64 undone', (text) => printable(text, /[A-Za-z0-9+/_-]{8,}={0,2}/g, fromBase64)],
  ['hexadecimal undone', (text) => printable(text, /\b(?:[0-9a-f]{2}){5,}\b/gi, fromHex)],
]

/** Ways of spelling and setting that part or alter a name, each undone, on text without its markup. */
const respellings: readonly (readonly [string, (text: string) => string | null])[] = [
  ['compatibility letters undone', (text) => (/[^\p{ASCII}]/u.test(text) ? text.normalize('NFKC') : null)],
  ['lines joined', (text) => (/[-‐\u00ad]\s*\r?\n/.test(text) ? text.replaceAll(/[-‐\u00ad]\s*\r?\n\s*/g, '') : null)],
  [
    'lines joined at hyphens',
    (text) => (/[-‐]\s*\r?\n/.test(text) ? text.replaceAll(/([-‐])\s*\r?\n\s*/g, '$1') : null),
  ],
  ['parts of addresses', (text) => addresses(text)],
]

/** RFC 2047 encoded words. */
function mailWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?[\w-]+\?([BQ])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
      how.toUpperCase() === 'B'
        ? new TextDecoder().decode(fromBase64(words))
        : (undoRuns(`${words.replaceAll('_', ' ')}=20`, /(?:=[0-9a-f]{2})+/gi, /=([0-9a-f]{2})/i) ?? words),
    )
}

function addresses(text: string): string | null {
  const found = text.match(/\S*[_/@]\S*|\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+/gu)
  return found ? separated([...new Set(found)].join('\n')) : null
}

function printable(text: string, runs: RegExp, decode: (run: string) => Uint8Array): string | null {
  const found = [...new Set(text.match(runs) ?? [])].flatMap((run) => {
    const bytes = decode(run)
    const words = new TextDecoder().decode(bytes)
    return words.length > 3 && /^[\p{L}\p{N}\p{P}\p{Zs}\n\r\t]+$/u.test(words) ? [words] : []
  })
  return found.length > 0 ? found.join('\n') : null
}

const fromHex = (run: string): Uint8Array =>
  Uint8Array.from(run.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

function fromBase64(run: string): Uint8Array {
  try {
    return Uint8Array.from(atob(run.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', '')), (one) =>
      one.charCodeAt(0),
    )
  } catch {
    return new Uint8Array()
  }
}
