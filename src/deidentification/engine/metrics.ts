/**
 * The measures of the Text Anonymization Benchmark (Pilán et al., 2022): an entity counts as found only when every one
 * of its mentions is masked; precision counts masked words, averaged over annotators. Closed-class words stand in for the
 * part-of-speech tagger that the published script uses to forgive an article or preposition at a mention's edge.
 */
export type GoldMention = {
  readonly start_offset: number
  readonly end_offset: number
  readonly entity_type: string
  readonly entity_id: string
  readonly identifier_type: 'DIRECT' | 'QUASI' | 'NO_MASK'
}

/** A document in the benchmark's standoff format. Offsets in UTF-16 units. */
export type GoldDocument = {
  readonly doc_id: string
  readonly text: string
  readonly annotations: Readonly<Record<string, { readonly entity_mentions: readonly GoldMention[] }>>
}

/** Start and end of a masked passage, end exclusive. */
export type MaskedSpan = readonly [start: number, end: number]

/** Shares from 0 to 1, three decimals; null where there was nothing to count. */
export type Measures = {
  readonly direct: number | null
  readonly quasi: number | null
  readonly tokenRecall: number | null
  readonly tokenPrecision: number | null
}

/** The measures and what they rest on. */
export type Evaluation = Measures & {
  readonly documents: number
  readonly directEntities: number
  readonly quasiEntities: number
  /** Share of the words of each kind that were masked. */
  readonly tokenRecallByType: Readonly<Record<string, number | null>>
  /** Share of the entities of each kind that were masked throughout. */
  readonly entityRecallByType: Readonly<Record<string, number | null>>
}

