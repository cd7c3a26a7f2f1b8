/** Reviews of the demonstration that are not published: some in every stage, of every nation, one of them joint. */
import { readdir, readFile } from 'node:fs/promises'
import { bringInBlocks } from '#authorship/authorship.ts'
import { startWork } from '#deidentification/deidentification.ts'
import { packageFolder } from '#platform/files.ts'
import { changeStage, reviewById, withholdReview, type Review } from '#register/register.ts'
import { readMarkedReport, type MarkedReport } from './marked-report.ts'
import { accessAndFamily, stateCircumstances } from './access.ts'
import { commissioned, done, registered, sealed, signedOff, type At } from './steps.ts'
import type { Cast } from './people.ts'

const folder = `${packageFolder}/src/demonstration/under-way`

type Front = Record<string, string>

/** Loads them. @returns how many */
export async function loadUnderWay(at: At, cast: Cast): Promise<number> {
  const plain = JSON.parse(await readFile(`${folder}/reviews.json`, 'utf8')) as Front[]
  for (const front of plain) await withoutReport(at, cast, front)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).toSorted()
  // One waiting edition is left without themes, so that the analyst finds work to do.
  let uncoded = 1
  for (const name of names) {
    const report = readMarkedReport(await readFile(`${folder}/${name}`, 'utf8'))
    const coded = report.front['stage'] !== 'waiting' || --uncoded < 0
    await withReport(at, report, coded)
  }
  return plain.length + names.length
}

/** A review that no report has reached: notified, decided, author appointed, under way, paused, or ended early. */
async function withoutReport(at: At, cast: Cast, front: Front): Promise<void> {
  const board = front['board'] ?? ''
  const stage = front['stage'] as Review['stage']
  const reviewId = await registered(at, board, front, { decided: stage !== 'notified' })
  if (stage === 'notified' || stage === 'decided') return
  const shown = front['access'] === 'yes'
  if (shown) await stateCircumstances(at, reviewId)
  if (stage === 'commissioned' || stage === 'in-progress' || stage === 'paused')
    await commissioned(at, board, reviewId, { answered: stage !== 'commissioned' })
  if (shown) await accessAndFamily(at, reviewId)
  if (stage === 'commissioned' || stage === 'in-progress') return
  await setByHand(at, cast.boards[board]?.manager ?? '', reviewId, stage, front['why'] ?? '')
}

/** A review whose author has written: a draft, sealed, in work, waiting for a volume, or withheld. */
async function withReport(at: At, report: MarkedReport, coded: boolean): Promise<void> {
  const { front } = report
  const board = front['board'] ?? ''
  const stage = front['stage'] as Review['stage']
  const reviewId = await registered(at, board, front)
  await commissioned(at, board, reviewId)
  if (front['draft'] === 'yes') {
    done(await bringInBlocks(at('author'), reviewId, report.blocks))
    return
  }
  const reportId = await sealed(at, reviewId, report)
  if (stage === 'submitted') return
  if (stage === 'waiting') return signedOff(at, reportId, report, { coded })
  done(await startWork(at('editor'), reportId))
  if (stage !== 'withheld') return
  const review = await reviewById(at('registrar'), reviewId)
  const decision = { ground: 'identification' as const, why: front['why'] ?? '', version: review?.version ?? 0 }
  done(await withholdReview(at('registrar'), reviewId, decision))
}

async function setByHand(at: At, who: string, reviewId: string, stage: Review['stage'], why: string): Promise<void> {
  const review = await reviewById(at(who), reviewId)
  done(await changeStage(at(who), reviewId, { stage, why, version: review?.version ?? 0 }))
}
