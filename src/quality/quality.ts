/**
 * Quality: the published quality markers as prompts, each asked at the step of the workflow where it belongs. Owns schema
 * `quality`. Invariants: an answer stays with who gave it and when; nothing is added up: a marker prompts judgement, and a
 * marker met is not quality proven.
 */
import { perform } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewById, reviewForUpdate, type Review } from '#register/register.ts'
import { markersFor, type Marker } from './markers.ts'
import { qualityActs } from './permissions.ts'
import * as store from './store.ts'

/** What can be said of a marker. */
export type MarkerWord = 'met' | 'partly' | 'not' | 'not-yet-due'

/** The words as shown. */
export const markerWords: Record<MarkerWord, string> = {
  met: 'Met',
  partly: 'Partly met',
  not: 'Not met',
  'not-yet-due': 'Not yet due',
}

/** An answer as it was given. */
export interface MarkerAnswer {
  id: number
  marker: string
  answer: MarkerWord
  note: string
  evidence: string
  by: string
  at: Date
}

/** A marker of a review with its answers, newest last. */
export interface AskedMarker {
  marker: Marker
  answers: MarkerAnswer[]
}

/** Why an answer was not taken. */
export type QualityRefusal = 'not-found' | 'no-such-marker' | 'note-missing' | 'changed-meanwhile'

/** The markers of a review in order, with every answer, for who may read them. Null for others. */
export async function markersOf(ctx: Context, reviewId: string): Promise<AskedMarker[] | null> {
  const review = await reviewById(ctx, reviewId)
  if (!review || !may(ctx.actor, qualityActs.readMarkers, review.scope)) return null
  const answers = await store.answers(ctx, reviewId)
  return asked(review).map((marker) => ({
    marker,
    answers: answers.filter((answer) => answer.marker === marker.code),
  }))
}

function asked(review: Review): Marker[] {
  return markersFor(review.subjects.map((subject) => subject.kind))
}

/**
 * Answers a marker. What others answered before stays.
 * @param answer.note needed unless the marker is met or not yet due
 * @param answer.seen how many answers the person saw: another number means that somebody answered meanwhile
 */
export async function answerMarker(
  ctx: Context,
  reviewId: string,
  code: string,
  answer: { answer: MarkerWord; note: string; evidence: string; seen: number },
): Promise<{ reviewId: string } | { refused: QualityRefusal }> {
  return perform(ctx, qualityActs.answerMarker, async (tx, act) => {
    const review = await reviewForUpdate(tx, reviewId)
    if (!review || !act.permits(review.scope) || tx.actor.kind !== 'person') return { refused: 'not-found' as const }
    if (!asked(review).some((marker) => marker.code === code)) return { refused: 'no-such-marker' as const }
    await store.lock(tx, reviewId)
    const given = (await store.answers(tx, reviewId)).filter((one) => one.marker === code)
    if (given.length !== answer.seen) return { refused: 'changed-meanwhile' as const }
    if ((answer.answer === 'partly' || answer.answer === 'not') && answer.note.trim() === '')
      return { refused: 'note-missing' as const }
    await store.addAnswer(tx, {
      reviewId,
      marker: code,
      answer: answer.answer,
      note: answer.note.trim(),
      evidence: answer.evidence.trim(),
      by: tx.actor.personId,
    })
    act.record({ review: reviewId, marker: code })
    return { reviewId }
  })
}
