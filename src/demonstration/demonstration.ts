/**
 * The fictional demonstration: invented bodies, people, reviews and editions, put in through the same verbs that people
 * use, so that what it shows is what the system does. Every person, place and event in it is invented.
 */
import { readdir, readFile } from 'node:fs/promises'
import { bringInBlocks, submitReport } from '#authorship/authorship.ts'
import { answerTerms, appointAuthor, appointmentById } from '#commissioning/commissioning.ts'
import {
  prepareEdition,
  setDetails,
  signOff,
  startWork,
  takeMarkedPassages,
  workbench,
} from '#deidentification/deidentification.ts'
import { sealReport } from '#integrity/integrity.ts'
import type { EditionToPublish } from '#library/library.ts'
import { inTransaction, isRefusal, taskContext, type Context } from '#platform/context.ts'
import type { SecretBox } from '#platform/encryption.ts'
import { packageFolder } from '#platform/files.ts'
import { stateInstallationFact } from '#platform/installation-facts.ts'
import { changeStage, registerReview } from '#register/register.ts'
import { confirmThemes, publishLegacyVolume, releaseVolume } from '#release/release.ts'
import type { Nation, SubjectKind } from '#vocabulary/vocabulary.ts'
import { readMarkedReport, type MarkedReport } from './marked-report.ts'
import { accounts, enrolPeople, type Cast } from './people.ts'

/** The accounts that the sign-in page lists while the demonstration is loaded. */
export const demonstrationAccounts = accounts

const folder = `${packageFolder}/src/demonstration`
const releaseDays = ['2026-04-14', '2026-07-14', '2026-10-13']
const boardOf: Record<string, [string, number]> = {
  england: ['Hallowby Safeguarding Children Partnership', 3],
  'england-adult': ['Stannerdale Safeguarding Adults Board', 4],
  wales: ['Cwm Tarrant Regional Safeguarding Board', 5],
  scotland: ['Strathcarron and Isles Public Protection Committee', 6],
  'northern-ireland': ['Lough Derra Safeguarding Panel', 7],
}

/** Loads it into an empty database, whole or not at all. `say` gets a line per step. */
export async function loadDemonstration(
  base: Omit<Context, 'actor' | 'requestId'>,
  box: SecretBox,
  say: (line: string) => void,
): Promise<void> {
  await inTransaction(taskContext(base, 'demonstration'), async (tx) => {
    const cast = await enrolPeople(tx, box)
    say(`  ${Object.keys(cast.people).length} invented people`)
    await loadLegacy(tx)
    const reports = await readReports()
    for (const [n, day] of releaseDays.entries()) {
      const batch = reports.filter((_, at) => at % releaseDays.length === n)
      for (const report of batch) await publishable(onDay(cast, `${day.slice(0, 5)}01-20`), report)
      const registrar = onDay(cast, day)
      const released = done(await releaseVolume(registrar('registrar')))
      say(`  a volume of ${released.editions} editions`)
    }
    await loadInProgress(onDay(cast, '2026-10-20'))
    await stateInstallationFact(tx.db, 'demonstration', 'loaded')
    return null
  })
}

type At = (who: string) => Context

/** The people of the cast on a given day. */
function onDay(cast: Cast, day: string): At {
  return (who) => {
    const person = cast.people[who]
    if (!person) throw new Error(`nobody plays ${who}`)
    return { ...person, now: () => new Date(`${day}T10:00:00Z`) }
  }
}

/** The demonstration is ours: a refusal in it is a mistake of ours. */
function done<R>(answer: R): Exclude<R, { refused: string }> {
  if (isRefusal(answer)) throw new Error(`the demonstration was refused: ${answer.refused}`)
  return answer as Exclude<R, { refused: string }>
}

/** Children's and adults' reports in turn, so that each volume has both. */
async function readReports(): Promise<MarkedReport[]> {
  const names = (await readdir(`${folder}/reports`)).filter((name) => name.endsWith('.md')).toSorted()
  const reports = await Promise.all(
    names.map(async (name) => readMarkedReport(await readFile(`${folder}/reports/${name}`, 'utf8'))),
  )
  const children = reports.filter((report) => report.front['subjects']?.includes('child'))
  return [...children, ...reports.filter((report) => !children.includes(report))]
}

function boardFor(front: Record<string, string>): [string, number] {
  const key =
    front['nation'] === 'england' && !front['subjects']?.includes('child')
      ? 'england-adult'
      : (front['nation'] ?? 'england')
  return boardOf[key] ?? boardOf['england']!
}

function subjectsOf(front: Record<string, string>): SubjectKind[] {
  return (['child', 'adult'] as const).filter((kind) => front['subjects']?.includes(kind))
}

