/**
 * The leak gate: no confirmed surface form may be read in any byte that leaves the house. It looks at every reading of
 * every output (`leak-views.ts`) for names whole and in part, possessives, initials, one letter wrong, letters set apart,
 * names run together, and exact dates within the case's window. It finds too much rather than too little: what an editor
 * kept on purpose is excused in its own place and nowhere else. Pure.
 */
import { dayOf } from './engine/entities.ts'
import { deletions, nameWords, personForms, withinOneEdit } from './engine/forms.ts'
import { leaks } from './engine/sweep.ts'
import { fold, readingCopy } from './engine/text.ts'
import { isCommon, isWordName, wordsOf } from './engine/words.ts'
import { viewsOf, withoutNoise, type NamedOutput, type View } from './leak-views.ts'

/** What must not be read anywhere. */
export interface Secrets {
  /** People's names and codes in every form met: their parts, initials and misspellings are looked for too. */
  names: readonly string[]
  /** Places, bodies and telling phrases: looked for whole. */
  phrases: readonly string[]
  /** The case's window, ISO days, both included; null when the case has no exact date. */
  window: { from: string; to: string } | null
  /** Exact days that were generalised, as MM-DD: a day and month without a year is looked for among these. */
  days: readonly string[]
  /** Words that stay by decision: the words, and what stands directly before and after them. */
  kept: readonly { before: string; words: string; after: string }[]
  /** Days that are public by themselves, such as the dates of volumes: no leak where they stand. */
  publicDays?: readonly string[]
}

/** In what form something was found. */
export type LeakForm =
  'name' | 'phrase' | 'initials' | 'misspelt' | 'letters apart' | 'run together' | 'date' | 'unreadable'

/** One place where something can still be read. */
export interface GateLeak {
  /** Name of the output. */
  output: string
  /** Where inside it; empty for its text as it stands. */
  part: string
  how: LeakForm
  /** The confirmed form that it gives away; for a date the day as written. */
  form: string
  /** What stands around it. */
  around: string
  /** The line of the part, from 0. */
  line: number
}

/** Leaks reported for one output at most: the first is reason enough. */
const mostLeaks = 60

/** Every place in the outputs where a secret can be read, in their order. Empty when they may go out. */
export function leaksInOutputs(secrets: Secrets, outputs: readonly NamedOutput[]): GateLeak[] {
  const lookFor = prepared(secrets)
  return outputs.flatMap((output) => {
    const { views, unreadable } = viewsOf(output)
    const found: GateLeak[] = unreadable.map((part) => ({
      output: output.name,
      part,
      how: 'unreadable',
      form: '',
      around: 'This part could not be opened, so nobody can say that it holds no name',
      line: 0,
    }))
    const seen = new Set<string>()
    for (const view of views) {
      for (const leak of leaksInView(lookFor, view)) {
        const key = `${leak.how} ${leak.form} ${squashed(leak.around).text}`
        if (seen.has(key) || found.length >= mostLeaks) continue
        seen.add(key)
        found.push({ output: output.name, part: view.part, ...leak })
      }
    }
    return found
  })
}

interface LookFor {
  secrets: Secrets
  names: string[]
  phrases: RegExp[]
  initials: Map<string, string>
  parts: Map<string, { part: string; form: string }[]>
  together: { text: string; form: string }[]
  apart: { pattern: RegExp; form: string }[]
  kept: { key: string; words: string }[]
}

type Hit = Omit<GateLeak, 'output' | 'part'>
type Place = { start: number; end: number; how: LeakForm; form: string }

function prepared(secrets: Secrets): LookFor {
  const names = [...new Set(secrets.names.map(nameAlone).filter((name) => name.length > 1))]
  const people = names.filter((name) => !/[\d@]/.test(name) && /\p{Lu}/u.test(name))
  const parts = new Map<string, { part: string; form: string }[]>()
  for (const form of people) {
    for (const { words } of personForms(form)) {
      const [part = ''] = words
      if (words.length > 1 || part.length < 5 || isCommon(part)) continue
      for (const half of deletions(part)) parts.set(half, [...(parts.get(half) ?? []), { part, form }])
    }
  }
  const letters = (form: string) => squashed(nameWords(form).join(' ')).text
  return {
    secrets,
    names,
    phrases: secrets.phrases.filter((one) => one.trim().length > 2).map(phrasePattern),
    initials: initialsOf(people),
    parts,
    together: [...people, ...secrets.phrases.filter((one) => /^\p{Lu}/u.test(one))]
      .map((form) => ({ text: letters(form), form }))
      .filter(({ text, form }) => nameWords(form).length > 1 && text.length >= 8),
    apart: people.flatMap((form) =>
      nameWords(form)
        .map((word) => word.replaceAll(/[^\p{L}]/gu, ''))
        .filter((word) => word.length >= 4)
        .map((word) => ({ pattern: apartPattern(word), form })),
    ),
    kept: secrets.kept.map(({ before, words, after }) => ({
      key: squashed(`${lastLetters(before)}${words}${firstLetters(after)}`).text,
      words: squashed(words).text,
    })),
  }
}

