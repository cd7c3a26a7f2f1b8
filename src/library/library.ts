/**
 * Library: what is published, for everyone. Owns schema `library`. Invariants: it knows no review, board or author and no
 * time finer than a volume's date; a published edition is never changed, only withdrawn, and then a tombstone stays while
 * its words can no longer be read or found.
 */
import { randomUUID } from 'node:crypto'
import type { BlockKind, BlockLayout } from '#documents/documents.ts'
import { holdersOf } from '#identity/identity.ts'
import type * as integrity from '#integrity/integrity.ts'
import {
  editionName,
  editionPack,
  listedFile,
  manifestOf,
  recordInClear,
  sealedEditionFile,
  signedHistory,
  statementHash,
  unsealedEditionFile,
  volumeRoot,
  type Disclosure,
  type EditionFile,
  type EditionSignatures,
  type ListedFile,
  type SignedHistory,
} from '#integrity/integrity.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { writeMail } from '#platform/mail.ts'
import { nations, subjectKinds, themes, type Nation, type SubjectKind } from '#vocabulary/vocabulary.ts'
import { findFindings } from './findings.ts'
import { dateInWords } from '#web/components/words.ts'
import { bestPassage, likelyBlocks, type Piece } from './passage.ts'
import { plainTextOf } from './plain-text.ts'
import { readQuestion } from './question.ts'
import { nearest } from './spelling.ts'
import * as store from './store.ts'
import { termsOfEdition, wordsIn } from './terms.ts'

/** A block as readers see it: the author's words, and labels in ⟦ ⟧ where words were replaced. */
export interface EditionBlock {
  kind: BlockKind
  parts: ({ text: string } | { label: string })[]
  layout?: BlockLayout
}

/** What was generalised how often when an edition was made: kinds of detail and counts, nothing of the content. */
export interface LearningLossNote {
  generalised: { kind: string; passages: number }[]
  removed: number
  passages: number
  percentOfWords: number
}

/** An edition on its way into a volume. `nation` is null where showing it could help to tell whose it is. */
export interface EditionToPublish {
  title: string
  summary: string
  warning: string
  subjects: SubjectKind[]
  nation: Nation | null
  themes: string[]
  blocks: EditionBlock[]
  /** The proof over the sealed root; null in the legacy collection. */
  disclosure: unknown
  /** Base64; null in the legacy collection. */
  reportRoot: string | null
  /** Who signed the words; absent where the author had no key. */
  signatures?: EditionSignatures | null
  legacy: boolean
  /** What can be said of its words; left out where nothing is, as in the legacy collection. */
  state?: EditionState | null
  /** Published with it where it is known. */
  learningLoss?: LearningLossNote | null
}

/** What can be said of an edition's words. */
export type EditionState = integrity.EditionState

/** Why a change was asked, in words. */
export const changeClassWords: Record<integrity.ChangeClass, string> = {
  'factual-error': 'Factual error',
  'personal-data': 'Personal data',
  'legal-risk': 'Legal risk',
  defamation: 'Defamation',
  other: 'Other',
}

/** Why the law keeps parts back, in words. */
export const withholdingClassWords: Record<integrity.WithholdingClass, string> = {
  'court-order': 'A court’s order',
  'criminal-proceedings': 'Criminal proceedings under way',
  'data-protection': 'Data protection law',
  'other-law': 'Another law',
}

/** Changes asked of authors for one class of reason; null is a count too small to show. */
export interface ChangeFigure {
  reason: integrity.ChangeClass
  asked: number | null
  agreed: number | null
  refused: number | null
  imposed: number | null
}

/** An edition in a list. */
export interface EditionListed {
  id: string
  title: string
  summary: string
  subjects: SubjectKind[]
  nation: Nation | null
  themes: string[]
  legacy: boolean
  volumeLabel: string
  publishedOn: string
}

/** A volume in a list, with how many of its editions can be read. */
export interface VolumeListed {
  id: string
  label: string
  publishedOn: string
  legacy: boolean
  editions: number
}

/** A finding or recommendation of a published edition. */
export interface PublishedFinding {
  editionId: string
  editionTitle: string
  volumeLabel: string
  publishedOn: string
  anchor: string
  kind: 'finding' | 'recommendation'
  text: string
}

