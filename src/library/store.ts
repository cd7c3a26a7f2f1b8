/** All SQL of the library schema. */
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import { sql, type RawBuilder } from 'kysely'
import type { EditionSignatures, ListedFile } from '#integrity/integrity.ts'
import type { Context } from '#platform/context.ts'
import type { FoundFinding } from './findings.ts'
import type {
  ChangeFigure,
  LearningLossNote,
  Concern,
  EditionBlock,
  EditionListed,
  EditionState,
  EditionToPublish,
  Facets,
  Order,
  PublishedFinding,
  VolumeListed,
  WithdrawalReason,
  CensusFigures,
  PublishedCensus,
} from './library.ts'
import { phrasePattern, type Phrase, type Question } from './question.ts'
import type { MetTerm } from './terms.ts'

export async function addVolume(tx: Context, label: string, publishedOn: string, legacy: boolean): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into library.volume (label, published_on, legacy)
    values (${label}, ${publishedOn}, ${legacy}) returning id`.execute(tx.db)
  return rows[0]!.id
}

/** An edition with everything that is stored of it. Its id is random: it says nothing of an order. */
export interface EditionToStore {
  id: string
  edition: EditionToPublish
  words: number
  blocks: readonly (EditionBlock & { text: string })[]
  findings: readonly FoundFinding[]
  terms: ReadonlyMap<string, MetTerm>
  length: number
}

/** Stores editions, many at a time: a statement each would take most of a release. */
export async function addEditions(tx: Context, volumeId: string, editions: readonly EditionToStore[]): Promise<void> {
  const rows = editions.map(({ id, edition, words }) => ({ ...edition, id, words, blocks: undefined }))
  await sql`insert into library.edition
      (id, volume_id, title, summary, warning, subjects, nation, themes, legacy, report_root, words, learning_loss)
    select e.id, ${volumeId}, e.title, e.summary, e.warning, e.subjects, e.nation, e.themes, e.legacy, e."reportRoot", e.words,
      e."learningLoss"
    from json_to_recordset(${JSON.stringify(rows)}::json) as e (id uuid, title text, summary text, warning text,
      subjects text[], nation text, themes text[], legacy boolean, "reportRoot" text, words int, "learningLoss" jsonb)`.execute(
    tx.db,
  )
  for (const { id, edition } of editions.filter((one) => one.edition.disclosure !== null)) {
    await sql`insert into library.edition_proof (edition_id, disclosure, signatures)
      values (${id}, ${JSON.stringify(edition.disclosure)}::jsonb,
        ${edition.signatures ? JSON.stringify(edition.signatures) : null}::jsonb)`.execute(tx.db)
  }
  for (const { id, edition } of editions.filter((one) => one.edition.state)) {
    await sql`insert into library.edition_state (edition_id, state)
      values (${id}, ${JSON.stringify(edition.state)}::jsonb)`.execute(tx.db)
  }
  const blocks = editions.flatMap(({ id, blocks }) => blocks.map((block, n) => ({ id, n, ...block })))
  await sql`insert into library.edition_block (edition_id, n, kind, parts, layout, text)
    select b.id, b.n, b.kind, b.parts, b.layout, b.text from json_to_recordset(${JSON.stringify(blocks)}::json)
      as b (id uuid, n int, kind text, parts jsonb, layout jsonb, text text)`.execute(tx.db)
  const findings = editions.flatMap(({ id, findings }) => findings.map((finding) => ({ id, ...finding })))
  await sql`insert into library.finding (edition_id, anchor, kind, text) select f.id, f.anchor, f.kind, f.text
    from json_to_recordset(${JSON.stringify(findings)}::json) as f (id uuid, anchor text, kind text, text text)`.execute(
    tx.db,
  )
  await addPostings(tx, editions)
}

async function addPostings(tx: Context, editions: readonly EditionToStore[]): Promise<void> {
  const postings = editions.flatMap(({ id, terms, length }) =>
    [...terms].map(([term, { frequency, blocks }]) => ({ term, id, frequency, length, blocks })),
  )
  await sql`insert into library.posting (term, edition_id, frequency, length, blocks)
    select p.term, p.id, p.frequency, p.length, p.blocks from json_to_recordset(${JSON.stringify(postings)}::json)
      as p (term text, id uuid, frequency real, length real, blocks int[]) order by p.term`.execute(tx.db)
  const met = new Map<string, { term: string; editions: number; sample: string }>()
  for (const { terms } of editions) {
    for (const [term, { sample }] of terms) {
      const one = met.get(term)
      if (one) one.editions++
      else met.set(term, { term, editions: 1, sample })
    }
  }
  // In order of the terms, so that two transactions never wait for one another in a circle.
  await sql`insert into library.term (term, editions, sample) select t.term, t.editions, t.sample
    from json_to_recordset(${JSON.stringify([...met.values()])}::json) as t (term text, editions int, sample text)
    order by t.term on conflict (term) do update set editions = library.term.editions + excluded.editions`.execute(
    tx.db,
  )
  await sql`update library.collection set editions = editions + ${editions.length},
    total_length = total_length + ${editions.reduce((sum, one) => sum + one.length, 0)}`.execute(tx.db)
}

export async function withdraw(tx: Context, id: string, reason: string): Promise<boolean> {
  const { rows } = await sql`update library.edition set status = 'withdrawn', reason_class = ${reason},
    withdrawn_on = ${tx.now().toISOString().slice(0, 10)} where id = ${id} and status = 'published' returning id`.execute(
    tx.db,
  )
  if (rows.length === 0) return false
  await sql`with gone as (delete from library.posting where edition_id = ${id} returning term, length),
      fewer as (update library.term t set editions = t.editions - 1 from gone where gone.term = t.term)
    update library.collection set editions = editions - 1,
      total_length = total_length - coalesce((select max(length) from gone), 0)`.execute(tx.db)
  await sql`delete from library.term where editions <= 0`.execute(tx.db)
  await sql`delete from library.finding where edition_id = ${id}`.execute(tx.db)
  return true
}

/** What was put on record of a release. */
export async function addRecord(
  tx: Context,
  record: {
    volumeId: string
    note: string
    logIndex: number
    editionIds: readonly string[]
    names: readonly string[]
    files: readonly ListedFile[]
  },
): Promise<void> {
  const { volumeId, note, logIndex, editionIds, names, files } = record
  await sql`insert into library.volume_record (volume_id, note, log_index) values (${volumeId}, ${note}, ${logIndex})`.execute(
    tx.db,
  )
  await sql`insert into library.edition_record (edition_id, volume_id, position, name)
    select e.id, ${volumeId}, e.n - 1, e.name from unnest(${[...editionIds]}::uuid[], ${[...names]}::text[])
      with ordinality as e (id, name, n)`.execute(tx.db)
  await sql`insert into library.released_file (volume_id, file_name, hash)
    select ${volumeId}, f.name, f.hash from unnest(${files.map((file) => file.name)}::text[],
      ${files.map((file) => file.hash)}::text[]) as f (name, hash)`.execute(tx.db)
}

/** The statement of the volume that was put on record last; null before the first. */
export async function newestVolumeNote(ctx: Context): Promise<string | null> {
  const { rows } = await sql<{
    note: string
  }>`select note from library.volume_record order by log_index desc limit 1`.execute(ctx.db)
  return rows[0]?.note ?? null
}

/** What was put on record of the volume in which an edition was released; null when nothing was. */
export async function recordOf(
  ctx: Context,
  editionId: string,
): Promise<{ volumeId: string; note: string; logIndex: number; position: number; names: string[] } | null> {
  const { rows } = await sql<{ volumeId: string; note: string; logIndex: number; position: number; names: string[] }>`
    select v.volume_id as "volumeId", v.note, v.log_index as "logIndex", e.position,
      (select array_agg(o.name order by o.position) from library.edition_record o where o.volume_id = v.volume_id) as names
    from library.edition_record e join library.volume_record v on v.volume_id = e.volume_id
    where e.edition_id = ${editionId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The name of an edition on record; null when it has none. */
export async function editionNameOf(ctx: Context, editionId: string): Promise<string | null> {
  const { rows } = await sql<{
    name: string
  }>`select name from library.edition_record where edition_id = ${editionId}`.execute(ctx.db)
  return rows[0]?.name ?? null
}

/** The files of a volume with their hashes. */
export async function releasedFiles(ctx: Context, volumeId: string): Promise<ListedFile[]> {
  const { rows } = await sql<ListedFile>`select file_name as name, hash from library.released_file
    where volume_id = ${volumeId} order by file_name`.execute(ctx.db)
  return rows
}

/** The name of a released file by its hash. */
export async function fileNameOf(ctx: Context, hash: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select file_name as name from library.released_file where hash = ${hash}
    limit 1`.execute(ctx.db)
  return rows[0]?.name ?? null
}

export async function volumes(ctx: Context): Promise<VolumeListed[]> {
  const { rows } = await sql<VolumeListed>`select v.id, v.label, v.published_on as "publishedOn", v.legacy,
      count(e.id) filter (where e.status = 'published') as editions
    from library.volume v left join library.edition e on e.volume_id = v.id group by v.id order by v.published_on desc, v.id limit 200`.execute(
    ctx.db,
  )
  return rows
}

const listed = sql`e.id, e.title, e.summary, e.subjects, e.nation, e.themes, e.legacy, v.label as "volumeLabel", v.published_on as "publishedOn"`

export async function editionsOf(
  ctx: Context,
  volumeIds: readonly string[],
): Promise<(EditionListed & { volumeId: string })[]> {
  const { rows } = await sql<EditionListed & { volumeId: string }>`select ${listed}, e.volume_id as "volumeId"
    from library.edition e join library.volume v on v.id = e.volume_id
    where e.volume_id = any(${[...volumeIds]}::uuid[]) and e.status = 'published' order by e.id`.execute(ctx.db)
  return rows
}

/** What the whole collection holds. */
export async function figures(
  ctx: Context,
): Promise<{ editions: number; volumes: number; findings: number; words: number }> {
  const { rows } = await sql<{ editions: number; volumes: number; findings: number; words: number }>`select
      count(*) as editions, coalesce(sum(words), 0) as words,
      (select count(*) from library.volume) as volumes, (select count(*) from library.finding) as findings
    from library.edition where status = 'published'`.execute(ctx.db)
  return rows[0]!
}

/** A published edition without its text, or what stays of a withdrawn one. */
export type EditionRow = EditionListed & {
  volumeId: string
  warning: string
  reportRoot: string | null
  words: number
  learningLoss: LearningLossNote | null
}

export interface TombstoneRow {
  id: string
  volumeId: string
  volumeLabel: string
  publishedOn: string
  legacy: boolean
  title: string | null
  withdrawnOn: string
  reason: WithdrawalReason
}

export async function edition(ctx: Context, id: string): Promise<EditionRow | null> {
  const { rows } = await sql<EditionRow>`select ${listed}, e.warning, e.report_root as "reportRoot", e.words,
      e.learning_loss as "learningLoss", e.volume_id as "volumeId"
    from library.edition e join library.volume v on v.id = e.volume_id where e.id = ${id} and e.status = 'published'`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export async function tombstone(ctx: Context, id: string): Promise<TombstoneRow | null> {
  const { rows } = await sql<TombstoneRow>`select id, volume_id as "volumeId", volume_label as "volumeLabel",
      published_on as "publishedOn", legacy, title, withdrawn_on as "withdrawnOn", reason_class as reason
    from library.tombstone where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function blocks(ctx: Context, id: string): Promise<EditionBlock[]> {
  const { rows } = await sql<
    EditionBlock & { layout: EditionBlock['layout'] | null }
  >`select kind, parts, layout from library.edition_block
    where edition_id = ${id} order by n`.execute(ctx.db)
  return rows.map(({ kind, parts, layout }) => ({ kind, parts, ...(layout ? { layout } : {}) }))
}

/** The public proof of an edition; null in the legacy collection. */
export async function proof(
  ctx: Context,
  id: string,
): Promise<{ disclosure: unknown; signatures: EditionSignatures | null } | null> {
  const { rows } = await sql<{
    disclosure: unknown
    signatures: EditionSignatures | null
  }>`select disclosure, signatures from library.edition_proof where edition_id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function findingsOf(ctx: Context, id: string | null): Promise<PublishedFinding[]> {
  const { rows } =
    await sql<PublishedFinding>`select f.edition_id as "editionId", e.title as "editionTitle", v.label as "volumeLabel",
      v.published_on as "publishedOn", f.anchor, f.kind, f.text
    from library.finding f join library.edition e on e.id = f.edition_id join library.volume v on v.id = e.volume_id
    where e.status = 'published' and (${id}::uuid is null or f.edition_id = ${id})
    order by f.edition_id, substr(f.anchor, 2)::int limit 20000`.execute(ctx.db)
  return rows
}

function matching(facets: Facets): RawBuilder<unknown> {
  const { subject, nation, theme, volume, year, legacy } = facets
  const all = [sql`e.status = 'published'`]
  if (subject) all.push(sql`e.subjects @> array[${subject}]::text[]`)
  if (nation) all.push(sql`e.nation = ${nation}`)
  if (theme) all.push(sql`e.themes @> array[${theme}]::text[]`)
  if (volume) all.push(sql`e.volume_id = ${volume}::uuid`)
  if (year) all.push(sql`extract(year from v.published_on)::text = ${year}`)
  if (legacy) all.push(sql`e.legacy = ${legacy === 'yes'}`)
  return sql.join(all, sql` and `)
}

/** Whether an edition `x` holds a phrase; its blocks are read only where all terms of the phrase stand. */
function holds(phrase: Phrase): RawBuilder<boolean> {
  const pattern = phrasePattern(phrase)
  return sql<boolean>`exists (select from library.edition_block b
      where b.edition_id = x.id and b.text ~* ${pattern} and b.n in (
        select unnest(p.blocks) from library.posting p where p.edition_id = x.id and p.term = any(${phrase.terms})
        group by 1 having count(*) = ${phrase.terms.length}))
    or exists (select from library.edition w where w.id = x.id and (w.title ~* ${pattern} or w.summary ~* ${pattern}))`
}

/** What a question comes to: how many editions, the ids of one page, and counts of what all of them are. */
export interface Matched {
  total: number
  /** There may be more: phrases were looked for in the best candidates only. */
  atLeast: boolean
  ids: string[]
  counts: { facet: string; value: string; label: string | null; count: number }[]
}

/** Editions, best first, in whose text a phrase is looked for: as many as can be read in a few hundredths of a second. */
const candidates = 500

/**
 * BM25 (Robertson and Zaragoza 2009), k1 = 1.2, b = 0.75: 2.2 is k1 + 1, 0.3 is k1 (1 - b), 0.9 is k1 b.
 * Without terms everything matches. Ties go by volume and then by the random id.
 * @param asked.most of the terms only so many are looked for, the most telling
 */
export async function search(
  ctx: Context,
  asked: Pick<Question, 'terms' | 'phrases' | 'excluded' | 'excludedPhrases'> & { most: number },
  facets: Facets,
  page: { order: Order; size: number; offset: number },
): Promise<Matched> {
  const order =
    page.order === 'newest' ? sql`published_on desc, score desc, id` : sql`score desc, published_on desc, id`
  const { rows } = await sql<Matched>`with asked as materialized (
      select t.term, (q.times * 2.2 * ln(1 + (c.editions - t.editions + 0.5) / (t.editions + 0.5)))::float8 as weight,
        greatest(c.total_length / greatest(c.editions, 1), 1) as average
      from (select term, count(*) as times from unnest(${asked.terms}::text[]) as u (term) group by term) q
        join library.term t on t.term = q.term, library.collection c
      order by weight desc limit ${asked.most}),
    scored as materialized (${scores(asked)}),
    narrowed as materialized (
      select e.id, s.score, v.published_on, e.subjects, e.nation, e.themes, e.volume_id, e.legacy
      from scored s join library.edition e on e.id = s.id join library.volume v on v.id = e.volume_id
      where ${matching(facets)}
        and e.id not in (select p.edition_id from library.posting p where p.term = any(${asked.excluded}))),
    matched as materialized (${reading(asked)}),
    by_volume as materialized (select volume_id, count(*) as n from matched group by volume_id),
    counts as (${facetCounts})
    select (select count(*) from matched) as total,
      ${asked.phrases.length + asked.excludedPhrases.length > 0} and (select count(*) from narrowed) > ${candidates} as "atLeast",
      coalesce((select json_agg(id) from (select id from matched order by ${order} limit ${page.size} offset ${page.offset}) i), '[]') as ids,
      coalesce((select json_agg(counts order by count desc, value) from counts), '[]') as counts`.execute(ctx.db)
  return rows[0]!
}

function scores(asked: { terms: string[]; phrases: Phrase[] }): RawBuilder<unknown> {
  if (asked.terms.length === 0) return sql`select id, 0::real as score from library.edition`
  const inPhrases = [...new Set(asked.phrases.flatMap((phrase) => phrase.terms))]
  return sql`select p.edition_id as id,
      sum(a.weight * p.frequency / (p.frequency + 0.3::float8 + 0.9::float8 * p.length / a.average)) as score
    from asked a join library.posting p on p.term = a.term group by p.edition_id
    having ${inPhrases.length === 0} or count(*) filter (where a.term = any(${inPhrases}))
      = (select count(*) from asked where term = any(${inPhrases}))`
}

/** Those of the narrowed editions that hold every phrase and none that is excluded. */
function reading(asked: Pick<Question, 'phrases' | 'excludedPhrases'>): RawBuilder<unknown> {
  if (asked.phrases.length + asked.excludedPhrases.length === 0) return sql`select * from narrowed`
  const conditions = [
    ...asked.phrases.map((phrase) => sql`(${holds(phrase)})`),
    ...asked.excludedPhrases.map((phrase) => sql`not (${holds(phrase)})`),
  ]
  return sql`select * from (select * from narrowed order by score desc, published_on desc, id limit ${candidates}) as x
    where ${sql.join(conditions, sql` and `)}`
}

/** Lists are counted before they are taken apart: ten thousand editions have few different ones. */
const facetCounts = sql`
  select 'subject' as facet, value, null as label, sum(n) as count
    from (select unnest(subjects) as value, n from (select subjects, count(*) as n from matched group by subjects) a) s group by value
  union all select 'theme', value, null, sum(n)
    from (select unnest(themes) as value, n from (select themes, count(*) as n from matched group by themes) a) t group by value
  union all select 'nation', nation, null, count(*) from matched where nation is not null group by nation
  union all select 'legacy', case when legacy then 'yes' else 'no' end, null, count(*) from matched group by legacy
  union all select 'volume', v.id::text, v.label, b.n from by_volume b join library.volume v on v.id = b.volume_id
  union all select 'year', extract(year from v.published_on)::text, null, sum(b.n)
    from by_volume b join library.volume v on v.id = b.volume_id group by 2`

export async function editionsById(ctx: Context, ids: readonly string[]): Promise<EditionListed[]> {
  const { rows } =
    await sql<EditionListed>`select ${listed} from library.edition e join library.volume v on v.id = e.volume_id
    where e.id = any(${[...ids]}::uuid[]) and e.status = 'published'`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Where terms stand in some editions. */
export async function standing(
  ctx: Context,
  ids: readonly string[],
  terms: readonly string[],
): Promise<{ id: string; term: string; blocks: number[] }[]> {
  const { rows } = await sql<{ id: string; term: string; blocks: number[] }>`select edition_id as id, term, blocks
    from library.posting where term = any(${[...terms]}) and edition_id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return rows
}

/** The text of single blocks. */
export async function texts(
  ctx: Context,
  places: readonly { id: string; n: number }[],
): Promise<{ id: string; n: number; kind: string; text: string }[]> {
  const { rows } = await sql<{
    id: string
    n: number
    kind: string
    text: string
  }>`select b.edition_id as id, b.n, b.kind, b.text
    from unnest(${places.map((one) => one.id)}::uuid[], ${places.map((one) => one.n)}::int[]) as p (id, n)
    join library.edition_block b on b.edition_id = p.id and b.n = p.n`.execute(ctx.db)
  return rows
}

/** Of these terms those that stand in some edition, with how telling each is (the inverse document frequency of BM25). */
export async function knownTerms(ctx: Context, terms: readonly string[]): Promise<{ term: string; weight: number }[]> {
  const { rows } = await sql<{ term: string; weight: number }>`select t.term,
      ln(1 + (c.editions - t.editions + 0.5) / (t.editions + 0.5))::float8 as weight
    from library.term t, library.collection c where t.term = any(${[...terms]})`.execute(ctx.db)
  return rows
}

/** Terms whose word begins with some letters, the commonest first. */
export async function termsFrom(
  ctx: Context,
  prefix: string,
  limit: number,
): Promise<{ term: string; sample: string; editions: number }[]> {
  // Collation "C": everything that begins with the prefix lies between it and the same with the last letter that there is.
  const { rows } = await sql<{ term: string; sample: string; editions: number }>`select term, sample, editions
    from library.term where sample >= ${prefix} and sample < ${prefix + '\u{10FFFF}'} order by editions desc, term limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}

export async function tally(
  ctx: Context,
  by: 'theme' | 'all',
): Promise<{ quarter: string; subject: 'child' | 'adult'; theme: string; editions: number }[]> {
  const { rows } = await sql<{ quarter: string; subject: 'child' | 'adult'; theme: string; editions: number }>`select
      to_char(v.published_on, 'YYYY-"Q"Q') as quarter, s as subject, t as theme, count(*) as editions
    from library.edition e join library.volume v on v.id = e.volume_id, unnest(e.subjects) s,
      unnest(case when ${by === 'theme'} then e.themes else array['all'] end) t
    where e.status = 'published' group by 1, 2, 3 order by 1, 2, 3`.execute(ctx.db)
  return rows
}

export async function withTheme(ctx: Context, theme: string): Promise<EditionListed[]> {
  const { rows } =
    await sql<EditionListed>`select ${listed} from library.edition e join library.volume v on v.id = e.volume_id
    where e.status = 'published' and e.themes @> array[${theme}]::text[] order by v.published_on desc, e.id limit 100`.execute(
      ctx.db,
    )
  return rows
}

export async function raiseConcern(
  ctx: Context,
  id: string,
  said: { anchor: string | null; words: string; contact: string | null },
): Promise<boolean> {
  const { rows } = await sql<{
    raised: boolean
  }>`select library.raise_concern(${id}, ${said.anchor}, ${said.words}, ${said.contact},
    ${ctx.now()}, ${ctx.requestId}) as raised`.execute(ctx.db)
  return rows[0]?.raised === true
}

export async function concerns(ctx: Context, by: { id?: string; settled?: boolean }): Promise<Concern[]> {
  const { rows } =
    await sql<Concern>`select c.id, c.edition_id as "editionId", e.title as "editionTitle", c.anchor, c.words, c.contact,
      c.raised_at as "raisedAt", c.settled_at as "settledAt", c.verdict
    from library.concern c join library.edition e on e.id = c.edition_id
    where (${by.id ?? null}::uuid is null or c.id = ${by.id ?? null})
      and (${by.settled ?? null}::boolean is null or (c.settled_at is not null) = ${by.settled ?? null})
    order by c.raised_at limit 500`.execute(ctx.db)
  return rows
}

export async function settleConcern(tx: Context, id: string, verdict: string, personId: string): Promise<boolean> {
  const { rows } =
    await sql`update library.concern set settled_at = ${tx.now()}, settled_by = ${personId}, verdict = ${verdict}
    where id = ${id} and settled_at is null returning id`.execute(tx.db)
  return rows.length === 1
}

export async function editionState(ctx: Context, id: string): Promise<EditionState | null> {
  const { rows } = await sql<{ state: EditionState }>`select state from library.edition_state
    where edition_id = ${id}`.execute(ctx.db)
  return rows[0]?.state ?? null
}

export async function addChangeFigures(
  tx: Context,
  volumeId: string,
  { editions, classes }: { editions: number; classes: readonly ChangeFigure[] },
): Promise<void> {
  await sql`insert into library.change_base (volume_id, editions) values (${volumeId}, ${editions})`.execute(tx.db)
  await sql`insert into library.change_figure (volume_id, reason, asked, agreed, refused, imposed)
    select ${volumeId}, f.reason, f.asked, f.agreed, f.refused, f.imposed from json_to_recordset(${JSON.stringify(classes)}::json)
      as f (reason text, asked int, agreed int, refused int, imposed int)`.execute(tx.db)
}

export async function changeFigures(
  ctx: Context,
): Promise<{ editions: number; volumeLabel: string; publishedOn: string; figures: ChangeFigure[] } | null> {
  const { rows } = await sql<{
    editions: number
    volumeLabel: string
    publishedOn: string
    figures: ChangeFigure[]
  }>`select b.editions, v.label as "volumeLabel", v.published_on as "publishedOn",
      (select coalesce(json_agg(json_build_object('reason', f.reason, 'asked', f.asked, 'agreed', f.agreed,
        'refused', f.refused, 'imposed', f.imposed) order by f.reason), '[]')
        from library.change_figure f where f.volume_id = v.id) as figures
    from library.change_base b join library.volume v on v.id = b.volume_id
    order by v.published_on desc, v.id limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

export async function addCensus(
  tx: Context,
  census: { year: number; quarter: number; publishedOn: string; figures: CensusFigures },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into library.census (year, quarter, published_on, figures)
    values (${census.year}, ${census.quarter}, ${census.publishedOn}, ${JSON.stringify(census.figures)}::jsonb)
    on conflict do nothing`.execute(tx.db)
  return numAffectedRows === 1n
}

export async function census(ctx: Context): Promise<PublishedCensus[]> {
  const { rows } = await sql<PublishedCensus>`select year, quarter, published_on as "publishedOn", figures
    from library.census order by year desc, quarter desc limit 40`.execute(ctx.db)
  return rows
}

/** Nation and kinds of subject of every published edition that its author sealed. */
export async function attributes(ctx: Context): Promise<{ nation: Nation | null; subjects: SubjectKind[] }[]> {
  const { rows } = await sql<{ nation: Nation | null; subjects: SubjectKind[] }>`select nation, subjects
    from library.edition where status = 'published' and not legacy`.execute(ctx.db)
  return rows
}
