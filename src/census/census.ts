/**
 * Census: once a quarter each board says what it did, nothing included, and that is compared with the register. Owns
 * schema `census`. Invariants: an answer is never changed, a corrected one is another version; nothing leaves for the
 * public but counts by nation and kind, small ones left out.
 */
import {
  boardKinds,
  holdersOf,
  organisations,
  organisationsById,
  perform,
  type Organisation,
} from '#identity/identity.ts'
import { publishCensus, publishedCensus, type CensusFigures } from '#library/library.ts'
import type { Context } from '#platform/context.ts'
import { writeMail } from '#platform/mail.ts'
import { may } from '#platform/permission.ts'
import { boardQuarters, censusCounts } from '#register/register.ts'
import { nations, reviewKinds } from '#vocabulary/vocabulary.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import {
  answerBy,
  coverageOf,
  dayAfterQuarter,
  differencesOf,
  endedQuarters,
  figuresOf,
  firstDay,
  tableOf,
  type CensusDifference,
  type Quarter,
  type QuarterCounts,
} from './figures.ts'
import { censusMail, quarterName } from './mails.ts'
import { censusActs } from './permissions.ts'
import * as store from './store.ts'

/** A board's newest answer for a quarter. */
export interface Answer extends QuarterCounts {
  boardId: string
  /** From 1; each correction is one more. */
  version: number
  note: string | null
  at: Date
  by: string | null
}

/** One board in a quarter: its answer, if any, what the register holds, and where the two differ. */
export interface BoardInQuarter {
  board: Organisation
  answer: Answer | null
  registered: QuarterCounts
  differences: CensusDifference[]
}

/** Why an answer was not taken. */
export type CensusRefusal = 'not-found' | 'quarter-not-over' | 'changed-meanwhile' | 'bad-count' | 'already-published'

const nothing: QuarterCounts = { notified: 0, notToProceed: 0, submitted: 0 }

/** Quarters whose census is still kept open: the last four that have ended. */
export function openQuarters(ctx: Context): Quarter[] {
  return endedQuarters(dayOf(ctx), 4)
}

/**
 * Every board in being in a quarter, by name, as the reader may see them: the registrar all, a board's people their own.
 */
export async function boardsInQuarter(ctx: Context, one: Quarter): Promise<BoardInQuarter[]> {
  const boards = (await boardsOf(ctx, one)).filter((board) =>
    may(ctx.actor, censusActs.seeCensus, { organisations: [board.id] }),
  )
  return compared(ctx, one, boards)
}

async function boardsOf(ctx: Context, one: Quarter): Promise<Organisation[]> {
  const all = await organisations(ctx, boardKinds, { ended: true })
  const [from, after] = [firstDay(one), dayAfterQuarter(one)]
  return all.filter(
    (board) =>
      (board.validFrom === null || board.validFrom < after) && (board.validTo === null || board.validTo >= from),
  )
}

async function compared(ctx: Context, one: Quarter, boards: readonly Organisation[]): Promise<BoardInQuarter[]> {
  const held = new Map(
    (await boardQuarters(ctx, firstDay(one), dayAfterQuarter(one))).map((counts) => [counts.boardId, counts]),
  )
  const answers = new Map((await store.answers(ctx, one)).map((answer) => [answer.boardId, answer]))
  return boards.map((board) => {
    const answer = answers.get(board.id) ?? null
    const { notified, notToProceed, submitted } = held.get(board.id) ?? nothing
    const registered = { notified, notToProceed, submitted }
    return { board, answer, registered, differences: answer ? differencesOf(answer, registered) : [] }
  })
}

/**
 * Takes a board's answer for a quarter that has ended. A later answer corrects it. Where it differs from the register,
 * board and registrar both get it on their list until the two agree.
 * @param answer.seenVersion the version of the answer that the person saw; 0 when there was none
 */
export async function answerCensus(
  ctx: Context,
  boardId: string,
  one: Quarter,
  answer: { counts: QuarterCounts; note: string; seenVersion: number },
): Promise<{ boardId: string; differences: number } | { refused: CensusRefusal }> {
  return perform(ctx, censusActs.answerCensus, async (tx, act) => {
    if (!act.permits({ organisations: [boardId] })) return { refused: 'not-found' as const }
    if (dayAfterQuarter(one) > dayOf(tx)) return { refused: 'quarter-not-over' as const }
    const counts = Object.values(answer.counts)
    if (counts.some((count) => !Number.isInteger(count) || count < 0 || count > 1000))
      return { refused: 'bad-count' as const }
    const note = answer.note.trim() || null
    if (!(await store.addAnswer(tx, boardId, one, answer.counts, note, answer.seenVersion)))
      return { refused: 'changed-meanwhile' as const }
    await settle(tx, askedKey(boardId, one))
    const [compare] = await compared(tx, one, await organisationsById(tx, [boardId]))
    if (compare) await followDifferences(tx, one, compare)
    act.record({ organisation: boardId, year: one.year, quarter: one.quarter })
    return { boardId, differences: compare?.differences.length ?? 0 }
  })
}

