import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishVolume } from '#library/library.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { inTransaction, type Context } from '#platform/context.ts'
import { openLog } from '#platform/log.ts'
import { folderTransport } from '#platform/mail-transports.ts'
import { openServer } from '#web/server.tsx'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { announceVolume, sendBatch, sendConfirmation, signUpConfirmed } from '../circulation.ts'
import { circulationPages, circulationPublicPages } from './pages.ts'

let t: TestContext
let site: FastifyInstance
let folder: string
let visiting: Context

beforeAll(async () => {
  t = await testContext()
  folder = await mkdtemp(join(tmpdir(), 'mail-'))
  visiting = t.publicCtx
  const log = openLog('silent', () => undefined)
  site = await openServer({
    config: readConfig({}) as Config,
    log,
    secret: 'a secret for tests, long enough to sign with',
    secureCookies: false,
    ready: () => Promise.resolve(true),
    attach: (app) => {
      app.decorateRequest('ctx')
      app.addHook('onRequest', (request, _reply, done) => {
        request.ctx = visiting
        done()
      })
      return Promise.resolve()
    },
  })
  await site.register(circulationPublicPages)
  await site.register(circulationPages({ mailFolder: folder }))
})
afterAll(async () => {
  await site.close()
  await t.close()
  await rm(folder, { recursive: true })
})

async function get(url: string) {
  visiting = t.publicCtx
  return site.inject({ method: 'GET', url })
}

async function post(url: string, fields: Record<string, string | string[]>, from = url) {
  visiting = t.publicCtx
  const page = await site.inject({ method: 'GET', url: from })
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const cookies = Object.fromEntries(page.cookies.map((cookie) => [cookie.name, cookie.value]))
  const body = new URLSearchParams([['_csrf', token]])
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return site.inject({ method: 'POST', url, cookies, headers, payload: body.toString() })
}

async function mailTo(address: string) {
  const { rows } = await sql<{ text: string; headers: Record<string, string> }>`select body_text as text, headers
    from platform.outgoing_mail where to_address = ${address} order by queued_at desc limit 1`.execute(t.ctx.db)
  return rows[0]!
}

function pathIn(text: string, start: string): string {
  return new RegExp(`${start}/[A-Za-z0-9_-]{43}`).exec(text)?.[0] ?? `no ${start} in the mail`
}

async function stateOf(address: string) {
  const { rows } = await sql<{
    id: string
    state: string
  }>`select id, state from circulation.subscriber where email = ${address}`.execute(t.ctx.db)
  return rows[0]
}

const answers = { profession: 'nurse', nation: 'all', subjects: ['child', 'adult'], email: 'nurse@example.org' }

test('a form with mistakes comes back with what was typed and links to its fields', async () => {
  const page = await post('/subscribe', { email: 'nurse@', nation: 'wales' })
  expect(page.statusCode).toBe(422)
  for (const link of ['#profession', '#subjects', '#email']) expect(page.body).toContain(`href="${link}"`)
  for (const id of ['profession', 'subjects', 'email']) expect(page.body).toContain(`id="${id}"`)
  expect(page.body).toContain('value="nurse@"')
  expect(page.body).toMatch(/value="wales"[^>]* checked/)
})

test('subscribing, and confirming by the button: following the link alone does nothing', async () => {
  const asked = await post('/subscribe', answers)
  expect([asked.statusCode, asked.headers.location]).toEqual([303, '/subscribe/asked'])
  const again = await post('/subscribe', answers)
  expect([again.statusCode, again.headers.location]).toEqual([303, '/subscribe/asked'])
  const person = await stateOf('nurse@example.org')
  await sendConfirmation(t.ctx, person!.id)
  const path = pathIn((await mailTo('nurse@example.org')).text, '/subscribe/confirm')
  const page = await get(path)
  expect(page.statusCode).toBe(200)
  expect(page.headers['x-robots-tag']).toBe('noindex')
  expect(page.headers['cache-control']).toBe('no-store')
  await site.inject({ method: 'HEAD', url: path })
  expect((await stateOf('nurse@example.org'))?.state).toBe('pending')
  const withoutToken = await site.inject({ method: 'POST', url: path })
  expect(withoutToken.statusCode).toBe(403)
  expect((await stateOf('nurse@example.org'))?.state).toBe('pending')
  expect((await post(path, {})).headers.location).toBe('/subscribe/confirmed')
  expect((await stateOf('nurse@example.org'))?.state).toBe('confirmed')
  expect((await get('/subscribe/confirm/nothing')).statusCode).toBe(404)
})

