/**
 * Prompts: phrases that somebody might recognise or search for, though no rule can say that they identify. They are shown to
 * a reviewer as a question and hide nothing by themselves: rare events, prizes, headlines, superlatives, trades, hobbies.
 */
import type { Candidate, Label } from './candidate.ts'
import { ordinaryPeople, vividWords } from './lexicon/vivid.ts'
import { SENSE, senseOf } from './senses.ts'
import type { Senses } from './senses.ts'
import { isCommon, isFirstName, isSurname } from './words.ts'
import type { Word } from './words.ts'

/** A reason to ask, how much it weighs, and the kind it suggests. A clause is a prompt from a weight of 1. */
type Cue = { readonly weight: number; readonly label: Label; readonly reason: string; readonly pattern: RegExp }

const cue = (weight: number, label: Label, reason: string, pattern: RegExp): Cue => ({ weight, label, reason, pattern })

const CUES: readonly Cue[] = [
  cue(
    1,
    'MISC',
    'The only one, the first or the last: who else could it be?',
    /\b(?:the|his|her|their|its) (?:only|sole|youngest|oldest|eldest|longest[- ]serving|tallest|biggest|largest|smallest|fastest|richest)\b(?! (?:time|contact|visit|meeting|step|day|week|month|year|place|people|two|three|paragraph|sentence|line|word|question|page|draft|finding|recommendation|point|thing|concern|appointment|referral|conference|review|assessment|episode|part|half|few|known|reason|person to (?:see|ask)|one who|record|entry|note|answer|way|evidence|information|professional|agency|practitioner|opportunity|response|report|attempt)s?\b)/i,
  ),
  cue(
    1,
    'MISC',
    'The first of a kind: who else could it be?',
    /\b(?:the|his|her|their) (?:first|last) (?:\p{L}+ )?(?:person|woman|man|girl|boy|child|pupil|student|member|in (?:his|her|their) (?:family|year|school)|to (?:win|be|go|conduct|play|sail|cross|graduate))\b/iu,
  ),
  cue(
    1,
    'MISC',
    'One of a known number: how many such families are there?',
    /\b(?:youngest|eldest|oldest|second|third|one|middle) of (?:\p{L}+ )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:children|siblings|brothers|sisters|sons|daughters)\b/iu,
  ),
  cue(
    1,
    'MISC',
    'A win, a record or a rank: it is remembered',
    /\b(?:won|wins|winning|winner|beat|defeated|holds? the record|held the record|broke the record|reached the (?:final|semi|regional|national|quarter)|came (?:first|second|third|last) in|represented (?:the )?(?:county|country|his|her|school|England|Scotland|Wales|Ireland|Great Britain)|was (?:awarded|crowned|knighted|voted|named|elected|signed by)|record for (?:the|a|most))\b/i,
  ),
  cue(
    1,
    'MISC',
    'Public: it can be searched for',
    /\b(?:headlines?|in the (?:local |national )?(?:press|papers?|news|media)|front page|went viral|trended|crowdfund\p{L}*|petition|appeared (?:on|in)|appearance on|featured (?:on|in)|on (?:the )?(?:local |national )?(?:television|TV|radio)|petition|was (?:widely )?reported|inquest|public inquiry|vigil)\b/iu,
  ),
  cue(
    1,
    'MISC',
    'A quoted message or title: it can be searched for',
    /\b(?:titled|entitled|headed|captioned|graffiti(?:ed)?|slogan|hashtag)\b|#\p{L}{3,}/iu,
  ),
  cue(
    1,
    'MISC',
    'A sudden or violent event: it is remembered',
    /\b(?:was|been|were|is|having) (?:stabbed|shot|struck by|run over|hit by|crushed|electrocuted|drowned|rescued|kidnapped|robbed|scalded|trapped|bitten|mauled|evacuated|deported|hijacked|arrested (?:live|at))\b|\b(?:fell (?:from|off|through|down)|jumped (?:from|off)|collapsed (?:at|on|in|during)|died (?:when|in a|while)|permanent injury)\b/i,
  ),
  cue(
    0.7,
    'MISC',
    'A possession or habit that others would know',
    /\b(?:liked?|loves?|loved|enjoy(?:s|ed)|collects?|collected|keeps?|kept|bred|breeds|builds?|built|restor(?:es|ed)|mends?|mended|knits?|bakes?|baked|plays?|played|paints|painted|sings?|recites?|recited|writes|wrote|supports|supported|trained (?:as|for)|coached|taught (?:him|her|them|herself|himself)) (?:to |the |a |an |his |her |their )/i,
  ),
  cue(
    0.6,
    'MISC',
    'Known by a name or remembered for something',
    /\b(?:nicknamed|known (?:locally |to \p{L}+ |on the \p{L}+ |in the \p{L}+ )?(?:as|for)|remembered (?:as|for)|famous|named after|called after|named (?:a|the) \p{L}+ (?:for|after))\b/iu,
  ),
  cue(
    1,
    'DEM',
    'Someone’s work: few may have it here',
    /\b(?:worked|working|works|employed|job|shifts?|apprenticed|apprentice|trained|retired|career) (?:as|at|for|in|on|from|with) (?!risk|partnership|the (?:case|family|child|risk|plan|mother|father|team|home)|this|that|it|home|her|his|their|him|them|court|line|time|school|and)/i,
  ),
  cue(
    1,
    'DEM',
    'Someone’s work: few may have it here',
    /\b(?:retired|former|self-employed|trainee|apprentice|freelance|itinerant|offshore|second-year|final-year|newly qualified|long-distance|part-time|full-time) (?!partners?\b|husband|wife|boyfriend|girlfriend)\p{Ll}{4,}/u,
  ),
  cue(
    1,
    'DEM',
    'Someone’s work: few may have it here',
    /\b(?:an?|as|his|her|the family[’']s) (?:\p{Ll}{3,} ){0,2}\p{Ll}{2,}(?:smith|monger|wright|keeper|grapher|fighter|layer|fitter|dresser|teller|singer|farmer|welder|picker|packer|cutter|dealer|driver|cleaner|porter|mason|steward|ologist|ician|musician|architect|sculptor|barrister|solicitor'?s clerk|machinist|chemist|dentist|florist|stylist|receptionist|cyclist|novelist|lecturer|tutor|operator|inspector|conductor|dispenser|filleter|skipper|teller|labourer|plumber|electrician|baker|barber|butcher|tailor|joiner|roofer|painter|sailor|soldier|postman|fireman|fisherman|drayman|doorman|stenographer|undertaker)\b/u,
  ),
  cue(
    0.8,
    'DEM',
    'Where and how someone grew up',
    /\b(?:grew up|was raised|brought up|born|orphaned|adopted|fostered|came to (?:England|Scotland|Wales|Ireland|Britain|the (?:UK|United Kingdom))|arrived (?:from|in)|fled|emigrated|moved (?:here )?from|settled in|lived (?:above|over|below|next to|opposite|behind|on the floor)|above a|over a (?:shop|pub|fish|book|chip))\b/i,
  ),
  cue(
    0.8,
    'DEM',
    'A condition that few have',
    /\b(?:diagnos(?:ed|is) (?:with|of)|born (?:with|without|deaf|blind)|allergic to|type [12] diabetes|syndrome|disorder|learning disability|brain injury|depression (?:after|following)|dystrophy|transplant|prosthe\p{L}+|wheelchair|deaf|blind|mute|albin\p{L}+|dwarfism|conjoined|twins?|triplets?|tattoo\p{L}*|scar|birthmark|melano\p{L}+|brain injury|amput\p{L}+|paralys\p{L}+|stammer|dyslexi\p{L}+)\b/iu,
  ),
  cue(
    0.7,
    'DEM',
    'A faith or tongue that few have',
    /\b(?:spoke|speaks|speaking|speaker|interpreter|converted|baptised|Jehovah|Quaker|Mormon|Amish|Pentecostal|Plymouth Brethren|Traveller|Showman|Romani|Roma|asylum|stateless)\b/,
  ),
  cue(
    1,
    'DEM',
    'Someone’s first weeks in a post',
    /\b(?:in (?:her|his|their) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last) (?:day|week|month|year|term)|for (?:\p{Ll}+|\d+) years as|(?:day|week|month) of employment|maternity leave|paternity leave|sabbatical|study leave)\b/iu,
  ),
  cue(
    1,
    'DEM',
    'A diagnosis, a school or a substance that narrows who is meant',
    /\b(?:attended (?:a|an|the) (?!meeting|conference|appointment|review|hearing|visit|panel|clinic)|pupil at|student at|special school|used (?:cannabis|heroin|cocaine|crack|ketamine|spice|pregabalin|diazepam|nitrous)|addicted to|dependent on (?:alcohol|heroin|opiates))/i,
  ),
  cue(
    1,
    'MISC',
    'A past conviction or a sudden injury: court reports can be searched',
    /\b(?:caution|conviction|convicted|sentenced|charged|remanded|acquitted|arrested|imprisoned|jailed) (?:for|of|with|at|in)\b/i,
  ),
  cue(
    0.8,
    'MISC',
    'A relative placed far away or out of the ordinary',
    /\b(?:great-(?:aunt|uncle|grand\p{L}+)|godmother|godfather|foster|adoptive|estranged|stepbrother|stepsister|in-law)\b/iu,
  ),
  cue(
    0.5,
    'MISC',
    'Years in one place',
    /\bfor (?:over |nearly |almost |more than )?(?:\d+|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:-\p{Ll}+)? years\b/iu,
  ),
]

