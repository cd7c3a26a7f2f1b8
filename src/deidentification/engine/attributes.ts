import { runPatterns } from './candidate.ts'
import type { Candidate, PatternRule } from './candidate.ts'

/**
 * Attributes that narrow the set of people who could be meant: ages, counts, ethnicity, faith, work, illness, and events
 * rare enough to be remembered. Phrases about events are prompts: often worth a look, seldom certain.
 */
export function findAttributes(clean: string): Candidate[] {
  return runPatterns(clean, rules)
}

const NUMBER =
  '(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?'
const COUNTED =
  '(?:children|siblings|brothers|sisters|sons|daughters|times|occasions|homes|placements|schools|addresses|entries|visits|referrals|patients|pupils|cases|concerns|convictions|arrests|calls|bags|exclusions|families|staff|beds|houses|moves|social workers|per cent|percent)'
const PEOPLE =
  '(?:British|English|Irish|Scottish|Welsh|Pakistani|Indian|Bangladeshi|Somali|Nigerian|Ghanaian|Polish|Romanian|Lithuanian|Latvian|Bulgarian|Albanian|Kurdish|Iraqi|Iranian|Syrian|Afghan|Sudanese|Eritrean|Ethiopian|Congolese|Zimbabwean|Jamaican|Caribbean|African|Asian|Chinese|Vietnamese|Filipino|Portuguese|Brazilian|Turkish|Ukrainian|Russian|Hungarian|Slovak|Czech|Roma|Romani|Gypsy|Irish Traveller|Traveller|Yemeni|Arab|Jewish|Sri Lankan|Tamil|Nepali|Kenyan|Ugandan|Gambian|Punjabi|Sylheti|Kashmiri|Spanish|Italian|French|German|Greek|Dutch|American|Australian|Canadian)'
const FAITH =
  "(?:Muslim|Christian|Sikh|Hindu|Buddhist|Jewish|Catholic|Roman Catholic|Protestant|Methodist|Baptist|Pentecostal|Presbyterian|Anglican|Orthodox|Quaker|Mormon|Jehovah[’']s Witness(?:es)?|Rastafarian|Evangelical)"
const WORK =
  '(?:apprentice|assistant|baker|barber|bricklayer|bus driver|butcher|care assistant|care worker|carer|carpenter|cashier|caretaker|chef|childminder|cleaner|clerk|cook|crane operator|decorator|delivery driver|dinner lady|dispenser|doorman|drayman|driver|electrician|engineer|factory worker|farm worker|farmer|firefighter|fisherman|fish filleter|florist|gamekeeper|gardener|hairdresser|hospital porter|joiner|labourer|landlord|lighthouse keeper|locksmith|lorry driver|mechanic|miner|nail technician|nursery nurse|painter|plasterer|plumber|porter|postman|prison officer|publican|receptionist|roofer|sailor|scaffolder|seamstress|security guard|shop assistant|shopkeeper|skipper|soldier|steelworker|student|tailor|taxi driver|teller|trawlerman|tyre fitter|waiter|waitress|warehouse worker|welder|window cleaner)'
const ILLNESS =
  "(?:asthma|autis(?:m|tic)|autism spectrum (?:disorder|condition)|ADHD|attention deficit hyperactivity disorder|bipolar disorder|cancer|cerebral palsy|cystic fibrosis|dementia|diabetes|Down(?:[’']s)? syndrome|epilepsy|foetal alcohol (?:syndrome|spectrum disorder)|hepatitis [BC]|HIV|learning disabilit(?:y|ies)|multiple sclerosis|muscular dystrophy|paranoid schizophrenia|personality disorder|postnatal depression|post-traumatic stress disorder|psychosis|schizophrenia|sickle cell|spina bifida|stroke|tuberculosis|COVID-19)"

const quasi = (
  label: PatternRule['label'],
  source: string,
  probability: number,
  reason: string,
  pattern: RegExp,
  more: Partial<PatternRule> = {},
): PatternRule => ({
  source,
  label,
  identifier: 'QUASI',
  probability,
  reason,
  pattern,
  ...more,
})

