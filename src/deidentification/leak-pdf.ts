/** The words of a PDF's bytes for the leak gate: document information, outlines, annotations and page text. Pure. */

type Inflate = (bytes: Uint8Array) => Uint8Array

/** Filters whose content is a picture or a font: looked through as bytes by the caller, never as text. */
const picture = /\/(?:DCT|JPX|JBIG2|CCITTFax)Decode/

/**
 * Strings of the file and of its streams, inflated, by where they stand. Text that a font writes in glyph numbers is read
 * through every character map of the file (ISO 32000-1, 9.10.3), since which map belongs to which font does not matter
 * for a name that must not be there at all.
 */
export function pdfViews(bytes: Uint8Array, inflate: Inflate): { texts: Map<string, string>; unreadable: string[] } {
  const raw = chars(bytes)
  const unreadable: string[] = []
  if (/\/Encrypt\s+\d+/.test(raw)) unreadable.push('encrypted content')
  const streams: string[] = []
  let outside = ''
  let done = 0
  for (const found of raw.matchAll(/stream\r?\n/g)) {
    if (found.index < done || raw.slice(found.index - 3, found.index) === 'end') continue
    const start = found.index + found[0].length
    const end = raw.indexOf('endstream', start)
    if (end === -1) break
    const head = raw.slice(Math.max(done, raw.lastIndexOf('obj', found.index)), found.index)
    outside += raw.slice(done, found.index)
    done = end + 9
    const content = streamOf(head, bytes.subarray(start, end), raw.slice(start, end), inflate)
    if (content === null) unreadable.push('a stream')
    else if (content !== '') streams.push(content)
  }
  outside += raw.slice(done)
  const maps = streams.filter((one) => /beginbf(?:char|range)/.test(one)).map(characterMap)
  const texts = new Map<string, string>()
  const put = (name: string, text: string) => texts.set(name, `${texts.get(name) ?? ''}${text}\n`)
  put('document information', stringsOf(outside).join('\n'))
  for (const one of streams) {
    if (/<\?xpacket|<x:xmpmeta|<\/rdf:/.test(one)) put('metadata', utf8(one))
    const strings = stringsOf(one)
    put('page text', strings.join(' '))
    put('page text joined', strings.join(''))
    for (const [n, map] of maps.entries()) put(`page text, font ${n + 1}`, mapped(one, map))
  }
  return { texts, unreadable }
}

const chars = (bytes: Uint8Array): string => {
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return text
}
const utf8 = (text: string): string => new TextDecoder().decode(Uint8Array.from(text, (one) => one.charCodeAt(0)))

/** A stream's content; empty for pictures and fonts, null where its filter is not understood. */
function streamOf(head: string, bytes: Uint8Array, raw: string, inflate: Inflate): string | null {
  if (picture.test(head) || /\/FontFile|\/Length[123]\s|\/Subtype\s*\/(?:OpenType|CIDFontType0C|Type1C)/.test(head))
    return ''
  if (!head.includes('/Filter')) return raw
  if (/LZWDecode|ASCII85Decode|RunLengthDecode|Crypt/.test(head)) return null
  try {
    const hex = head.includes('/ASCIIHexDecode')
      ? Uint8Array.from(raw.replaceAll(/[^0-9a-f]/gi, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      : bytes
    return head.includes('/FlateDecode') ? chars(inflate(hex)) : chars(hex)
  } catch {
    return null
  }
}

/** Literal and hexadecimal strings in order. Numbers in a TJ array that are wide gaps part words. */
function stringsOf(text: string): string[] {
  const found: string[] = []
  let array: string[] | null = null
  for (const token of text.matchAll(
    /\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\)|<([0-9A-Fa-f\s]*)>|\[|\]|-?\d+(?:\.\d+)?/g,
  )) {
    const [one] = token
    if (one === '[') array = []
    else if (one === ']') {
      if (array) found.push(array.join(''))
      array = null
    } else if (/^-?\d/.test(one)) {
      if (array && Number(one) < -200) array.push(' ')
    } else {
      const words = one.startsWith('(') ? literal(one.slice(1, -1)) : wide(hexed(token[1] ?? ''))
      if (array) array.push(words)
      else found.push(words)
    }
  }
  if (array) found.push(...array)
  return found
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function literal(text: string): string {
  const plain = text.replaceAll(
    /\\(?:([0-7]{1,3})|(\r?\n)|([\s\S]))/g,
    (_, octal?: string, line?: string, one?: string) =>
      octal === undefined
        ? line === undefined
          ? (ESCAPES[one ?? ''] ?? one ?? '')
          : ''
        : String.fromCharCode(Number.parseInt(octal, 8)),
  )
  return wide(plain)
}

const hexed = (hex: string): string =>
  (hex.replaceAll(/\s/g, '').match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')

/** UTF-16 where the mark says so (ISO 32000-1, 7.9.2.2). */
function wide(text: string): string {
  if (!text.startsWith('\u00fe\u00ff')) return text
  let out = ''
  for (let at = 2; at + 1 < text.length; at += 2)
    out += String.fromCharCode(text.charCodeAt(at) * 256 + text.charCodeAt(at + 1))
  return out
}

function characterMap(stream: string): Map<number, string> {
  const map = new Map<number, string>()
  const letters = (hex: string) => wide(`\u00fe\u00ff${hexed(hex)}`)
  for (const section of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const pair of (section[1] ?? '').matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      map.set(Number.parseInt(pair[1] ?? '', 16), letters(pair[2] ?? ''))
  for (const section of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const range of (section[1] ?? '').matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g,
    )) {
      const from = Number.parseInt(range[1] ?? '', 16)
      const to = Math.min(Number.parseInt(range[2] ?? '', 16), from + 65535)
      const list = range[4]?.match(/[0-9A-Fa-f]+/g)
      for (let code = from; code <= to; code++) {
        const target = list ? list[code - from] : null
        if (target) map.set(code, letters(target))
        else if (range[3]) map.set(code, String.fromCodePoint((Number.parseInt(range[3], 16) + code - from) & 0x1fffff))
      }
    }
  }
  return map
}

/** Two-byte glyph numbers read through a map; what it does not know is left out. */
function mapped(stream: string, map: ReadonlyMap<number, string>): string {
  return stringsOf(stream)
    .map((codes) => {
      let out = ''
      for (let at = 0; at + 1 < codes.length; at += 2)
        out += map.get(codes.charCodeAt(at) * 256 + codes.charCodeAt(at + 1)) ?? (codes.charAt(at) === ' ' ? ' ' : '')
      return out
    })
    .join('')
}
