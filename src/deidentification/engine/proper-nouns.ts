import type { Candidate, Label } from './candidate.ts'
import { organisationHeads, organisationLeads, places, streetHeads } from './lexicon/places.ts'
import { isCommon, isFirstName, isGivenWord, isSurname, isWordName } from './words.ts'
import type { Word } from './words.ts'

/** Words before a name that show it is a person, lower case, with what to tell the editor. */
const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms miss master dr doctor prof professor sir dame lord lady baroness rev reverend revd father fr imam rabbi pastor canon bishop sheikh
   pc dc ds di dci dsi wpc wdc constable sergeant sgt inspector superintendent detective judge justice hhj recorder sheriff cllr councillor nurse
   sister matron uncle auntie aunty aunt nana nan nanny gran granny grandad grandpa grandma captain major colonel corporal private bunica babcia dadi nani`.split(
    /\s+/,
  ),
)
const RANKED: ReadonlySet<string> = new Set(
  'community housing school charge staff detective chief crew watch station his her honour acting temporary senior old right hon manager rt lead'.split(
    ' ',
  ),
)
const RELATIONS: ReadonlySet<string> = new Set(
  'uncle auntie aunty aunt nana nan nanny gran granny grandad grandpa grandma bunica babcia sister father doctor nurse major private'.split(
    ' ',
  ),
)
const LINKS: ReadonlySet<string> = new Set(['of', 'and', 'for', 'the', 'on', 'in', 'upon', 'at', 'de', 'la'])
const PARTICLES: ReadonlySet<string> = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'du',
  'la',
  'le',
  'al',
  'el',
  'bin',
  'binti',
  'ibn',
  'ap',
  'ab',
  'ferch',
  'ó',
  'o',
  'ní',
  'ni',
  'mac',
  'nic',
  'da',
  'dos',
  'di',
])
const GENERIC: ReadonlySet<string> = new Set(
  `local authority council court crown county high family police hospital school service services panel board partnership trust team agency agencies health social care
   children's adult adults housing education nursery surgery practice the a an of and for`.split(/\s+/),
)
const PLACE_BEFORE: ReadonlySet<string> = new Set(['in', 'from', 'at', 'near', 'to', 'outside', 'around', 'across'])

/** Finds people, organisations and places by their capitals, titles, endings and lists of names. */
export function findProperNouns(clean: string, words: readonly Word[]): Candidate[] {
  const found: Candidate[] = []
  let index = 0
  while (index < words.length) {
    const word = words[index] as Word
    if (!word.capital) {
      if (isLowerCaseName(word))
        found.push(span(words, index, index + 1, 'PERSON', 0.6, 'lower-case-name', 'A given name in lower case'))
      index++
      continue
    }
    const next = runEnd(clean, words, index)
    readRun(clean, words, index, next, found)
    index = next
  }
  return found
}

/** A message writes "darren": a given name that is nothing else. None of these stood in a corpus as another word. */
const isLowerCaseName = (word: Word): boolean =>
  word.text.length >= 5 && !word.text.includes('-') && isFirstName(word.folded) && !isCommon(word.folded)

/** One past the last word of a run of capitals, linked by "of", "and the" where capitals follow on the same line. */
function runEnd(clean: string, words: readonly Word[], from: number): number {
  let end = from + 1
  for (;;) {
    const next = words[end]
    if (next === undefined || !next.joined) return end
    if (
      next.capital ||
      (PARTICLES.has(next.folded) &&
        words[end + 1]?.capital === true &&
        words[end + 1]?.joined === true &&
        words[end - 1]?.capital === true &&
        !isCommon(words[end - 1]?.folded ?? ''))
    ) {
      end++
      continue
    }
    if (!LINKS.has(next.folded)) return end
    const skip = words[end + 1]?.folded === 'the' ? 2 : 1
    const after = words[end + skip]
    if (after === undefined || !after.capital || !after.joined) return end
    if (next.folded === 'and' && !linksOrganisation(words, from, end, end + skip)) return end
    if (['in', 'on', 'at', 'the', 'for'].includes(next.folded) && !isHead(words[end - 1] as Word)) return end
    if (clean.slice(next.start, after.start).includes('\n')) return end
    end += skip + 1
  }
}