test('a bulletin is opened, read, discussed, its settings changed, and ended by one click without a form token', async () => {
  await signUpConfirmed(t.ctx, {
    email: 'reader@example.org',
    profession: 'nurse',
    nation: null,
    interests: [],
    subjects: ['child'],
  })
  await inTransaction(t.ctx, async (tx) => {
    const { volumeId } = await publishVolume(tx, {
      label: 'Volume for a test',
      publishedOn: '2026-11-02',
      editions: [],
    })
    await announceVolume(tx, volumeId)
  })
  await inTransaction(t.ctx, async (tx) => {
    const edition = {
      title: 'What the midwife saw',
      summary: 'Fiction.',
      warning: '',
      subjects: ['child' as const],
      nation: null,
      themes: [],
      blocks: [],
      disclosure: null,
      reportRoot: null,
      legacy: true,
    }
    const volume = { label: 'Volume two', publishedOn: '2026-11-02', editions: [edition] }
    const { volumeId } = await publishVolume(tx, volume)
    await announceVolume(tx, volumeId)
    const { rows } = await sql<{
      id: string
    }>`select id from circulation.bulletin where volume_id = ${volumeId}`.execute(tx.db)
    await sendBatch(tx, rows[0]!.id, null)
  })
  const mail = await mailTo('reader@example.org')
  const path = pathIn(mail.text, '/bulletin')
  const receipts = async () => {
    const { rows } = await sql<{ fetched: boolean; read: boolean }>`select d.fetched_at is not null as fetched,
      d.read_at is not null as read from circulation.delivery d join circulation.subscriber s on s.id = d.subscriber_id
      where s.email = 'reader@example.org'`.execute(t.ctx.db)
    return rows
  }
  await site.inject({ method: 'HEAD', url: path })
  expect(await receipts()).toEqual([{ fetched: false, read: false }])
  const page = await get(path)
  expect(page.body).toContain('For health visitors, nurses and midwives first')
  expect(page.body).toContain('It touches on nursing and health visiting.')
  expect(await receipts()).toEqual([{ fetched: true, read: false }])
  expect((await post(`${path}/read`, {}, path)).statusCode).toBe(303)
  expect(await receipts()).toEqual([{ fetched: true, read: true }])
  const tomorrow = { size: '2-5', 'held-day': '3', 'held-month': '11', 'held-year': '2026' }
  expect((await post(`${path}/discussed`, tomorrow, path)).body).toContain('must be today or earlier')
  expect((await post(`${path}/discussed`, { ...tomorrow, 'held-day': '2' }, path)).statusCode).toBe(303)
  expect((await get(path)).body).toContain('1 discussion in a team recorded')
  const settings = pathIn(mail.text, '/subscribe/settings')
  expect((await post(settings, { ...answers, profession: 'doctor' })).headers.location).toBe(`${settings}?saved=yes`)
  const oneClick = pathIn(mail.headers['List-Unsubscribe']!, '/unsubscribe')
  expect((await get(oneClick)).body).toContain('<button')
  expect((await stateOf('reader@example.org'))?.state).toBe('confirmed')
  const done = await site.inject({
    method: 'POST',
    url: oneClick,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  expect(done.statusCode).toBe(200)
  expect(await stateOf('reader@example.org')).toBeUndefined()
  expect((await get(settings)).body).toContain('You are unsubscribed')
})

test('the desk shows numbers to those who may see them, and addresses to nobody but the officer', async () => {
  await sql`update platform.outgoing_mail set state = 'unknown' where to_address = 'nurse@example.org'`.execute(
    t.ctx.db,
  )
  const pageFor = async (role: string) => {
    visiting = await t.as(role)
    return site.inject({ method: 'GET', url: '/workspace/circulation' })
  }
  const officer = await pageFor('circulation-officer')
  expect(officer.body).toContain('nurse@example.org')
  expect(officer.body).toContain('Send it again')
  expect(officer.body).toContain('fewer than 5')
  const analyst = await pageFor('analyst')
  expect(analyst.statusCode).toBe(200)
  expect(analyst.body).not.toContain('nurse@example.org')
  expect((await pageFor('author')).statusCode).toBe(404)
})

test('the mail folder is for officers, and for anybody signed in to the demonstration', async () => {
  const mail = { to: 'a@example.org', subject: 'Über', text: 'See\nhttps://example.org/x', html: null, headers: {} }
  await folderTransport(folder, 'Throughline <b@example.org>').handOver({ ...mail, messageId: '<1@example.org>' })
  const open = async (ctx: Context, url: string) => {
    visiting = ctx
    return site.inject({ method: 'GET', url })
  }
  const author = await t.as('author')
  expect((await open(author, '/mail')).statusCode).toBe(404)
  expect((await open(t.publicCtx, '/mail')).statusCode).toBe(303)
  const list = await open({ ...author, demonstration: true }, '/mail')
  const path = /\/mail\/[0-9a-f]{32}\.eml/.exec(list.body)?.[0] ?? ''
  expect((await open(author, path)).statusCode).toBe(404)
  const one = await open(await t.as('administrator'), path)
  expect(one.body).toContain('Über')
  expect(one.body).toContain('href="https://example.org/x"')
  expect((await open(await t.as('administrator'), '/mail/..%2Fsecret')).statusCode).toBe(404)
})
