import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctOrganisations } from '#identity/identity.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { paragraph, wordFile } from '../../test/support/report-files.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { readLine } from './line.ts'
import * as legacy from './legacy.ts'

let t: TestContext
let registrar: Context
const head = 'local_reference,board,kind,nation,children,adults,notified_on,decided_on,incident_from,incident_to,files'

beforeAll(async () => {
  t = await testContext()
  registrar = await t.as('registrar')
  const boards = [
    'code,name,kind,nation,valid_from,valid_to,succeeded_by,confirmed',
    'old,Fictional Board of the Past,childrens-board,england,2006-04-01,2019-09-29,,yes',
  ]
  await correctOrganisations(registrar, boards.join('\n'))
})
afterAll(async () => t.close())

async function started(ctx: Context, lines: string[], files?: Map<string, Uint8Array>): Promise<string> {
  const answer = await legacy.startBatch(ctx, {
    name: 'list.csv',
    csv: [head, ...lines].join('\n'),
    ...(files ? { files } : {}),
  })
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer.batchId
}

const good = (reference: string, files = '') => `${reference},old,scr,england,1,0,2012-03-05,2012-04-02,,,${files}`
const report = (words: string) => wordFile(paragraph(words))

test.each([
  ['', 'local_reference'],
  ['A,nowhere,scr,england,1,0,2012-03-05', 'board'],
  ['A,old,scr,france,1,0,2012-03-05', 'nation'],
  ['A,old,scr,england,one,0,2012-03-05', 'children'],
  ['A,old,scr,england,1,0,05/03/2012', 'notified_on'],
  ['A,old,scr,england,1,0,', 'notified_on'],
])('a line that is wrong says where: %s', (line, where) => {
  const cells = Object.fromEntries(line.split(',').map((cell, n) => [head.split(',')[n] ?? '', cell]))
  const board = { id: 'x', name: 'Old', code: 'old', kind: 'childrens-board', nation: 'england' } as const
  const read = readLine(cells, [{ ...board, validFrom: null, validTo: null, confirmed: true }])
  expect(read).toEqual({ wrong: expect.stringMatching(`^${where}: `) as string })
})

test('good lines are brought in with their text, bad ones told in a file that no spreadsheet runs', async () => {
  const files = new Map([
    ['one.docx', report('The first report.')],
    ['bad.docx', new TextEncoder().encode('no Word file')],
  ])
  const batchId = await started(
    registrar,
    [
      good('R-1', 'one.docx'),
      good('R-2', 'bad.docx'),
      good('R-3', 'gone.docx'),
      '=R-4,old,scr,england,0,0,2012-03-05,,,,',
    ],
    files,
  )
  await legacy.bringIn(registrar, batchId)
  expect(await legacy.batch(registrar, batchId)).toMatchObject({ lines: 4, done: 1, same: 0, refused: 3 })
  const errors = await legacy.errorsAsCsv(registrar, batchId)
  expect(errors).toContain('3,R-2,"files: bad.docx:')
  expect(errors).toContain('4,R-3,files: gone.docx is not there')
  expect(errors).toContain("5,'=R-4,")
  const { rows } = await sql<{ id: string; stage: string }>`select id, stage from register.review`.execute(t.ctx.db)
  expect(rows).toMatchObject([{ stage: 'collected' }])
  const editor = await t.as('editor')
  const [document] = await legacy.documentsOf(editor, rows[0]!.id)
  expect(document).toMatchObject({ label: 'one', format: 'docx', words: 3 })
  expect((await legacy.documentText(editor, document!.id))?.blocks).toMatchObject([{ text: 'The first report.' }])
  const analyst = await t.as('analyst')
  expect(await legacy.documentsOf(analyst, rows[0]!.id)).toEqual([])
  expect(await legacy.documentText(analyst, document!.id)).toBeNull()
  // The good file's bytes are gone; the bad one's wait to be put right.
  const kept = await sql<{ name: string }>`select name from legacy.file`.execute(t.ctx.db)
  expect(kept.rows).toEqual([{ name: 'bad.docx' }])
})

test('the same list goes on, another with the same reviews leaves them as they are', async () => {
  const batchId = await started(registrar, [good('S-1', 'late.docx')])
  await legacy.bringIn(registrar, batchId)
  expect(await legacy.batch(registrar, batchId)).toMatchObject({ done: 0, refused: 1 })
  expect(await started(registrar, [good('S-1', 'late.docx')], new Map([['late.docx', report('Late.')]]))).toBe(batchId)
  await legacy.bringIn(registrar, batchId)
  expect(await legacy.batch(registrar, batchId)).toMatchObject({ done: 1, refused: 0 })
  const other = await started(registrar, [good('S-1', 'late.docx'), good('S-2')])
  await legacy.bringIn(registrar, other)
  expect(await legacy.batch(registrar, other)).toMatchObject({ done: 1, same: 1 })
  expect(await legacy.startBatch(await t.as('editor'), { name: 'x', csv: head })).toEqual({ refused: 'not-allowed' })
  expect(await legacy.startBatch(registrar, { name: 'x', csv: 'a\n1' })).toEqual({ refused: 'columns-missing' })
})
