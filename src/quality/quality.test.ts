import { afterAll, beforeAll, expect, test } from 'vitest'
import { commissionedReview, granted } from '../../test/support/commissioned.ts'
import { testContext, type TestContext } from '../../test/support/context.ts'
import { markers, markersFor, stepOf } from './markers.ts'
import { answerMarker, markersOf } from './quality.ts'

let t: TestContext
beforeAll(async () => {
  t = await testContext()
})
afterAll(async () => t.close())

test('eighteen markers for children’s reviews, fifteen for adults’, both for both', () => {
  expect(markersFor(['child'])).toHaveLength(18)
  expect(markersFor(['adult'])).toHaveLength(15)
  expect(markersFor(['child', 'adult'])).toHaveLength(33)
  expect(new Set(markers.map((one) => one.code)).size).toBe(33)
})

test('each stage asks the markers of its step, and a review that ended asks none', () => {
  expect(stepOf('notified')).toBe('deciding')
  expect(stepOf('in-progress')).toBe('running')
  expect(stepOf('published')).toBe('afterwards')
  expect(stepOf('discontinued')).toBeNull()
  for (const step of ['deciding', 'commissioning', 'running', 'reporting', 'afterwards'])
    expect(markersFor(['child']).some((one) => one.step === step)).toBe(true)
})

test('an answer stays; a second person is shown the first’s; what is missing is said', async () => {
  const review = await commissionedReview(t)
  const answer = { answer: 'partly' as const, note: 'No plan yet', evidence: '', seen: 0 }
  expect(await answerMarker(review.chair, review.reviewId, 'scr-9', { ...answer, note: '' })).toEqual({
    refused: 'note-missing',
  })
  expect(await answerMarker(review.chair, review.reviewId, 'sar-9', answer)).toEqual({ refused: 'no-such-marker' })
  expect(await answerMarker(await t.as('author'), review.reviewId, 'scr-9', answer)).toEqual({ refused: 'not-found' })
  granted(await answerMarker(review.chair, review.reviewId, 'scr-9', answer))
  expect(await answerMarker(review.author, review.reviewId, 'scr-9', answer)).toEqual({ refused: 'changed-meanwhile' })
  granted(await answerMarker(review.author, review.reviewId, 'scr-9', { ...answer, answer: 'met', note: '', seen: 1 }))
  const found = (await markersOf(review.registrar, review.reviewId))?.find((one) => one.marker.code === 'scr-9')
  expect(found?.answers.map((one) => one.answer)).toEqual(['partly', 'met'])
})