const FORGIVEN_WORDS: ReadonlySet<string> = new Set(
  `mr mrs ms no nr about a an the this that these those each every some any another both either neither all such what which whose
   aboard above across after against along amid among around as at before behind below beneath beside besides between beyond by despite down during except
   for from in inside into like near of off on onto out outside over past per since than through throughout till to toward towards under until up upon via with
   within without and or but nor & 's ’s ' not n't`.split(/\s+/),
)
const FORGIVEN_SIGNS: ReadonlySet<string> = new Set([
  ' ',
  ',',
  '.',
  '-',
  ';',
  ':',
  '/',
  '&',
  '(',
  ')',
  '[',
  ']',
  '–',
  "'",
  '"',
  '’',
  '“',
  '”',
])
const WORD = /[\p{L}\p{N}_]+/gu
const WORD_OR_SIGN = /[\p{L}\p{N}_\p{M}]+(?:['’]s\b)?|\S/gu

type Entity = {
  readonly type: string
  direct: boolean
  needed: boolean
  readonly mentions: { start: number; end: number; masked: boolean }[]
}
type Counts = { hit: number; all: number }
type Tally = {
  direct: Counts
  quasi: Counts
  words: Counts
  precision: Counts
  wordsByType: Map<string, Counts>
  entitiesByType: Map<string, Counts>
  documents: number
}

/**
 * Measures masked spans against gold documents.
 * @param spansOf the spans for a document; overlaps are merged
 */
export function evaluate(
  documents: readonly GoldDocument[],
  spansOf: (document: GoldDocument) => readonly MaskedSpan[],
): Evaluation {
  const tally: Tally = {
    direct: zero(),
    quasi: zero(),
    words: zero(),
    precision: zero(),
    wordsByType: new Map(),
    entitiesByType: new Map(),
    documents: 0,
  }
  for (const document of documents) measure(document, spansOf(document), tally)
  return {
    direct: share(tally.direct),
    quasi: share(tally.quasi),
    tokenRecall: share(tally.words),
    tokenPrecision: share(tally.precision),
    documents: tally.documents,
    directEntities: tally.direct.all,
    quasiEntities: tally.quasi.all,
    tokenRecallByType: shares(tally.wordsByType),
    entityRecallByType: shares(tally.entitiesByType),
  }
}

function measure(document: GoldDocument, spans: readonly MaskedSpan[], tally: Tally): void {
  tally.documents++
  const { text } = document
  const covered = new Uint8Array(text.length + 1)
  for (const [start, end] of spans) if (end > start) covered.fill(1, start, end)
  const annotators = Object.values(document.annotations).map(entitiesOf)
  for (const entities of annotators) {
    for (const entity of entities) {
      if (!entity.needed) continue
      const found = countMentions(text, covered, entity, tally)
      count(entity.direct ? tally.direct : tally.quasi, found)
      count(at(tally.entitiesByType, entity.type), found)
    }
  }
  countPrecision(text, covered, annotators, tally)
}

function entitiesOf(annotation: { readonly entity_mentions: readonly GoldMention[] }): Entity[] {
  const entities = new Map<string, Entity>()
  for (const mention of annotation.entity_mentions) {
    const masked = mention.identifier_type !== 'NO_MASK'
    let entity = entities.get(mention.entity_id)
    if (entity === undefined) {
      entity = { type: mention.entity_type, direct: mention.identifier_type === 'DIRECT', needed: false, mentions: [] }
      entities.set(mention.entity_id, entity)
    }
    if (masked) entity.needed = true
    entity.mentions.push({ start: mention.start_offset, end: mention.end_offset, masked })
  }
  return [...entities.values()]
}

function countMentions(text: string, covered: Uint8Array, entity: Entity, tally: Tally): boolean {
  let all = true
  for (const { start, end, masked } of entity.mentions) {
    if (masked && !isMasked(text, covered, start, end)) all = false
    for (const [from, to] of wordsIn(text, start, end)) {
      const hit = isMasked(text, covered, from, to)
      count(tally.words, hit)
      count(at(tally.wordsByType, entity.type), hit)
    }
  }
  return all
}

/** Masked whole, but for signs, articles, prepositions, titles and a possessive ending. */
function isMasked(text: string, covered: Uint8Array, start: number, end: number): boolean {
  const open = new Set<number>()
  for (let i = start; i < end; i++) if (covered[i] === 0 && !FORGIVEN_SIGNS.has(text.charAt(i))) open.add(i)
  if (open.size === 0) return true
  for (const match of text.slice(start, end).matchAll(WORD_OR_SIGN)) {
    const word = match[0].toLowerCase()
    const from = start + match.index
    if (FORGIVEN_WORDS.has(word)) for (let i = 0; i < word.length; i++) open.delete(from + i)
    else if (/['’]s$/.test(word)) {
      open.delete(from + word.length - 1)
      open.delete(from + word.length - 2)
    }
  }
  return open.size === 0
}

function countPrecision(text: string, covered: Uint8Array, annotators: readonly Entity[][], tally: Tally): void {
  const masks = annotators.map((entities) =>
    entities.filter((entity) => entity.needed).flatMap((entity) => entity.mentions.filter((mention) => mention.masked)),
  )
  const ends = masks.map((mentions) => farthestEnds(text.length, mentions))
  for (let start = 0; start < text.length; start++) {
    if (covered[start] !== 1) continue
    let end = start
    while (end < text.length && covered[end] === 1) end++
    for (const [from, to] of wordsIn(text, start, end)) {
      for (const reach of ends) if ((reach[from] ?? 0) >= to) tally.precision.hit++
      tally.precision.all += annotators.length
    }
    start = end
  }
}

/** For each position, the farthest end of any mention that begins at or before it. */
function farthestEnds(length: number, mentions: readonly { start: number; end: number }[]): Uint32Array {
  const reach = new Uint32Array(length + 1)
  for (const { start, end } of mentions) reach[start] = Math.max(reach[start] ?? 0, end)
  for (let i = 1; i <= length; i++) reach[i] = Math.max(reach[i] ?? 0, reach[i - 1] ?? 0)
  return reach
}

function wordsIn(text: string, start: number, end: number): [number, number][] {
  return [...text.slice(start, end).matchAll(WORD)].map((match) => [
    start + match.index,
    start + match.index + match[0].length,
  ])
}

const zero = (): Counts => ({ hit: 0, all: 0 })
const share = ({ hit, all }: Counts): number | null => (all === 0 ? null : Number((hit / all).toFixed(3)))
const shares = (map: ReadonlyMap<string, Counts>): Record<string, number | null> =>
  Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([type, counts]) => [type, share(counts)]))

function at(map: Map<string, Counts>, key: string): Counts {
  const found = map.get(key) ?? zero()
  map.set(key, found)
  return found
}

function count(counts: Counts, hit: boolean): void {
  counts.all++
  if (hit) counts.hit++
}
