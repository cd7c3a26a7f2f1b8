import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declareInterest } from '#directory/directory.ts'
import { addOrganisation } from '#identity/identity.ts'
import { inTransaction } from '#platform/context.ts'
import { changeStage, reviewById } from '#register/register.ts'
import { waitingFor } from '#worklist/worklist.ts'
import { approvedAuthor, granted, personOf, registeredReview, signedByAll } from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import * as commissioning from './commissioning.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

async function offered() {
  const review = await registeredReview(t)
  const { appointmentId } = granted(
    await commissioning.appointAuthor(review.registrar, review.reviewId, personOf(review.author)),
  )
  return { ...review, appointmentId }
}

async function read(people: Awaited<ReturnType<typeof offered>>) {
  const found = await commissioning.appointmentById(people.author, people.appointmentId)
  if (!found) throw new Error('no terms')
  return found
}

const sign = (fingerprint: string) => ({ answer: 'accepted' as const, reason: '', fingerprint })

test('the three sign in order, on one text, and only then does work begin', async () => {
  const people = await offered()
  const { appointment } = await read(people)
  const answer = sign(appointment.fingerprint)
  const { appointmentId } = people
  expect(await commissioning.answerTerms(people.chair, appointmentId, 'board', answer)).toEqual({
    refused: 'not-your-turn',
  })
  expect(await commissioning.answerTerms(people.manager, appointmentId, 'board', answer)).toEqual({
    refused: 'not-found',
  })
  expect(await commissioning.answerTerms(people.author, appointmentId, 'author', sign('0'))).toEqual({
    refused: 'other-text',
  })
  granted(await commissioning.answerTerms(people.author, appointmentId, 'author', answer))
  expect(await commissioning.authorOf(t.ctx, people.reviewId)).toBeNull()
  granted(await commissioning.answerTerms(people.chair, appointmentId, 'board', answer))
  expect((await reviewById(people.registrar, people.reviewId))?.stage).toBe('commissioned')
  expect(await commissioning.authorOf(t.ctx, people.reviewId)).toBeNull()
  granted(await commissioning.answerTerms(people.registrar, appointmentId, 'national', answer))
  expect((await reviewById(people.registrar, people.reviewId))?.stage).toBe('in-progress')
  expect(await commissioning.authorOf(t.ctx, people.reviewId)).toMatchObject({ authorId: personOf(people.author) })
})

test('whose turn it is, is asked, and nobody else', async () => {
  const people = await offered()
  const asked = async (who: 'author' | 'chair' | 'registrar') =>
    (await waitingFor(people[who])).some((item) => item.link.endsWith(people.appointmentId))
  expect([await asked('author'), await asked('chair'), await asked('registrar')]).toEqual([true, false, false])
  const answer = sign((await read(people)).appointment.fingerprint)
  granted(await commissioning.answerTerms(people.author, people.appointmentId, 'author', answer))
  expect([await asked('author'), await asked('chair'), await asked('registrar')]).toEqual([false, true, false])
})

test('a changed clause is another text that everybody signs anew, with the difference shown', async () => {
  const people = await offered()
  const before = (await read(people)).appointment
  granted(await commissioning.answerTerms(people.author, people.appointmentId, 'author', sign(before.fingerprint)))
  const change = {
    clause: 'fees',
    change: 'changed' as const,
    words: 'Fees are paid monthly.',
    why: 'Agreed',
    wording: 1,
  }
  granted(await commissioning.changeTerms(people.chair, people.appointmentId, change))
  const after = (await read(people)).appointment
  expect(after.fingerprint).not.toBe(before.fingerprint)
  expect(after.signed).toEqual([])
  expect(after.next).toBe('author')
  expect(after.clauses.filter((clause) => clause.change).map((clause) => clause.key)).toEqual(['fees'])
  expect(
    await commissioning.answerTerms(people.author, people.appointmentId, 'author', sign(before.fingerprint)),
  ).toEqual({
    refused: 'other-text',
  })
  await signedByAll(people, people.appointmentId)
  expect((await read(people)).appointment.answers).toHaveLength(4)
})

