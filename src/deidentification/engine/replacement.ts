import type { Cluster } from './entities.ts'
import { places } from './lexicon/places.ts'
import { genderByPronouns, personByTitle, personIn, roleByTitle, roleIn } from './roles.ts'
import { fold } from './text.ts'

/**
 * Suggests what to write instead: a role for a person, a kind for a place or body, a coarser time. A suggestion only;
 * the editor decides. Words are bare: the caller adds the brackets that show a replacement.
 * @param contexts for each cluster, the text around its mentions, each with the mention written as U+0002
 */
export function suggestReplacements(clusters: readonly Cluster[], contexts: readonly (readonly string[])[]): string[] {
  const used = new Map<string, number>()
  const bases = clusters.map((cluster, index) => baseFor(cluster, contexts[index] ?? []))
  const totals = new Map<string, number>()
  for (const base of bases) totals.set(base.words, (totals.get(base.words) ?? 0) + 1)
  return bases.map((base) => {
    if (!base.numbered || (base.unique && totals.get(base.words) === 1)) return base.words
    const next = (used.get(base.words) ?? 0) + 1
    used.set(base.words, next)
    return `${base.words} ${next}`
  })
}

type Base = { readonly words: string; readonly numbered: boolean; readonly unique: boolean }
const role = (words: string, unique = false): Base => ({ words, numbered: true, unique })
const plain = (words: string): Base => ({ words, numbered: false, unique: false })

function baseFor(cluster: Cluster, contexts: readonly string[]): Base {
  switch (cluster.label) {
    case 'PERSON':
      return personBase(cluster, contexts)
    case 'ORG':
      return plain(bodyKind(cluster.canonical))
    case 'LOC':
      return plain(placeKind(cluster))
    case 'DATETIME':
      return plain(coarserTime(cluster.canonical))
    case 'CODE':
      return plain(codeKind(cluster.canonical))
    case 'QUANTITY':
      return plain(/\b(?:aged?|old|years|months)\b/i.test(cluster.canonical) ? ageBand(cluster.canonical) : 'a number')
    case 'DEM':
      return plain(demographicKind(cluster.canonical))
    case 'MISC':
      return plain('a detail left out')
  }
}

function personBase(cluster: Cluster, contexts: readonly string[]): Base {
  const forms = cluster.forms.map(({ form }) => form)
  const said = forms.map(roleByTitle).find((found) => found !== undefined)
  const found = said?.words === 'Police Officer' ? said : (roleIn(contexts) ?? said)
  if (found !== undefined) return { words: found.words, numbered: true, unique: found.unique }
  if (forms.some((form) => /^(?:Dr|Doctor)\b/.test(form))) return role('Doctor')
  if (personIn(contexts).age === 'child') return role('Child')
  const title = forms.map(personByTitle).find(({ gender }) => gender !== undefined)
  const gender = title?.gender ?? genderByPronouns(contexts)
  if (gender === 'f') return role('Woman')
  return gender === 'm' ? role('Man') : role('Person')
}

const BODIES: readonly (readonly [RegExp, string])[] = [
  [/infirmary|hospital|ysbyty/i, 'a hospital'],
  [/primary|infant|junior/i, 'a primary school'],
  [/nursery|nurseries|pre-?school|playgroup|kindergarten/i, 'a nursery'],
  [/special school/i, 'a special school'],
  [/academy|high school|grammar|secondary|school|ysgol/i, 'a school'],
  [/college|university|coleg/i, 'a college'],
  [/surgery|medical|practice|health centre|clinic/i, 'a GP practice'],
  [/police|constabulary/i, 'the police'],
  [/ambulance/i, 'the ambulance service'],
  [/crown court|sheriff court|high court/i, 'a criminal court'],
  [/court|tribunal/i, 'a court'],
  [/\bhmp\b|prison|\byoi\b/i, 'a prison'],
  [/council|borough/i, 'the local authority'],
  [/health board|nhs|trust/i, 'a health trust'],
  [/safeguarding|protection committee|partnership|\bboard\b/i, 'the safeguarding partnership'],
  [/mosque|church|gurdwara|temple|synagogue|kirk|congregation|mandir/i, 'a place of worship'],
  [/housing|homes/i, 'a housing provider'],
  [/club|gym|scouts|boxing|bowling/i, 'a club'],
  [/team|service|unit/i, 'a local team'],
  [/children.s centre|family centre/i, 'a children’s centre'],
  [/inn|pub|arms|bar|tavern/i, 'a public house'],
  [/care home|lodge|house|support|care\b/i, 'a care provider'],
]