/** One report through every step: registered, commissioned, sealed, de-identified, signed off, coded. */
async function publishable(at: At, report: MarkedReport): Promise<void> {
  const { front } = report
  const reviewId = await commissioned(at, front)
  const { reportId, version } = done(await bringInBlocks(at('author'), reviewId, report.blocks))
  const seal = sealReport(report.blocks)
  done(await submitReport(at('author'), reportId, { version, ...seal }))
  const editor = at('editor')
  done(await startWork(editor, reportId))
  done(await takeMarkedPassages(editor, reportId, report.passages))
  done(
    await setDetails(editor, reportId, {
      title: front['title'] ?? '',
      summary: front['summary'] ?? '',
      warning: front['warning'] ?? '',
    }),
  )
  done(await prepareEdition(editor, reportId))
  const bench = await workbench(at('second-editor'), reportId)
  const { workId } = done(await signOff(at('second-editor'), reportId, bench?.work.version ?? 0))
  const themes = (front['themes'] ?? '')
    .split(',')
    .map((theme) => theme.trim())
    .filter(Boolean)
  done(await confirmThemes(at('analyst'), workId, themes))
}

async function commissioned(at: At, front: Record<string, string>): Promise<string> {
  const [, manager] = boardFor(front)
  const { reviewId } = done(
    await registerReview(at(`manager-${manager}`), reviewToRegister(at(`manager-${manager}`), front)),
  )
  const { appointmentId } = done(await appointAuthor(at('registrar'), reviewId, personOf(at('author'))))
  const terms = await appointmentById(at('author'), appointmentId)
  const answer = { answer: 'accepted' as const, reason: '', fingerprint: terms?.appointment.fingerprint ?? '' }
  done(await answerTerms(at('author'), appointmentId, 'author', answer))
  done(await answerTerms(at(`chair-${manager}`), appointmentId, 'board', answer))
  return reviewId
}

function reviewToRegister(ctx: Context, front: Record<string, string>) {
  const boardId = ctx.actor.kind === 'person' ? (ctx.actor.grants[0]?.organisationId ?? '') : ''
  return {
    boardIds: [boardId],
    leadBoardId: boardId,
    kinds: [front['kind'] ?? 'practice-review'],
    nations: [(front['nation'] ?? 'england') as Nation],
    subjects: subjectsOf(front).map((kind) => ({ kind, count: 1 })),
    notifiedOn: '2025-09-08',
    decidedOn: '2025-09-22',
  }
}

function personOf(ctx: Context): string {
  if (ctx.actor.kind !== 'person') throw new Error('a person is needed')
  return ctx.actor.personId
}

interface LegacyEdition extends Pick<EditionToPublish, 'title' | 'summary' | 'warning' | 'subjects' | 'themes'> {
  nation: Nation
  year: number
  quarter: number
  blocks: { kind: EditionToPublish['blocks'][number]['kind']; text: string }[]
}

/** The legacy collection, a volume for each quarter. */
async function loadLegacy(tx: Context): Promise<void> {
  const all = JSON.parse(await readFile(`${folder}/legacy.json`, 'utf8')) as LegacyEdition[]
  const quarters = [...new Set(all.map((one) => `${one.year}-${one.quarter}`))].toSorted()
  for (const key of quarters) {
    const [year = '', quarter = ''] = key.split('-')
    const editions = all
      .filter((one) => `${one.year}-${one.quarter}` === key)
      .map(({ year: _year, quarter: _quarter, blocks, ...one }) => ({
        title: one.title,
        summary: one.summary,
        warning: one.warning,
        subjects: one.subjects,
        nation: one.nation,
        themes: one.themes,
        blocks: blocks.map((block) => ({ kind: block.kind, parts: [{ text: block.text }] })),
      }))
    const publishedOn = `${year}-${String(Number(quarter) * 3 - 1).padStart(2, '0')}-15`
    done(
      await publishLegacyVolume(tx, {
        label: `Legacy collection, quarter ${quarter} of ${year}`,
        publishedOn,
        editions,
      }),
    )
  }
}

interface InProgress {
  subjects: SubjectKind[] | string
  nation: Nation
  kind: string
  stage: string
}

/** Reviews in the stages that a person sets by hand or that follow from commissioning. */
async function loadInProgress(at: At): Promise<void> {
  const all = JSON.parse(await readFile(`${folder}/in-progress.json`, 'utf8')) as InProgress[]
  for (const [n, one] of all.entries()) {
    const front = { nation: one.nation, kind: one.kind, subjects: String(one.subjects) }
    if (
      ['commissioned', 'in-progress', 'submitted', 'in-deidentification', 'waiting', 'withheld'].includes(one.stage)
    ) {
      await commissioned(at, front)
      continue
    }
    const who = n % 3 === 0 ? 'board-manager' : `manager-${boardFor(front)[1]}`
    const { decidedOn, ...review } = reviewToRegister(at(who), front)
    const registered = done(await registerReview(at(who), one.stage === 'notified' ? review : { ...review, decidedOn }))
    if (one.stage !== 'notified' && one.stage !== 'decided') {
      const stage = one.stage as 'paused' | 'discontinued' | 'not-to-proceed'
      done(
        await changeStage(at(who), registered.reviewId, {
          stage,
          why: 'An invented reason, for the demonstration',
          version: 1,
        }),
      )
    }
  }
}
