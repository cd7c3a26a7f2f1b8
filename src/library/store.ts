/** All SQL of the library schema. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '#platform/context.ts'
import type {
  Concern,
  EditionBlock,
  EditionListed,
  EditionToPublish,
  Facets,
  PublishedFinding,
  VolumeListed,
} from './library.ts'
import type { FoundFinding } from './findings.ts'

export async function addVolume(tx: Context, label: string, publishedOn: string, legacy: boolean): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into library.volume (label, published_on, legacy)
    values (${label}, ${publishedOn}, ${legacy}) returning id`.execute(tx.db)
  return rows[0]!.id
}

export async function addEdition(
  tx: Context,
  volumeId: string,
  edition: EditionToPublish,
  words: number,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into library.edition
      (volume_id, title, summary, warning, subjects, nation, themes, legacy, report_root, words)
    values (${volumeId}, ${edition.title}, ${edition.summary}, ${edition.warning}, ${edition.subjects}, ${edition.nation},
      ${edition.themes}, ${edition.legacy}, ${edition.reportRoot}, ${words}) returning id`.execute(tx.db)
  const id = rows[0]!.id
  if (edition.disclosure !== null) {
    await sql`insert into library.edition_proof (edition_id, disclosure) values (${id}, ${JSON.stringify(edition.disclosure)}::jsonb)`.execute(
      tx.db,
    )
  }
  return id
}

export async function addBlocks(
  tx: Context,
  editionId: string,
  blocks: readonly (EditionBlock & { text: string })[],
): Promise<void> {
  await sql`insert into library.edition_block (edition_id, n, kind, parts, layout, text)
    select ${editionId}, b.n, b.kind, b.parts, b.layout, b.text
    from jsonb_to_recordset(${JSON.stringify(blocks.map((block, n) => ({ n, ...block })))}::jsonb)
      as b (n int, kind text, parts jsonb, layout jsonb, text text)`.execute(tx.db)
}

export async function addFindings(tx: Context, editionId: string, findings: readonly FoundFinding[]): Promise<void> {
  await sql`insert into library.finding (edition_id, anchor, kind, text) select ${editionId}, f.anchor, f.kind, f.text
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as f (anchor text, kind text, text text)`.execute(tx.db)
}

export async function addPostings(
  tx: Context,
  editionId: string,
  terms: { term: string; frequency: number; sample: string }[],
  length: number,
): Promise<void> {
  const rows = JSON.stringify(terms)
  await sql`insert into library.posting (term, edition_id, frequency, length) select p.term, ${editionId}, p.frequency, ${length}
    from jsonb_to_recordset(${rows}::jsonb) as p (term text, frequency real)`.execute(tx.db)
  await sql`insert into library.term (term, editions, sample) select p.term, 1, p.sample
    from jsonb_to_recordset(${rows}::jsonb) as p (term text, sample text) order by p.term
    on conflict (term) do update set editions = library.term.editions + 1`.execute(tx.db)
  await sql`update library.collection set editions = editions + 1, total_length = total_length + ${length}`.execute(
    tx.db,
  )
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

export async function volumes(ctx: Context): Promise<VolumeListed[]> {
  const { rows } = await sql<VolumeListed>`select v.id, v.label, v.published_on as "publishedOn", v.legacy,
      count(e.id) filter (where e.status = 'published') as editions
    from library.volume v left join library.edition e on e.volume_id = v.id group by v.id order by v.published_on desc, v.id limit 200`.execute(
    ctx.db,
  )
  return rows
}

const listed = sql`e.id, e.title, e.summary, e.subjects, e.nation, e.themes, e.legacy, v.label as "volumeLabel", v.published_on as "publishedOn"`

export async function editionsOf(ctx: Context, volumeId: string): Promise<EditionListed[]> {
  const { rows } =
    await sql<EditionListed>`select ${listed} from library.edition e join library.volume v on v.id = e.volume_id
    where e.volume_id = ${volumeId} and e.status = 'published' order by e.id`.execute(ctx.db)
  return rows
}

export interface EditionRow extends EditionListed {
  warning: string
  reportRoot: string | null
  words: number
  status: 'published' | 'withdrawn'
  withdrawnOn: string | null
  reason: string | null
  volumeId: string
}

export async function edition(ctx: Context, id: string): Promise<EditionRow | null> {
  const { rows } = await sql<EditionRow>`select ${listed}, e.warning, e.report_root as "reportRoot", e.words, e.status,
      e.withdrawn_on as "withdrawnOn", e.reason_class as reason, e.volume_id as "volumeId"
    from library.edition e join library.volume v on v.id = e.volume_id where e.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

export async function blocks(ctx: Context, id: string): Promise<EditionBlock[]> {
  const { rows } = await sql<
    EditionBlock & { layout: EditionBlock['layout'] | null }
  >`select kind, parts, layout from library.edition_block
    where edition_id = ${id} order by n`.execute(ctx.db)
  return rows.map(({ kind, parts, layout }) => ({ kind, parts, ...(layout ? { layout } : {}) }))
}

export async function disclosure(ctx: Context, id: string): Promise<unknown> {
  const { rows } = await sql<{
    disclosure: unknown
  }>`select disclosure from library.edition_proof where edition_id = ${id}`.execute(ctx.db)
  return rows[0]?.disclosure ?? null
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

/** Most editions that are ranked for one question; broad words match more than anybody reads (measured in the design notes). */
const candidates = 3000