function linksOrganisation(words: readonly Word[], from: number, link: number, after: number): boolean {
  if (isFirstName((words[after] as Word).folded) || isFirstName((words[link - 1] as Word).folded)) return false
  for (let i = after; i < Math.min(after + 4, words.length); i++) {
    const word = words[i] as Word
    if (!word.capital) return false
    if (isHead(word)) return link - from <= 4
  }
  return false
}

const isHead = (word: Word): boolean => organisationHeads.has(word.folded)

function readRun(clean: string, words: readonly Word[], from: number, to: number, found: Candidate[]): void {
  let start = from
  const title = titleEnd(words, start, to)
  if (title > start) {
    readTitled(words, start, title, to, found)
    return
  }
  while (start < to && dropsAtFront(words[start] as Word, to - start)) start++
  if (start >= to) return
  const inner = innerTitle(words, start, to)
  if (inner > start) {
    readRun(clean, words, start, inner, found)
    readRun(clean, words, inner, to, found)
    return
  }
  if (readOrganisation(words, start, to, found)) return
  if (readStreet(words, start, to, found)) return
  if (readPlaces(words, start, to, found)) return
  readPerson(words, start, to, found)
}

function innerTitle(words: readonly Word[], from: number, to: number): number {
  for (let i = from + 1; i < to; i++)
    if (TITLES.has((words[i] as Word).folded) && !RELATIONS.has((words[i] as Word).folded) && i + 1 < to) return i
  return -1
}

function dropsAtFront(word: Word, length: number): boolean {
  if (isFirstName(word.folded)) return false
  if (isWordName(word.folded) || organisationLeads.has(word.folded) || (POSTS.has(word.folded) && length > 1))
    return false
  return (
    isCommon(word.folded) &&
    (word.opens || length === 1 || ['the', 'a', 'an', 'and', 'in', 'of', 'for', 'on'].includes(word.folded))
  )
}

/** Index of the first word after the titles at the front ("His Honour Judge", "PC 4471"), or `from` when there are none. */
function titleEnd(words: readonly Word[], from: number, to: number): number {
  let index = from
  while (
    index < to &&
    index - from < 4 &&
    RANKED.has((words[index] as Word).folded) &&
    words[index + 1]?.joined === true
  )
    index++
  let titled = false
  while (index < to && TITLES.has((words[index] as Word).folded)) {
    titled = true
    index++
  }
  return titled ? index : from
}

function readTitled(words: readonly Word[], from: number, title: number, to: number, found: Candidate[]): void {
  let end = title
  while (end < to && isNamePart(words[end] as Word, end === title)) end++
  if (end === title) return
  const rank = words[title - 1] as Word
  const relation = RELATIONS.has(rank.folded)
  if (
    relation &&
    end - title === 1 &&
    isCommon((words[title] as Word).folded) &&
    !isWordName((words[title] as Word).folded)
  )
    return
  found.push(span(words, from, end, 'PERSON', relation ? 0.85 : 0.98, 'title', `A name after “${rank.text}”`))
}

function isNamePart(word: Word, first: boolean): boolean {
  if (!word.capital) return PARTICLES.has(word.folded)
  if (first) return true
  return !isHead(word) && !(isCommon(word.folded) && !isWordName(word.folded) && !isSurname(word.folded))
}

function readOrganisation(words: readonly Word[], from: number, to: number, found: Candidate[]): boolean {
  let head = -1
  for (let i = from; i < to; i++) if (isHead(words[i] as Word)) head = i
  const led = organisationLeads.has((words[from] as Word).folded) && to - from > 1
  if (led && head === from) head = -1
  if (head < 0 && !led) return false
  const end = led && head < 0 ? to : Math.max(head + 1, tailAfterHead(words, head, to))
  const distinct = distinctive(words, from, end)
  if (distinct === 0) {
    if (end - from >= 3 && !(words[from] as Word).opens)
      found.push(span(words, from, end, 'ORG', 0.3, 'organisation-plain', 'An organisation in general words'))
    return true
  }
  if (end - from === 1) return false
  found.push(
    span(
      words,
      from,
      end,
      'ORG',
      0.9,
      'organisation',
      `An organisation: “${(words[Math.max(head, from)] as Word).text}”`,
    ),
  )
  if (end < to) readPerson(words, end, to, found)
  return true
}