/** Why an edition was withdrawn, as a class: the reason itself could identify someone. */
export type WithdrawalReason = 'identification' | 'legal' | 'family-request' | 'error'

/** The classes in plain words. */
export const withdrawalWords: Record<WithdrawalReason, string> = {
  identification: 'somebody could have been identified',
  legal: 'there is a legal reason',
  'family-request': 'the family asked for it',
  error: 'it was published by mistake',
}

/**
 * An edition with everything its page shows. Once it is withdrawn, nothing but its volume, the day, the reason's class
 * and its title are left, and where somebody could be identified not even the title: it is empty then.
 */
export interface EditionPage extends EditionListed {
  warning: string
  reportRoot: string | null
  /** What the author's signature shows; null where nobody signed. */
  signed: SignedHistory | null
  words: number
  learningLoss: LearningLossNote | null
  status: 'published' | 'withdrawn'
  withdrawnOn: string | null
  reason: WithdrawalReason | null
  volume: { id: string; label: string; publishedOn: string }
  blocks: EditionBlock[]
  findings: PublishedFinding[]
  /** Null where nothing can be said: in the legacy collection, and of what was withdrawn. */
  state: EditionState | null
}

/** What a reader said: an edition could identify someone. */
export interface Concern {
  id: string
  editionId: string
  editionTitle: string
  anchor: string | null
  words: string
  contact: string | null
  raisedAt: Date
  settledAt: Date | null
  verdict: string | null
}

/** What narrows a search. `year` is the volume's, four digits; `legacy` is 'yes' or 'no'. */
export interface Facets {
  subject?: string | undefined
  nation?: string | undefined
  theme?: string | undefined
  volume?: string | undefined
  year?: string | undefined
  legacy?: string | undefined
}

/** What results are sorted by: how well they answer, or the newest volume first. */
export type Order = 'relevance' | 'newest'

/** A facet's value with how many of the found editions have it. */
export interface FacetValue {
  value: string
  label: string
  count: number
}

/** A found edition with the passage that answers best; `anchor` is the paragraph's on the reading page. */
export type FoundEdition = EditionListed & { passage: { anchor: string; pieces: Piece[] } | null }

/** What a search found: one page of results, and of all of them the number and what they are. */
export interface Found {
  total: number
  /** There may be more than `total`: a phrase was looked for in the best candidates only. */
  atLeast: boolean
  pages: number
  results: FoundEdition[]
  facets: Record<keyof Facets, FacetValue[]>
  /** The question with words that the collection knows in place of those it does not; null when there is nothing to say. */
  suggestion: string | null
  /** Only words were typed that stand in every text: all editions are shown. */
  tooCommon: boolean
}

/** Editions that are written at once; keeps a statement small however large the volume. */
const atOnce = 50

/**
 * Publishes a volume, in the transaction and act of release, which alone calls it.
 * @param volume.publishedOn YYYY-MM-DD: nothing that is stored of its editions is finer
 * @returns ids in the order given. They are random, and the store keeps no order: release has shuffled them besides
 * @throws when an edition that is not legacy has no fingerprint, or a nation is none of the four
 */
export async function publishVolume(
  tx: Context,
  volume: { label: string; publishedOn: string; editions: readonly EditionToPublish[] },
): Promise<{ volumeId: string; editionIds: string[] }> {
  const legacy = volume.editions.every((edition) => edition.legacy)
  const volumeId = await store.addVolume(tx, volume.label, volume.publishedOn, legacy)
  const editionIds: string[] = []
  for (let from = 0; from < volume.editions.length; from += atOnce) {
    const some = volume.editions.slice(from, from + atOnce).map(toStore)
    await store.addEditions(tx, volumeId, some)
    editionIds.push(...some.map((one) => one.id))
  }
  // A volume without editions says nothing that could be put on record; only tests make one.
  if (editionIds.length > 0) await recordRelease(tx, volumeId, editionIds)
  return { volumeId, editionIds }
}

