/**
 * Word's automatic numbers, worked out as Word shows them (ISO/IEC 29500-1, 17.9), because they are not in the text:
 * "see paragraph 4.12" would otherwise point nowhere.
 */
import { child, elements, type XmlElement } from './xml.ts'
import type { Styles } from './word-styles.ts'

/** The number of one paragraph. `isParagraphNumber`: of the kind "4.12", which numbers paragraphs and not a list. */
export interface WordNumber {
  bullet: boolean
  text: string
  isParagraphNumber: boolean
}

interface Level {
  format: string
  pattern: string
  start: number
  restartAfter: number | undefined
  legal: boolean
}

/** Gives the number of the next paragraph with this list and level, and counts on. Undefined: no such list. */
export type Numbering = (numberId: string, level: number) => WordNumber | undefined

/** Reads numbering.xml. One `Numbering` counts through one document, from top to bottom. */
export function readNumbering(root: XmlElement | undefined, styles: Styles): Numbering {
  const abstracts = new Map(elements(root, 'w:abstractNum').map((a) => [a.attributes['w:abstractNumId'] ?? '', a]))
  const numbers = new Map(elements(root, 'w:num').map((n) => [n.attributes['w:numId'] ?? '', n]))
  const counters = new Map<string, (number | undefined)[]>()
  const started = new Set<string>()
  return (numberId, depth) => {
    const number = numbers.get(numberId)
    const abstractId = child(number, 'w:abstractNumId')?.attributes['w:val'] ?? ''
    const abstract = linkedAbstract(abstracts.get(abstractId), abstracts, numbers, styles)
    if (!number || !abstract) return undefined
    const levels = readLevels(abstract, number)
    const level = levels[depth]
    if (!level) return undefined
    // Lists of one abstract definition count on together unless a list restarts itself.
    const counter = counters.get(abstractId) ?? []
    counters.set(abstractId, counter)
    restart(number, numberId, counter, started)
    counter[depth] = (counter[depth] ?? level.start - 1) + 1
    for (let deeper = depth + 1; deeper < 9; deeper++) {
      const { restartAfter } = levels[deeper] ?? {}
      if (restartAfter === undefined || (restartAfter > 0 && depth < restartAfter)) counter[deeper] = undefined
    }
    if (level.format === 'bullet') return { bullet: true, text: '', isParagraphNumber: false }
    return { bullet: false, ...render(level, levels, counter) }
  }
}

function restart(number: XmlElement, numberId: string, counter: (number | undefined)[], started: Set<string>) {
  if (started.has(numberId)) return
  started.add(numberId)
  for (const override of elements(number, 'w:lvlOverride')) {
    const start = child(override, 'w:startOverride')?.attributes['w:val']
    if (start !== undefined) counter[Number(override.attributes['w:ilvl'])] = Number(start) - 1
  }
}

/** A list may only name a style that names the real list. */
function linkedAbstract(
  abstract: XmlElement | undefined,
  abstracts: Map<string, XmlElement>,
  numbers: Map<string, XmlElement>,
  styles: Styles,
): XmlElement | undefined {
  const link = child(abstract, 'w:numStyleLink')?.attributes['w:val']
  if (link === undefined) return abstract
  const number = numbers.get(styles(link).numberId ?? '')
  return abstracts.get(child(number, 'w:abstractNumId')?.attributes['w:val'] ?? '') ?? abstract
}

function readLevels(abstract: XmlElement, number: XmlElement): Level[] {
  const levels: Level[] = []
  for (const level of elements(abstract, 'w:lvl')) levels[Number(level.attributes['w:ilvl'])] = readLevel(level)
  for (const override of elements(number, 'w:lvlOverride')) {
    const level = child(override, 'w:lvl')
    if (level) levels[Number(override.attributes['w:ilvl'])] = readLevel(level)
  }
  return levels
}

function readLevel(level: XmlElement): Level {
  const restartAfter = child(level, 'w:lvlRestart')?.attributes['w:val']
  const start = Number(child(level, 'w:start')?.attributes['w:val'] ?? 1)
  return {
    format: child(level, 'w:numFmt')?.attributes['w:val'] ?? 'decimal',
    pattern: child(level, 'w:lvlText')?.attributes['w:val'] ?? '',
    start: Number.isFinite(start) ? start : 1,
    restartAfter: restartAfter === undefined ? undefined : Number(restartAfter),
    legal: child(level, 'w:isLgl') !== undefined,
  }
}

function render(level: Level, levels: Level[], counter: (number | undefined)[]) {
  const text = level.pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const other = levels[Number(digit) - 1]
    const value = counter[Number(digit) - 1] ?? other?.start ?? 1
    return formatNumber(value, level.legal ? 'decimal' : (other?.format ?? 'decimal'))
  })
  return { text: text.trim(), isParagraphNumber: /%\d[^%]*%\d/.test(level.pattern) }
}

/** A number in one of Word's formats; unknown formats give digits, as Word does where it lacks one. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return ''
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'lowerLetter':
      return letters(value)
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
    case 'ordinal':
      return `${value}${ordinalEnding(value)}`
    default:
      return String(value)
  }
}

/** a … z, aa, bb, … as Word goes on after z. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

const romanDigits: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  let text = ''
  for (const [worth, digit] of romanDigits) {
    while (rest >= worth) {
      text += digit
      rest -= worth
    }
  }
  return text
}

function ordinalEnding(value: number): string {
  const tens = value % 100
  if (tens >= 11 && tens <= 13) return 'th'
  return ({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[value % 10] ?? 'th'
}