/** "Family Court at Bradford", "University of Hull": what follows the head belongs to it. */
function tailAfterHead(words: readonly Word[], head: number, to: number): number {
  const link = words[head + 1]
  if (link === undefined || head + 1 >= to) return head + 1
  return LINKS.has(link.folded) ? to : head + 1
}

function distinctive(words: readonly Word[], from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const word = words[i] as Word
    if (!word.capital || LINKS.has(word.folded)) continue
    if (GENERIC.has(word.folded) || isHead(word)) continue
    if (!isCommon(word.folded) || isWordName(word.folded) || places.has(word.folded)) count++
  }
  return count
}

function readStreet(words: readonly Word[], from: number, to: number, found: Candidate[]): boolean {
  const last = words[to - 1] as Word
  if (to - from < 2 || !streetHeads.has(last.folded)) return false
  if (isFirstName((words[from] as Word).folded) && isSurname(last.folded)) return false
  found.push({ ...span(words, from, to, 'LOC', 0.88, 'street', 'A street or building'), identifier: 'DIRECT' })
  return true
}

function readPlaces(words: readonly Word[], from: number, to: number, found: Candidate[]): boolean {
  const whole = phrase(words, from, to)
  const strip = whole.replace(/^(?:north|south|east|west|central|greater|upper|lower) /, '')
  if (places.has(whole) || places.has(strip)) {
    const person = to - from === 1 && words[to]?.joined === false && isFirstName(whole)
    found.push(span(words, from, to, person ? 'PERSON' : 'LOC', 0.87, 'place', 'A place in the gazetteer'))
    return true
  }
  return false
}

function readPerson(words: readonly Word[], from: number, to: number, found: Candidate[]): void {
  let index = from
  while (index < to) {
    while (index < to && skips(words[index] as Word)) index++
    let end = index
    while (end < to && !skips(words[end] as Word) && (end === index || !afterPossessive(words, end))) end++
    if (end > index) namePart(words, index, end, found, rankStart(words, from, index))
    index = end
  }
}

/** "Alfie’s NHS number": what follows a possessive is no part of the name. */
const afterPossessive = (words: readonly Word[], at: number): boolean =>
  (words[at]?.start ?? 0) - (words[at - 1]?.end ?? 0) >= 3

/** Words of a rank or post, the last of which makes the capitalised word after it a name: "Housing Officer Dreever". */
const POSTS: ReadonlySet<string> = new Set(
  'crew watch station team manager officer worker nurse teacher headteacher coach pastor elder head social housing community district school health visitor support family link key midwife carer foster ward duty sergeant baby little young practice paramedic solicitor reverend deputy assistant'.split(
    ' ',
  ),
)
const POST_ENDS: ReadonlySet<string> = new Set(
  'manager officer worker nurse teacher headteacher coach pastor elder visitor midwife carer sergeant baby paramedic solicitor'.split(
    ' ',
  ),
)

/** "Crew Manager Wendy Akhtar": the rank written with capitals before a name is part of it. */
function rankStart(words: readonly Word[], from: number, name: number): number {
  let start = name
  while (start > from && POSTS.has((words[start - 1] as Word).folded) && (words[start] as Word).joined) start--
  if (start < name && !POST_ENDS.has((words[name - 1] as Word).folded)) return name
  return start
}

/** Words inside a run that belong to no name: ordinary words with a capital. */
function skips(word: Word): boolean {
  if (PARTICLES.has(word.folded) && !word.capital) return false
  if (!word.capital) return true
  if (isFirstName(word.folded) || isWordName(word.folded) || places.has(word.folded)) return false
  if (word.text.length === 1) return true
  return isCommon(word.folded)
}

