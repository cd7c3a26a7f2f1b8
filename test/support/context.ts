/** A context on a fresh copy of the migrated database, with a clock that the test moves. */
import { randomUUID } from 'node:crypto'
import { openDatabase } from '#platform/database.ts'
import type { Actor, Context, Grant } from '#platform/context.ts'
import { openLog } from '#platform/log.ts'
import { testDatabase } from './database.ts'

export interface TestContext {
  ctx: Context
  /** The same database as the public wing sees it. */
  publicCtx: Context
  url: string
  /** Moves the clock. */
  at(moment: string): void
  /** The same context as a new person holding these roles; the person exists in the database. */
  as(...grants: (string | Grant)[]): Promise<Context>
  close(): Promise<void>
}

/** Opens one; close it in afterAll. The actor of `ctx` is a task named `test`. */
export async function testContext(): Promise<TestContext> {
  const database = await testDatabase()
  const opened = openDatabase(database.url, { max: 5 })
  const opened2 = openDatabase(database.url, { max: 2, role: 'public_site' })
  let now = new Date('2026-11-02T09:00:00Z')
  const base: Context = {
    db: opened.db,
    now: () => now,
    actor: { kind: 'task', task: 'test' },
    requestId: randomUUID(),
    log: openLog('silent', () => undefined),
    siteUrl: 'http://localhost:3000',
    demonstration: false,
  }
  return {
    ctx: base,
    publicCtx: { ...base, db: opened2.db, actor: { kind: 'visitor' } },
    url: database.url,
    at(moment) {
      now = new Date(moment)
    },
    async as(...roles) {
      const grants = roles.map((role) => (typeof role === 'string' ? { role, organisationId: null } : role))
      const personId = randomUUID()
      const name = `Fictional ${grants[0]?.role ?? 'person'}`
      await opened.pool.query("insert into identity.person (id, name, email, state) values ($1, $2, $3, 'active')", [
        personId,
        name,
        `${personId}@example.org`,
      ])
      for (const grant of grants) {
        await opened.pool.query(
          "insert into identity.role_grant (person_id, role, organisation_id, from_date) values ($1, $2, $3, '2026-01-01')",
          [personId, grant.role, grant.organisationId],
        )
      }
      const actor: Actor = { kind: 'person', personId, name, grants }
      return { ...base, actor }
    },
    async close() {
      await opened.close()
      await opened2.close()
      await database.close()
    },
  }
}