/** "The Geddes girls" gives away Geddes, and neither "the" nor "girls". */
function nameAlone(form: string): string {
  const words = form.trim().split(/\s+/)
  if (/[\d@]/.test(form) || words.length === 1) return form.trim()
  return words.filter((word) => /^\p{Lu}/u.test(word) && !/^(?:The|A|An|His|Her|Their|My|Our)$/.test(word)).join(' ')
}

const lastLetters = (text: string): string => squashed(text).text.slice(-6)
const firstLetters = (text: string): string => squashed(text).text.slice(0, 6)
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function phrasePattern(phrase: string): RegExp {
  const words = fold(phrase.trim())
    .split(/[\s-]+/)
    .map(escaped)
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[\\s-]+')}(?![\\p{L}\\p{N}])`, 'gu')
}

const apartPattern = (word: string): RegExp =>
  new RegExp(`(?<!\\p{L})${Array.from(word, escaped).join('[\\s.·*_\\-\\u2013|]{1,3}')}(?!\\p{L})`, 'giu')

/** Abbreviations of the field: letters that are no one's initials, unless written with dots. */
const abbreviations = new Set(
  (
    'AI AM BA BC BN CA CE CP CV DA DC DH DI DO DS DV EA ED EH EP EU FA FE FM GB GP HE HM HO HR HV IA ID IE II IN IP IQ IR IS IT IV ' +
    'JP LA LD LP MA MD MH MI MP MS NB NI NO OF OK ON OR OT PA PC PD PE PH PM PR QA QC RE RN SA SC SE SI SN SR ST SW TA TB TV UK UN UP US VI WP XI ' +
    'AAIB ADHD APC ASB ASC ASD ASP AWOL BBC BMA BMI CAF CAMHS CCG CCTV CIN CJS CLA CMHT CMR COO CPC CPD CPN CPR CPS CPT CQC CRC CSA CSC CSE CSP CSU CYP ' +
    'DAC DASH DASS DBS DCI DCS DFE DHR DHSC DNA DNR DOB DOH DSL DVA DWP EDT EHA EHC EHE EHM EPO ESA FGC FGM FII FIS FNP GCSE GDPR GMC GOV HCPC HIV HMP HSC HTML ' +
    'IAPT IAS ICB ICO ICPC ICS IDVA IMR IRO ISO IVF JSON JTAI LAC LADO LBC LCS LCSPR LGA LGBT LLR LPS LSCB LSP MAPPA MARAC MASA MASH MCA MDT MHA MIU MP3 NAI ' +
    'NEET NFA NHS NICE NMC NPS NRM NSPCC OCD ODD OFSTED OOH PCC PCSO PDF PDS PEP PHN PIP PLO PPU PRU PSNI PTSD QAF QMS RCA RCPCH RQIA SAB SAR SARC SBNI SCIE ' +
    'SCP SCR SDQ SEN SENCO SEND SGO SHO SIB SIDS SIO SOC SPA SPOC SSSC STI SUDI SUI SUSR SWE TAC TAF TAR TED TOR TXT UASC URL VAW VKPP WAG WHO WTE XML YJS YOS YOT UTF LTD PLC III VII EPUB ATOM HTTP HTTPS WWW ORG COM'
  ).split(' '),
)

/** Initials of whole names, without their dots. Two letters count as well: a note is signed with them. */
function initialsOf(people: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const form of people) {
    const words = nameWords(form)
    const parts = words.flatMap((word) => word.split('-'))
    for (const letters of [words, parts, [words[0] ?? '', words.at(-1) ?? '']]) {
      const initials = letters.map((word) => word.charAt(0).toUpperCase()).join('')
      if (words.length > 1 && initials.length > 1 && !found.has(initials)) found.set(initials, form)
    }
  }
  return found
}

/** Letters and figures only, folded, with the place in the text of each. */
function squashed(text: string): { text: string; at: number[] } {
  const at: number[] = []
  let out = ''
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n)
    if (unit < 128) {
      const small = unit >= 65 && unit <= 90 ? unit + 32 : unit
      if ((small >= 97 && small <= 122) || (small >= 48 && small <= 57)) {
        out += String.fromCharCode(small)
        at.push(n)
      }
      continue
    }
    for (const letter of fold(text.charAt(n))) {
      if (!/[\p{L}\p{N}]/u.test(letter)) continue
      out += letter
      at.push(n)
    }
  }
  return { text: out, at }
}

