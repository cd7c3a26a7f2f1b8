/**
 * Brings a database to this version: numbered plain SQL, forward only, one at a time under a lock, then the grants
 * of `db/roles.sql`, which are stated anew each time.
 */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import pg from 'pg'
import { Logger, runMigrations } from 'graphile-worker'
import { packageFolder } from './files.ts'

const lockKey = 7_141_592 // any fixed number: two migrators wait for one another

/**
 * Applies what is missing.
 * @returns names of the migrations applied now
 * @throws when an applied migration's text has changed since, or a statement fails (that migration is rolled back)
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migration
        (name text primary key, hash text not null, applied_at timestamptz not null default now())`)
    // The job library keeps its own schema; our functions call its add_job, so it comes first.
    await runMigrations({ connectionString: url, schema: 'graphile_worker', logger: new Logger(() => () => undefined) })
    const applied = await applyMissing(client)
    await client.query(await readFile(`${packageFolder}/db/roles.sql`, 'utf8'))
    return applied
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  const folder = `${packageFolder}/db/migrations`
  const known = new Map(
    (await client.query<{ name: string; hash: string }>('select name, hash from platform.migration')).rows.map(
      (row) => [row.name, row.hash],
    ),
  )
  const applied: string[] = []
  for (const name of (await readdir(folder)).filter((file) => /^\d{4}-.*\.sql$/.test(file)).toSorted()) {
    const sql = await readFile(`${folder}/${name}`, 'utf8')
    const hash = createHash('sha256').update(sql).digest('hex')
    if (known.has(name)) {
      if (known.get(name) !== hash) throw new Error(`migration ${name} was changed after it was applied`)
      continue
    }
    await client.query('begin')
    try {
      await client.query(sql)
      await client.query('insert into platform.migration (name, hash) values ($1, $2)', [name, hash])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : 'unknown'}`, {
        cause: error,
      })
    }
    applied.push(name)
  }
  return applied
}