test('two people changing the terms: the second is refused until they have seen the first’s', async () => {
  const people = await offered()
  const change = { clause: 'method', change: 'struck' as const, words: '', why: 'Agreed', wording: 1 }
  granted(await commissioning.changeTerms(people.author, people.appointmentId, change))
  expect(await commissioning.changeTerms(people.manager, people.appointmentId, { ...change, clause: 'time' })).toEqual({
    refused: 'changed-meanwhile',
  })
  granted(
    await commissioning.changeTerms(people.manager, people.appointmentId, { ...change, clause: 'time', wording: 2 }),
  )
})

test('a guarantee is not struck out, whoever asks', async () => {
  const people = await offered()
  for (const who of [people.author, people.chair, people.registrar])
    expect(
      await commissioning.changeTerms(who, people.appointmentId, {
        clause: 'seal',
        change: 'struck',
        words: '',
        why: 'Fiction',
        wording: 1,
      }),
    ).toEqual({ refused: 'guarantee' })
})

test('declining needs a reason, ends the offer, and another author can be appointed', async () => {
  const people = await offered()
  const { fingerprint } = (await read(people)).appointment
  const decline = { answer: 'declined' as const, reason: '', fingerprint }
  expect(await commissioning.answerTerms(people.author, people.appointmentId, 'author', decline)).toEqual({
    refused: 'reason-missing',
  })
  granted(
    await commissioning.answerTerms(people.author, people.appointmentId, 'author', { ...decline, reason: 'A tie' }),
  )
  expect((await reviewById(people.registrar, people.reviewId))?.stage).toBe('decided')
  granted(await commissioning.appointAuthor(people.registrar, people.reviewId, personOf(await approvedAuthor(t))))
})

test('terms are not answered while the review is paused', async () => {
  const people = await offered()
  const review = await reviewById(people.manager, people.reviewId)
  granted(
    await changeStage(people.manager, people.reviewId, {
      stage: 'paused',
      why: 'Trial',
      version: review?.version ?? 0,
    }),
  )
  const answer = sign((await read(people)).appointment.fingerprint)
  expect(await commissioning.answerTerms(people.author, people.appointmentId, 'author', answer)).toEqual({
    refused: 'stage-not-right',
  })
})

test('the author’s key is printed in the text before they sign, and not after', async () => {
  const people = await offered()
  const key = 'SHA256:abcdefghijklmnop'
  expect(await commissioning.recordAuthorKey(people.chair, people.appointmentId, key)).toEqual({ refused: 'not-found' })
  const { fingerprint } = granted(await commissioning.recordAuthorKey(people.author, people.appointmentId, key))
  expect((await read(people)).text).toContain(`Author’s key for this review: ${key}`)
  granted(await commissioning.answerTerms(people.author, people.appointmentId, 'author', sign(fingerprint)))
  const { rows } = await sql<{ key: string }>`select key_fingerprint as key from commissioning.acceptance
    where appointment_id = ${people.appointmentId}`.execute(t.ctx.db)
  expect(rows).toEqual([{ key }])
  expect(await commissioning.recordAuthorKey(people.author, people.appointmentId, key)).toEqual({
    refused: 'already-answered',
  })
})

test('texts, changes and signatures are never changed', async () => {
  const people = await offered()
  await signedByAll(people, people.appointmentId)
  for (const statement of [
    sql`update commissioning.wording set text = 'x' where appointment_id = ${people.appointmentId}`,
    sql`delete from commissioning.acceptance where appointment_id = ${people.appointmentId}`,
    sql`truncate commissioning.clause_change`,
  ])
    await expect(inTransaction(t.ctx, async (tx) => statement.execute(tx.db))).rejects.toThrow('append-only')
})

