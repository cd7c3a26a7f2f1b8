/**
 * Fits a replacement into its sentence: articles, prepositions, ages before a noun, the start of a sentence. The author's own
 * words stay as they are, so that only the replacement gives way.
 */
import type { Label } from './candidate.ts'
import { dayOf } from './entities.ts'
import { coarserTime } from './replacement.ts'

/** A mention and what stands on both sides of it. */
export type Place = {
  readonly label: Label
  readonly surface: string
  readonly before: string
  readonly after: string
}

const ARTICLE_BEFORE =
  /\b(?:the|an?|his|her|their|its|our|my|your|this|that|another|each|every|no|same|local|former)\s$/i
const HOUSEHOLD = /^ (?:family|household|children|siblings|brothers|sisters|home|case|parents|boys|girls)\b/

/**
 * The replacement as it reads in one place.
 * @param words the entity's replacement, bare
 * @param anchor day 0 of the case, YYYY-MM-DD; dates are then told from it
 */
export function fitReplacement(words: string, place: Place, anchor?: string): string {
  const { label, surface, before, after } = place
  if (label === 'DATETIME') return opening(fitTime(surface, before, anchor), before)
  const aged = label === 'QUANTITY' || (label === 'DEM' && /\b(?:aged?|old)\b/.test(surface) && surface.length < 24)
  if (aged && isAge(surface, before) && !Number.isNaN(numberIn(surface)))
    return opening(fitAge(surface, before, after), before)
  if (label === 'QUANTITY') return fitNumber(surface, before)
  if (label === 'PERSON' && HOUSEHOLD.test(after) && !/['’]s?$/.test(surface) && ARTICLE_BEFORE.test(before))
    return 'subject'
  const bare = ARTICLE_BEFORE.test(before) ? words.replace(/^(?:an?|the) /i, '') : words
  return opening(bare, before)
}

/** A capital at the start of a sentence, a cell or a line. */
function opening(words: string, before: string): string {
  const opens = before === '' || /(?:[.!?:][”"’']?\s+|[\n\t•]\s*|^[“"])$/.test(before)
  return opens ? words.charAt(0).toUpperCase() + words.slice(1) : words
}

const isAge = (surface: string, before: string): boolean =>
  /\b(?:aged?|old|of age)\b/i.test(surface) ||
  /\b(?:aged|age of|was|is|turned|when (?:he|she) was)\s$|\($/i.test(before)

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

/** The number in a phrase, in figures or words; not a number where there is none. */
export function numberIn(phrase: string): number {
  const figures = /\d+/.exec(phrase)?.[0]
  if (figures !== undefined) return Number(figures)
  let sum = Number.NaN
  for (const word of phrase.toLowerCase().split(/[^a-z]+/)) {
    const value = NUMBERS[word]
    if (value !== undefined) sum = (Number.isNaN(sum) ? 0 : sum) + value
  }
  return sum
}

/** Upper bound in years, the band in figures, and the band as an adjective and as a noun. */
const AGES: readonly (readonly [number, string, string, string])[] = [
  [0, 'under 1', 'infant', 'infant'],
  [4, '1 to 4', 'pre-school', 'small child'],
  [10, '5 to 10', 'primary-age', 'child of primary age'],
  [15, '11 to 15', 'teenage', 'teenager'],
  [17, '16 or 17', 'teenage', 'teenager'],
  [25, '18 to 25', 'young adult', 'young adult'],
  [40, '26 to 40', 'adult', 'adult under 41'],
  [60, '41 to 60', 'middle-aged', 'middle-aged person'],
  [75, '61 to 75', 'older', 'older person'],
  [200, 'over 75', 'elderly', 'elderly person'],
]

/** Ages become bands: "aged 7 months" → "aged under 1", "a 15-year-old boy" → "a teenage boy". */
function fitAge(surface: string, before: string, after: string): string {
  const years = /\b(?:week|month|day)s?\b/i.test(surface)
    ? /month/i.test(surface)
      ? Math.floor(numberIn(surface) / 12)
      : 0
    : numberIn(surface)
  const band = AGES.find(([top]) => years <= top)
  if (band === undefined) return 'of an age left out'
  const [, figures, adjective, noun] = band
  if (/^age of/i.test(surface)) return `age of ${figures}`
  if (/\b(?:aged|age of)\s$/i.test(before)) return figures
  if (
    /[- ]olds?$/i.test(surface) &&
    (/^ \p{Ll}/u.test(after) || ARTICLE_BEFORE.test(before)) &&
    /-|^an? /.test(surface)
  )
    return /^ (?:and|who|was|is|had|has|to|in|at|with|said|did)\b|^[^ ]|^$/.test(after) ? noun : adjective
  return `aged ${figures}`
}

/** Counts and sums: no figure, the same grammar. */
function fitNumber(surface: string, before: string): string {
  const kind = /^(?:\S+ )+?(\p{Ll}[\p{L} ]*)$/u.exec(surface)?.[1]
  if (/[£€$]/.test(surface)) return 'a sum of money'
  if (/%|per ?cent/i.test(surface)) return 'a share'
  if (/^(?:once|twice)$/i.test(surface)) return 'more than once'
  const some = ARTICLE_BEFORE.test(before) ? 'several' : 'some'
  return kind === undefined || /^(?:and|to|of)\b/.test(kind) ? some : `${some} ${kind}`
}

const DAY_MS = 86_400_000

/** Dates become seasons with their year or, with an anchor, times counted from day 0; spans of time lose their number. */
function fitTime(surface: string, before: string, anchor: string | undefined): string {
  const parts = /^(.*?)( to | and | until |–| - )(.*)$/.exec(surface)
  if (parts !== null && /\d/.test(parts[1] ?? '') && /\d/.test(parts[3] ?? '') && !/\d:\d/.test(surface)) {
    const year = /(?:1[89]|20)\d\d/.exec(parts[3] ?? '')?.[0]
    const first =
      /(?:1[89]|20)\d\d/.test(parts[1] ?? '') || year === undefined ? (parts[1] ?? '') : `${parts[1]} ${year}`
    return `${oneTime(first, before, anchor)}${(parts[2] ?? '').replace(/^(?:–| - )$/, ' to ')}${oneTime(parts[3] ?? '', before, anchor)}`
  }
  return oneTime(surface, before, anchor)
}

function oneTime(surface: string, before: string, anchor: string | undefined): string {
  const counted = anchor === undefined ? undefined : fromAnchor(surface, anchor)
  if (counted !== undefined) return afterPreposition(counted, before)
  const relative = relativeTime(surface)
  if (relative !== undefined) return relative
  const coarse = coarserTime(surface)
  if (/^in the (?:night|morning|afternoon|evening)$/.test(coarse))
    return /\b(?:at|from|by|until|between|and|to|around|about)\s$/i.test(before) ? `a time ${coarse}` : coarse
  const isDay = /\d{1,2}(?:st|nd|rd|th)? (?:of )?\p{Lu}|\p{L}+day\b|^\d{1,2}[/.-]\d/u.test(surface)
  if (/\bon\s$/i.test(before) && isDay) return coarse === 'a date' ? 'one day' : `a day in ${coarse}`
  return coarse
}

const UNITS = '(minutes?|hours?|days?|nights?|weeks?|months?|years?|fortnights?|weekends?)'

/** "three weeks later" → "some weeks later"; "the next day" → "a later day". */
function relativeTime(surface: string): string | undefined {
  const span = new RegExp(`\\b${UNITS}[’']?(?: (later|earlier|before|after|previously|ago))?$`, 'i').exec(surface)
  const lead = /^(?:the|that|last) /i.test(surface)
  if (span !== null && !lead && !/(?:1[89]|20)\d\d/.test(surface)) {
    const unit = (span[1] ?? '').toLowerCase().replace(/s?$/, 's')
    return `some ${unit}${span[2] === undefined ? '' : ` ${span[2].toLowerCase()}`}`
  }
  const pointed = /^the (following|next|previous|preceding|same) (\p{L}+)$/iu.exec(surface)
  if (pointed === null) return undefined
  const unit = /day$/i.test(pointed[2] ?? '') ? 'day' : (pointed[2] ?? '').toLowerCase()
  if (/same/i.test(pointed[1] ?? '')) return `the same ${unit}`
  return /following|next/i.test(pointed[1] ?? '') ? `a later ${unit}` : `an earlier ${unit}`
}

/** "on day 10", "on a day about 5 weeks after day 0", "in a month about 2 years before day 0". */
function afterPreposition(counted: string, before: string): string {
  const days = /^(\d+) days? (after|before) day 0$/.exec(counted)
  if (/\bon\s$/i.test(before)) {
    if (days !== null) return `day ${days[2] === 'before' ? '−' : ''}${days[1]}`
    return counted === 'day 0' ? counted : `a day ${counted}`
  }
  return /\bin\s$/i.test(before) && counted !== 'day 0' ? `a month ${counted}` : counted
}

/** Days to a fortnight, weeks to three months, months to two years, then years, before or after day 0. */
function fromAnchor(surface: string, anchor: string): string | undefined {
  const day = dayOf(surface) ?? middleOfMonth(surface)
  const start = Date.parse(`${anchor}T00:00:00Z`)
  if (day === undefined || Number.isNaN(start)) return undefined
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - start) / DAY_MS)
  if (Number.isNaN(days)) return undefined
  if (days === 0) return 'day 0'
  const far = Math.abs(days)
  const side = days > 0 ? 'after' : 'before'
  if (far <= 14 && dayOf(surface) !== undefined) return `${far} ${far === 1 ? 'day' : 'days'} ${side} day 0`
  if (far <= 91) return `about ${plural(Math.max(1, Math.round(far / 7)), 'week')} ${side} day 0`
  if (far <= 730) return `about ${plural(Math.round(far / 30.44), 'month')} ${side} day 0`
  return `about ${plural(Math.round(far / 365.25), 'year')} ${side} day 0`
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function middleOfMonth(surface: string): string | undefined {
  const found = /^(?:early |mid-?|late )?(\p{L}{3})\p{L}*\.? ((?:1[89]|20)\d\d)$/iu.exec(surface)
  const month = MONTHS.indexOf((found?.[1] ?? '').toLowerCase())
  return month < 0 ? undefined : `${found?.[2]}-${String(month + 1).padStart(2, '0')}-15`
}
