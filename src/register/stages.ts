/** The life of a review: which stage may follow which. Pure. */

/** Where a review stands. */
export type Stage =
  | 'notified'
  | 'decided'
  | 'commissioned'
  | 'in-progress'
  | 'paused'
  | 'submitted'
  | 'in-deidentification'
  | 'waiting'
  | 'published'
  | 'withheld'
  | 'discontinued'
  | 'not-to-proceed'

/** Stages as shown, in the order of a review's life. */
export const stageWords: Record<Stage, string> = {
  notified: 'Notified',
  decided: 'Review decided',
  commissioned: 'Author appointed',
  'in-progress': 'In progress',
  paused: 'Paused',
  submitted: 'Submitted',
  'in-deidentification': 'Names being removed',
  waiting: 'Waiting for a volume',
  published: 'Published',
  withheld: 'Withheld',
  discontinued: 'Discontinued',
  'not-to-proceed': 'Not to proceed',
}

/** The straight line that a review usually takes, for the stage tracker. */
export const usualLife: readonly Stage[] = [
  'notified',
  'decided',
  'commissioned',
  'in-progress',
  'submitted',
  'in-deidentification',
  'waiting',
  'published',
]

const next: Record<Stage, readonly Stage[]> = {
  notified: ['decided', 'commissioned', 'not-to-proceed'],
  decided: ['commissioned', 'paused', 'discontinued', 'not-to-proceed'],
  commissioned: ['in-progress', 'decided', 'paused', 'discontinued'],
  'in-progress': ['submitted', 'paused', 'discontinued', 'commissioned'],
  paused: ['decided', 'commissioned', 'in-progress', 'discontinued'],
  submitted: ['in-deidentification', 'withheld'],
  'in-deidentification': ['waiting', 'withheld', 'submitted'],
  waiting: ['published', 'in-deidentification', 'withheld'],
  published: ['withheld'],
  withheld: ['in-deidentification', 'waiting'],
  discontinued: ['decided'],
  'not-to-proceed': ['decided'],
}

/** Stages that a person may set by hand; the others follow from acts of other folders. */
export const stagesByHand: readonly Stage[] = [
  'decided',
  'paused',
  'in-progress',
  'discontinued',
  'not-to-proceed',
  'withheld',
]

/** Stages that need a reason when they are entered. */
export const stagesWithReason: readonly Stage[] = ['paused', 'discontinued', 'not-to-proceed', 'withheld']

/** Whether one stage may follow another. */
export function mayFollow(from: Stage, to: Stage): boolean {
  return next[from].includes(to)
}

/** Stages that a person may choose now. */
export function choicesFrom(stage: Stage): Stage[] {
  return next[stage].filter((one) => stagesByHand.includes(one) && (one !== 'in-progress' || stage === 'paused'))
}

/** The letters and digits of references: no vowels, so no words; none that look alike. 27 signs. */
const signs = '23456789BCDFGHJKMNPQRSTVWXZ'

/**
 * A reference from random bytes: two groups of four signs, `K7QX-22MD`.
 * @param bytes 16 random bytes or more; those that would make some signs likelier are passed over
 */
export function referenceFrom(bytes: Uint8Array): string {
  const usable = [...bytes].filter((byte) => byte < Math.floor(256 / signs.length) * signs.length).slice(0, 8)
  const word = usable.map((byte) => signs[byte % signs.length]).join('')
  return `${word.slice(0, 4)}-${word.slice(4, 8)}`
}
