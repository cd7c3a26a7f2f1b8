/** The library's pages, through the real server, asked as the public wing. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { discloseReport, fingerprintOf, sealReport } from '#integrity/integrity.ts'
import { readConfig } from '#platform/config.ts'
import { inTransaction } from '#platform/context.ts'
import { openLog } from '#platform/log.ts'
import { openServer } from '#web/server.tsx'
import { testContext, type TestContext } from '../../../test/support/context.ts'
import { concerns, publishVolume, withdraw, type EditionToPublish } from '../library.ts'
import { libraryPublicPages } from './pages.ts'

let t: TestContext
let app: FastifyInstance
const logged: string[] = []
let ids: { sealed: string; legacy: string; gone: string; volume: string }

const legacy = (title: string, blocks: EditionToPublish['blocks']): EditionToPublish => ({
  title,
  summary: `In short, ${title}.`,
  warning: '',
  subjects: ['adult'],
  nation: 'wales',
  themes: [],
  blocks,
  disclosure: null,
  reportRoot: null,
  legacy: true,
})

function sealed(): EditionToPublish {
  const blocks = [
    { kind: 'title' as const, text: 'The letters' },
    { kind: 'heading1' as const, text: 'Findings' },
    { kind: 'paragraph' as const, text: 'Finding 1: Morag wrote nine letters <b>and</b> nobody answered [1].' },
    { kind: 'tableHeader' as const, text: 'Year' },
    { kind: 'tableCell' as const, text: 'The first' },
    { kind: 'footnote' as const, text: 'Counted by the school.' },
    { kind: 'heading1' as const, text: 'Recommendations' },
    { kind: 'listItem' as const, text: 'Recommendation 1: Answer every letter within a week of its coming.' },
  ]
  const layouts = [undefined, undefined, undefined, { table: 1, row: 1, column: 1 }, { table: 1, row: 2, column: 1 }, { footnote: '1' }, undefined, { list: 'bullet' as const }] // prettier-ignore
  const { seeds, root } = sealReport(blocks)
  const { disclosure, parts } = discloseReport(blocks, seeds, [{ block: 2, start: 11, end: 16, label: '⟦Mother⟧' }])
  return {
    ...legacy('The letters', []),
    warning: 'Invented neglect of a child.',
    subjects: ['child'],
    nation: null,
    themes: ['housing'],
    blocks: blocks.map(({ kind }, n) => ({ kind, parts: parts[n]!, ...(layouts[n] ? { layout: layouts[n] } : {}) })),
    disclosure,
    reportRoot: fingerprintOf(root),
    legacy: false,
  }
}

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
  await app.register(libraryPublicPages)
})
afterAll(async () => {
  await app.close()
  await t.close()
})

const get = (url: string) => app.inject(url)

test('before anything is published every page stands and says so', async () => {
  expect((await get('/')).body).toContain('Nothing is published yet')
  expect((await get('/library/volumes')).body).toContain('Nothing is published yet')
  const { body } = await get('/library?q=neglect')
  expect(body).toContain('Nothing found')
  expect(body).toContain('href="/library"')
  for (const path of ['/about', '/accessibility', '/privacy', '/contact', '/verify', '/library/feed.atom'])
    expect((await get(path)).statusCode).toBe(200)
})

describe('once something is published', () => {
  beforeAll(async () => {
    const publish = (label: string, publishedOn: string, ...editions: EditionToPublish[]) =>
      inTransaction(t.ctx, (tx) => publishVolume(tx, { label, publishedOn, editions }))
    const first = await publish('Summer 2026', '2026-07-14', sealed())
    const paragraph = (text: string) => ({ kind: 'paragraph' as const, parts: [{ text }] })
    const second = await publish(
      'Legacy & lost',
      '2024-02-01',
      legacy('A flat full of paper', [paragraph('Hoarding was known to all.')]),
      legacy('Withdrawn words', [paragraph('Nobody may read this.')]),
    )
    ids = {
      sealed: first.editionIds[0]!,
      volume: first.volumeId,
      legacy: second.editionIds[0]!,
      gone: second.editionIds[1]!,
    }
    await inTransaction(t.ctx, (tx) => withdraw(tx, ids.gone, 'family-request'))
  })

  test('the home page says what this is, shows the latest volume and gives no cookie', async () => {
    const { body, headers } = await get('/')
    expect(body).toContain('Latest volume: Summer 2026')
    expect(body).toContain(`/library/editions/${ids.sealed}`)
    expect(headers['set-cookie']).toBeUndefined()
  })

  test('search shows the passage with a link to it, narrows, sorts, and offers what was meant', async () => {
    const { body } = await get('/library?q=lettres+answered')
    expect(body).toContain('Did you mean')
    expect(body).toContain('letters answered</a>')
    expect(body).toContain('<mark>answered</mark>')
    expect(body).toContain(`/library/editions/${ids.sealed}#p2`)
    expect(body).toContain('/library?q=lettres+answered&amp;theme=housing')
    expect((await get('/library?q=letters+paper')).body).toContain('/library?q=letters+paper&amp;sort=newest')
    expect(body).toContain('name="robots" content="noindex')
    const narrowed = (await get('/library?q=letters&nation=wales&subject=adult')).body
    expect(narrowed).toContain('Nothing found')
    expect(narrowed).toContain('Search the whole collection')
    expect(narrowed).toContain('Wales')
    expect((await get('/library?q=%00%01&page=99999999999')).statusCode).toBe(200)
    expect((await get('/library?volume=nonsense')).statusCode).toBe(404)
    expect((await get('/library?theme=%3Cscript%3E')).body).not.toContain('<script>alert')
  })

  test('an edition is read in full: warning first, replacements marked, notes and findings linked, nothing as HTML', async () => {
    const { body, headers } = await get(`/library/editions/${ids.sealed}`)
    const order = ['<h1', 'Before you read', 'id="in-short"', 'id="report"', 'Cite this'].map((words) =>
      body.indexOf(words),
    )
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order[0]).toBeGreaterThan(0)
    expect(body).toContain('Invented neglect of a child.')
    expect(body).toContain('Exit this page')
    expect(body).toContain('<span class="govuk-visually-hidden">replaced: </span>Mother</span>')
    expect(body).toContain('&lt;b&gt;and&lt;/b&gt;')
    expect(body).not.toContain('Morag')
    expect(body).toContain('id="note-1" href="#p5"')
    expect(body).toContain('href="#note-1"')
    expect(body).toMatch(/In short[\s\S]*href="#p2"[\s\S]*What it recommends[\s\S]*href="#p7"/)
    expect(body).toContain(
      'Each word not marked as replaced can be checked against the fingerprint that Throughline recorded',
    )
    expect(body).toContain('class="tl-heading-number">2 </span>Recommendations')
    expect(body).toContain('href="/library?theme=housing"')
    expect(body).toContain(`/library/editions/${ids.sealed}/concern?p=p2`)
    expect(body).toContain('noindex')
    expect(headers['set-cookie']).toBeUndefined()
    const old = (await get(`/library/editions/${ids.legacy}`)).body
    expect(old).toContain('Not sealed by its author (legacy collection)')
    expect(old).not.toContain('can be checked against')
  })

  test('downloads carry the volume’s date and nothing finer', async () => {
    const text = await get(`/library/editions/${ids.sealed}/text`)
    expect(text.headers['last-modified']).toBe('Tue, 14 Jul 2026 00:00:00 GMT')
    expect(text.headers['etag']).toBeUndefined()
    expect(text.body).toContain('Finding 1: ⟦Mother⟧ wrote nine letters')
    const json = await get(`/library/editions/${ids.sealed}/json`)
    expect(json.headers['last-modified']).toBe('Tue, 14 Jul 2026 00:00:00 GMT')
    expect(json.headers['x-robots-tag']).toBe('noindex')
    expect(json.json()).toMatchObject({ format: 'throughline/edition/v1', volume: { date: '2026-07-14' } })
    expect((await get(`/library/editions/${ids.legacy}/json`)).json()).not.toHaveProperty('disclosure')
  })

  test('what was withdrawn is gone in every form, with the reason’s class and the citation, and is never just not found', async () => {
    for (const end of ['', '/text', '/json', '/concern']) {
      const { statusCode, body } = await get(`/library/editions/${ids.gone}${end}`)
      expect(statusCode).toBe(410)
      expect(body).toContain('the family asked for it')
      expect(body).toContain('“Withdrawn words”. Throughline, Legacy &amp; lost, 1 February 2024. Withdrawn on')
      expect(body).not.toContain('Nobody may read this')
    }
    expect((await get('/library/editions/00000000-0000-4000-8000-000000000000')).statusCode).toBe(404)
    expect((await get('/library/editions/nonsense/json')).statusCode).toBe(404)
    expect((await get('/library?q=nobody')).body).not.toContain(ids.gone)
    expect((await get('/library/feed.atom')).body).not.toContain(ids.gone)
  })

  test('the feed is well-formed, has volumes and editions, and no date but those of the volumes', async () => {
    const { body, headers } = await get('/library/feed.atom')
    expect(headers['content-type']).toContain('application/atom+xml')
    expect([...body.matchAll(/<updated>(.*?)<\/updated>/g)].map((one) => one[1])).toEqual([
      '2026-07-14T00:00:00Z',
      '2026-07-14T00:00:00Z',
      '2026-07-14T00:00:00Z',
      '2024-02-01T00:00:00Z',
      '2024-02-01T00:00:00Z',
    ])
    expect(body).toContain(`<id>tag:localhost,2026:edition:${ids.sealed}</id>`)
    expect(body).toContain('<title>Legacy &amp; lost</title>')
    const open = [...body.matchAll(/<(\w+)[^>]*[^/]>/g)].length
    expect(open).toBe([...body.matchAll(/<\/\w+>/g)].length)
  })

  test('volumes are listed and shown', async () => {
    expect((await get('/library/volumes')).body).toMatch(/Summer 2026[\s\S]*Legacy collection[\s\S]*Legacy &amp; lost/)
    expect((await get(`/library/volumes/${ids.volume}`)).body).toContain(ids.sealed)
    expect((await get('/library/volumes/nonsense')).statusCode).toBe(404)
  })

  describe('a concern', () => {
    let cookie = ''
    let token = ''
    let shown = ''
    beforeEach(async () => {
      const page = await get(`/library/editions/${ids.sealed}/concern?p=p2`)
      cookie = String(page.headers['set-cookie']).split(';')[0]!
      token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
      shown = page.body
    })
    const post = (form: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: `/library/editions/${ids.sealed}/concern`,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      })

    test('needs no words, keeps the passage, and thanks in calm words', async () => {
      expect(shown).toMatch(/The passage you chose[\s\S]*Mother<\/span> wrote nine letters/)
      const { statusCode, headers } = await post({ _csrf: token, anchor: 'p2', words: '', contact: '' })
      expect(statusCode).toBe(303)
      const thanks = await get(String(headers.location))
      expect(thanks.body).toContain('An editor has been told')
      const open = (await concerns(t.ctx, 'open')).filter((one) => one.editionId === ids.sealed)
      expect(open).toMatchObject([{ anchor: 'p2', words: '', contact: null }])
    })

    test('is not taken without the form’s token, and an odd passage is left out', async () => {
      expect((await post({ words: 'x' })).statusCode).toBe(403)
      expect((await post({ _csrf: token, anchor: 'x', words: 'My neighbour \u0000' })).statusCode).toBe(303)
      const open = (await concerns(t.ctx, 'open')).filter((one) => one.editionId === ids.sealed)
      expect(open.find((one) => one.words !== '')).toMatchObject({ anchor: null, words: 'My neighbour' })
      expect(logged.join('\n')).not.toContain('neighbour')
    })
  })

  describe('checking a file', () => {
    async function check(content: string, fingerprint = '') {
      const page = await get('/verify')
      const cookie = String(page.headers['set-cookie']).split(';')[0]!
      const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
      const part = (name: string, value: string, file = '') =>
        `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`
      const file = content === '' ? '; filename=""' : '; filename="edition.json"'
      const payload = `${part('_csrf', token)}${part('fingerprint', fingerprint)}${part('file', content, file)}--x--\r\n`
      const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' }
      return app.inject({ method: 'POST', url: '/verify', headers, payload })
    }
    const fileOf = async (id: string) => (await get(`/library/editions/${id}/json`)).body

    test('by the library’s own record: whole, forged, and what was not established', async () => {
      const good = (await check(await fileOf(ids.sealed))).body
      expect(good).toContain('The check succeeded')
      expect(good).toContain('Compared with the fingerprint that the library has of')
      expect(good).toContain('matches the fingerprint that the library shows for this edition')
      expect(good).toContain('compare its fingerprint with the one on the author’s receipt')
      expect(good).not.toContain('you gave')
      expect(good).toContain('not signed with a key')
      const forged = (await check((await fileOf(ids.sealed)).replace('nobody answered', 'all answered'))).body
      expect(forged).toContain('The check failed')
    })

    test('a whole forgery that carries its own fingerprint does not pass for the library’s edition', async () => {
      const blocks = [{ kind: 'paragraph' as const, text: 'Nothing went wrong.' }]
      const { seeds, root } = sealReport(blocks)
      const { disclosure } = discloseReport(blocks, seeds, [])
      const other = await inTransaction(t.ctx, (tx) =>
        publishVolume(tx, {
          label: 'Other',
          publishedOn: '2026-08-01',
          editions: [{ ...legacy('Other', []), disclosure, reportRoot: fingerprintOf(root), legacy: false }],
        }),
      )
      const forged = (await fileOf(other.editionIds[0]!)).replace(other.editionIds[0]!, ids.sealed)
      const { body } = await check(forged)
      expect(body).toContain('The check failed')
      expect(body).toContain('They differ')
      const given = (await check(forged, fingerprintOf(root))).body
      expect(given).toContain('The library has another one')
    })

    test('what cannot be checked is said to be so, and nothing chosen is a mistake', async () => {
      expect((await check(await fileOf(ids.legacy))).body).toContain('which its author never sealed')
      expect((await check('not json')).body).toContain('This could not be checked')
      const none = await check('')
      expect(none.statusCode).toBe(422)
      expect(none.body).toContain('Choose the file of an edition')
    })
  })
})

describe('how a lay reader can be sure', () => {
  const attempt = async (words: string) => {
    const page = await get('/how-to-be-sure')
    const cookie = String(page.headers['set-cookie']).split(';')[0]!
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const payload = new URLSearchParams({ _csrf: token, words }).toString()
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
    return app.inject({ method: 'POST', url: '/how-to-be-sure', headers, payload })
  }
  const sentence = 'Nobody asked the boy himself, although four people visited him in one week.'

  test('the sentence as it was signed holds; a changed word, comma or order does not', async () => {
    expect((await get('/how-to-be-sure')).body).toContain(sentence)
    expect((await attempt(sentence)).body).toContain('The seal holds')
    for (const changed of [
      sentence.replace('four', 'five'),
      sentence.replace(',', ''),
      sentence.replace('Nobody', 'nobody'),
      `${sentence} Everybody did.`,
      sentence.split(' ').toReversed().join(' '),
    ]) {
      const { body } = await attempt(changed)
      expect(body).toContain('The seal is broken')
      expect(body).not.toContain('The seal holds')
    }
  })

  test('what cannot be checked is sent back with what was typed', async () => {
    expect((await attempt('')).statusCode).toBe(422)
    const page = await attempt('A ⟦label⟧ nobody may type')
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('A ⟦label⟧ nobody may type')
    expect((await attempt('x'.repeat(1001))).body).toContain('at most 1000')
  })
})
