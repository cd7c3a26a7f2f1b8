import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import { waitingFor } from '#worklist/worklist.ts'
import { approvedAuthor, granted, personOf, registeredReview } from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as directory from './directory.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

const entry = {
  experience: 'Fiction',
  methods: 'Fiction',
  nations: ['wales' as const],
  subjects: ['adult' as const],
  availability: 'now' as const,
  availableFrom: null,
}
const interest = {
  kind: 'employment' as const,
  organisationId: null,
  reference: '',
  withWhom: 'A fictional service',
  note: '',
  from: '2020-01-01',
  until: null,
  share: null,
}

test('nobody is on the list whom the national body has not approved', async () => {
  const author = await t.as('author')
  const registrar = await t.as('registrar')
  const { manager } = await registeredReview(t)
  granted(await directory.keepProfile(author, entry, 0))
  const seen = async () =>
    (await directory.authorsListed(manager)).some((one) => one.profile.personId === personOf(author))
  expect(await seen()).toBe(false)
  expect((await waitingFor(registrar)).map((item) => item.link)).toContain(`/workspace/authors/${personOf(author)}`)
  const decision = { state: 'approved' as const, why: '', version: 1 }
  expect(await directory.decideAuthor(manager, personOf(author), decision)).toEqual({ refused: 'not-found' })
  expect(await directory.decideAuthor(author, personOf(author), decision)).toEqual({ refused: 'not-found' })
  granted(await directory.decideAuthor(registrar, personOf(author), decision))
  expect(await seen()).toBe(true)
  granted(await directory.decideAuthor(registrar, personOf(author), { state: 'ended', why: 'Left', version: 2 }))
  expect(await seen()).toBe(false)
})

test('an entry is returned with a reason, and the author is told', async () => {
  const author = await t.as('author')
  const registrar = await t.as('registrar')
  granted(await directory.keepProfile(author, entry, 0))
  const returned = { state: 'returned' as const, why: '', version: 1 }
  expect(await directory.decideAuthor(registrar, personOf(author), returned)).toEqual({ refused: 'reason-missing' })
  granted(await directory.decideAuthor(registrar, personOf(author), { ...returned, why: 'Say more' }))
  expect((await waitingFor(author)).map((item) => item.link)).toContain('/workspace/authors/me')
})

test('a form in another window loses nothing: the older version is refused', async () => {
  const author = await approvedAuthor(t)
  expect(await directory.keepProfile(author, entry, 1)).toEqual({ refused: 'changed-meanwhile' })
  expect(granted(await directory.keepProfile(author, entry, 2)).state).toBe('approved')
})

test('interests are open for ever: ended, and never removed or rewritten', async () => {
  const author = await approvedAuthor(t)
  const { interestId } = granted(await directory.declareInterest(author, personOf(author), interest))
  const end = { until: '2026-01-01', why: 'Left' }
  expect(await directory.endInterest(await t.as('author'), interestId, end)).toEqual({ refused: 'not-found' })
  expect(await directory.endInterest(author, interestId, { ...end, until: '2019-01-01' })).toEqual({
    refused: 'dates-out-of-order',
  })
  granted(await directory.endInterest(author, interestId, end))
  expect(await directory.endInterest(author, interestId, end)).toEqual({ refused: 'already-ended' })
  const found = await directory.authorById(await t.as('registrar'), personOf(author))
  expect(found?.interests).toMatchObject([{ from: '2020-01-01', until: '2026-01-01', endedWhy: 'Left' }])
  for (const statement of [sql`delete from directory.interest`, sql`update directory.interest set until_date = null`])
    await expect(inTransaction(t.ctx, async (tx) => statement.execute(tx.db))).rejects.toThrow('append-only')
})

test('an interest names with whom, and a share where it is income; nobody declares for another author', async () => {
  const author = await approvedAuthor(t)
  const me = personOf(author)
  expect(await directory.declareInterest(author, me, { ...interest, withWhom: '' })).toEqual({
    refused: 'with-whom-missing',
  })
  expect(await directory.declareInterest(author, me, { ...interest, kind: 'income' })).toEqual({
    refused: 'share-missing',
  })
  expect(await directory.declareInterest(author, me, { ...interest, reference: 'ZZZZ-ZZZZ' })).toEqual({
    refused: 'no-such-review',
  })
  expect(await directory.declareInterest(author, personOf(await approvedAuthor(t)), interest)).toEqual({
    refused: 'not-found',
  })
})