function leaksInView(lookFor: LookFor, view: View): Hit[] {
  // Replacements are read like everything else: a name inside the brackets is a leak.
  const text = readingCopy(view.text.replaceAll(/[⟦⟧]/g, ' ')).clean
  const places = view.binary ? runTogether(lookFor, text) : everyPlace(lookFor, withoutNoise(text))
  const hits: Hit[] = []
  for (const { start, end, how, form } of places) {
    const around = text.slice(Math.max(0, start - 40), end + 40).replaceAll(/\s+/g, ' ')
    if (!isKept(lookFor, text, start, end))
      hits.push({ how, form, around, line: text.slice(0, start).split('\n').length - 1 })
  }
  return hits
}

/** In lower case no name but a word: “the escalation procedure”, where an heading’s “Escalation” was taken for a name. */
const ORDINARY = /^\p{Ll}+(?:ation|ition)s?$/u

function everyPlace(lookFor: LookFor, text: string): Place[] {
  const found: Place[] = [...misspelt(lookFor, text), ...initials(lookFor, text)]
  for (const one of leaks(text, lookFor.names))
    if (!ORDINARY.test(text.slice(one.start, one.end))) found.push({ ...one, how: 'name' })
  const folded = foldedInPlace(text)
  for (const pattern of lookFor.phrases)
    for (const hit of folded.matchAll(pattern)) {
      const start = hit.index
      found.push({ start, end: start + hit[0].length, how: 'phrase', form: text.slice(start, start + hit[0].length) })
    }
  found.push(...dates(lookFor.secrets, text))
  for (const { pattern, form } of lookFor.apart)
    for (const hit of text.matchAll(pattern))
      found.push({ start: hit.index, end: hit.index + hit[0].length, how: 'letters apart', form })
  found.push(...runTogether(lookFor, text))
  const places: Place[] = []
  let end = -1
  for (const place of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (place.end <= end) continue
    end = place.end
    places.push(place)
  }
  return places
}

/** Folded letter by letter, so that places stay the same. */
const foldedInPlace = (text: string): string =>
  !/[^\p{ASCII}]/u.test(text)
    ? text.toLowerCase()
    : text.replaceAll(/[^\p{ASCII}]|[A-Z]/gu, (unit) => {
        const small = fold(unit)
        return small.length === 1 ? small : unit
      })

function misspelt(lookFor: LookFor, text: string): Place[] {
  const found: Place[] = []
  for (const word of wordsOf(text)) {
    for (const part of [word.folded, ...(word.folded.includes('-') ? word.folded.split('-') : [])]) {
      if (part.length < (word.capital ? 4 : 5) || isCommon(part)) continue
      const owner = deletions(part)
        .flatMap((half) => lookFor.parts.get(half) ?? [])
        .find((one) => withinOneEdit(part, one.part))
      if (owner && !ORDINARY.test(word.text) && (word.capital || owner.part.length >= 6 || part === owner.part))
        found.push({
          start: word.start,
          end: word.end,
          how: part === owner.part ? 'name' : 'misspelt',
          form: owner.form,
        })
    }
  }
  return found
}

const INITIALS =
  /(?<![\p{L}\p{N}.])(?:\p{Lu}{2,5}|\p{Lu}(?:[.-] ?\p{Lu}){1,4}\.?|\p{Lu}(?: \p{Lu}){2,4})(?![\p{L}\p{N}])/gu

function initials(lookFor: LookFor, text: string): Place[] {
  const found: Place[] = []
  for (const hit of text.matchAll(INITIALS)) {
    const letters = hit[0].replaceAll(/[^\p{L}]/gu, '')
    const form = lookFor.initials.get(letters)
    if (form && !(hit[0] === letters && abbreviations.has(letters)))
      found.push({ start: hit.index, end: hit.index + hit[0].length, how: 'initials', form })
  }
  return found
}

function runTogether(lookFor: LookFor, text: string): Place[] {
  const { text: letters, at } = squashed(text)
  const found: Place[] = []
  const look = (wanted: string, form: string) => {
    for (let from = letters.indexOf(wanted); from !== -1; from = letters.indexOf(wanted, from + 1))
      found.push({ start: at[from] ?? 0, end: (at[from + wanted.length - 1] ?? 0) + 1, how: 'run together', form })
  }
  for (const { text: wanted, form } of lookFor.together) {
    look(wanted, form)
    look(Array.from(wanted).toReversed().join(''), form)
  }
  return found
}

