/**
 * The reading copy of a text: what rules look at. Hidden characters are dropped, look-alike letters inside Latin words
 * are read as Latin, a word broken by a hyphen at a line end is joined, and already replaced passages (⟦Mother⟧) are
 * blanked. Every position leads back to the original in UTF-16 units, so that nothing found can be off by one.
 */
export type ReadingCopy = {
  readonly original: string
  readonly clean: string
  /** Original offset of each clean unit, with one extra entry for the end; absent when both texts are the same. */
  readonly map: Uint32Array | undefined
  /** Clean ranges that were already replaced; nothing may be proposed there. */
  readonly sealed: readonly (readonly [number, number])[]
}

/** Stands in the reading copy for one replaced passage, however long. */
export const SEALED = '\uE001'

const LONGEST_REPLACEMENT = 400

const HIDDEN = /\p{Default_Ignorable_Code_Point}/u
const NEEDS_COPY =
  /[^\P{Cc}\n\t]|\p{Default_Ignorable_Code_Point}|[\u00A0\u2000-\u200A\u2011\u202F\u3000\uE001-\uE003\uFF01-\uFF5E⟦]|[\p{Script=Cyrillic}\p{Script=Greek}]|\p{L}-\r?\n/u

/** Unicode confusables (UTS 39) met in Latin names: Cyrillic and Greek letters drawn like Latin ones. */
const LOOKALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  А: 'A',
  В: 'B',
  с: 'c',
  С: 'C',
  ԁ: 'd',
  е: 'e',
  Е: 'E',
  һ: 'h',
  Н: 'H',
  і: 'i',
  І: 'I',
  ј: 'j',
  Ј: 'J',
  К: 'K',
  М: 'M',
  о: 'o',
  О: 'O',
  р: 'p',
  Р: 'P',
  ԛ: 'q',
  ѕ: 's',
  Ѕ: 'S',
  Т: 'T',
  х: 'x',
  Х: 'X',
  у: 'y',
  У: 'Y',
  ԝ: 'w',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  ο: 'o',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
  ν: 'v',
  α: 'a',
  ι: 'i',
  κ: 'k',
  ρ: 'p',
  ѵ: 'v',
}
const LATIN = /[A-Za-zÀ-ɏ]/
const LETTER = /\p{L}/u

/**
 * Makes the reading copy.
 * @param text any string, even broken UTF-16; never refused
 */
export function readingCopy(text: string): ReadingCopy {
  if (!NEEDS_COPY.test(text)) return { original: text, clean: text, map: undefined, sealed: [] }
  const parts: string[] = []
  const map = new Uint32Array(text.length + 1)
  const sealed: (readonly [number, number])[] = []
  let out = 0
  let at = 0
  const put = (unit: string): void => {
    parts.push(unit)
    map[out++] = at
  }
  while (at < text.length) {
    const unit = text.charAt(at)
    if (unit === '⟦') {
      const close = text.indexOf('⟧', at)
      const inner = text.indexOf('⟦', at + 1)
      if (close > at && close - at < LONGEST_REPLACEMENT && !(inner > at && inner < close)) {
        sealed.push([out, out + 1])
        put(SEALED)
        at = close + 1
        continue
      }
    }
    if (HIDDEN.test(unit)) {
      at++
      continue
    }
    const broken = lineBreakHyphen(text, at)
    if (broken > 0) {
      at += broken
      continue
    }
    put(readUnit(unit, text, at))
    at++
  }
  map[out] = text.length
  return { original: text, clean: parts.join(''), map: map.subarray(0, out + 1), sealed }
}

/**
 * The copy as it would be made of the text with these ranges replaced: what was found is hidden, and everything else is
 * read once more in its new surroundings. Ranges are the copy's, sorted and apart; positions lead back to the copy.
 */
export function withoutFound(
  copy: ReadingCopy,
  found: readonly { readonly start: number; readonly end: number }[],
): ReadingCopy {
  const { clean } = copy
  const hidden = [...found.map(({ start, end }) => [start, end] as const), ...copy.sealed].toSorted(
    (a, b) => a[0] - b[0],
  )
  const parts: string[] = []
  const map = new Uint32Array(clean.length + 1)
  const sealed: (readonly [number, number])[] = []
  let out = 0
  let at = 0
  for (const [start, end] of hidden) {
    parts.push(clean.slice(at, start), SEALED)
    while (at < start) map[out++] = at++
    sealed.push([out, out + 1])
    map[out++] = start
    at = end
  }
  parts.push(clean.slice(at))
  while (at < clean.length) map[out++] = at++
  map[out] = clean.length
  return { original: clean, clean: parts.join(''), map: map.subarray(0, out + 1), sealed }
}

/** Original range of a clean range; the end stays tight, so trailing hidden characters are not swallowed. */
export function originalRange(copy: ReadingCopy, start: number, end: number): [number, number] {
  if (copy.map === undefined) return [start, end]
  const last = end > start ? (copy.map[end - 1] ?? copy.original.length) + 1 : (copy.map[end] ?? copy.original.length)
  return [copy.map[start] ?? copy.original.length, last]
}

/** A form for comparison: lower case, no accents, straight apostrophes, one space between words. */
export function fold(word: string): string {
  return word
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/[ßẞ]/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑–]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
}

/** Length of a hyphen and line break inside a lower-case word ("Rober-\nts" excepted), or 0. */
function lineBreakHyphen(text: string, at: number): number {
  if (text.charAt(at) !== '-' || !LETTER.test(text.charAt(at - 1))) return 0
  const width = text.charAt(at + 1) === '\n' ? 2 : text.startsWith('\r\n', at + 1) ? 3 : 0
  return width > 0 && /\p{Ll}/u.test(text.charAt(at + width)) ? width : 0
}

function readUnit(unit: string, text: string, at: number): string {
  const code = unit.charCodeAt(0)
  if (code < 32) return unit === '\n' || unit === '\t' || unit === '\r' ? unit : ' '
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000) return ' '
  if (code >= 0xe001 && code <= 0xe003) return ' '
  if (code === 0x2011) return '-'
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  const latin = LOOKALIKE[unit]
  if (latin === undefined) return unit
  return inLatinWord(text, at) ? latin : unit
}

function inLatinWord(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i < 30; i--) {
    const unit = text.charAt(i)
    if (LATIN.test(unit)) return true
    if (!LETTER.test(unit) && !HIDDEN.test(unit)) break
  }
  for (let i = at + 1; i < text.length && i - at < 30; i++) {
    const unit = text.charAt(i)
    if (LATIN.test(unit)) return true
    if (!LETTER.test(unit) && !HIDDEN.test(unit)) break
  }
  return false
}
