/** A review with its people, brought by the verbs that people use to a report that its author has submitted. */
import { bringInBlocks, submitReport } from '#authorship/authorship.ts'
import { answerTerms, appointAuthor, appointmentById } from '#commissioning/commissioning.ts'
import type { Block } from '#documents/documents.ts'
import { addOrganisation } from '#identity/identity.ts'
import { sealReport } from '#integrity/integrity.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { linkParticipant, registerReview } from '#register/register.ts'
import { approvedAuthor } from './commissioned.ts'
import type { TestContext } from './context.ts'

/** Everybody of an invented review, and its report. */
export interface SubmittedReport {
  reviewId: string
  reference: string
  reportId: string
  blocks: Block[]
  author: Context
  chair: Context
  manager: Context
  panel: Context
  agency: Context
  family: Context
  registrar: Context
  /** A panel's member of another board. */
  stranger: Context
}

/** The text of the invented report. */
export const inventedBlocks: Block[] = [
  { kind: 'title', text: 'A child nobody asked' },
  { kind: 'heading1', text: 'What happened' },
  { kind: 'paragraph', text: 'Maisie Thornquist was seen on 3 May by the health visitor, who did not ask her.' },
  { kind: 'paragraph', text: 'Three agencies met and each thought that another was in charge.' },
  { kind: 'heading1', text: 'What it shows' },
  { kind: 'paragraph', text: 'Supervision counted visits. It never asked what the child said.' },
]

/** What a verb gave. @throws when it refused: a test that goes on would test nothing */
export function given<R>(answer: R): Exclude<R, { refused: string }> {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer as Exclude<R, { refused: string }>
}

function idOf(ctx: Context): string {
  if (ctx.actor.kind !== 'person') throw new Error('nobody')
  return ctx.actor.personId
}

let made = 0

/** Makes one, submitted at the moment that the test's clock shows. */
export async function submittedReport(t: TestContext, blocks = inventedBlocks): Promise<SubmittedReport> {
  const n = ++made
  const body = async (name: string, kind: 'childrens-board' | 'agency') =>
    given(await addOrganisation(t.ctx, { name: `${name} ${n}`, kind, nation: 'england' })).organisationId
  const board = await body('Invented Partnership', 'childrens-board')
  const other = await body('Other Partnership', 'childrens-board')
  const trust = await body('Invented Trust', 'agency')
  const at = (role: string, organisationId: string | null) => t.as({ role, organisationId })
  const [author, chair, manager] = [
    await approvedAuthor(t),
    await at('board-chair', board),
    await at('board-manager', board),
  ]
  const [panel, agency, family] = [
    await at('panel-member', board),
    await at('agency-member', trust),
    await at('family-contact', null),
  ]
  const [registrar, stranger] = [await at('registrar', null), await at('panel-member', other)]
  const { reviewId, reference } = given(
    await registerReview(manager, {
      boardIds: [board],
      leadBoardId: board,
      kinds: ['practice-review'],
      nations: ['england'],
      subjects: [{ kind: 'child', count: 1 }],
      notifiedOn: '2026-03-02',
      decidedOn: '2026-03-16',
    }),
  )
  given(await linkParticipant(manager, reviewId, idOf(agency), 'agency-member'))
  given(await linkParticipant(manager, reviewId, idOf(family), 'family-contact'))
  const { appointmentId } = given(await appointAuthor(registrar, reviewId, idOf(author)))
  const fingerprint = (await appointmentById(author, appointmentId))?.appointment.fingerprint ?? ''
  const accepted = { answer: 'accepted' as const, reason: '', fingerprint }
  given(await answerTerms(author, appointmentId, 'author', accepted))
  given(await answerTerms(chair, appointmentId, 'board', accepted))
  given(await answerTerms(registrar, appointmentId, 'national', accepted))
  const { reportId, version } = given(await bringInBlocks(author, reviewId, blocks))
  given(await submitReport(author, reportId, { version, ...sealReport(blocks) }))
  return { reviewId, reference, reportId, blocks, author, chair, manager, panel, agency, family, registrar, stranger }
}
