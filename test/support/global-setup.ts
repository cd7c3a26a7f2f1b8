/**
 * One PostgreSQL for a whole test run, with a template database that has every migration: copying it takes a fraction
 * of migrating anew. THROUGHLINE_TEST_DATABASE_URL names another server to use, by a user who may create databases.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startThrowawayPostgres } from '../../src/platform/embedded-postgres.ts'
import { migrate } from '../../src/platform/migrate.ts'

declare module 'vitest' {
  /** What this file tells the tests; test/support/database.ts reads it. */
  export interface ProvidedContext {
    testServerUrl: string
    templateDatabase: string
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['THROUGHLINE_TEST_DATABASE_URL']
  const server = given ? { url: given, stop: () => Promise.resolve() } : await startThrowawayPostgres()
  try {
    project.provide('testServerUrl', server.url)
    project.provide('templateDatabase', await ensureTemplate(server.url))
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}

/** Makes the template once on a server, however many test runs ask at the same time. */
async function ensureTemplate(serverUrl: string): Promise<string> {
  const template = `throughline_template_${migrationsHash()}`
  const draft = `${template}_draft`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(5263011)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      await client.query(`drop database if exists ${draft}`)
      await client.query(`create database ${draft} template template0 encoding 'UTF8'`)
      const url = new URL(serverUrl)
      url.pathname = `/${draft}`
      await migrate(url.href)
      await client.query(`alter database ${draft} rename to ${template}`)
    }
    return template
  } finally {
    await client.end()
  }
}

function migrationsHash(): string {
  const db = fileURLToPath(new URL('../../db/', import.meta.url))
  const files = [
    ...readdirSync(`${db}migrations`)
      .toSorted()
      .map((name) => `migrations/${name}`),
    'roles.sql',
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(db + file))
  return hash.digest('hex').slice(0, 16)
}
