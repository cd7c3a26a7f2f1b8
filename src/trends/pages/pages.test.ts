import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishVolume } from '#library/library.ts'
import { readConfig } from '#platform/config.ts'
import { inTransaction } from '#platform/context.ts'
import { openLog } from '#platform/log.ts'
import { openServer } from '#web/server.tsx'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { trendsPublicPages } from './pages.tsx'

let t: TestContext
let app: FastifyInstance
const logged: string[] = []
const said = 'Finding 1: The clinic counts a rebooked appointment as an appointment that was kept.'

beforeAll(async () => {
  t = await testContext()
  const config = readConfig({})
  if ('mistakes' in config) throw new Error(config.mistakes.join('\n'))
  app = await openServer({
    config,
    log: openLog('info', (line) => void logged.push(line)),
    secret: 'a secret for this test only, which is long enough',
    secureCookies: false,
    ready: async () => true,
    attach: async (server) => {
      server.addHook('onRequest', async (request) => {
        request.ctx = t.publicCtx
      })
    },
  })
  await app.register(trendsPublicPages)
})
afterAll(async () => {
  await app.close()
  await t.close()
})

const publish = async () => {
  await inTransaction(t.ctx, async (tx) =>
    publishVolume(tx, {
      label: 'Fictional volume',
      publishedOn: '2026-06-15',
      editions: Array.from({ length: 9 }, (_, n) => ({
        title: `A fictional edition ${n}`,
        summary: 'Fiction.',
        warning: '',
        subjects: [n < 7 ? ('child' as const) : ('adult' as const)],
        nation: null,
        themes: n < 6 ? ['was-not-brought'] : n < 8 ? ['housing'] : [],
        blocks: [
          {
            kind: 'paragraph' as const,
            parts: [{ text: n === 0 ? said : `Finding 1: Edition ${n} on other things.` }],
          },
        ],
        disclosure: null,
        reportRoot: null,
        legacy: true,
      })),
    }),
  )
}

test('before anything is published the pages say so', async () => {
  const { statusCode, body } = await app.inject('/trends')
  expect(statusCode).toBe(200)
  expect(body).toContain('Nothing has been published yet')
  expect((await app.inject('/trends/themes/housing')).body).toContain('No published edition has this theme yet')
  expect((await app.inject('/trends/themes/no-such-theme')).statusCode).toBe(404)
})

test('the overview and a theme show counts with what they are counts of, and leave small ones out', async () => {
  await publish()
  const { body } = await app.inject('/trends')
  expect(body).toContain('Out of 9 editions')
  expect(body).toMatch(/was-not-brought"[^<]*<\/a><svg.*?<\/svg><\/th><td[^>]*>6<\/td>/)
  expect(body).toMatch(/themes\/housing"[^<]*<\/a><\/th><td[^>]*>not shown<\/td>/)
  const theme = await app.inject('/trends/themes/was-not-brought')
  expect(theme.body).toContain('6 of 7')
  expect(theme.body).toContain('role="img"')
  expect(theme.body).toContain('not rates of harm')
  expect(theme.body.match(/href="\/library\/editions\//g)).toHaveLength(6)
  const housing = await app.inject('/trends/themes/housing')
  expect(housing.body).not.toMatch(/\b[1-4] of 9/)
})

test('what is asked comes back as an answer, in no address and no log', async () => {
  const form = await app.inject('/trends/found-before')
  const token = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const cookie = String(form.headers['set-cookie']).split(';')[0]!
  const ask = async (text: string) =>
    app.inject({
      method: 'POST',
      url: '/trends/found-before',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: token, text }).toString(),
    })
  const answer = await ask('The clinic takes rebooked appointments for appointments kept')
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toMatch(/href="\/library\/editions\/[0-9a-f-]+#p0"/)
  expect(answer.body).toContain('A fictional edition 0')
  expect((await ask('')).statusCode).toBe(422)
  expect((await ask('x'.repeat(2001))).body).toContain('2,000 characters or fewer')
  expect((await ask('Plums and pears')).body).toContain('No published finding says something in similar words')
  expect(logged.length).toBeGreaterThan(0)
  expect(logged.join('')).not.toContain('rebooked')
  const withoutToken = await app.inject({ method: 'POST', url: '/trends/found-before', payload: { text: said } })
  expect(withoutToken.statusCode).toBe(403)
})