/** Puts a release on record in the public log, with the hashes of every file that readers can download of it. */
async function recordRelease(tx: Context, volumeId: string, editionIds: readonly string[]): Promise<void> {
  const names: string[] = []
  const files: ListedFile[] = []
  for (const id of editionIds) {
    const file = (await editionFile(tx, id))!
    names.push(nameOf(file))
    files.push(listedFile(`edition-${id}.json`, utf8(JSON.stringify(file))))
    files.push(listedFile(`edition-${id}.txt`, utf8((await editionText(tx, id))!)))
  }
  const previous = await store.newestVolumeNote(tx)
  const { note, index } = await recordInClear(tx, {
    kind: 'record-volume',
    editions: names.length,
    root: volumeRoot(names),
    manifest: manifestOf(files).root,
    previous: previous === null ? null : statementHash(previous),
  })
  await store.addRecord(tx, { volumeId, note, logIndex: index, editionIds, names, files })
}

function nameOf(file: EditionFile): string {
  return editionName('disclosure' in file ? file.disclosure : file.blocks)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** An edition as plain text, exactly as it is downloaded; null when it cannot be had. */
export async function editionText(ctx: Context, id: string): Promise<string | null> {
  const found = await edition(ctx, id)
  if (!found || found.status === 'withdrawn') return null
  const head = {
    ...found,
    publishedOn: dateInWords(found.publishedOn),
    address: `${ctx.siteUrl}/library/editions/${id}`,
    demonstration: ctx.demonstration,
  }
  return plainTextOf(head, found.blocks)
}

/**
 * The pack that proves an edition's release to anybody (docs/formats/pack.md). It holds nothing that is not public.
 * @returns null when it cannot be had: withdrawn, from before releases were put on record, or without a log
 */
export async function packOfEdition(ctx: Context, id: string): Promise<Uint8Array | null> {
  const [file, record] = [await editionFile(ctx, id), await store.recordOf(ctx, id)]
  const manifest = record && (await volumeManifest(ctx, record.volumeId))
  if (!file || !record || !manifest) return null
  const volume = { note: utf8(record.note), salt: null, index: record.logIndex }
  return editionPack(ctx, { edition: file, volume, position: record.position, names: record.names, manifest })
}

/** The manifest of a volume's files, as text; null for a volume from before manifests, or none. */
export async function volumeManifest(ctx: Context, volumeId: string): Promise<string | null> {
  const files = await store.releasedFiles(ctx, volumeId)
  return files.length === 0 ? null : manifestOf(files).text
}

/** The name under which a file with exactly these bytes was released; null when none was. */
export async function releasedFileName(ctx: Context, bytes: Uint8Array): Promise<string | null> {
  return store.fileNameOf(ctx, listedFile('file', bytes).hash)
}

function toStore(edition: EditionToPublish): store.EditionToStore {
  const blocks = edition.blocks.map(({ kind, parts, layout }) => ({
    kind,
    // Nothing but what readers see: whoever prepared the parts may know more of them.
    parts: parts.map((part) => ('text' in part ? { text: part.text } : { label: part.label })),
    ...(layout ? { layout } : {}),
    text: textOf({ parts }),
  }))
  return {
    id: randomUUID(),
    edition,
    words: blocks.reduce((sum, block) => sum + block.text.split(/\s+/).filter(Boolean).length, 0),
    blocks,
    findings: findFindings(blocks),
    ...termsOfEdition({ ...edition, blocks }),
  }
}

function textOf(block: Pick<EditionBlock, 'parts'>): string {
  return block.parts.map((part) => ('text' in part ? part.text : part.label)).join('')
}

/**
 * Publishes with a volume what was asked of authors up to it, in the transaction and act of release, which has left out
 * small counts.
 * @param figures.editions how many editions they are counted over
 */
export async function publishChangeFigures(
  tx: Context,
  volumeId: string,
  figures: { editions: number; classes: readonly ChangeFigure[] },
): Promise<void> {
  await store.addChangeFigures(tx, volumeId, figures)
}

/** The newest figures of changes asked of authors; null while there are none. */
export async function changeFigures(
  ctx: Context,
): Promise<{ editions: number; volumeLabel: string; publishedOn: string; figures: ChangeFigure[] } | null> {
  return store.changeFigures(ctx)
}

/** Withdraws an edition at once, in the transaction and act of release. False when there is none to withdraw. */
export async function withdraw(tx: Context, editionId: string, reason: WithdrawalReason): Promise<boolean> {
  const name = await store.editionNameOf(tx, editionId)
  if (!(await store.withdraw(tx, editionId, reason))) return false
  // What was released before volumes were put on record has no name there that could be withdrawn.
  if (name) await recordInClear(tx, { kind: 'record-withdraw', edition: name, reason })
  return true
}

/** Volumes, newest first. */
export async function volumes(ctx: Context): Promise<VolumeListed[]> {
  return store.volumes(ctx)
}

/** A volume with its published editions; null when there is none. */
export async function volume(ctx: Context, id: string): Promise<(VolumeListed & { list: EditionListed[] }) | null> {
  const found = (await store.volumes(ctx)).find((one) => one.id === id)
  return found ? { ...found, list: await store.editionsOf(ctx, [id]) } : null
}

/** The newest volumes with their published editions, for a feed. */
export async function newestVolumes(ctx: Context, most: number): Promise<(VolumeListed & { list: EditionListed[] })[]> {
  const newest = (await store.volumes(ctx)).slice(0, most)
  const editions = await store.editionsOf(
    ctx,
    newest.map((one) => one.id),
  )
  return newest.map((one) => ({ ...one, list: editions.filter((edition) => edition.volumeId === one.id) }))
}

/** What the whole collection holds; only what can be read is counted. */
export async function figures(
  ctx: Context,
): Promise<{ editions: number; volumes: number; findings: number; words: number }> {
  return store.figures(ctx)
}

/** What circulation says of a volume. */
export async function volumeForBulletin(
  ctx: Context,
  volumeId: string,
): Promise<{ id: string; label: string; publishedOn: string; editions: EditionListed[] } | null> {
  const found = await volume(ctx, volumeId)
  return found && { id: found.id, label: found.label, publishedOn: found.publishedOn, editions: found.list }
}

/** An edition, published or withdrawn; null when there never was one. */
export async function edition(ctx: Context, id: string): Promise<EditionPage | null> {
  const row = await store.edition(ctx, id)
  if (!row) return withdrawnEdition(ctx, id)
  return {
    ...row,
    status: 'published',
    withdrawnOn: null,
    reason: null,
    volume: { id: row.volumeId, label: row.volumeLabel, publishedOn: row.publishedOn },
    signed: await signedOf(ctx, id, row.reportRoot),
    blocks: await store.blocks(ctx, id),
    findings: await store.findingsOf(ctx, id),
    state: await store.editionState(ctx, id),
  }
}

/** Judged anew at every reading: a signature in the database that does not hold is shown to nobody as one. */
async function signedOf(ctx: Context, id: string, root: string | null): Promise<SignedHistory | null> {
  const proof = root === null ? null : await store.proof(ctx, id)
  if (!proof?.signatures) return null
  return signedHistory(proof.signatures, root!, (await store.blocks(ctx, id)).length)
}

async function withdrawnEdition(ctx: Context, id: string): Promise<EditionPage | null> {
  const row = await store.tombstone(ctx, id)
  if (!row) return null
  const nothing = { summary: '', warning: '', subjects: [], nation: null, themes: [], blocks: [], findings: [] }
  return {
    ...row,
    ...nothing,
    title: row.title ?? '',
    status: 'withdrawn',
    reportRoot: null,
    signed: null,
    words: 0,
    state: null,
    learningLoss: null,
    volume: { id: row.volumeId, label: row.volumeLabel, publishedOn: row.publishedOn },
  }
}

/** The file that anyone can download and check (docs/formats/edition.md); null when it cannot be had. */
export async function editionFile(ctx: Context, id: string): Promise<EditionFile | null> {
  const found = await edition(ctx, id)
  if (!found || found.status === 'withdrawn') return null
  const notice = ctx.demonstration
    ? 'Fiction, made for the demonstration of Throughline.'
    : 'Published by the national body.'
  const details = {
    edition: id,
    title: found.title,
    volume: { label: found.volume.label, date: found.publishedOn },
    notice,
    ...(found.state ? { state: found.state } : {}),
  }
  const proof = await store.proof(ctx, id)
  return proof === null
    ? unsealedEditionFile(details, found.blocks)
    : sealedEditionFile(details, proof.disclosure as Disclosure, proof.signatures)
}

/** Something that readers or machines get, as its bytes, by the name under which they get it. */
export interface PublicOutput {
  name: string
  bytes: Uint8Array
}

/**
 * Everything of an edition that leaves without a page: its file, its plain text, what search keeps of it and what lists,
 * feeds and mails quote. For release, which looks through the bytes before it lets a volume go.
 */
export async function editionOutputs(ctx: Context, id: string): Promise<PublicOutput[]> {
  const found = await edition(ctx, id)
  if (!found || found.status === 'withdrawn') return []
  const of = (name: string, text: string): PublicOutput => ({ name, bytes: new TextEncoder().encode(text) })
  const { terms } = termsOfEdition({
    ...found,
    blocks: found.blocks.map((block) => ({ kind: block.kind, text: textOf(block) })),
  })
  return [
    of(`edition-${id}.json`, JSON.stringify(await editionFile(ctx, id))),
    of(`edition-${id}.txt`, (await editionText(ctx, id))!),
    of('search index', [...terms].map(([term, met]) => `${term} | ${met.sample}`).join('\n')),
    of('findings', found.findings.map((one) => one.text).join('\n')),
    of('list entry', [found.title, found.summary, found.warning].join('\n')),
  ]
}

/** The fingerprint under which an edition was sealed, as the library has it; null when there is none to compare with. */
export async function fingerprintOfEdition(ctx: Context, id: string): Promise<string | null> {
  return (await store.edition(ctx, id))?.reportRoot ?? null
}

/** Results on one page. */
const pageSize = 10

/** Terms of a question that are looked for. More do not find better (measured on CISI, whose questions are long). */
const mostTerms = 24

/** Words that one prefix* may stand for; the commonest count. */
const mostExpansions = 30

/**
 * Finds editions: any of the words, every "phrase", begin*, nothing of -excluded. Every question has an answer: without
 * words to look for, all editions that the facets leave.
 * @param page from 1
 */
export async function searchEditions(
  ctx: Context,
  text: string,
  facets: Facets,
  page = 1,
  order: Order = 'relevance',
): Promise<Found> {
  const question = readQuestion(text)
  const expanded = await Promise.all(question.prefixes.map((prefix) => store.termsFrom(ctx, prefix, mostExpansions)))
  const terms = [...question.terms, ...expanded.flat().map((one) => one.term)]
  // A prefix that no word begins with must find nothing, where no terms at all would find everything.
  const wanted = terms.length === 0 && question.prefixes.length > 0 ? [''] : terms
  const at = { order, size: pageSize, offset: (page - 1) * pageSize }
  const most = mostTerms + expanded.flat().length
  const matched = await store.search(ctx, { ...question, terms: wanted, most }, facets, at)
  const known = new Map((await store.knownTerms(ctx, terms)).map(({ term, weight }) => [term, weight]))
  return {
    total: matched.total,
    atLeast: matched.atLeast,
    pages: Math.max(1, Math.ceil(matched.total / pageSize)),
    results: await withPassages(ctx, matched.ids, known),
    facets: await facetsOf(ctx, matched.counts, facets),
    suggestion: await suggestionFor(ctx, text, question.typed, known),
    tooCommon: question.tooCommon,
  }
}

async function withPassages(
  ctx: Context,
  ids: readonly string[],
  weights: ReadonlyMap<string, number>,
): Promise<FoundEdition[]> {
  const listed = await store.editionsById(ctx, ids)
  if (weights.size === 0) return listed.map((one) => ({ ...one, passage: null }))
  const standing = await store.standing(ctx, ids, [...weights.keys()])
  const places = ids.flatMap((id) => {
    const here = standing.filter((one) => one.id === id)
    return likelyBlocks(here, weights).map((n) => ({ id, n }))
  })
  const texts = await store.texts(ctx, places)
  return listed.map((one) => {
    const here = texts.filter(({ id }) => id === one.id)
    const best = bestPassage(here, weights)
    return { ...one, passage: best && { anchor: `p${best.n}`, pieces: best.pieces } }
  })
}

/** What was chosen is always among a facet's values, so that a page can name it although nothing was found. */
async function facetsOf(ctx: Context, counts: store.Matched['counts'], chosen: Facets): Promise<Found['facets']> {
  const labels: Record<string, Map<string, string>> = {
    subject: new Map(Object.entries(subjectKinds)),
    nation: new Map(Object.entries(nations)),
    theme: new Map((await themes(ctx)).map((theme) => [theme.code, theme.label])),
    legacy: new Map(Object.entries(legacyWords)),
    volume: new Map(chosen.volume ? (await store.volumes(ctx)).map((one) => [one.id, one.label]) : []),
  }
  const of = (facet: keyof Facets): FacetValue[] => {
    const labelled = (value: string, label: string | null) => label ?? labels[facet]?.get(value) ?? value
    const values = counts
      .filter((one) => one.facet === facet)
      .map(({ value, label, count }) => ({ value, count, label: labelled(value, label) }))
    const own = chosen[facet]
    if (own === undefined || values.some((one) => one.value === own)) return values
    return [...values, { value: own, count: 0, label: labelled(own, null) }]
  }
  return {
    subject: of('subject'),
    nation: of('nation'),
    theme: of('theme'),
    year: of('year').toSorted((a, b) => b.value.localeCompare(a.value)),
    volume: of('volume'),
    legacy: of('legacy'),
  }
}

const legacyWords = { no: 'Sealed by their authors', yes: 'Legacy collection' }

/** The question as typed with each word that no edition has replaced by the nearest that one has. */
async function suggestionFor(
  ctx: Context,
  text: string,
  typed: readonly string[],
  known: ReadonlyMap<string, number>,
): Promise<string | null> {
  let suggestion = text
  for (const word of [...new Set(typed)].slice(0, 8)) {
    if (word.length < 4 || wordsIn(word).every((one) => known.has(one.term))) continue
    // Most slips leave the first letter, or swap it with the second.
    const begun = await Promise.all([word[0]!, word[1]!].map((letter) => store.termsFrom(ctx, letter, 3000)))
    const better = nearest(word, begun.flat())
    if (better)
      suggestion = suggestion.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'giu'), better)
  }
  return suggestion === text ? null : suggestion
}

