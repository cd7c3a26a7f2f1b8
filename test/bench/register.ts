/**
 * The register at 100,000 reviews: how long its lists and pages take, through the face that the pages ask, and whether any
 * of their statements reads a whole table. On a throwaway database of its own.
 */
import { Kysely, PostgresDialect, sql } from 'kysely'
import { addOrganisation } from '#identity/identity.ts'
import { taskContext, type Actor, type Context } from '#platform/context.ts'
import { openDatabase, type Database } from '#platform/database.ts'
import { startThrowawayPostgres } from '#platform/embedded-postgres.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { dueList, dueOf, historyOf, reviewByReference, reviews } from '#register/register.ts'

export const name = 'register at 100,000 reviews'

const reviewsHeld = 100_000
const boardsHeld = 300
const runs = 200

/** Fills a database, then reports p50 and p99 in milliseconds for each question, and statements that scan a table. */
export async function run(report: (line: string) => void): Promise<void> {
  const server = await startThrowawayPostgres()
  try {
    await migrate(server.url)
    const opened = openDatabase(server.url, { max: 4 })
    const asked: { sql: string; parameters: readonly unknown[] }[] = []
    const db: Database = new Kysely<Record<never, never>>({
      dialect: new PostgresDialect({ pool: opened.pool }),
      log: (event) => void asked.push({ sql: event.query.sql, parameters: event.query.parameters }),
    })
    const log = openLog('silent', () => undefined)
    const base = { db, now: () => new Date(), log, siteUrl: '', demonstration: false }
    const task = taskContext(base, 'bench')
    const boardId = await fill(task)
    for (const question of questions(task, boardId)) await measure(question, db, asked, report)
    await opened.close()
  } finally {
    await server.stop()
  }
}

interface Question {
  what: string
  ask: (n: number) => Promise<unknown>
}

function questions(task: Context, boardId: string): Question[] {
  const as = (role: string, organisationId: string | null): Context => {
    const personId = '00000000-0000-4000-8000-000000000000'
    const actor: Actor = { kind: 'person', personId, name: 'Bench', grants: [{ role, organisationId }] }
    return { ...task, actor }
  }
  const [registrar, manager] = [as('registrar', null), as('board-manager', boardId)]
  const reference = (n: number) => `R${String((n * 499) % reviewsHeld).padStart(8, '0')}`
  return [
    { what: 'list, all', ask: () => reviews(registrar) },
    { what: 'list, page 100', ask: () => reviews(registrar, { page: 100 }) },
    { what: 'list, one stage', ask: () => reviews(registrar, { stage: 'paused' }) },
    { what: 'list, one nation', ask: () => reviews(registrar, { nation: 'wales' }) },
    { what: 'list, one kind and nation', ask: () => reviews(registrar, { kind: 'sar', nation: 'england' }) },
    { what: 'list, one board', ask: () => reviews(registrar, { boardId }) },
    { what: 'list, a board’s own', ask: () => reviews(manager) },
    { what: 'list, one reference', ask: (n) => reviews(registrar, { reference: reference(n) }) },
    { what: 'overdue, all', ask: () => dueList(registrar, { which: 'overdue', page: 1 }) },
    { what: 'overdue, one nation', ask: () => dueList(registrar, { which: 'overdue', nation: 'scotland', page: 1 }) },
    { what: 'overdue, a board’s own', ask: () => dueList(manager, { which: 'overdue', page: 1 }) },
    { what: 'due soon, all', ask: () => dueList(registrar, { which: 'soon', page: 1 }) },
    {
      what: 'a review’s page',
      ask: async (n) => {
        const review = await reviewByReference(registrar, reference(n))
        if (!review) throw new Error('no such review')
        await dueOf(registrar, review.id)
        await historyOf(registrar, review.id)
      },
    },
  ]
}

async function measure(
  question: Question,
  db: Database,
  asked: { sql: string; parameters: readonly unknown[] }[],
  report: (line: string) => void,
): Promise<void> {
  await question.ask(0)
  const taken: number[] = []
  for (let n = 0; n < runs; n++) {
    const began = performance.now()
    await question.ask(n)
    taken.push(performance.now() - began)
  }
  asked.length = 0
  await question.ask(1)
  const scanned = new Set<string>()
  for (const { sql: statement, parameters } of asked.splice(0)) {
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': unknown }>({
      sql: `explain (verbose, format json) ${statement}`,
      parameters,
      query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
      queryId: { queryId: 'explain' },
    })
    for (const table of scansIn(JSON.stringify(rows))) scanned.add(table)
  }
  asked.length = 0
  taken.sort((a, b) => a - b)
  const at = (share: number) => (taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0).toFixed(1)
  const scans = scanned.size > 0 ? `; scans ${[...scanned].join(', ')}` : ''
  report(`${question.what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms${scans}`)
}

/** Tables of the register that a plan reads from end to end. Small ones of other folders are rightly read so. */
function scansIn(plan: string): string[] {
  return [
    ...plan.matchAll(/"Node Type":"(?:Parallel )?Seq Scan"[^{}]*?"Relation Name":"([a-z_]+)","Schema":"register"/g),
  ].map((found) => found[1] ?? '')
}

/** Boards by the verb, reviews by the thousand: they are too many to register one by one. @returns one board's id */
async function fill(task: Context): Promise<string> {
  const boards: string[] = []
  for (let n = 0; n < boardsHeld; n++) {
    const added = await addOrganisation(task, {
      name: `Fictional Board ${n}`,
      kind: 'childrens-board',
      nation: 'england',
    })
    if ('organisationId' in added) boards.push(added.organisationId)
  }
  const stages = ['notified', 'decided', 'in-progress', 'paused', 'submitted', 'waiting', 'published', 'discontinued']
  await sql`insert into register.review (reference, stage, lead_board_id, notified_on, decided_on, registered_at)
    select 'R' || lpad(n::text, 8, '0'), (${stages}::text[])[1 + n % 8], (${boards}::uuid[])[1 + n * 7 % ${boardsHeld}::int],
      date '2015-01-01' + n % 4000, date '2015-02-01' + n % 4000, timestamptz '2015-01-02' + n * interval '1 hour'
    from generate_series(0, ${reviewsHeld - 1}::int) as n`.execute(task.db)
  await sql`insert into register.review_board select id, lead_board_id from register.review`.execute(task.db)
  await sql`insert into register.review_kind (review_id, kind)
    select id, (array['lcspr', 'sar', 'susr', 'cmr'])[1 + substr(reference, 2)::int % 4] from register.review`.execute(
    task.db,
  )
  await sql`insert into register.review_nation (review_id, nation) select id,
      (array['england', 'england', 'wales', 'scotland', 'northern-ireland'])[1 + substr(reference, 2)::int % 5]
    from register.review`.execute(task.db)
  await sql`insert into register.review_subject (review_id, kind) select id, 'child' from register.review`.execute(
    task.db,
  )
  await sql`insert into register.review_document (review_id, kind, label)
    select id, 'overview', 'Overview report' from register.review`.execute(task.db)
  await sql`insert into register.stage_change (review_id, stage, at)
    select id, stage, registered_at from register.review`.execute(task.db)
  await sql`insert into register.deadline (review_id, rule, since, due_on, met_on)
    select id, 'lcspr.complete', decided_on, current_date - 400 + (substr(reference, 2)::int % 430),
      case when substr(reference, 2)::int % 10 > 0 then decided_on + 10 end from register.review`.execute(task.db)
  await sql`vacuum analyze`.execute(task.db)
  return boards[7] ?? ''
}
