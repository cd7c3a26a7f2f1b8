/**
 * Opens PostgreSQL. Stores receive a `Database` that names no tables and add their own schema's with `withTables`,
 * so that touching a neighbour's table is a type error.
 */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

/** A connection or transaction that knows no table until a store says which are its own. */
export type Database = Kysely<Record<never, never>>

/** An opened database with the way to close it. */
export interface OpenDatabase {
  db: Database
  pool: pg.Pool
  close(): Promise<void>
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text)) // counts and log indexes stay far below 2^53
types.setTypeParser(pg.types.builtins.DATE, (text) => text) // 'YYYY-MM-DD': a date has no time zone, a JavaScript Date has

/**
 * Opens a pool.
 * @param options.role database role taken by every connection (`public_site` for the public wing)
 * @param options.max most connections at once
 */
export function openDatabase(url: string, options: { role?: string; max?: number } = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types,
    application_name: options.role ?? 'throughline',
    ...(options.role ? { options: `-c role=${options.role}` } : {}),
  })
  // Without a handler a restart of the database kills the process; the pool opens a new connection by itself.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