/**
 * How rare words are among the published editions: the more, the fewer editions have them (the idf of BM25, in bits).
 * @returns by the word as given; words that no edition has get the most
 */
export async function rarityOfWords(ctx: Context, words: readonly string[]): Promise<Map<string, number>> {
  const termsOf = new Map(words.map((word) => [word, wordsIn(word).map((one) => one.term)]))
  const known = await store.knownTerms(ctx, [...new Set([...termsOf.values()].flat())])
  const weights = new Map(known.map((one) => [one.term, one.weight]))
  const { editions } = await store.figures(ctx)
  const most = Math.log(1 + (editions + 0.5) / 0.5)
  return new Map(
    [...termsOf].map(([word, terms]) => [
      word,
      Math.max(0, ...terms.map((term) => weights.get(term) ?? most)) / Math.LN2,
    ]),
  )
}

/**
 * Texts of the newest published editions, for the linkage attack on a new one. Those of a title are left out: an edition
 * is most like itself.
 */
export async function newestTexts(
  ctx: Context,
  most: number,
  butTitled: string,
): Promise<{ id: string; label: string; text: string }[]> {
  const found: { id: string; label: string; text: string }[] = []
  for (const one of (await newestVolumes(ctx, 12)).flatMap((volume) => volume.list)) {
    if (found.length >= most) break
    if (one.title === butTitled) continue
    const blocks = await store.blocks(ctx, one.id)
    found.push({ id: one.id, label: one.title, text: blocks.map(textOf).join('\n') })
  }
  return found
}