const bodyKind = (name: string): string => BODIES.find(([pattern]) => pattern.test(name))?.[1] ?? 'an organisation'

function placeKind(cluster: Cluster): string {
  const name = cluster.canonical
  if (cluster.identifier === 'DIRECT' || /\d/.test(name))
    return /[A-Z]{1,2}\d/.test(name) && name.length < 9 ? 'a postcode' : 'an address'
  if (/shire$|yorkshire|county/i.test(name)) return 'a county'
  if (/\b(?:street|road|lane|avenue|close|way)\b/i.test(name)) return 'a street'
  return places.has(fold(name)) ? 'a town' : 'a place'
}

const MONTH_SEASON: Readonly<Record<string, string>> = {
  dec: 'winter',
  jan: 'winter',
  feb: 'winter',
  mar: 'spring',
  apr: 'spring',
  may: 'spring',
  jun: 'summer',
  jul: 'summer',
  aug: 'summer',
  sep: 'autumn',
  oct: 'autumn',
  nov: 'autumn',
}
const MONTH_KEYS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A season with its year, a season, a part of the day, or a plain "later": never the day. */
export function coarserTime(surface: string): string {
  const year = /(?:1[89]|20)\d\d/.exec(surface)?.[0]
  const figures = /^\d{1,2}[/.-](\d{1,2})[/.-]\d{2,4}$/.exec(surface)
  const named = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.exec(surface)?.[1]?.toLowerCase()
  const month = figures === null ? named : MONTH_KEYS[Number(figures[1]) - 1]
  const season =
    month === undefined ? /spring|summer|autumn|winter/i.exec(surface)?.[0].toLowerCase() : MONTH_SEASON[month]
  if (season !== undefined) return year === undefined ? season : `${season} ${year}`
  if (/^\D{0,10}(?:1[89]|20)\d\d$/.test(surface) && year !== undefined) return yearBand(year)
  const hour = /^(?:from )?(\d{1,2})[:.]\d\d/.exec(surface)?.[1]
  if (hour !== undefined) return partOfDay(Number(hour))
  if (/later|after|ago/i.test(surface)) return 'some time later'
  if (/week|month|year|day|hour|minute|night|fortnight/i.test(surface)) return 'some time'
  return 'a date'
}

/** A third of a decade: enough to follow the story, too coarse for an archive. */
const yearBand = (year: string): string => {
  const place = Number(year.slice(3))
  return `the ${place < 4 ? 'early' : place < 7 ? 'mid' : 'late'} ${year.slice(0, 3)}0s`
}

const partOfDay = (hour: number): string =>
  hour < 6 ? 'in the night' : hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening'

function ageBand(surface: string): string {
  const number = Number(/\d+/.exec(surface)?.[0] ?? Number.NaN)
  if (/week|month|day/i.test(surface)) return 'an infant'
  if (Number.isNaN(number)) return 'an age band'
  const band = [
    [1, 'under 1'],
    [4, '1 to 4'],
    [9, '5 to 9'],
    [15, '10 to 15'],
    [17, '16 or 17'],
    [25, '18 to 25'],
    [40, '26 to 40'],
    [60, '41 to 60'],
    [75, '61 to 75'],
  ].find(([top]) => number <= Number(top))?.[1]
  return `aged ${band ?? 'over 75'}`
}

function codeKind(surface: string): string {
  if (surface.includes('@')) return surface.startsWith('@') ? 'a social media name' : 'an e-mail address'
  if (/^https?:|^www\./.test(surface)) return 'a web address'
  if (/^\+?[\d ()-]{10,}$/.test(surface) && /^(?:\+44|0|\(0)/.test(surface)) return 'a telephone number'
  if (/^[A-Z]{2}\d{2} ?[A-Z]{3}$/.test(surface)) return 'a vehicle registration'
  return 'a reference number'
}

function demographicKind(surface: string): string {
  if (/muslim|christian|sikh|hindu|catholic|jewish|jehovah|protestant|buddhist|methodist/i.test(surface))
    return 'a faith'
  if (/white|black|asian|heritage|origin|british|african|caribbean|polish|somali|romanian/i.test(surface))
    return 'an ethnic background'
  if (/asthma|autis|disab|dementia|epilep|schizo|bipolar|cancer|diabet|covid/i.test(surface))
    return 'a health condition'
  return WORK.test(surface) ? 'an occupation' : 'a personal circumstance'
}

const WORK =
  /\b(?:worker|driver|cleaner|teacher|nurse|assistant|manager|officer|engineer|shop|shifts?|labourer|apprentice|retired|employ\p{L}*|\p{L}{3,}(?:er|or|ist|man|woman|smith|keeper))\b/iu
