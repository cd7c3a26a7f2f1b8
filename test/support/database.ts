/**
 * A database of its own for a test, migrated, empty and real.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** `url` is the superuser's; `close` drops the database with whatever is still connected to it. */
export interface TestDatabase {
  url: string
  close(): Promise<void>
}

/** Copies the template database of this run. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `throughline_test_${process.pid}_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${inject('templateDatabase')} strategy file_copy`)
  const url = new URL(inject('testServerUrl'))
  url.pathname = `/${name}`
  return { url: url.href, close: () => onServer(`drop database if exists ${name} with (force)`) }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('testServerUrl') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
