/** Facts about this installation, such as whether it holds the fictional demonstration. Owns `platform.installation`. */
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A fact's value, or null when it was never stated. */
export async function installationFact(db: Database, key: string): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`select value from platform.installation where key = ${key}`.execute(db)
  return rows[0]?.value ?? null
}

/** States a fact, over an earlier one. */
export async function stateInstallationFact(db: Database, key: string, value: string): Promise<void> {
  await sql`insert into platform.installation (key, value) values (${key}, ${value})
    on conflict (key) do update set value = excluded.value`.execute(db)
}

/** Whether this installation holds the fictional demonstration. The public site may ask this and no other fact. */
export async function isDemonstration(db: Database): Promise<boolean> {
  const { rows } = await sql<{ it: boolean }>`select platform.is_demonstration() as it`.execute(db)
  return rows[0]?.it === true
}