const HARD = /[.;:,()–—“”"\n\t|⟦⟧\uE001]|\s-\s/g
const LONGEST = 240

/** Clauses that somebody might recognise. Never overlapping, sorted; `probability` says how many such were marked by hand. */
export function findPrompts(clean: string, words: readonly Word[], senses: Senses = new Map()): Candidate[] {
  const found: Candidate[] = []
  let next = 0
  let from = 0
  const close = (to: number): void => {
    const first = next
    while (next < words.length && (words[next]?.start ?? 0) < to) next++
    if (to - from >= 4 && to - from <= LONGEST) {
      const prompt = weigh(clean, words.slice(first, next), from, to, senses)
      if (prompt !== undefined) found.push(prompt)
    }
    from = to + 1
  }
  for (const stop of clean.matchAll(HARD)) {
    if (stop[0] === '.' && isInner(clean, stop.index)) continue
    close(stop.index)
  }
  close(clean.length)
  return found
}

/** A full stop inside a number, an initial or an abbreviation ends no clause. */
const isInner = (clean: string, at: number): boolean =>
  !/^[\s”"’)\]]/.test(clean.slice(at + 1, at + 2) || ' ') ||
  /(?:\b\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|St|No))$/u.test(clean.slice(Math.max(0, at - 4), at))

const PROPER = /\p{Lu}/u

function weigh(clean: string, words: readonly Word[], from: number, to: number, senses: Senses): Candidate | undefined {
  if (words.length === 0) return undefined
  const text = clean.slice(from, to)
  let best: Cue | undefined
  let weight = 0
  for (const one of CUES) {
    if (!one.pattern.test(text)) continue
    weight += one.weight
    if (best === undefined || one.weight > best.weight) best = one
  }
  let vivid: string | undefined
  let rare = 0
  for (const word of words) {
    if (word.capital) continue
    if (isVivid(word.folded)) {
      vivid ??= word.text
      weight += 1
    } else if (word.folded.length > 4 && isRare(word.folded)) rare++
    const trade = someone(word.folded, senses)
    if (trade && best?.label !== 'DEM') {
      weight += 0.8
      best = { weight: 0.8, label: 'DEM', reason: `Who else is “${word.text}” here?`, pattern: /(?!)/ }
    } else if (creature(word.folded, senses) && !isVivid(word.folded)) weight += 0.5
  }
  weight += Math.min(rare, 3) * 0.5
  const named = words.some(
    (word, n) =>
      n > 0 &&
      word.capital &&
      PROPER.test(word.text) &&
      !isCommon(word.folded) &&
      !isFirstName(word.folded) &&
      !isSurname(word.folded),
  )
  if (named && weight > 0) weight += 0.25
  if (weight < 1) return undefined
  const [start, end] = trimmed(words)
  return {
    start,
    end,
    label: best?.label ?? 'MISC',
    identifier: 'QUASI',
    probability: Number(Math.min(0.45, 0.12 + 0.11 * weight).toFixed(2)),
    source: 'prompt',
    reason:
      best !== undefined && best.weight >= 0.8
        ? best.reason
        : vivid === undefined
          ? 'Unusual words: would somebody recognise this?'
          : `Seldom met in a review (“${vivid}”): would somebody recognise this?`,
  }
}

const LEADING: ReadonlySet<string> = new Set('and but or so then he she it they we however also'.split(' '))

/** A sentence's first clause without its subject, so that the prompt reads as a phrase; later clauses whole. */
function trimmed(words: readonly Word[]): [number, number] {
  let first = 0
  if (words[0]?.capital === true) while (first < words.length - 2 && LEADING.has(words[first]?.folded ?? '')) first++
  return [words[first]?.start ?? 0, words.at(-1)?.end ?? 0]
}

/** A noun for a kind of person that reports about care do not use of everybody. */
const someone = (word: string, senses: Senses): boolean =>
  senseOf(senses, word) === SENSE.person && !ordinaryPeople.has(word) && !ordinaryPeople.has(word.replace(/s$/, ''))

const creature = (word: string, senses: Senses): boolean => {
  const sense = senseOf(senses, word)
  return (sense === SENSE.animal || sense === SENSE.food) && !ORDINARY_FARE.has(word)
}

const ORDINARY_FARE: ReadonlySet<string> = new Set(
  'milk formula food foods meal meals water drink drinks drinking tea coffee breakfast lunch dinner diet feed feeds feeding snack bottle bottles human humans alcohol stock'.split(
    ' ',
  ),
)

const isVivid = (word: string): boolean =>
  vividWords.has(word) ||
  (word.endsWith('s') && vividWords.has(word.slice(0, -1))) ||
  (word.includes('-') && word.split('-').some((part) => part.length > 3 && vividWords.has(part)))

const ENDINGS = ['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'ness', 'ment', 'al', 'y', 'n’t']

/** An ordinary word in none of its forms? */
function isRare(word: string): boolean {
  if (isCommon(word) || word.includes("'")) return false
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending)) continue
    const stem = word.slice(0, -ending.length)
    if (isCommon(stem) || isCommon(`${stem}e`) || isCommon(`${stem}y`) || isCommon(stem.slice(0, -1))) return false
  }
  for (const opening of ['un', 're', 'in', 'non', 'over', 'under', 'dis', 'mis', 'pre'])
    if (word.startsWith(opening) && isCommon(word.slice(opening.length).replace(/^-/, ''))) return false
  return !word.split('-').every((part) => isCommon(part))
}
