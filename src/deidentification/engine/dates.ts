import { runPatterns } from './candidate.ts'
import type { Candidate, PatternRule } from './candidate.ts'

/**
 * Dates, times, spans of time and points counted from other events. All are quasi-identifiers: one exact date with a
 * cause of death is often enough for a newspaper archive.
 */
export function findDates(clean: string): Candidate[] {
  return runPatterns(clean, rules)
}

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?'
const DAYNAME = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day'
const DAY = '(?:[0-3]?\\d(?:st|nd|rd|th)?)'
const YEAR = '(?:1[89]|20)\\d\\d'
const NUMBER =
  '(?:\\d{1,3}(?:\\.\\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?'
const SEASON = '(?:spring|summer|autumn|winter)'
const FEAST =
  "(?:Christmas(?: Day| Eve)?|Boxing Day|Easter|Hogmanay|New Year(?:[’']s (?:Day|Eve))?|Bonfire Night|Halloween|Ramadan|Eid|Diwali|Good Friday|Whitsun|Hanukkah)"
const FULL = `(?:${DAYNAME},? )?(?:the )?${DAY}(?: of)? ${MONTH}(?:,? ${YEAR})?`
const US = `${MONTH} ${DAY},? ${YEAR}`
const MONTHLY = `${MONTH} ${YEAR}`
const ANY = `(?:${FULL}|${US}|${MONTHLY}|${DAY}|${MONTH})`

const date = (
  source: string,
  probability: number,
  reason: string,
  pattern: RegExp,
  more: Partial<PatternRule> = {},
): PatternRule => ({
  source,
  label: 'DATETIME',
  identifier: 'QUASI',
  probability,
  reason,
  pattern,
  ...more,
})

const rules: readonly PatternRule[] = [
  date(
    'date-range',
    0.97,
    'A range of dates',
    new RegExp(
      `\\b(?:${FULL}|${MONTHLY}|${DAY}|${MONTH}(?= (?:–|-|to|and) ))(?: (?:and|to|until|–|-) |[–-])(?:${FULL}|${MONTHLY})\\b`,
      'g',
    ),
  ),
  date('date-full', 0.97, 'An exact date', new RegExp(`\\b(?:${FULL}|${US})\\b`, 'g'), {
    accept: (found) => /\p{L}{3}/u.test(found),
  }),
  date('date-month', 0.94, 'A month and year', new RegExp(`\\b(?:(?:early|mid|late)[- ])?(?:${MONTHLY})\\b`, 'gi')),
  date(
    'date-figures',
    0.97,
    'A date in figures',
    new RegExp(
      `(?<![\\d/.-])(?:[0-3]?\\d([/.-])[01]?\\d\\1(?:${YEAR}|\\d\\d)|${YEAR}-[01]\\d-[0-3]\\d)(?![\\d/-])`,
      'g',
    ),
  ),
  date(
    'week-commencing',
    0.97,
    'A week named by its date',
    new RegExp(
      `\\b(?:w\\/c|w\\/e|week (?:commencing|beginning|ending)|wc) (?:the )?(?:${ANY}|[0-3]?\\d\\/[01]?\\d(?:\\/\\d{2,4})?)`,
      'gi',
    ),
  ),
  date(
    'date-season',
    0.9,
    'A season and year',
    new RegExp(`\\b(?:the )?(?:(?:early|mid|late)[- ])?${SEASON}(?: and ${SEASON})?(?: of)? ${YEAR}\\b`, 'gi'),
  ),
  date(
    'date-year',
    0.84,
    'A year',
    new RegExp(`(?<![\\d/£$€.,#-])(?:(?:early|mid|late)[- ])?${YEAR}(?:[–/-]\\d\\d)?(?![\\d/-]|[.,]\\d)`, 'gi'),
  ),
  date(
    'date-month-alone',
    0.72,
    'A month',
    /\b(?:(?:early|mid|late)[- ])?(?:January|February|April|June|July|August|September|October|November|December)\b|(?<=\b(?:in|since|until|by|during|of|last|early|late) )(?:March|May)\b/g,
  ),
  date('date-feast', 0.72, 'A feast or holiday', new RegExp(`\\b${FEAST}\\b(?: ${YEAR})?`, 'g')),
  date(
    'time',
    0.93,
    'A time of day',
    /(?<![\d:.])(?:from )?(?:[01]?\d|2[0-4])[:.][0-5]\d(?: ?(?:am|pm|hours|hrs))?(?: (?:to|and|–) (?:[01]?\d|2[0-4])[:.][0-5]\d(?: ?(?:am|pm|hours|hrs))?)?(?![\d:.]\d|%)/gi,
    {
      accept: (found) => found.includes(':') || /am|pm|h(?:ou)?rs/i.test(found),
    },
  ),
  date('time-hour', 0.8, 'A time of day', /\b(?:1[0-2]|[1-9]) ?(?:am|pm|a\.m\.|p\.m\.)(?!\p{L})/giu),
  date(
    'after-event',
    0.8,
    'Time counted from an event',
    new RegExp(
      `\\b${NUMBER} (?:minutes|hours|days|weeks|months|years)[’']? (?:later|earlier|before|after|previously|ago)\\b`,
      'gi',
    ),
  ),
  date(
    'span-of-time',
    0.55,
    'A length of time',
    new RegExp(
      `\\b(?:${NUMBER}|a|several) (?:hours?|days?|nights?|weeks?|months?|fortnights?|years?)(?![- ]olds?|[’']?(?: of)? (?:old|imprisonment|age))\\b`,
      'gi',
    ),
    {
      accept: (found) => !/^a (?!fortnight)/i.test(found),
    },
  ),
  date(
    'relative',
    0.55,
    'A date by reference to another',
    new RegExp(
      `\\b(?:the (?:following|previous|next|same|preceding) (?:day|week|month|year|morning|evening|night|${DAYNAME})|the (?:day|week|month|night|evening|morning) (?:before|after)|the end of the [a-z]+ ?year|(?:on |the |the following )${DAYNAME}|(?:the )?(?:${SEASON}) (?:term|half-term|holidays?)|(?:that|last|same|a single) ${SEASON}|the day before)\\b`,
      'gi',
    ),
  ),
  date('decade', 0.7, 'A decade', /\b(?:the )?(?:early |mid-?|late )?(?:19|20)\d0s\b/gi),
]