const rules: readonly PatternRule[] = [
  quasi(
    'QUANTITY',
    'age',
    0.93,
    'An age',
    new RegExp(
      `\\b(?:(?:then |now |just |only )?aged? ?(?:of )?(?<n>${NUMBER}|\\d{1,2})(?: (?:and a half|weeks|months|days))?(?: years| months| weeks| days)?|${NUMBER}[- ](?:year|month|week|day)s?[- ]olds?|${NUMBER} (?:years|months|weeks|days) of age)\\b`,
      'gi',
    ),
    {
      accept: (found) => !/^ages? ?of$/i.test(found),
    },
  ),
  quasi(
    'QUANTITY',
    'age-bare',
    0.7,
    'An age',
    new RegExp(
      `(?<=\\b(?:was|turned|is|when (?:he|she) was|when) )(?:1\\d|[2-9])(?=[,.;]| (?:when|and at|at the time|at))`,
      'gi',
    ),
  ),
  quasi(
    'QUANTITY',
    'age-brackets',
    0.8,
    'A figure in brackets after a name: an age?',
    /(?<=\p{Lu}\p{L}+ )\((?<n>\d{1,2})\)/dgu,
    { group: 'n' },
  ),
  quasi(
    'QUANTITY',
    'sentence-length',
    0.7,
    'A length of sentence',
    new RegExp(
      `\\b${NUMBER} (?:years|months|weeks)[’']?(?= imprisonment| in prison| custody| detention| probation| community order)`,
      'gi',
    ),
  ),
  quasi(
    'QUANTITY',
    'measure',
    0.8,
    'A measurement of a person',
    /(?<![\d.])(?:\d+(?:\.\d+)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) ?(?:kilograms?|kilogrammes?|kg|grams?|g|stone|lbs?|pounds|cm|centimetres|mm|metres|miles|mg|ml|units|degrees(?: Celsius)?|parts per million|(?:st|nd|rd|th) centile)(?!\p{L})/giu,
  ),
  quasi('QUANTITY', 'money', 0.7, 'A sum of money', /[£€$] ?\d[\d,]*(?:\.\d+)?(?: ?(?:million|thousand|k|m|bn)\b)?/g),
  quasi(
    'QUANTITY',
    'per-cent',
    0.55,
    'A share',
    new RegExp(`(?<![\\d.])(?:\\d+(?:\\.\\d+)?|\\b${NUMBER}) ?(?:per cent|percent|%)`, 'gi'),
  ),
  quasi(
    'QUANTITY',
    'count',
    0.55,
    'A count',
    new RegExp(
      `\\b(?:${NUMBER}|\\d{1,3}(?:,\\d{3})*) (?:other |younger |older |more |different |previous |half-)?${COUNTED}\\b|\\b\\d+ of \\d+\\b`,
      'gi',
    ),
  ),
  quasi(
    'QUANTITY',
    'count-words',
    0.52,
    'A number in words',
    new RegExp(
      `\\b(?!one\\b)(?:${NUMBER}|twice|(?:a|one|two) (?:third|quarter|fifth|half|thirds|quarters))\\b(?! (?:o['’]clock|point))`,
      'gi',
    ),
    {
      accept: (found, match) =>
        /\p{L}/u.test(found) &&
        !/\b(?:section|chapter|part|finding|stage|tier|level) $/i.test(
          match.input?.slice(Math.max(0, (match.index ?? 0) - 10), match.index) ?? '',
        ),
    },
  ),
  quasi(
    'QUANTITY',
    'count-figures',
    0.5,
    'A number',
    /(?<![\p{L}\d.,/:£$€§#-])(?:\d{1,3}(?:,\d{3})+|[1-9]\d{1,3})(?![\d:/]|[.,]\d|\p{L}|[)\]])/gu,
    {
      accept: (_found, match) => countInSentence(match),
    },
  ),
  quasi(
    'DEM',
    'ethnicity',
    0.75,
    'Ethnic origin or nationality',
    new RegExp(
      `\\b(?:(?:White|Black|Mixed|Asian|dual heritage|mixed heritage)(?:[ /,-]+(?:and )?(?:White|Black|other|any other|${PEOPLE}))*|${PEOPLE})(?! (?:Transport|Medical|Army|Red Cross|Council|Parliament|Government|Ministers?|Executive|Assembly))\\b(?:[ -]${PEOPLE})?(?: (?:origin|heritage|descent|background))?`,
      'g',
    ),
    {
      accept: (found) => !/^(?:White|Black|Mixed|British|Asian)$/.test(found),
    },
  ),
  quasi(
    'DEM',
    'faith',
    0.75,
    'Faith',
    new RegExp(
      `\\b(?:a )?(?:practising |committed |devout )?${FAITH}\\b(?: (?:family|faith|background|community))?`,
      'g',
    ),
  ),
  quasi(
    'DEM',
    'occupation',
    0.6,
    'Someone’s work',
    new RegExp(
      `\\b(?:an? |as an? |his |her )?(?:retired |former |trainee |part-time |self-employed |second-year |offshore |pharmacy |hospital |domestic |newly qualified )*${WORK}\\b`,
      'gi',
    ),
    {
      accept: (found, match) =>
        /\b(?:an?|his|her|retired|former)\b/i.test(found) ||
        /[,(;\t] ?$/.test(match.input?.slice(Math.max(0, (match.index ?? 0) - 2), match.index) ?? ''),
    },
  ),
  quasi(
    'DEM',
    'illness',
    0.55,
    'A diagnosis',
    new RegExp(
      `\\b(?:(?:an? |had |with |his |her )*(?:history of |diagnosis of )?(?:mild |moderate |severe |congenital )?)?${ILLNESS}\\b`,
      'gi',
    ),
  ),
  quasi(
    'DEM',
    'circumstance',
    0.5,
    'A circumstance that narrows who is meant',
    /\b(?:maternity leave|paternity leave|Year \d{1,2}|newly qualified|single parent|care leaver|asylum seeker|refugee|Higher pupil|sixth-former|night shifts?|evening shifts?)\b/giu,
  ),
  quasi(
    'DEM',
    'occupation-phrase',
    0.62,
    'Someone’s work, in apposition',
    /(?<=, )an? (?:retired|former|newly qualified|second-year|trainee|self-employed|offshore) [\p{L} -]{4,70}(?=[,.;])/giu,
  ),
  quasi(
    'DEM',
    'occupation-cell',
    0.62,
    'Someone’s work, in a table',
    new RegExp(`(?<=[\\t;] ?)(?:[\\p{L}-]+ ){0,3}${WORK}(?=[\\t\\n;,])`, 'giu'),
  ),
  quasi(
    'MISC',
    'headline',
    0.85,
    'A quoted headline: it can be searched for',
    /(?<=\bheadlines? )[“"'‘][^“”"\n]{6,90}[”"'’]/g,
  ),
  quasi(
    'MISC',
    'prize',
    0.5,
    'A win or record: rare and remembered',
    /\b(?:won|winner of|champion(?:ship)?|(?:held|broke) (?:the|a) record|reached the (?:final|semi-final|[\p{L}-]+ heat))\b[^.;\n]{4,80}(?=[.;,])/giu,
  ),
  quasi(
    'MISC',
    'broadcast',
    0.5,
    'An appearance in public: it can be searched for',
    /\b(?:appear(?:ed|ance) on|featured in|interviewed (?:on|by)|(?:local|national) (?:radio|television|newspaper)s?|televised [\p{L}-]+(?: [\p{L}-]+)?)\b[^.;,\n]{0,60}/giu,
  ),
  quasi(
    'MISC',
    'vehicle-make',
    0.6,
    'A car by its make',
    /\b(?:(?:black|white|silver|red|blue|grey|green|yellow|orange|gold) )?(?:Vauxhall|Ford|Audi|BMW|Volkswagen|VW|Mercedes|Peugeot|Renault|Toyota|Honda|Nissan|Skoda|Seat|Kia|Hyundai|Fiat|Citro[eë]n|Mini|Land Rover|Range Rover|Volvo|Mazda|Suzuki|Tesla)(?: [A-Z][\p{L}\d]+){0,2}\b/gu,
  ),
]

/** A bare figure counts when words stand on both sides: not a heading's number, a table cell or a page. */
function countInSentence(match: RegExpMatchArray): boolean {
  const text = match.input ?? ''
  const at = match.index ?? 0
  const before = text.slice(Math.max(0, at - 14), at)
  const after = text.slice(at + match[0].length, at + match[0].length + 2)
  if (/^(?:1[89]|20)\d\d$/.test(match[0])) return false
  if (
    /\b(?:section|sections|article|articles|chapter|paragraph|para|part|page|pages|figure|table|appendix|volume|no\.?|rule|s\.|schedule|finding|recommendation|episode|worker|officer|visitor|level|tier|stage|year|child|adult|point|standard|aged|age|act|practice|question|concern|number) ?$/i.test(
      before,
    )
  )
    return false
  return /[\p{L},] $/u.test(before) && /^(?: \p{L}|[.,;] |[.,]\n)/u.test(after)
}
