import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { readConfig, type Config } from '#platform/config.ts'
import { openLog } from '#platform/log.ts'
import { openServer } from './server.tsx'
import { takeUpload } from './upload.ts'

let site: FastifyInstance
let done = 0

beforeAll(async () => {
  site = await openServer({
    config: readConfig({}) as Config,
    log: openLog('silent', () => undefined),
    secret: 'a secret for tests, long enough to sign with',
    secureCookies: false,
    ready: () => Promise.resolve(true),
    attach: () => Promise.resolve(),
  })
  site.get('/form', { config: { rule: 'anyone' } }, async (_request, reply) => reply.generateCsrf())
  site.post('/act', { config: { rule: 'anyone' } }, async () => ({ done: ++done }))
  site.post('/file', { config: { rule: 'anyone', upload: true } }, async (request, reply) => {
    const taken = await takeUpload(site, request, reply)
    return 'refused' in taken ? { refused: taken.refused } : { bytes: taken.bytes.length }
  })
})
afterAll(() => site.close())

/** A multipart form with a file, and with the token of a page that was loaded before, unless told otherwise. */
async function send(url: string, withToken: boolean) {
  const page = await site.inject({ method: 'GET', url: '/form' })
  const token = withToken ? `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${page.body}\r\n` : ''
  return site.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    cookies: Object.fromEntries(page.cookies.map((cookie) => [cookie.name, cookie.value])),
    payload: `${token}--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc\r\n--x--\r\n`,
  })
}

test('a file is taken with the form’s token and refused without', async () => {
  expect((await send('/file', true)).json()).toEqual({ bytes: 3 })
  expect((await send('/file', false)).statusCode).toBe(403)
})

test('a multipart body is no way round the token of a form that takes no file', async () => {
  expect((await send('/act', false)).statusCode).toBe(403)
  expect((await send('/act', true)).statusCode).toBe(403)
  expect(done).toBe(0)
})
