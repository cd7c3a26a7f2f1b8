import type { Cluster } from './entities.ts'
import { places } from './lexicon/places.ts'
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

/** Cues in the words around a name, most telling first: table cells, apposition, titles. */
const CUES: readonly (readonly [RegExp, Base])[] = [
  [/\uE002\t(?:the )?(?:subject|subject child|child)\b/i, role('Child')],
  [
    /\uE002\t(?:maternal |paternal )?(?:step-?)?grandmother\b|(?:grandmother|nana?|granny),? \uE002/i,
    role('Grandmother', true),
  ],
  [/\uE002\t(?:maternal |paternal )?(?:step-?)?grandfather\b|grandfather,? \uE002/i, role('Grandfather', true)],
  [
    /\uE002\t(?:birth )?mother\b|\b(?:his|her|their|the children[’']s) mother,? \uE002|\bmother, \uE002/i,
    role('Mother', true),
  ],
  [/\uE002\t(?:birth )?father\b|\b(?:his|her|their) father,? \uE002|\bfather, \uE002/i, role('Father', true)],
  [/\uE002\tstep-?father\b|step-?father,? \uE002/i, role('Stepfather', true)],
  [
    /\uE002\t(?:half-|step-?|older |younger )?(?:sister|brother|sibling)\b|\b(?:half-|older |younger |elder |twin )?(?:sister|brother|sibling),? \uE002/i,
    role('Sibling'),
  ],
  [/\uE002\t(?:partner|husband|wife)\b|\b(?:partner|husband|wife),? \uE002/i, role('Partner')],
  [
    /\b(?:uncle|aunt|auntie|cousin|nephew|niece|son|daughter|sister-in-law|brother-in-law),? \uE002|\uE002\t(?:uncle|aunt|cousin|nephew|niece|son|daughter|sister-in-law)/i,
    role('Relative'),
  ],
  [
    /^.{0,80}\b(?:PC|DC|DS|DI|DCI|WPC|Sergeant|Inspector|Constable|police officer,?) ?(?:\d+ )?\uE002|\uE002[^.\n]{0,30}\bpolice\b/,
    role('Police Officer'),
  ],
  [/\bJudge \uE002|\bJustice \uE002|\bHHJ \uE002/, role('Judge', true)],
  [
    /social worker,? (?:was )?(?:Mr |Mrs |Ms |Miss )?\uE002|\uE002, (?:an? |the |her |his )?(?:newly qualified |allocated |duty )?social worker/i,
    role('Social Worker'),
  ],
  [
    /health visitor,? (?:was )?(?:Mr |Mrs |Ms |Miss )?\uE002|\uE002, (?:an? |the |her |his )?health visitor/i,
    role('Health Visitor'),
  ],
  [/school nurse,? \uE002/i, role('School Nurse')],
  [/midwife,? (?:Mr |Mrs |Ms )?\uE002|\uE002, (?:an? |the )?midwife/i, role('Midwife')],
  [/paediatrician,? (?:Dr )?\uE002|\uE002, (?:an? |the )?(?:consultant )?paediatrician/i, role('Paediatrician')],
  [/\b(?:Dr|Doctor) \uE002/, role('Doctor')],
  [
    /(?:headteacher|head teacher|teacher|designated safeguarding lead|tutor),? (?:Mr |Mrs |Ms |Miss )?\uE002/i,
    role('Teacher'),
  ],
  [/(?:lead reviewer|independent author|reviewer|author|report writer)[:,]? \uE002/i, role('the reviewer')],
  [/(?:independent chair|convener|chair)[^\n]{0,60}[:,] (?:Professor )?\uE002/i, role('the chair')],
  [/team manager,? \uE002|\uE002, (?:an? |the )?(?:team |service )?manager/i, role('Manager')],
  [/(?:worker|nurse|officer|practitioner|manager|solicitor),? (?:Mr |Mrs |Ms |Miss )?\uE002/i, role('Practitioner')],
  [/neighbour,? (?:Mr |Mrs |Ms |Miss )?\uE002/i, role('Neighbour')],
  [/friend,? \uE002|\uE002, (?:a |his |her )friend/i, role('Friend')],
  [
    /\uE002 was born\b|\uE002[^.\n]{0,40}\b(?:aged (?:1[0-7]|\d)\b|years? old|(?:weeks|months|days) old)/i,
    role('Child'),
  ],
]

function personBase(cluster: Cluster, contexts: readonly string[]): Base {
  const forms = cluster.forms.map(({ form }) => form)
  for (const [cue, base] of CUES) {
    const hits = contexts.filter((context) => cue.test(context)).length
    if (hits > 0) return base.words.startsWith('the ') ? { ...base, unique: true } : base
  }
  if (forms.some((form) => /^(?:PC|DC|DS|DI|DCI|WPC|Sergeant|Inspector|Constable)\b/.test(form)))
    return role('Police Officer')
  if (forms.some((form) => /^(?:Dr|Doctor)\b/.test(form))) return role('Doctor')
  if (forms.some((form) => /Judge|Justice/.test(form))) return role('Judge', true)
  if (forms.some((form) => /^(?:Mrs|Ms|Miss)\b/.test(form))) return role('Woman')
  if (forms.some((form) => /^Mr\b/.test(form))) return role('Man')
  return role('Person')
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
  if (/^\D{0,5}(?:1[89]|20)\d\d$/.test(surface) && year !== undefined) return `the ${year.slice(0, 3)}0s`
  const hour = /^(?:from )?(\d{1,2})[:.]\d\d/.exec(surface)?.[1]
  if (hour !== undefined) return partOfDay(Number(hour))
  if (/later|after|ago/i.test(surface)) return 'some time later'
  if (/week|month|year|day|hour|minute|night|fortnight/i.test(surface)) return 'some time'
  return 'a date'
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
  return 'an occupation'
}