// Whole names of months or their usual short forms: “decision. 2” is no second of December.
const MONTH =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)'
const NUMBERS = String.raw`(\d{4})-(\d{2})-(\d{2})(?!\d)|(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}(?:\d{2})?)(?![\d/])`
const DAY_FIRST = String.raw`(\d{1,2})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?\s+${MONTH}\b\.?(?:,?\s+(\d{4}))?`
const MONTH_FIRST = String.raw`\b${MONTH}\b\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{4}))?`
const DATE = new RegExp(String.raw`(?<![\d/.-])(?:${NUMBERS}|${DAY_FIRST}|${MONTH_FIRST})`, 'gi')
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** Exact days within the window, however written, and days without a year that were generalised elsewhere. */
function dates(secrets: Secrets, text: string): Place[] {
  const { window } = secrets
  const found: Place[] = []
  for (const hit of text.matchAll(DATE)) {
    const day = dayWritten(hit)
    const known = day !== null && secrets.days.includes(day.slice(5))
    const inside =
      day !== null && window !== null && day >= window.from && day <= window.to && !secrets.publicDays?.includes(day)
    if (day?.startsWith('0000') ? known : inside)
      found.push({ start: hit.index, end: hit.index + hit[0].length, how: 'date', form: hit[0] })
  }
  return found
}

/** A date that was met, as YYYY-MM-DD, with 0000 where it has no year; null where it is no day. */
function dayWritten(hit: RegExpMatchArray): string | null {
  const [, y1, m1, d1, d2, m2, y2, d3, m3, y3, m4, d4, y4] = hit
  const month = m1 ?? m2 ?? String(MONTHS.indexOf((m3 ?? m4 ?? '').slice(0, 3).toLowerCase()) + 1)
  const short = y2?.length === 2 ? `20${y2}` : y2
  const year = y1 ?? short ?? y3 ?? y4 ?? '0000'
  const day = d1 ?? d2 ?? d3 ?? d4 ?? ''
  const fits = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  return fits ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
}

/** Whether a place is one where an editor kept these very words. */
function isKept(lookFor: LookFor, text: string, start: number, end: number): boolean {
  const words = squashed(text.slice(start, end)).text
  const candidates = lookFor.kept.filter((one) => one.words.includes(words) || words.includes(one.words))
  if (candidates.length === 0) return false
  const around = squashed(text.slice(Math.max(0, start - 80), end + 80)).text
  return candidates.some((one) => around.includes(one.key))
}

/** What the gate needs to know of a span. */
export interface GateSpan {
  label: string
  block: number
  start: number
  end: number
  /** Whether the reader sees other words there. */
  hidden: boolean
}

/** Draws up the secrets of a report from its decided spans. @param window set by an editor; else the span of its dates */
export function secretsOf(
  blocks: readonly { readonly text: string }[],
  spans: readonly GateSpan[],
  window: { from: string; to: string } | null,
): Secrets {
  const surface = (span: GateSpan) => blocks[span.block]?.text.slice(span.start, span.end) ?? ''
  const hidden = spans.filter((span) => span.hidden)
  const of = (...labels: string[]) => [
    ...new Set(hidden.filter((span) => labels.includes(span.label)).map((span) => surface(span).trim())),
  ]
  const days = hidden.flatMap((span) => dayOf(surface(span).trim()) ?? []).toSorted()
  const telling = (form: string) => /\p{Lu}/u.test(form) || form.split(/\s+/).length >= 3
  return {
    // A bare number of one to three figures stands in every address and list of paragraphs; nobody is found by it.
    names: of('PERSON', 'CODE').filter((form) => /[\p{Lu}@]|\d\D*\d\D*\d\D*\d/u.test(form)),
    phrases: [
      ...of('LOC', 'ORG').filter((form) => /^\p{Lu}|^the \p{Lu}|\d/u.test(form)),
      ...of('DEM', 'MISC').filter((form) => telling(form)),
    ].filter(
      (form) => !nameWords(form).every((word) => isCommon(word) || isWordName(word)) || form.split(/\s+/).length > 2,
    ),
    window: window ?? (days.length > 0 ? { from: days[0]!, to: days.at(-1)! } : null),
    days: [...new Set(days.map((day) => day.slice(5)))],
    kept: spans
      .filter((span) => !span.hidden)
      .map((span) => {
        const text = blocks[span.block]?.text ?? ''
        return {
          before: text.slice(Math.max(0, span.start - 12), span.start),
          words: surface(span),
          after: text.slice(span.end, span.end + 12),
        }
      }),
  }
}
