/**
 * The command line and the processes apart: a database made and filled by commands, the public site as the database user
 * that a production would give it, and the worker that sends what visitors asked for.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startThrowawayPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { migrate } from '../../src/platform/migrate.ts'

const root = new URL('../../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'throughline-processes-'))
const publicFolder = mkdtempSync(join(tmpdir(), 'throughline-public-'))
const running: ChildProcess[] = []
let database: EmbeddedPostgres
let publicUrl = ''

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['bin/throughline.mjs', ...args], {
    cwd: root,
    env: { ...process.env, DATA_FOLDER: folder, PORT: '0', DATABASE_URL: database.url, ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, out: () => out, err: () => err }
}

async function run(args: string[]) {
  const command = start(args)
  const code = await command.ended
  return { code, out: command.out(), err: command.err() }
}

async function ready(args: string[], env: Record<string, string> = {}): Promise<string> {
  const service = start(args, env)
  running.push(service.child)
  for (let wait = 0; wait < 300; wait += 1) {
    const said = /is ready(?: at (\S+))?/.exec(service.out())
    if (said) return said[1] ?? ''
    if (service.child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`it did not start: ${service.out()}${service.err()}`)
}

beforeAll(async () => {
  database = await startThrowawayPostgres()
  await migrate(database.url)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const user = `public_login_${process.pid}`
  await client.query(`create role ${user} login password 'for-a-test' in role public_site`)
  await client.end()
  const url = new URL(database.url)
  url.username = user
  url.password = 'for-a-test'
  publicUrl = url.href
})

afterAll(async () => {
  for (const child of running) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  await database?.stop()
  for (const one of [folder, publicFolder]) rmSync(one, { recursive: true, force: true })
})

test('every command of the help is described with its exit codes', async () => {
  const { code, out } = await run(['help'])
  expect(code).toBe(0)
  const described = readFileSync(join(root, 'docs/operations/command-line.md'), 'utf8')
  const names = [...out.matchAll(/^ {2}(\S+)/gm)].map((found) => found[1])
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter((name) => !new RegExp(`^\\| \`${name}[ \`]`, 'm').test(described))).toEqual([])
  expect((await run(['nonsense'])).code).toBe(2)
})

test('the demonstration is loaded into an empty database and into no other', async () => {
  const loaded = await run(['demo'])
  expect(loaded).toMatchObject({ code: 0, err: '' })
  const again = await run(['demo'])
  expect(again).toMatchObject({ code: 1 })
  expect(again.err).toContain('not empty')
  const invited = await run(['invite', 'new@example.org', 'New Person'])
  expect(invited).toMatchObject({ code: 1, out: '' })
})

test('the public site alone shows what is published and knows no workspace', async () => {
  const site = await ready(['public'], { DATABASE_URL: publicUrl, DATA_FOLDER: publicFolder })
  const home = await (await fetch(site)).text()
  expect(home).toContain('Everything here is fiction')
  const editions = await (await fetch(`${site}/library`)).text()
  const edition = /\/library\/editions\/[0-9a-f-]{36}/.exec(editions)?.[0] ?? ''
  // Not read to its end: a reader who has gone away does not keep the process from stopping.
  expect((await fetch(site + edition)).status).toBe(200)
  for (const path of ['/workspace', '/sign-in', '/workspace/reviews', '/mail', '/account'])
    expect({ path, status: (await fetch(site + path)).status }).toEqual({ path, status: 404 })
  expect(readdirSync(publicFolder)).toEqual(['public-secret'])
  const client = new pg.Client({ connectionString: publicUrl })
  await client.connect()
  for (const table of ['identity.person', 'circulation.subscriber', 'register.review', 'platform.installation'])
    await expect(client.query(`select from ${table}`)).rejects.toThrow(/permission denied/)
  await client.end()
})

test('a visitor of the public site subscribes, and the worker sends what they asked for', async () => {
  const site = await ready(['public'], { DATABASE_URL: publicUrl, DATA_FOLDER: publicFolder })
  await ready(['worker'])
  const page = await fetch(`${site}/subscribe`)
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const body = new URLSearchParams({
    _csrf: token,
    email: 'apart@practice.example',
    profession: 'housing',
    nation: 'all',
    subjects: 'adult',
  })
  const sent = await fetch(`${site}/subscribe`, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })
  expect(sent.status).toBeLessThan(400)
  let mail = ''
  for (let wait = 0; wait < 300 && mail === ''; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const names = readdirSync(folder).includes('mail') ? readdirSync(join(folder, 'mail')) : []
    const mails = names
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(join(folder, 'mail', name), 'utf8'))
    mail = mails.find((one) => one.includes('To: apart@practice.example')) ?? ''
  }
  expect(mail).toContain('/subscribe/confirm/')
})
