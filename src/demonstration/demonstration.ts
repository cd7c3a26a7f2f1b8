/**
 * The fictional demonstration: invented bodies, people, reviews and editions, put in through the same verbs that people
 * use, so that what it shows is what the system does. Every person, place and event in it is invented.
 */
import { readdir, readFile } from 'node:fs/promises'
import type { EditionToPublish } from '#library/library.ts'
import { inTransaction, taskContext, type Context } from '#platform/context.ts'
import type { SecretBox } from '#platform/encryption.ts'
import { packageFolder } from '#platform/files.ts'
import { stateInstallationFact } from '#platform/installation-facts.ts'
import { publishLegacyVolume, releaseVolume } from '#release/release.ts'
import type { Nation } from '#vocabulary/vocabulary.ts'
import { letHappen, type Afterwards } from './afterwards.ts'
import { readMarkedReport, type MarkedReport } from './marked-report.ts'
import { refusedConversation } from './access.ts'
import { enterAuthors } from './authors.ts'
import { answerQuarter } from './census.ts'
import { accounts, enrolPeople } from './people.ts'
import { commissioned, done, onDay, registered, sealed, signedOff, type At } from './steps.ts'
import { receive, subscribePeople } from './subscribers.ts'
import { loadUnderWay } from './under-way.ts'

/** The accounts that the sign-in page lists while the demonstration is loaded. */
export const demonstrationAccounts = accounts

const folder = `${packageFolder}/src/demonstration`
const releaseDays = ['2026-04-14', '2026-07-14', '2026-10-13']

/** Loads it into an empty database, whole or not at all. `say` gets a line per step. */
export async function loadDemonstration(
  base: Omit<Context, 'actor' | 'requestId'>,
  box: SecretBox,
  say: (line: string) => void,
): Promise<void> {
  await inTransaction(taskContext(base, 'demonstration'), async (tx) => {
    const cast = await enrolPeople(tx, box)
    say(`  ${Object.keys(cast.people).length} invented people`)
    say(`  ${await enterAuthors(onDay(cast, '2025-08-04'))} authors in the directory`)
    await loadLegacy(tx)
    say(`  ${await subscribePeople(tx)} subscribers`)
    await registerElsewhere(onDay(cast, '2026-01-12'))
    const reports = await readReports()
    for (const [n, day] of releaseDays.entries()) {
      const batch = reports.filter((_, at) => at % releaseDays.length === n)
      for (const [place, report] of batch.entries())
        await publishable(onDay(cast, `${day.slice(0, 5)}01-20`), report, storyOf(n, place))
      const registrar = onDay(cast, day)
      const released = done(await releaseVolume(registrar('registrar')))
      say(`  a volume of ${released.editions} editions`)
      await receive(tx, released.volumeId, day)
    }
    say(`  ${await loadUnderWay(onDay(cast, '2026-10-20'), cast)} reviews under way`)
    say(`  ${await answerQuarter(tx, onDay(cast, '2026-10-20'))} boards’ answers to the census`)
    await stateInstallationFact(tx.db, 'demonstration', 'loaded')
    return null
  })
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

/** What happens to the report at this place of a volume after it is submitted: most are published as they were written. */
function storyOf(volume: number, place: number): { afterwards?: Afterwards; refused?: boolean } {
  const stories = [
    [{ afterwards: 'agreed' as const }, { afterwards: 'withheld' as const }],
    [{ afterwards: 'imposed' as const }, { refused: true }],
    [{ afterwards: 'agreed' as const }],
  ]
  return stories[volume]?.[place] ?? {}
}

/** One report through every step: registered, commissioned, sealed, changed in the open, de-identified, signed off, coded. */
async function publishable(
  at: At,
  report: MarkedReport,
  story: { afterwards?: Afterwards; refused?: boolean },
): Promise<void> {
  const board = boardFor(report.front)
  const reviewId = await registered(at, board, { ...report.front, counts: '' })
  await commissioned(at, board, reviewId)
  if (report.front['limits'] === 'yes') await refusedConversation(at, at.cast.boards[board]?.manager ?? '', reviewId)
  const reportId = await sealed(at, reviewId, report)
  if (story.afterwards) await letHappen(story.afterwards, at, board, reportId, report)
  await signedOff(at, reportId, report, { coded: true, refused: story.refused ?? false })
}

/**
 * Reviews that other boards have only decided on: an edition may leave only where at least five boards could have led it,
 * so a register of two boards could publish nothing.
 */
async function registerElsewhere(at: At): Promise<void> {
  for (const [subjects, boards] of [
    ['child', ['Westermoor Safeguarding Children Partnership', 'Lough Derra Safeguarding Panel']],
    ['adult', ['Aldermarsh Safeguarding Adults Board', 'Lough Derra Adult Safeguarding Panel']],
    ['child', ['Cwm Tarrant Regional Safeguarding Board', 'Strathcarron and Isles Public Protection Committee']],
    ['adult', ['Cwm Tarrant Regional Safeguarding Board', 'Strathcarron and Isles Public Protection Committee']],
  ] as const) {
    for (const board of boards) {
      const nation = board.startsWith('Cwm')
        ? 'wales'
        : board.startsWith('Strath')
          ? 'scotland'
          : board.startsWith('Lough')
            ? 'northern-ireland'
            : 'england'
      await registered(at, board, { subjects, nation, kind: 'practice-review' })
    }
  }
}

/** Which invented board a report's review belongs to: those in the reports are too many to enrol. */
function boardFor(front: Record<string, string>): string {
  const children = front['subjects']?.includes('child')
  if (front['nation'] === 'wales') return 'Cwm Tarrant Regional Safeguarding Board'
  if (front['nation'] === 'scotland') return 'Strathcarron and Isles Public Protection Committee'
  if (front['nation'] === 'northern-ireland') return 'Lough Derra Safeguarding Panel'
  return children ? 'Hallowby Safeguarding Children Partnership' : 'Stannerdale Safeguarding Adults Board'
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
