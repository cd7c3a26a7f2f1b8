import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
let folder = ''
const head = 'local_reference,board,kind,nation,children,adults,notified_on,decided_on,incident_from,incident_to,files'

beforeAll(async () => {
  t = await testContext()
  registrar = await t.as('registrar')
  folder = await mkdtemp(join(tmpdir(), 'throughline-legacy-'))
  const boards = [
    'code,name,kind,nation,valid_from,valid_to,succeeded_by,confirmed',
    'old,Fictional Board of the Past,childrens-board,england,2006-04-01,2019-09-29,,yes',
  ]
  await correctOrganisations(registrar, boards.join('\n'))
})
afterAll(async () => {
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

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

test('1,000 files, the process killed half-way with SIGKILL, and gone on with: every review once', async () => {
  const many = 1_000
  const lines = Array.from({ length: many }, (_, n) => good(`K-${n}`, `k-${n}.docx`))
  await writeFile(join(folder, 'list.csv'), [head, ...lines].join('\n'))
  for (let n = 0; n < many; n++) await writeFile(join(folder, `k-${n}.docx`), report(`Fictional report number ${n}.`))
  const first = await importing(folder, many / 2)
  expect(first.signal).toBe('SIGKILL')
  const halfWay = await countOf('K-')
  expect(halfWay).toBeGreaterThan(0)
  expect(halfWay).toBeLessThan(many)
  const second = await importing(folder, null)
  expect(second.said).toContain(`1000 lines, ${halfWay} of them brought in before`)
  expect(second.code).toBe(0)
  expect(await countOf('K-')).toBe(many)
  const { rows } = await sql<{ reviews: number; documents: number }>`select
      (select count(*)::int from register.review r where r.id in (select review_id from legacy.source where local_reference like 'K-%')) as reviews,
      (select count(*)::int from legacy.document d where d.review_id in (select review_id from legacy.source where local_reference like 'K-%')) as documents`.execute(
    t.ctx.db,
  )
  expect(rows[0]).toEqual({ reviews: many, documents: many })
  const stray = await sql<{ n: number }>`select count(*)::int as n from register.review r
    where r.id not in (select review_id from legacy.source)`.execute(t.ctx.db)
  expect(stray.rows[0]?.n).toBe(0)
}, 180_000)

async function countOf(prefix: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from legacy.source
    where local_reference like ${`${prefix}%`}`.execute(t.ctx.db)
  return rows[0]!.n
}

/** Runs `import legacy` as a process of its own, and kills it once so many are in. */
async function importing(
  from: string,
  killAt: number | null,
): Promise<{ code: number | null; signal: string | null; said: string }> {
  const root = new URL('../../', import.meta.url).pathname
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=throughline-source', 'src/main/throughline.ts', 'import', 'legacy', from],
    { cwd: root, env: { ...process.env, DATABASE_URL: t.url, DATA_FOLDER: join(folder, 'data') } },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()))
  const watch = killAt
    ? setInterval(() => {
        void countOf('K-').then((n) => n >= killAt && child.kill('SIGKILL'))
      }, 50)
    : undefined
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('exit', (exit, by) => resolve([exit, by])),
  )
  clearInterval(watch)
  if (code !== null && code !== 0) said += await readFile(join(from, 'errors-of-import.csv'), 'utf8').catch(() => '')
  return { code, signal, said }
}
