/** A review whose terms author, chair and national body have signed, for tests of what comes after. */
import { answerTerms, appointAuthor, appointmentById } from '#commissioning/commissioning.ts'
import { decideAuthor, keepProfile } from '#directory/directory.ts'
import { addOrganisation } from '#identity/identity.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { registerReview } from '#register/register.ts'
import type { TestContext } from './context.ts'

/** The cast of one invented review. */
export interface Commissioned {
  reviewId: string
  reference: string
  appointmentId: string
  boardId: string
  author: Context
  manager: Context
  chair: Context
  registrar: Context
}

/** An author with an entry in the directory that the national body has approved. */
export async function approvedAuthor(t: TestContext): Promise<Context> {
  const author = await t.as('author')
  granted(
    await keepProfile(
      author,
      {
        experience: 'Fiction',
        methods: 'Fiction',
        nations: ['england'],
        subjects: ['child', 'adult'],
        availability: 'now',
        availableFrom: null,
      },
      0,
    ),
  )
  const decision = { state: 'approved' as const, why: '', version: 1 }
  granted(await decideAuthor(await t.as('registrar'), personOf(author), decision))
  return author
}

/** The same people before the author is appointed: a review at "decided". */
export async function registeredReview(t: TestContext, name = `Fictional Board ${Math.random()}`) {
  const boardId = granted(
    await addOrganisation(t.ctx, { name, kind: 'childrens-board', nation: 'england' }),
  ).organisationId
  const manager = await t.as({ role: 'board-manager', organisationId: boardId })
  const chair = await t.as({ role: 'board-chair', organisationId: boardId })
  const registrar = await t.as('registrar')
  const author = await approvedAuthor(t)
  const { reviewId, reference } = granted(
    await registerReview(manager, {
      boardIds: [boardId],
      leadBoardId: boardId,
      kinds: ['lcspr'],
      nations: ['england'],
      subjects: [{ kind: 'child', count: 1 }],
      notifiedOn: '2026-09-07',
      decidedOn: '2026-09-21',
    }),
  )
  return { reviewId, reference, boardId, author, manager, chair, registrar }
}

/** Registers, appoints and has all three sign. */
export async function commissionedReview(t: TestContext): Promise<Commissioned> {
  const review = await registeredReview(t)
  const { appointmentId } = granted(await appointAuthor(review.registrar, review.reviewId, personOf(review.author)))
  await signedByAll(review, appointmentId)
  return { ...review, appointmentId }
}

/** Author, chair and national body sign the text that stands. */
export async function signedByAll(
  people: Pick<Commissioned, 'author' | 'chair' | 'registrar'>,
  appointmentId: string,
): Promise<void> {
  const read = await appointmentById(people.author, appointmentId)
  const answer = { answer: 'accepted' as const, reason: '', fingerprint: read?.appointment.fingerprint ?? '' }
  granted(await answerTerms(people.author, appointmentId, 'author', answer))
  granted(await answerTerms(people.chair, appointmentId, 'board', answer))
  granted(await answerTerms(people.registrar, appointmentId, 'national', answer))
}

/** The id of who acts. */
export function personOf(ctx: Context): string {
  if (ctx.actor.kind !== 'person') throw new Error('a person is needed')
  return ctx.actor.personId
}

/** An answer that is no refusal. @throws with the refusal's reason */
export function granted<R>(answer: R): Exclude<R, { refused: string }> {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer as Exclude<R, { refused: string }>
}
