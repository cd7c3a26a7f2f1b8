import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { edition, publishVolume, searchEditions, withdraw } from '#library/library.ts'
import { inTransaction } from '#platform/context.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { publishLegacyVolume, releaseVolume } from './release.ts'
import { shuffled, whyNotRelease } from './volume.ts'

let t: TestContext
let id = ''
const made = (title: string, text: string) => ({
  title,
  summary: 'An invented summary.',
  warning: '',
  subjects: ['child' as const],
  nation: null,
  themes: ['supervision'],
  blocks: [
    { kind: 'title' as const, parts: [{ text: title }] },
    { kind: 'paragraph' as const, parts: [{ text }, { label: '⟦Mother⟧' }, { text: ' was not asked.' }] },
  ],
})

beforeAll(async () => {
  t = await testContext()
  const volume = {
    label: 'Fiction 1',
    publishedOn: '2026-10-01',
    editions: [
      made('A quiet child', 'Supervisors counted visits and '),
      made('A man alone', 'Neighbours saw the letters pile up. '),
    ],
  }
  await publishLegacyVolume(t.ctx, volume)
  id = (await searchEditions(t.publicCtx, 'quiet', {})).results[0]?.id ?? ''
})
afterAll(async () => t.close())

test('why a volume waits', () => {
  const child = { subjects: ['child' as const], themes: 1, sound: true }
  const adult = { subjects: ['adult' as const], themes: 1, sound: true }
  expect(whyNotRelease([child, adult])).toEqual(['too-few'])
  expect(whyNotRelease(Array(6).fill(child))).toEqual(['no-adults'])
  expect(whyNotRelease([...Array(5).fill(child), { ...adult, themes: 0 }])).toEqual(['themes-missing'])
  expect(whyNotRelease([...Array(5).fill(child), { ...adult, sound: false }])).toEqual(['record-broken'])
  expect(whyNotRelease([...Array(5).fill(child), adult])).toEqual([])
  expect(whyNotRelease([...Array(5).fill(child), { ...adult, held: 'unique' }])).toEqual(['could-be-told'])
  expect(shuffled([1, 2, 3], () => 0)).toEqual([2, 3, 1])
})

test('nobody but a registrar releases, and an empty volume does not go', async () => {
  expect(await releaseVolume(await t.as('editor'))).toEqual({ refused: 'not-found' })
  expect(await releaseVolume(await t.as('registrar'))).toEqual({ refused: 'may-not-go' })
})

test('search finds stems, phrases and prefixes, leaves out what is excluded, and suggests', async () => {
  const titles = async (q: string) => (await searchEditions(t.publicCtx, q, {})).results.map((one) => one.title)
  expect(await titles('supervisor')).toEqual(['A quiet child'])
  expect(await titles('"letters pile up"')).toEqual(['A man alone'])
  expect(await titles('neighb*')).toEqual(['A man alone'])
  expect(await titles('zzzz*')).toEqual([])
  expect(await titles('asked -letters')).toEqual(['A quiet child'])
  expect((await searchEditions(t.publicCtx, 'supervisrs', {})).suggestion).toBe('supervisors')
})

test('the public wing reads what is published and nothing confidential', async () => {
  for (const table of [
    'library.concern',
    'release.edition_link',
    'register.review',
    'authorship.sealed_block',
    'deidentification.entity',
    'identity.person',
  ]) {
    await expect(sql`select * from ${sql.table(table)}`.execute(t.publicCtx.db)).rejects.toThrow(/permission denied/)
  }
})

test('a published edition cannot be changed, and a withdrawn one cannot be read or found', async () => {
  await expect(sql`update library.edition_block set text = 'x'`.execute(t.ctx.db)).rejects.toThrow(/append-only/)
  await expect(sql`update library.edition set title = 'x'`.execute(t.ctx.db)).rejects.toThrow(/only be withdrawn/)
  expect(await inTransaction(t.ctx, (tx) => withdraw(tx, id, 'identification'))).toBe(true)
  const { rows } = await sql`select * from library.edition_block where edition_id = ${id}`.execute(t.publicCtx.db)
  expect(rows).toEqual([])
  expect((await searchEditions(t.publicCtx, 'quiet', {})).total).toBe(0)
  expect((await edition(t.publicCtx, id))?.status).toBe('withdrawn')
})

test('what is not published as legacy needs its proof', async () => {
  const wrong = { ...made('X', 'y '), legacy: false, disclosure: null, reportRoot: null }
  await expect(
    inTransaction(t.ctx, (tx) => publishVolume(tx, { label: 'x', publishedOn: '2026-10-01', editions: [wrong] })),
  ).rejects.toThrow(/check constraint/)
})