function namePart(words: readonly Word[], from: number, to: number, found: Candidate[], ranked: number): void {
  const first = words[from] as Word
  const last = words[to - 1] as Word
  if (ranked < from && !places.has(first.folded)) {
    found.push(span(words, ranked, to, 'PERSON', 0.95, 'post', `A name after “${(words[from - 1] as Word).text}”`))
    return
  }
  if (to - from === 1) {
    const single = singleName(first, words[from - 1], words[from + 1])
    if (single !== undefined)
      found.push(span(words, from, to, single.label, single.probability, single.source, single.reason))
    return
  }
  const given = isFirstName(first.folded) || isWordName(first.folded)
  const family = isSurname(last.folded)
  if (given && !isCommonPair(words, from, to))
    found.push(
      span(
        words,
        from,
        to,
        'PERSON',
        family || isFirstName(first.folded) ? 0.97 : 0.85,
        'full-name',
        'A given name and what follows it',
      ),
    )
  else if (family)
    found.push(span(words, from, to, 'PERSON', 0.85, 'surname-pair', 'Capitals ending in a known surname'))
  else if (places.has(phrase(words, from, to)))
    found.push(span(words, from, to, 'LOC', 0.87, 'place', 'A place in the gazetteer'))
  else found.push(span(words, from, to, 'MISC', 0.62, 'proper-nouns', 'Capitals in a row, not ordinary words: a name?'))
}

function isCommonPair(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isCommon((words[i] as Word).folded)) return false
  return (words[from] as Word).opens
}

type Single = { readonly label: Label; readonly probability: number; readonly source: string; readonly reason: string }

/** Surnames that reviews write with a capital for other reasons: a judgement in a table, a heading, a key. */
const SELDOM_NAMES: ReadonlySet<string> = new Set([
  'good',
  'key',
  'how',
  'young',
  'case',
  'place',
  'page',
  'cross',
  'best',
  'long',
])

function singleName(word: Word, before: Word | undefined, after: Word | undefined): Single | undefined {
  if (SELDOM_NAMES.has(word.folded)) return undefined
  const place = before !== undefined && word.joined && PLACE_BEFORE.has(before.folded)
  if (places.has(word.folded) && !(isFirstName(word.folded) && !place))
    return { label: 'LOC', probability: 0.87, source: 'place', reason: 'A place in the gazetteer' }
  if (word.shouted)
    return word.text.length > 5 && !isCommon(word.folded)
      ? {
          label: 'ORG',
          probability: 0.4,
          source: 'capitals',
          reason: 'Letters in capitals: an organisation or a name?',
        }
      : undefined
  if (isFirstName(word.folded))
    return { label: 'PERSON', probability: 0.93, source: 'first-name', reason: 'A given name' }
  if (isWordName(word.folded)) {
    if (word.opens || isCommonUse(after)) return undefined
    const probability = isGivenWord(word.folded) ? 0.88 : 0.55
    return {
      label: 'PERSON',
      probability,
      source: 'word-name',
      reason: 'A word with a capital in mid-sentence that is also a name',
    }
  }
  if (word.text.length < 3) return undefined
  if (isSurname(word.folded))
    return { label: 'PERSON', probability: 0.75, source: 'surname', reason: 'A known surname' }
  if (place)
    return {
      label: 'LOC',
      probability: 0.75,
      source: 'after-preposition',
      reason: `A capital after “${before.text}”: a place?`,
    }
  if (word.opens)
    return {
      label: 'MISC',
      probability: 0.4,
      source: 'proper-noun-opening',
      reason: 'An uncommon word with a capital at the start of a sentence',
    }
  return { label: 'MISC', probability: 0.62, source: 'proper-noun', reason: 'An uncommon word with a capital: a name?' }
}

const isCommonUse = (after: Word | undefined): boolean =>
  after !== undefined && after.joined && after.capital && isCommon(after.folded)

const phrase = (words: readonly Word[], from: number, to: number): string =>
  words
    .slice(from, to)
    .map((word) => word.folded)
    .join(' ')

function span(
  words: readonly Word[],
  from: number,
  to: number,
  label: Label,
  probability: number,
  source: string,
  reason: string,
): Candidate {
  const identifier = label === 'PERSON' ? 'DIRECT' : 'QUASI'
  return {
    start: (words[from] as Word).start,
    end: (words[to - 1] as Word).end,
    label,
    identifier,
    probability,
    source,
    reason,
  }
}