/** A review whose author works for the agency involved. */
async function conflicted() {
  const review = await registeredReview(t)
  const agency = granted(
    await addOrganisation(t.ctx, {
      name: `Fictional Marlpit Service ${Math.random()}`,
      kind: 'agency',
      nation: 'england',
    }),
  )
  granted(await commissioning.addAgency(review.manager, review.reviewId, agency.organisationId, 'health'))
  const tie = {
    kind: 'employment' as const,
    organisationId: agency.organisationId,
    reference: '',
    withWhom: '',
    note: '',
    from: '2020-01-01',
    until: null,
    share: null,
  }
  return { ...review, declare: () => declareInterest(review.author, personOf(review.author), tie) }
}

test('a test that is not met blocks the appointment until the national body overrides it with a reason without names', async () => {
  const review = await conflicted()
  const { registrar, reviewId } = review
  const authorId = personOf(review.author)
  granted(await review.declare())
  expect(await commissioning.appointAuthor(registrar, reviewId, authorId)).toEqual({ refused: 'not-independent' })
  const override = async (who: typeof registrar, reason: string) =>
    commissioning.overrideIndependence(who, reviewId, authorId, 'agency-tie', reason)
  expect(await override(review.chair, 'A clinical post only')).toEqual({ refused: 'not-found' })
  expect(await override(registrar, ' ')).toEqual({ refused: 'override-reason-missing' })
  expect(await override(registrar, 'At Marlpit the post was clinical')).toEqual({ refused: 'override-reason-names' })
  expect(await commissioning.independenceInPrint(t.ctx, reviewId)).toEqual([])
  granted(await override(registrar, 'The post was clinical and in another town'))
  expect(await override(registrar, 'Again')).toEqual({ refused: 'no-breach' })
  granted(await commissioning.appointAuthor(registrar, reviewId, authorId))
  const [printed] = await commissioning.independenceInPrint(t.ctx, reviewId)
  expect(printed).toContain('worked for, or chaired, an agency involved')
  expect(printed).toContain('The post was clinical and in another town')
})

test('a tie declared after the appointment stops the last signature', async () => {
  const review = await conflicted()
  const { appointmentId } = granted(
    await commissioning.appointAuthor(review.registrar, review.reviewId, personOf(review.author)),
  )
  granted(await review.declare())
  await expect(signedByAll(review, appointmentId)).rejects.toThrow('not-independent')
  expect(await commissioning.authorOf(t.ctx, review.reviewId)).toBeNull()
})

test('nobody is appointed whom the national body has not approved; a panel has one chair', async () => {
  const review = await registeredReview(t)
  const stranger = personOf(await t.as('author'))
  expect(await commissioning.appointAuthor(review.registrar, review.reviewId, stranger)).toEqual({
    refused: 'not-an-author',
  })
  const member = { name: 'Fictional Member', organisationId: null, chairs: true }
  granted(await commissioning.addPanelMember(review.manager, review.reviewId, member))
  expect(await commissioning.addPanelMember(review.manager, review.reviewId, member)).toEqual({
    refused: 'has-a-chair',
  })
  expect(await commissioning.addPanelMember(review.author, review.reviewId, member)).toEqual({ refused: 'not-found' })
})

test('no hand and no pause takes a review past terms that not all have signed', async () => {
  const people = await offered()
  const change = async (stage: 'in-progress' | 'paused') => {
    const review = await reviewById(people.manager, people.reviewId)
    return changeStage(people.manager, people.reviewId, { stage, why: 'Trial', version: review?.version ?? 0 })
  }
  const stage = async () => (await reviewById(people.manager, people.reviewId))?.stage
  expect(await change('in-progress')).toEqual({ refused: 'stage-may-not-follow' })
  granted(await change('paused'))
  granted(await change('in-progress'))
  expect(await stage()).toBe('commissioned')
  await signedByAll(people, people.appointmentId)
  granted(await change('paused'))
  granted(await change('in-progress'))
  expect(await stage()).toBe('in-progress')
})