/** The public attributes of everything that is published: what a new edition may be alike to. */
export async function publishedAttributes(ctx: Context): Promise<{ nation: Nation | null; subjects: SubjectKind[] }[]> {
  return store.attributes(ctx)
}

/** Findings and recommendations of every published edition; at most 20,000. */
export async function allFindings(ctx: Context): Promise<PublishedFinding[]> {
  return store.findingsOf(ctx, null)
}

/** The findings and recommendations of a text that is not published, such as a draft; anchors count its blocks: `p12`. */
export function findingsIn(
  blocks: readonly { kind: string; text: string }[],
): { anchor: string; kind: 'finding' | 'recommendation'; text: string }[] {
  return findFindings(blocks)
}

/** Published editions by quarter ('2026-Q2'), kind and theme. Not suppressed: trends does that. */
export async function themeTally(
  ctx: Context,
): Promise<{ quarter: string; subject: SubjectKind; theme: string; editions: number }[]> {
  return store.tally(ctx, 'theme')
}

/** Published editions by quarter and kind: the denominator. */
export async function editionTally(
  ctx: Context,
): Promise<{ quarter: string; subject: SubjectKind; editions: number }[]> {
  return (await store.tally(ctx, 'all')).map(({ quarter, subject, editions }) => ({ quarter, subject, editions }))
}

