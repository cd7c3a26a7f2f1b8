/** The library on a real database, as the public wing sees it and as release uses it. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discloseReport, fingerprintOf, sealReport, verifyEditionFile } from '#integrity/integrity.ts'
import { inTransaction } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import {
  concern,
  concerns,
  edition,
  editionFile,
  fingerprintOfEdition,
  newestVolumes,
  publishVolume,
  raiseConcern,
  searchEditions,
  settleConcern,
  tellOfConcern,
  volume,
  withdraw,
  type EditionToPublish,
} from './library.ts'
import { stem } from './stem.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

const made = (title: string, ...paragraphs: string[]): EditionToPublish => ({
  title,
  summary: 'An invented summary.',
  warning: 'Invented harm.',
  subjects: ['child'],
  nation: null,
  themes: ['supervision'],
  blocks: paragraphs.map((text) => ({ kind: 'paragraph', parts: [{ text }] })),
  disclosure: null,
  reportRoot: null,
  legacy: true,
})

async function published(...editions: EditionToPublish[]): Promise<string[]> {
  const volume = { label: 'Fictional volume', publishedOn: '2026-10-01', editions }
  return (await inTransaction(t.ctx, (tx) => publishVolume(tx, volume))).editionIds
}

const found = async (q: string, ...rest: [object?, number?, ('relevance' | 'newest')?]) =>
  (await searchEditions(t.publicCtx, q, rest[0] ?? {}, rest[1], rest[2])).results.map((one) => one.title)

describe('what is kept', () => {
  test('no column of an edition could hold a review, a board, an author or a time of day', async () => {
    const { rows } = await sql<{ name: string; type: string }>`select table_name || '.' || column_name as name,
        data_type as type from information_schema.columns
      where table_schema = 'library' and table_name <> 'concern'`.execute(t.ctx.db)
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(({ type }) => /timestamp|time /.test(type))).toEqual([])
    expect(rows.filter(({ name }) => /review|board|author|person|serial|order|created/.test(name))).toEqual([])
  })

  test('a sealed edition can be read, downloaded and checked against its fingerprint', async () => {
    const blocks = [
      { kind: 'heading1' as const, text: 'What happened' },
      { kind: 'paragraph' as const, text: 'Morag waited at the clinic in Perth.' },
    ]
    const { seeds, root } = sealReport(blocks)
    const passages = [{ block: 1, start: 0, end: 5, label: '⟦Mother⟧' }]
    const { disclosure, parts } = discloseReport(blocks, seeds, passages)
    const [id = ''] = await published({
      ...made('A sealed report'),
      blocks: blocks.map(({ kind }, n) => ({ kind, parts: parts[n]! })),
      disclosure,
      reportRoot: fingerprintOf(root),
      legacy: false,
    })
    const page = await edition(t.publicCtx, id)
    expect(page?.blocks[1]?.parts).toEqual([{ label: '⟦Mother⟧' }, { text: ' waited at the clinic in Perth.' }])
    const file = JSON.stringify(await editionFile(t.publicCtx, id))
    const fingerprint = await fingerprintOfEdition(t.publicCtx, id)
    expect(verifyEditionFile(new TextEncoder().encode(file), fingerprint!).state).toBe('verified')
    expect(file).not.toContain('Morag')
    const forged = new TextEncoder().encode(file.replace('waited at', 'missed'))
    expect(verifyEditionFile(forged, fingerprint!).state).toBe('wrong')
  })

  test('what was never sealed cannot be published as if it were', async () => {
    await expect(published({ ...made('Unsealed'), legacy: false })).rejects.toThrow(/check constraint/)
    expect(await found('unsealed')).toEqual([])
  })

  test('nothing of a published edition can be changed, moved, removed or put back', async () => {
    const [id = ''] = await published(made('Kept as it is', 'Finding 1: Words that stay.'))
    for (const change of [
      sql`update library.edition set title = 'x' where id = ${id}`,
      sql`update library.edition set volume_id = gen_random_uuid() where id = ${id}`,
      sql`update library.edition set status = 'withdrawn', withdrawn_on = '2026-10-02', reason_class = 'error', summary = 'x' where id = ${id}`,
      sql`delete from library.edition where id = ${id}`,
      sql`update library.edition_block set text = 'x' where edition_id = ${id}`,
      sql`delete from library.edition_block where edition_id = ${id}`,
      sql`update library.finding set text = 'x' where edition_id = ${id}`,
      sql`truncate library.edition_block`,
      sql`truncate library.edition cascade`,
    ])
      await expect(change.execute(t.ctx.db)).rejects.toThrow(/append-only|never deleted|only be withdrawn/)
    await inTransaction(t.ctx, (tx) => withdraw(tx, id, 'error'))
    await expect(
      sql`update library.edition set status = 'published', withdrawn_on = null, reason_class = null where id = ${id}`.execute(
        t.ctx.db,
      ),
    ).rejects.toThrow(/only be withdrawn/)
  })
})

describe('withdrawing', () => {
  test('no word of it can be read or found by anyone on the public wing, and the counts of search are right again', async () => {
    const before = await statistics()
    const [id = '', other = ''] = await published(
      made('Gone tomorrow', 'Finding 1: Quicksilver was mentioned by nobody at all.'),
      made('Also gone', 'Quicksilver again.'),
    )
    expect(await found('quicksilver')).toHaveLength(2)
    expect(await inTransaction(t.ctx, (tx) => withdraw(tx, id, 'identification'))).toBe(true)
    expect(await inTransaction(t.ctx, (tx) => withdraw(tx, id, 'legal'))).toBe(false)
    expect(await found('quicksilver')).toEqual(['Also gone'])
    for (const table of ['edition', 'edition_block', 'edition_proof', 'finding', 'posting']) {
      const key = table === 'edition' ? 'id' : 'edition_id'
      const { rows } = await sql`select * from ${sql.table(`library.${table}`)} where ${sql.ref(key)} = ${id}`.execute(
        t.publicCtx.db,
      )
      expect(rows).toEqual([])
    }
    const page = await edition(t.publicCtx, id)
    expect(page).toMatchObject({ status: 'withdrawn', title: '', summary: '', blocks: [], reason: 'identification' })
    expect(await editionFile(t.publicCtx, id)).toBeNull()
    await inTransaction(t.ctx, (tx) => withdraw(tx, other, 'family-request'))
    expect(await edition(t.publicCtx, other)).toMatchObject({ title: 'Also gone', withdrawnOn: '2026-11-02' })
    expect(await statistics()).toEqual(before)
  })

  async function statistics() {
    const { rows } =
      await sql`select (select row(editions, round(total_length::numeric, 3)) from library.collection)::text,
      (select md5(string_agg(term || editions, ',' order by term)) from library.term) as terms`.execute(t.ctx.db)
    return rows[0]
  }
})

describe('the public wing', () => {
  test('reads published tables and nothing else, and writes none', async () => {
    const { rows } = await sql<{
      table: string
      reads: boolean
      writes: boolean
    }>`select n.nspname || '.' || c.relname as table,
        has_table_privilege('public_site', c.oid, 'select') as reads,
        has_table_privilege('public_site', c.oid, 'insert, update, delete, truncate') as writes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'p') and n.nspname in ('library', 'identity', 'worklist', 'register', 'commissioning',
        'authorship', 'deidentification', 'release', 'platform', 'graphile_worker')`.execute(t.ctx.db)
    expect(rows.filter((one) => one.writes)).toEqual([])
    expect(
      rows
        .filter((one) => one.reads)
        .map((one) => one.table)
        .toSorted(),
    ).toEqual([
      'library.census',
      'library.change_base',
      'library.change_figure',
      'library.collection',
      'library.edition',
      'library.edition_block',
      'library.edition_proof',
      'library.edition_record',
      'library.edition_state',
      'library.finding',
      'library.posting',
      'library.released_file',
      'library.term',
      'library.tombstone',
      'library.volume',
      'library.volume_record',
    ])
    await expect(sql`select * from library.concern`.execute(t.publicCtx.db)).rejects.toThrow(/permission denied/)
    await expect(sql`insert into library.volume (label, published_on) values ('x', '2026-01-01')`.execute(t.publicCtx.db)).rejects.toThrow(/permission denied/) // prettier-ignore
  })

  test('a concern reaches editors at once, without its words leaving the library', async () => {
    const [id = ''] = await published(made('Recognised', 'A passage.'))
    const said = { anchor: 'p0', words: 'My aunt\u0000 is \u0007easy to\nrecognise', contact: ' someone@example.org ' }
    expect(await raiseConcern(t.publicCtx, id, said)).toBe(true)
    const made1 = (await concerns(t.ctx, 'open')).find((one) => one.editionId === id)!
    expect(made1).toMatchObject({
      anchor: 'p0',
      words: 'My aunt is easy to\nrecognise',
      contact: 'someone@example.org',
    })

    const { rows } = await sql<{ place: string; words: string }>`
      select 'item' as place, row_to_json(i)::text as words from worklist.item i where link like ${`%${made1.id}`}
      union all select 'record', row_to_json(r)::text from identity.act_record r where about->>'concern' = ${made1.id}
      union all select 'job', payload::text from graphile_worker._private_jobs where payload::text like ${`%${made1.id}%`}`.execute(
      t.ctx.db,
    )
    expect(rows.map(({ place }) => place).toSorted()).toEqual(['item', 'job', 'record'])
    for (const { words } of rows) expect(words).not.toMatch(/aunt|someone@/)

    await t.as('editor')
    await t.as('registrar')
    await tellOfConcern(t.ctx, made1.id)
    const mails = await sql<{ mail: string }>`select row_to_json(m)::text as mail from platform.outgoing_mail m
      where subject = 'A reader says an edition could identify someone'`.execute(t.ctx.db)
    expect(mails.rows).toHaveLength(2)
    for (const { mail } of mails.rows) {
      expect(mail).toContain(`/workspace/concerns/${made1.id}`)
      expect(mail).not.toMatch(/aunt|Recognised/)
    }
  })

  test('of what is withdrawn or was never there nobody can complain, and a passage must be one', async () => {
    const [id = ''] = await published(made('Soon gone', 'A passage.'))
    await expect(raiseConcern(t.publicCtx, id, { anchor: "p1'; drop", words: '' })).rejects.toThrow(/check constraint/)
    await inTransaction(t.ctx, (tx) => withdraw(tx, id, 'legal'))
    expect(await raiseConcern(t.publicCtx, id, { words: 'x' })).toBe(false)
    expect(await raiseConcern(t.publicCtx, '00000000-0000-4000-8000-000000000000', { words: 'x' })).toBe(false)
  })

  test('a concern is settled once', async () => {
    const [id = ''] = await published(made('Settled', 'A passage.'))
    await raiseConcern(t.publicCtx, id, { words: '' })
    const open = (await concerns(t.ctx, 'open')).find((one) => one.editionId === id)!
    const editor = await t.as('editor')
    const who = editor.actor.kind === 'person' ? editor.actor.personId : ''
    expect(await inTransaction(t.ctx, (tx) => settleConcern(tx, open.id, 'no-action', who))).toBe(true)
    expect(await inTransaction(t.ctx, (tx) => settleConcern(tx, open.id, 'withdrawn', who))).toBe(false)
    expect((await concern(t.ctx, open.id))?.verdict).toBe('no-action')
  })
})

describe('search', () => {
  beforeAll(async () => {
    const volume = (label: string, publishedOn: string, editions: EditionToPublish[]) =>
      inTransaction(t.ctx, (tx) => publishVolume(tx, { label, publishedOn, editions }))
    await volume('Old', '2024-03-01', [
      { ...made('Hoarding', 'The flat was full of newspapers. Neighbours saw the chimney smoke.'), nation: 'wales' },
    ])
    await volume('New', '2026-08-01', [
      {
        ...made(
          'Smoke',
          'Nobody asked about newspapers.',
          'The man’s new\u00a0sister had asked.',
          'Asked about his new sister',
        ),
        subjects: ['adult'],
      },
      {
        ...made('Both', 'Smoke newspapers smoke newspapers chimney chimney'),
        themes: ['housing'],
        subjects: ['child', 'adult'],
      },
    ])
  })

  test('any word will do, the best answer comes first, or the newest volume', async () => {
    expect(await found('chimneys smoking')).toEqual(['Both', 'Hoarding', 'Smoke'])
    expect((await found('chimneys smoking', {}, 1, 'newest')).at(-1)).toBe('Hoarding')
    expect(await found('NEIGHBOUR')).toEqual(['Hoarding'])
  })

  test('phrases stand together whatever signs are between, prefixes open words, exclusions leave out', async () => {
    expect(await found('"full of newspapers"')).toEqual(['Hoarding'])
    expect(await found('"newspapers full of"')).toEqual([])
    expect(await found('"man\'s new sister"')).toEqual(['Smoke'])
    expect(await found('"new sist"')).toEqual([])
    expect(await found('chimn*')).toEqual(['Both', 'Hoarding'])
    expect(await found('qqq*')).toEqual([])
    expect(await found('newspapers -chimney')).toEqual(['Smoke'])
    expect(await found('newspapers -"saw the chimney"')).toEqual(['Both', 'Smoke'])
    expect(await found('"smoke newspapers" "chimney chimney"')).toEqual(['Both'])
  })

  test('a result shows the passage that answers, with a place to go to', async () => {
    const { results } = await searchEditions(t.publicCtx, 'sister asked', {})
    expect(results[0]).toMatchObject({ title: 'Smoke', passage: { anchor: 'p1' } })
    const matches = results[0]?.passage?.pieces.filter((one) => one.match).map((one) => one.text)
    expect(matches).toEqual(['sister', 'asked'])
  })

  test('facets narrow, and count what was found', async () => {
    const all = await searchEditions(t.publicCtx, 'newspapers', {})
    const counts = (name: keyof typeof all.facets) =>
      Object.fromEntries(all.facets[name].map((one) => [one.value, one.count]))
    expect(all.total).toBe(3)
    expect(counts('subject')).toEqual({ child: 2, adult: 2 })
    expect(counts('nation')).toEqual({ wales: 1 })
    expect(counts('theme')).toEqual({ supervision: 2, housing: 1 })
    expect(counts('year')).toEqual({ 2024: 1, 2026: 2 })
    expect(counts('legacy')).toEqual({ yes: 3 })
    expect(all.facets.volume.map((one) => [one.label, one.count])).toEqual([['New', 2], ['Old', 1]]) // prettier-ignore
    expect(await found('newspapers', { subject: 'adult', theme: 'housing' })).toEqual(['Both'])
    expect(await found('newspapers', { year: '2024' })).toEqual(['Hoarding'])
    expect(await found('newspapers', { legacy: 'no' })).toEqual([])
    const none = await searchEditions(t.publicCtx, 'newspapers', { nation: 'scotland' })
    expect(none.facets.nation).toEqual([{ value: 'scotland', label: 'Scotland', count: 0 }])
  })

  test('a slip is mended in the question as it was typed', async () => {
    expect((await searchEditions(t.publicCtx, 'Chinmey "full of newspapesr"', {})).suggestion).toBe(
      'chimney "full of newspapers"',
    )
    expect((await searchEditions(t.publicCtx, 'chimney', {})).suggestion).toBeNull()
  })

  test('nothing, words that say nothing and signs that mean nothing are questions too', async () => {
    const everything = await searchEditions(t.publicCtx, '', {})
    expect(everything.total).toBeGreaterThanOrEqual(3)
    expect(await searchEditions(t.publicCtx, 'what was it', {})).toMatchObject({
      tooCommon: true,
      total: everything.total,
    })
    for (const odd of ['"', '-', '*', '%_\\', "'; drop table library.edition --", '((', '\u{1F600}', 'a'.repeat(3000)])
      expect((await searchEditions(t.publicCtx, odd, {})).facets.subject).toBeDefined()
  })

  test('pages do not overlap and end', async () => {
    await published(...Array.from({ length: 23 }, (_, n) => made(`Many ${n}`, 'Wheelbarrows stood about.')))
    const pages = await Promise.all([1, 2, 3, 4].map((page) => searchEditions(t.publicCtx, 'wheelbarrow', {}, page)))
    expect(pages.map((page) => page.results.length)).toEqual([10, 10, 3, 0])
    expect(new Set(pages.flatMap((page) => page.results.map((one) => one.id))).size).toBe(23)
    expect(pages[0]).toMatchObject({ total: 23, pages: 3, atLeast: false })
  })

  test('stems are those of the database’s own English stemmer, on every word of the fictional legacy collection', async () => {
    await sql`create text search dictionary bare_english (template = snowball, language = english)`.execute(t.ctx.db)
    const text = readFileSync(new URL('../demonstration/legacy.json', import.meta.url), 'utf8').toLowerCase()
    const words = [...new Set(text.match(/[a-z]{4,}/g))]
    const { rows } = await sql<{
      word: string
      theirs: string
    }>`select word, (ts_lexize('bare_english', word))[1] as theirs
      from unnest(${words}::text[]) as w (word)`.execute(t.ctx.db)
    expect(rows.length).toBeGreaterThan(1500)
    expect(rows.filter(({ word, theirs }) => stem(word) !== theirs)).toEqual([])
  })
})

test('volumes come newest first with what can be read of them', async () => {
  const newest = await newestVolumes(t.publicCtx, 3)
  expect(newest.map((one) => one.publishedOn)).toEqual(
    newest
      .map((one) => one.publishedOn)
      .toSorted()
      .toReversed(),
  )
  const one = await volume(t.publicCtx, newest[0]!.id)
  expect(one?.list.map((edition) => edition.id)).toEqual(one?.list.map((edition) => edition.id).toSorted())
  expect(await volume(t.publicCtx, '00000000-0000-4000-8000-000000000000')).toBeNull()
})