function matching(facets: Facets): RawBuilder<unknown> {
  return sql`e.status = 'published'
    and (${facets.subject ?? null}::text is null or e.subjects @> array[${facets.subject ?? null}]::text[])
    and (${facets.nation ?? null}::text is null or e.nation = ${facets.nation ?? null})
    and (${facets.theme ?? null}::text is null or e.themes @> array[${facets.theme ?? null}]::text[])
    and (${facets.volume ?? null}::uuid is null or e.volume_id = ${facets.volume ?? null})`
}

/** BM25 (Robertson and Zaragoza 2009), k1 = 1.2, b = 0.75. Without terms everything matches, newest volume first. */
export async function search(
  ctx: Context,
  asked: { terms: string[]; phrases: string[]; excluded: string[] },
  facets: Facets,
  page: { size: number; offset: number },
): Promise<{ results: EditionListed[]; matched: string[] }> {
  const none = asked.terms.length === 0
  const likes = asked.phrases.map((phrase) => `%${phrase.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const { rows } = await sql<{
    id: string
  }>`with collection as (select editions, total_length / greatest(editions, 1) as average from library.collection),
    asked as (select term, ln(1 + (c.editions - t.editions + 0.5) / (t.editions + 0.5)) as weight
      from library.term t, collection c where t.term = any(${asked.terms})),
    scored as (
      select p.edition_id as id, sum(a.weight * p.frequency * 2.2 / (p.frequency + 1.2 * (0.25 + 0.75 * p.length / c.average))) as score
      from library.posting p join asked a on a.term = p.term, collection c group by p.edition_id
      union all select e.id, 0 from library.edition e where ${none})
    select e.id from scored s join library.edition e on e.id = s.id join library.volume v on v.id = e.volume_id
    where ${matching(facets)}
      and not exists (select from library.posting x where x.edition_id = e.id and x.term = any(${asked.excluded}))
      and (select coalesce(bool_and(exists (select from library.edition_block b where b.edition_id = e.id and b.text ilike l)), true)
        from unnest(${likes}::text[]) as l)
    order by s.score desc, v.published_on desc, e.id limit ${candidates}`.execute(ctx.db)
  const matched = rows.map((row) => row.id)
  const shown = matched.slice(page.offset, page.offset + page.size)
  const found =
    await sql<EditionListed>`select ${listed} from library.edition e join library.volume v on v.id = e.volume_id
    where e.id = any(${shown}::uuid[])`.execute(ctx.db)
  const byId = new Map(found.rows.map((row) => [row.id, row]))
  return { matched, results: shown.flatMap((id) => byId.get(id) ?? []) }
}

export async function facetCounts(
  ctx: Context,
  ids: readonly string[],
): Promise<{ facet: string; value: string; count: number }[]> {
  const { rows } = await sql<{
    facet: string
    value: string
    count: number
  }>`with m as (select * from library.edition where id = any(${[...ids]}::uuid[]))
    select 'subject' as facet, s as value, count(*) as count from m, unnest(m.subjects) s group by s
    union all select 'nation', nation, count(*) from m where nation is not null group by nation
    union all select 'theme', t, count(*) from m, unnest(m.themes) t group by t
    union all select 'volume', volume_id::text, count(*) from m group by volume_id
    order by count desc, value`.execute(ctx.db)
  return rows
}

export async function passages(
  ctx: Context,
  ids: readonly string[],
  words: readonly string[],
): Promise<{ id: string; n: number; text: string }[]> {
  const { rows } = await sql<{
    id: string
    n: number
    text: string
  }>`select edition_id as id, n, text from library.edition_block
    where edition_id = any(${[...ids]}::uuid[]) and text ~* any(${words.map((word) => `\\m${word.replaceAll(/\W/g, '.')}`)}) order by n limit 4000`.execute(
    ctx.db,
  )
  return rows
}

export async function knownTerms(ctx: Context, terms: readonly string[]): Promise<{ term: string; sample: string }[]> {
  const { rows } = await sql<{
    term: string
    sample: string
  }>`select term, sample from library.term where term = any(${[...terms]})`.execute(ctx.db)
  return rows
}

export async function termsFrom(
  ctx: Context,
  prefix: string,
  limit: number,
): Promise<{ term: string; sample: string; editions: number }[]> {
  const { rows } = await sql<{
    term: string
    sample: string
    editions: number
  }>`select term, sample, editions from library.term
    where sample like ${prefix.replaceAll(/[\\%_]/g, '\\$&') + '%'} order by editions desc, term limit ${limit}`.execute(
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