/** The newest editions with a theme, at most 100. */
export async function editionsWithTheme(ctx: Context, theme: string): Promise<EditionListed[]> {
  return store.withTheme(ctx, theme)
}

/** The words of a passage as a page shows them, cut to a few lines; null when the edition has no such passage. */
export function passageAt(found: EditionPage, anchor: string): string | null {
  const block = found.blocks[Number(anchor.slice(1))]
  if (!block) return null
  const text = textOf(block)
  return text.length > 300 ? `${text.slice(0, 300).replace(/(⟦[^⟧]*|\s\S*)$/, '')} …` : text
}

/**
 * A visitor says that an edition could identify someone; editors are told at once. Words and contact may be empty.
 * False when there is no such edition, or it was withdrawn meanwhile.
 */
export async function raiseConcern(
  ctx: Context,
  editionId: string,
  said: { anchor?: string | null; words: string; contact?: string | null },
): Promise<boolean> {
  return store.raiseConcern(ctx, editionId, {
    anchor: said.anchor ?? null,
    words: storable(said.words),
    contact: storable(said.contact ?? '') || null,
  })
}

/** Without characters that PostgreSQL refuses or that nobody typed; line breaks stay. */
function storable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '').trim()
}

/** Concerns, oldest first. For release, which asks for the permission. */
export async function concerns(ctx: Context, which: 'open' | 'settled'): Promise<Concern[]> {
  return store.concerns(ctx, { settled: which === 'settled' })
}

