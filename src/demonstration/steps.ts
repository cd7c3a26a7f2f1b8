/** Steps of a review's life that the demonstration takes over and over, each through the verb that a person would use. */
import { bringInBlocks, reportOf, submitReport } from '#authorship/authorship.ts'
import { answerTerms, appointAuthor, appointmentById } from '#commissioning/commissioning.ts'
import {
  answerEdition,
  editionForAuthor,
  checkDifferences,
  prepareEdition,
  setDetails,
  signOff,
  startWork,
  takeMarkedPassages,
  workbench,
} from '#deidentification/deidentification.ts'
import { sealReport } from '#integrity/integrity.ts'
import { isRefusal, type Context } from '#platform/context.ts'
import { registerReview } from '#register/register.ts'
import { confirmThemes } from '#release/release.ts'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import type { MarkedReport } from './marked-report.ts'
import type { Cast } from './people.ts'

/** The people of the cast on one day. */
export interface At {
  (who: string): Context
  cast: Cast
}

/** The people of the cast on a given day, 'YYYY-MM-DD'. */
export function onDay(cast: Cast, day: string): At {
  const at = (who: string): Context => {
    const person = cast.people[who]
    if (!person) throw new Error(`nobody plays ${who}`)
    return { ...person, now: () => new Date(`${day}T10:00:00Z`) }
  }
  return Object.assign(at, { cast })
}

/** The demonstration is ours: a refusal in it is a mistake of ours. */
export function done<R>(answer: R): Exclude<R, { refused: string }> {
  if (isRefusal(answer)) throw new Error(`the demonstration was refused: ${answer.refused}`)
  return answer as Exclude<R, { refused: string }>
}

/** The words of a list in a front matter: `child 2, adult 1`. */
export function listOf(words: string | undefined): string[] {
  return (words ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
}

/** Who manages and chairs a board of the demonstration. */
export function peopleOf(at: At, board: string): { manager: string; chair: string } {
  const people = at.cast.boards[board]
  if (!people) throw new Error(`the demonstration has no ${board}`)
  return people
}

/** A board's manager registers a review; `boards`, `kinds`, `nations` and `counts` make it a joint one. */
export async function registered(
  at: At,
  board: string,
  front: Record<string, string>,
  options: { decided: boolean } = { decided: true },
): Promise<string> {
  const boards = listOf(front['boards'] || board).map((name) => at.cast.bodies[name] ?? '')
  const counts = Object.fromEntries(listOf(front['counts']).map((word) => word.split(' ')))
  const kinds = (['child', 'adult'] as const).filter((kind) => front['subjects']?.includes(kind))
  const { reviewId } = done(
    await registerReview(at(peopleOf(at, board).manager), {
      boardIds: boards,
      leadBoardId: boards[0] ?? '',
      kinds: listOf(front['kinds'] || front['kind']),
      nations: listOf(front['nations'] || front['nation']) as Nation[],
      subjects: kinds.map((kind: SubjectKind) => ({ kind, count: Number(counts[kind] ?? 1) })),
      notifiedOn: '2025-09-08',
      ...(options.decided ? { decidedOn: '2025-09-22' } : {}),
      ...(boards.length > 1
        ? {
            documents: [
              { kind: 'overview', label: 'Overview report' },
              { kind: 'executive-summary', label: 'Executive summary' },
            ],
          }
        : {}),
    }),
  )
  return reviewId
}

/** An author is appointed, and author, chair and national body sign the terms; or, with `answered: false`, the author alone. */
export async function commissioned(
  at: At,
  board: string,
  reviewId: string,
  options: { answered: boolean } = { answered: true },
): Promise<void> {
  const { appointmentId } = done(await appointAuthor(at('registrar'), reviewId, personOf(at('author'))))
  const terms = await appointmentById(at('author'), appointmentId)
  const answer = { answer: 'accepted' as const, reason: '', fingerprint: terms?.appointment.fingerprint ?? '' }
  done(await answerTerms(at('author'), appointmentId, 'author', answer))
  if (!options.answered) return
  done(await answerTerms(at(peopleOf(at, board).chair), appointmentId, 'board', answer))
  done(await answerTerms(at('registrar'), appointmentId, 'national', answer))
}

/** The author brings the text in and submits it. @returns the report's id */
export async function sealed(at: At, reviewId: string, report: MarkedReport): Promise<string> {
  const { reportId, version } = done(await bringInBlocks(at('author'), reviewId, report.blocks))
  const closing = (await reportOf(at('author'), reviewId))?.closing ?? []
  done(await submitReport(at('author'), reportId, { version, ...sealReport([...report.blocks, ...closing]) }))
  return reportId
}

/**
 * Two editors make the edition from the passages that are marked, and its author agrees to it, or refuses; an analyst
 * confirms its themes unless told not to.
 */
export async function signedOff(
  at: At,
  reportId: string,
  { front, passages }: MarkedReport,
  options: { coded: boolean; refused?: boolean },
): Promise<void> {
  const editor = at('editor')
  done(await startWork(editor, reportId))
  done(await takeMarkedPassages(editor, reportId, passages))
  const details = { title: front['title'] ?? '', summary: front['summary'] ?? '', warning: front['warning'] ?? '' }
  done(await setDetails(editor, reportId, details))
  done(await prepareEdition(editor, reportId))
  const { reference = '' } = (await workbench(editor, reportId)) ?? {}
  const shown = await editionForAuthor(at('author'), reference)
  done(
    await answerEdition(at('author'), reportId, {
      askId: shown?.askId ?? '',
      answer: options.refused ? 'refused' : 'agreed',
    }),
  )
  done(await checkDifferences(at('second-editor'), reportId, 'all', { verdict: 'agreed', note: '' }))
  const bench = await workbench(at('second-editor'), reportId)
  const { workId } = done(await signOff(at('second-editor'), reportId, bench?.work.version ?? 0))
  if (options.coded) done(await confirmThemes(at('analyst'), workId, listOf(front['themes'])))
}

function personOf(ctx: Context): string {
  if (ctx.actor.kind !== 'person') throw new Error('a person is needed')
  return ctx.actor.personId
}