/** Puts a difference on both lists, or takes it off both when the two agree. */
async function followDifferences(tx: Context, one: Quarter, { board, differences }: BoardInQuarter): Promise<void> {
  const link = pageOf(one)
  const words = `${board.name}: census and register differ for ${quarterName(one)}`
  const key = `census.difference:${board.id}:${one.year}-${one.quarter}`
  if (differences.length === 0) {
    await settle(tx, `${key}:board`)
    await settle(tx, `${key}:registrar`)
    return
  }
  await askFor(tx, {
    key: `${key}:board`,
    role: 'board-manager',
    organisationId: board.id,
    title: `Your census and the register differ for ${quarterName(one)}`,
    link,
  })
  await askFor(tx, { key: `${key}:registrar`, role: 'registrar', title: words, link })
}

function askedKey(boardId: string, one: Quarter): string {
  return `census.answer:${boardId}:${one.year}-${one.quarter}`
}

function pageOf(one: Quarter): string {
  return `/workspace/census/${one.year}-${one.quarter}`
}

function dayOf(ctx: Context): string {
  return ctx.now().toISOString().slice(0, 10)
}

/**
 * Asks every board that has not answered for the last quarter, by list and by mail, mails again when it is late, and
 * follows differences as the register changes. Once a day; asking again asks once.
 */
export async function askBoards(ctx: Context): Promise<void> {
  const [last] = endedQuarters(dayOf(ctx), 1)
  if (!last) return
  await perform(ctx, censusActs.askBoards, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-found' as const }
    const boards = await compared(tx, last, await boardsOf(tx, last))
    for (const one of boards) {
      if (one.answer) await followDifferences(tx, last, one)
      else await ask(tx, last, one.board)
    }
    act.record({ year: last.year, quarter: last.quarter, boards: boards.length })
    return { boards: boards.length }
  })
}

async function ask(tx: Context, one: Quarter, board: Organisation): Promise<void> {
  await askFor(tx, {
    key: askedKey(board.id, one),
    role: 'board-manager',
    organisationId: board.id,
    title: `Answer the census for ${quarterName(one)}`,
    link: pageOf(one),
    dueOn: answerBy(one),
    why: 'Every board answers once a quarter, also when there is nothing to report',
  })
  const late = answerBy(one) < dayOf(tx)
  const mail = censusMail(one, late, `${tx.siteUrl}${pageOf(one)}`)
  for (const manager of await holdersOf(tx, 'board-manager', board.id))
    await writeMail(tx, {
      to: manager.email,
      ...mail,
      purpose: late ? 'census.late' : 'census.asked',
      about: `${board.id}:${one.year}-${one.quarter}:${manager.id}`,
    })
}

/** What would be public of a quarter: every small count is gone already. For the registrar; null for others. */
export async function figuresFor(ctx: Context, one: Quarter): Promise<CensusFigures | null> {
  return may(ctx.actor, censusActs.publishFigures) ? figures(ctx, one) : null
}

async function figures(ctx: Context, one: Quarter): Promise<CensusFigures> {
  const counts = await censusCounts(ctx, firstDay(one), dayAfterQuarter(one))
  const kinds = await reviewKinds(ctx, { legacy: true })
  const names = (['registered', 'unpublished', 'overdue', 'withheld'] as const).map((name) =>
    tableOf(name, counts[name], kinds, nations),
  )
  const boards = await compared(ctx, one, await boardsOf(ctx, one))
  const coverage = Object.entries(nations).flatMap(([nation, words]) =>
    boardKinds.flatMap((kind) => {
      const some = boards.filter(({ board }) => board.nation === nation && board.kind === kind)
      return some.length === 0 ? [] : [coverageOf(words, kind, some.length, some.filter(({ answer }) => answer).length)]
    }),
  )
  return figuresOf(names, coverage)
}

/** Publishes a quarter's figures into the library, as they stand now. Once for each quarter. */
export async function publishFigures(
  ctx: Context,
  one: Quarter,
): Promise<{ year: number; quarter: number } | { refused: CensusRefusal }> {
  return perform(ctx, censusActs.publishFigures, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-found' as const }
    if (dayAfterQuarter(one) > dayOf(tx)) return { refused: 'quarter-not-over' as const }
    const published = await publishCensus(tx, { ...one, publishedOn: dayOf(tx), figures: await figures(tx, one) })
    if (!published) return { refused: 'already-published' as const }
    act.record({ year: one.year, quarter: one.quarter })
    return one
  })
}

/** Whether a quarter's figures are public. */
export async function isPublished(ctx: Context, one: Quarter): Promise<boolean> {
  return (await publishedCensus(ctx)).some((each) => each.year === one.year && each.quarter === one.quarter)
}