/** One concern. For release, which asks for the permission. */
export async function concern(ctx: Context, id: string): Promise<Concern | null> {
  return (await store.concerns(ctx, { id }))[0] ?? null
}

/** Settles a concern in release's act. False when it was settled meanwhile. */
export async function settleConcern(
  tx: Context,
  id: string,
  verdict: 'withdrawn' | 'no-action',
  personId: string,
): Promise<boolean> {
  return store.settleConcern(tx, id, verdict, personId)
}

/** Mails every editor and registrar that a concern was raised: a link, none of its words. */
export async function tellOfConcern(ctx: Context, concernId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const people = [...(await holdersOf(tx, 'editor')), ...(await holdersOf(tx, 'registrar'))]
    for (const person of people) {
      await writeMail(tx, {
        to: person.email,
        subject: 'A reader says an edition could identify someone',
        text: `Please look at it now:\n${tx.siteUrl}/workspace/concerns/${concernId}\n`,
        purpose: 'library.concern',
        about: `${concernId}:${person.id}`,
      })
    }
  })
}

/** A table of the census as it may be shown, kinds of review down, nations across; null is a count left out. */
export interface CensusTable {
  name: 'registered' | 'unpublished' | 'overdue' | 'withheld'
  rows: string[]
  columns: string[]
  cells: (number | null)[][]
  rowTotals: (number | null)[]
  columnTotals: (number | null)[]
  total: number | null
}

/** Boards of a nation and kind and how many have not answered; both null where there are too few boards to say. */
export interface Coverage {
  nation: string
  kind: string
  boards: number | null
  missing: number | 'fewer than 5' | null
}

/** What is public of a quarter's census. Nothing in it was ever finer: small counts are gone before it comes here. */
export interface CensusFigures {
  tables: CensusTable[]
  coverage: Coverage[]
}

/** A quarter's published figures. */
export interface PublishedCensus {
  year: number
  quarter: 1 | 2 | 3 | 4
  publishedOn: string
  figures: CensusFigures
}

/** Publishes a quarter's figures, in the transaction and act of the census, which alone calls it. False when they are published already. */
export async function publishCensus(
  tx: Context,
  census: { year: number; quarter: number; publishedOn: string; figures: CensusFigures },
): Promise<boolean> {
  return store.addCensus(tx, census)
}

/** The published figures, newest quarter first. */
export async function publishedCensus(ctx: Context): Promise<PublishedCensus[]> {
  return store.census(ctx)
}
