/** A folder of 1,000 old reviews, brought in by a process that is killed half-way, and gone on with. Slow: files are read for real. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctOrganisations } from '#identity/identity.ts'
import { paragraph, wordFile } from '../../test/support/report-files.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { columns } from './line.ts'

let t: TestContext
let folder = ''

beforeAll(async () => {
  t = await testContext()
  folder = await mkdtemp(join(tmpdir(), 'throughline-legacy-'))
  const boards = [
    'code,name,kind,nation,valid_from,valid_to,succeeded_by,confirmed',
    'old,Fictional Board of the Past,childrens-board,england,2006-04-01,2019-09-29,,yes',
  ]
  await correctOrganisations(t.ctx, boards.join('\n'))
})
afterAll(async () => {
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

const good = (reference: string, file: string) => `${reference},old,scr,england,1,0,2012-03-05,2012-04-02,,,${file}`
const report = (words: string) => wordFile(paragraph(words))

test('1,000 files, the process killed half-way with SIGKILL, and gone on with: every review once', async () => {
  const many = 1_000
  const lines = Array.from({ length: many }, (_, n) => good(`K-${n}`, `k-${n}.docx`))
  await writeFile(join(folder, 'list.csv'), [columns.join(','), ...lines].join('\n'))
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
}, 300_000)

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
