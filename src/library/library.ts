/**
 * Library: what is published, for everyone. Owns schema `library`. Invariants: it knows no review, board or author and no
 * time finer than a volume's date; a published edition is never changed, only withdrawn, and then a tombstone stays while
 * its words can no longer be read or found.
 */
import type { BlockKind, BlockLayout } from '#documents/documents.ts'
import { holdersOf } from '#identity/identity.ts'
import { sealedEditionFile, unsealedEditionFile, type Disclosure, type EditionFile } from '#integrity/integrity.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { writeMail } from '#platform/mail.ts'
import { nations, subjectKinds, themes, type Nation, type SubjectKind } from '#vocabulary/vocabulary.ts'
import { findFindings } from './findings.ts'
import * as store from './store.ts'
import { distance, passageOf, readQuestion, termsOfEdition, wordsIn } from './terms.ts'

/** A block as readers see it: the author's words, and labels in ⟦ ⟧ where words were replaced. */
export interface EditionBlock {
  kind: BlockKind
  parts: ({ text: string } | { label: string })[]
  layout?: BlockLayout
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
  legacy: boolean
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

/** An edition with everything its page shows. `blocks` and `findings` are empty once it is withdrawn. */
export interface EditionPage extends EditionListed {
  warning: string
  reportRoot: string | null
  words: number
  status: 'published' | 'withdrawn'
  withdrawnOn: string | null
  reason: WithdrawalReason | null
  volume: { id: string; label: string; publishedOn: string }
  blocks: EditionBlock[]
  findings: PublishedFinding[]
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

/** What narrows a search. */
export interface Facets {
  subject?: string | undefined
  nation?: string | undefined
  theme?: string | undefined
  volume?: string | undefined
}

/** A facet's value with how many of the found editions have it. */
export interface FacetValue {
  value: string
  label: string
  count: number
}

/** What a search found. */
export interface Found {
  total: number
  pages: number
  results: (EditionListed & { passage: { anchor: string; pieces: { text: string; match: boolean }[] } | null })[]
  facets: Record<'subject' | 'nation' | 'theme' | 'volume', FacetValue[]>
  suggestion: string | null
}

/** Publishes a volume, in the transaction and act of release, which alone calls it. Editions have random ids and no order. */
export async function publishVolume(
  tx: Context,
  volume: { label: string; publishedOn: string; editions: readonly EditionToPublish[] },
): Promise<{ volumeId: string; editionIds: string[] }> {
  const volumeId = await store.addVolume(
    tx,
    volume.label,
    volume.publishedOn,
    volume.editions.every((edition) => edition.legacy),
  )
  const editionIds: string[] = []
  for (const edition of volume.editions) {
    const blocks = edition.blocks.map((block) => ({
      ...block,
      text: block.parts.map((part) => ('text' in part ? part.text : part.label)).join(''),
    }))
    const words = blocks.reduce((sum, block) => sum + block.text.split(/\s+/).filter(Boolean).length, 0)
    const id = await store.addEdition(tx, volumeId, edition, words)
    await store.addBlocks(tx, id, blocks)
    await store.addFindings(tx, id, findFindings(blocks))
    const { frequencies, length } = termsOfEdition({ ...edition, blocks })
    await store.addPostings(
      tx,
      id,
      [...frequencies].map(([term, met]) => ({ term, ...met })),
      length,
    )
    editionIds.push(id)
  }
  return { volumeId, editionIds }
}

/** Withdraws an edition at once, in the transaction and act of release. False when there is none to withdraw. */
export async function withdraw(tx: Context, editionId: string, reason: WithdrawalReason): Promise<boolean> {
  return store.withdraw(tx, editionId, reason)
}

/** Volumes, newest first. */
export async function volumes(ctx: Context): Promise<VolumeListed[]> {
  return store.volumes(ctx)
}

/** A volume with its published editions; null when there is none. */
export async function volume(ctx: Context, id: string): Promise<(VolumeListed & { list: EditionListed[] }) | null> {
  const found = (await store.volumes(ctx)).find((one) => one.id === id)
  return found ? { ...found, list: await store.editionsOf(ctx, id) } : null
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
  if (!row) return null
  const open = row.status === 'published'
  return {
    ...row,
    reason: row.reason as WithdrawalReason | null,
    volume: { id: row.volumeId, label: row.volumeLabel, publishedOn: row.publishedOn },
    blocks: open ? await store.blocks(ctx, id) : [],
    findings: open ? await store.findingsOf(ctx, id) : [],
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
  }
  const proof = await store.disclosure(ctx, id)
  return proof === null ? unsealedEditionFile(details, found.blocks) : sealedEditionFile(details, proof as Disclosure)
}

/** An edition as plain text. */
export function plainTextOf(found: EditionPage): string {
  const body = found.blocks.map((block) => {
    const text = block.parts.map((part) => ('text' in part ? part.text : part.label)).join('')
    if (block.kind.startsWith('heading') || block.kind === 'title') return `\n${text}\n`
    return block.kind === 'listItem' ? `- ${text}` : `${text}\n`
  })
  return `${found.title}\n${found.volume.label}\n\nWords in ⟦ ⟧ stand in place of the author’s own.\n${body.join('\n')}\n`
}

const pageSize = 10

/** Finds editions: any of the words, "phrases", prefix*, -excluded. @param page from 1 */
export async function searchEditions(ctx: Context, text: string, facets: Facets, page = 1): Promise<Found> {
  const question = readQuestion(text)
  const expanded = (await Promise.all(question.prefixes.map((prefix) => store.termsFrom(ctx, prefix, 50)))).flat()
  const terms = [...new Set([...question.terms, ...expanded.map((term) => term.term)])]
  // A prefix that no word begins with must find nothing, where no terms at all would find everything.
  const wanted = terms.length === 0 && question.prefixes.length > 0 ? ['\u0001'] : terms
  const { results, matched } = await store.search(ctx, { ...question, terms: wanted }, facets, {
    size: pageSize,
    offset: (page - 1) * pageSize,
  })
  const known = await store.knownTerms(ctx, terms)
  const passages =
    known.length === 0
      ? []
      : await store.passages(
          ctx,
          results.map((one) => one.id),
          known.map((one) => one.sample),
        )
  return {
    total: matched.length,
    pages: Math.max(1, Math.ceil(matched.length / pageSize)),
    results: results.map((result) => ({
      ...result,
      passage: bestPassage(
        passages.filter((one) => one.id === result.id),
        new Set(terms),
      ),
    })),
    facets: await facetsOf(ctx, matched),
    suggestion: await suggestionFor(ctx, question.typed, new Set(known.map((one) => one.term))),
  }
}

function bestPassage(blocks: { n: number; text: string }[], terms: ReadonlySet<string>) {
  const scored = blocks.map((block) => ({
    block,
    score:
      new Set(
        wordsIn(block.text)
          .filter((word) => terms.has(word.term))
          .map((word) => word.term),
      ).size + (block.text.length > 80 ? 0.5 : 0),
  }))
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best && best.score >= 1 ? { anchor: `p${best.block.n}`, pieces: passageOf(best.block.text, terms) } : null
}

async function facetsOf(ctx: Context, ids: readonly string[]): Promise<Found['facets']> {
  const counts = await store.facetCounts(ctx, ids)
  const labels: Record<string, Map<string, string>> = {
    subject: new Map(Object.entries(subjectKinds)),
    nation: new Map(Object.entries(nations)),
    theme: new Map((await themes(ctx)).map((theme) => [theme.code, theme.label])),
    volume: new Map((await store.volumes(ctx)).map((one) => [one.id, one.label])),
  }
  const of = (facet: string) =>
    counts
      .filter((one) => one.facet === facet)
      .map(({ value, count }) => ({ value, count, label: labels[facet]?.get(value) ?? value }))
  return { subject: of('subject'), nation: of('nation'), theme: of('theme'), volume: of('volume') }
}

async function suggestionFor(
  ctx: Context,
  typed: readonly string[],
  known: ReadonlySet<string>,
): Promise<string | null> {
  let changed = false
  const better = await Promise.all(
    typed.map(async (word) => {
      if (word.length < 4 || wordsIn(word).every((one) => known.has(one.term))) return word
      const near = (await store.termsFrom(ctx, word[0]!, 2000)).filter((one) => distance(one.sample, word) <= 2)
      const best = near.toSorted(
        (a, b) => distance(a.sample, word) - distance(b.sample, word) || b.editions - a.editions,
      )[0]
      if (best) changed = true
      return best?.sample ?? word
    }),
  )
  return changed ? better.join(' ') : null
}

/** Findings and recommendations of every published edition; at most 20,000. */
export async function allFindings(ctx: Context): Promise<PublishedFinding[]> {
  return store.findingsOf(ctx, null)
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

/** A visitor says that an edition could identify someone; editors are told at once. False when there is no such edition. */
export async function raiseConcern(
  ctx: Context,
  editionId: string,
  said: { anchor: string | null; words: string; contact: string | null },
): Promise<boolean> {
  return store.raiseConcern(ctx, editionId, said)
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
