/**
 * The quality markers and where in a review's life each belongs. The names are those of the two published sets; the
 * statements are our own plain words for what each asks. Pure.
 * Source: SCIE, Serious Case Review Quality Markers (18) and Safeguarding Adult Review Quality Markers (15, 2022); field
 * notes, 2.8. Two are kept in meaning: the working-out can be seen and hindsight is reckoned with (analysis); the report
 * can be published without redaction (report).
 */
import type { Review } from '#register/register.ts'

type Stage = Review['stage']

/** The steps of the workflow at which markers are asked. */
export type Step = 'deciding' | 'commissioning' | 'running' | 'reporting' | 'afterwards'

/** The steps in words. */
export const stepWords: Record<Step, string> = {
  deciding: 'Deciding on the review',
  commissioning: 'Setting it up',
  running: 'While it runs',
  reporting: 'The report',
  afterwards: 'Afterwards',
}

/** One marker. */
export interface Marker {
  code: string
  set: 'scr' | 'sar'
  name: string
  statement: string
  step: Step
}

/** The sets in words. */
export const setWords = { scr: 'Children’s reviews', sar: 'Adults’ reviews' } as const

const marker = (set: Marker['set'], number: number, step: Step, name: string, statement: string): Marker => ({
  code: `${set}-${number}`,
  set,
  name,
  statement,
  step,
})

/** All of them, in the order of the sets. */
export const markers: readonly Marker[] = [
  marker('scr', 1, 'deciding', 'Referral', 'The case came to the board promptly and with what is needed to decide.'),
  marker(
    'scr',
    2,
    'deciding',
    'Decision making',
    'The decision rests on the case and the criteria, and its reasons are written down.',
  ),
  marker(
    'scr',
    3,
    'deciding',
    'Advising board members',
    'Members of the board know of the decision and what it asks of their agencies.',
  ),
  marker('scr', 4, 'deciding', 'Informing the family', 'The family has been told early, kindly and in plain words.'),
  marker(
    'scr',
    5,
    'commissioning',
    'Clarity of purpose',
    'Everyone knows that the review is to learn, and which questions it is to answer.',
  ),
  marker(
    'scr',
    6,
    'commissioning',
    'Commissioning',
    'The kind of review, its method and its author fit the case and its size.',
  ),
  marker(
    'scr',
    7,
    'running',
    'Governance',
    'Decisions are made by people with the right to make them, and the author is independent.',
  ),
  marker(
    'scr',
    8,
    'running',
    'Management',
    'The review is run with enough time, help and money, and keeps to its dates.',
  ),
  marker(
    'scr',
    9,
    'running',
    'Parallel processes',
    'Trials, inquests and other processes are known, and none stands in the way for longer than it must.',
  ),
  marker('scr', 10, 'running', 'Assembling information', 'What is needed has been gathered, and no more than that.'),
  marker(
    'scr',
    11,
    'running',
    'Practitioner involvement',
    'Those who did the work have been heard, prepared and supported.',
  ),
  marker(
    'scr',
    12,
    'running',
    'Family involvement',
    'The family has had a part in the review as far as they wished, and knows how it shows.',
  ),
  marker(
    'scr',
    13,
    'running',
    'Analysis',
    'Readers can see the working-out, and it is said how hindsight was reckoned with.',
  ),
  marker(
    'scr',
    14,
    'reporting',
    'Report',
    'The report can be published without redaction: little detail of the family, all of the learning.',
  ),
  marker(
    'scr',
    15,
    'afterwards',
    'Improvement action',
    'Actions follow from the findings and are likely to change how work is done.',
  ),
  marker(
    'scr',
    16,
    'afterwards',
    'Board written response',
    'The board has said in writing what it accepts, what not, and why.',
  ),
  marker(
    'scr',
    17,
    'afterwards',
    'Publication',
    'Publication is planned with the family and with those whose work is described.',
  ),
  marker(
    'scr',
    18,
    'afterwards',
    'Implementation and evaluation',
    'It is known whether what was done has made a difference.',
  ),
  marker('sar', 1, 'deciding', 'Referral', 'The case came to the board promptly and with what is needed to decide.'),
  marker(
    'sar',
    2,
    'deciding',
    'Decision: what kind of review, if any',
    'The decision rests on the case and the law, and its reasons are written down.',
  ),
  marker(
    'sar',
    3,
    'deciding',
    'Informing the person, family and network',
    'The person and those close to them have been told early and in plain words.',
  ),
  marker(
    'sar',
    4,
    'commissioning',
    'Clarity of purpose',
    'Everyone knows that the review is to learn, and which questions it is to answer.',
  ),
  marker(
    'sar',
    5,
    'commissioning',
    'Commissioning',
    'The kind of review, its method and its author fit the case and its size.',
  ),
  marker(
    'sar',
    6,
    'running',
    'Governance',
    'Decisions are made by people with the right to make them, and the author is independent.',
  ),
  marker(
    'sar',
    7,
    'running',
    'Process management',
    'The review is run with enough time, help and money, and keeps to its dates.',
  ),
  marker(
    'sar',
    8,
    'running',
    'Parallel processes',
    'Trials, inquests and other processes are known, and none stands in the way for longer than it must.',
  ),
  marker('sar', 9, 'running', 'Assembling information', 'What is needed has been gathered, and no more than that.'),
  marker(
    'sar',
    10,
    'running',
    'Practitioners’ involvement',
    'Those who did the work have been heard, prepared and supported.',
  ),
  marker(
    'sar',
    11,
    'running',
    'Involvement of person, family and network',
    'They have had a part in the review as far as they wished, and know how it shows.',
  ),
  marker(
    'sar',
    12,
    'running',
    'Analysis',
    'Readers can see the working-out, and it is said how hindsight was reckoned with.',
  ),
  marker(
    'sar',
    13,
    'reporting',
    'Report',
    'The report can be published without redaction: little detail of the family, all of the learning.',
  ),
  marker(
    'sar',
    14,
    'afterwards',
    'Publication and dissemination',
    'Publication is planned with the family, and the learning reaches those who need it.',
  ),
  marker(
    'sar',
    15,
    'afterwards',
    'Improvement action and impact',
    'Actions follow from the findings, and it is known whether they make a difference.',
  ),
]

/** At which step of the workflow a review stands; null for one that does not go on. */
export function stepOf(stage: Stage): Step | null {
  const steps: Partial<Record<Stage, Step>> = {
    notified: 'deciding',
    decided: 'commissioning',
    commissioned: 'commissioning',
    'in-progress': 'running',
    paused: 'running',
    submitted: 'reporting',
    'in-deidentification': 'reporting',
    waiting: 'afterwards',
    published: 'afterwards',
    withheld: 'afterwards',
  }
  return steps[stage] ?? (stage === 'not-to-proceed' || stage === 'discontinued' ? null : 'reporting')
}

/** The markers that a review is asked: by whom it is about, one set or both. */
export function markersFor(subjects: readonly ('child' | 'adult')[]): Marker[] {
  const sets = new Set(subjects.map((subject) => (subject === 'child' ? 'scr' : 'sar')))
  return markers.filter((one) => sets.has(one.set))
}
