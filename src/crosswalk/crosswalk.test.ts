import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptSuggestions,
  answerEdition,
  checkDifferences,
  editionForAuthor,
  prepareEdition,
  setDetails,
  signOff,
  startWork,
  workbench,
} from '#deidentification/deidentification.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { secretBox } from '#platform/encryption.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { castOf, sealedCase } from '../../test/support/sealed-case.ts'
import { destroyDue, holdMap, keepMaps, readMap, schedule } from './crosswalk.ts'

const box = secretBox('a test secret', 'identity-map')
let t: TestContext
let editor: Context
let reviewId = ''
let reportId = ''
const done = <R>(answer: R): Exclude<R, { refused: string }> => {
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer as Exclude<R, { refused: string }>
}
const on = (day: string): Context => ({ ...t.ctx, now: () => new Date(`${day}T03:00:00Z`) })

beforeAll(async () => {
  t = await testContext()
  const at = await castOf(t)
  editor = at('editor')
  reportId = await sealedCase(at, ['A review', 'Kayleigh Hartley lived with her mother, Shannon Bickerdike.'])
  done(await startWork(editor, reportId))
  done(await acceptSuggestions(editor, reportId))
  done(await setDetails(editor, reportId, { title: 'A child', summary: 'Invented.', warning: '' }))
  done(await prepareEdition(editor, reportId))
  const second = at('second-editor')
  const asked = await editionForAuthor(at('author'), (await workbench(second, reportId))?.reference ?? '')
  done(await answerEdition(at('author'), reportId, { askId: asked?.askId ?? '', answer: 'agreed' }))
  done(await checkDifferences(second, reportId, 'all', { verdict: 'agreed', note: '' }))
  const bench = await workbench(second, reportId)
  done(await signOff(second, reportId, bench?.work.version ?? 0))
  reviewId = bench?.work.reviewId ?? ''
})
afterAll(async () => t.close())

test('a map is kept once, and in no form that can be read without its key', async () => {
  expect(await keepMaps(t.ctx, box)).toBe(1)
  expect(await keepMaps(t.ctx, box)).toBe(0)
  const { rows } = await sql<{ all: string }>`select m.sealed || k.wrapped as all from crosswalk.identity_map m
    join crosswalk.data_key k using (review_id)`.execute(t.ctx.db)
  expect(rows[0]?.all).not.toMatch(/Kayleigh|S2F5bGVpZ2/)
  await expect(sql`select from crosswalk.identity_map`.execute(t.publicCtx.db)).rejects.toThrow(/permission denied/)
})

test('only the review’s own editors read it, and each reading is recorded', async () => {
  const reads = async () =>
    Number(
      (
        await sql<{
          n: string
        }>`select count(*) as n from identity.read_record where what = 'crosswalk.identity-map'`.execute(t.ctx.db)
      ).rows[0]?.n,
    )
  expect(await readMap(await t.as('editor'), box, reviewId)).toEqual({ refused: 'not-found' })
  expect(await readMap(await t.as('registrar'), box, reviewId)).toEqual({ refused: 'not-found' })
  expect(await reads()).toBe(0)
  const map = done(await readMap(editor, box, reviewId))
  expect(map.map((one) => one.words)).toContain('Kayleigh Hartley')
  expect(await reads()).toBe(1)
  await expect(readMap(editor, secretBox('another secret', 'identity-map'), reviewId)).rejects.toThrow(/authenticate/)
})

test('nothing is destroyed that was not listed first; a hold keeps it; then its key and the workbench’s names are gone', async () => {
  expect(await destroyDue(on('2027-01-01'))).toEqual({ destroyed: 0, listed: 0 })
  expect(await destroyDue(on('2028-10-21'))).toEqual({ destroyed: 0, listed: 1 })
  expect((await schedule(await t.as('registrar'))).maps[0]).toMatchObject({ listedOn: '2028-10-21', destroyedAt: null })
  expect(await destroyDue(on('2028-10-30'))).toEqual({ destroyed: 0, listed: 0 })
  const registrar = await t.as('registrar')
  expect(await holdMap(registrar, reviewId, '2028-12-01', ' ')).toEqual({ refused: 'reason-missing' })
  done(await holdMap(registrar, reviewId, '2028-12-01', 'An inquest is open'))
  expect(await destroyDue(on('2028-11-20'))).toEqual({ destroyed: 0, listed: 0 })
  expect(await destroyDue(on('2028-12-02'))).toEqual({ destroyed: 0, listed: 1 })
  expect(await destroyDue(on('2028-12-16'))).toEqual({ destroyed: 1, listed: 0 })
  expect(await readMap(editor, box, reviewId)).toEqual({ refused: 'destroyed' })
  const { rows } = await sql<{ left: string }>`select coalesce(string_agg(canonical || suggested, ''), '') ||
    coalesce((select string_agg(says || entities::text, '') from deidentification.change), '') as left
    from deidentification.entity`.execute(t.ctx.db)
  expect(rows[0]?.left).not.toMatch(/Kayleigh|Hartley|Shannon/)
})
