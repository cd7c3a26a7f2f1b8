/** The life of a review: which stage may follow which. Pure. */

/** Where a review stands. */
export type Stage =
  | 'notified'
  | 'decided'
  | 'commissioned'
  | 'in-progress'
  | 'paused'
  | 'submitted'
  | 'endorsed'
  | 'in-deidentification'
  | 'waiting'
  | 'published'
  | 'withheld'
  | 'discontinued'
  | 'not-to-proceed'
  | 'collected'

/** Stages as shown, in the order of a review's life. */
export const stageWords: Record<Stage, string> = {
  notified: 'Notified',
  decided: 'Review decided',
  commissioned: 'Author appointed',
  'in-progress': 'In progress',
  paused: 'Paused',
  submitted: 'Submitted',
  endorsed: 'Endorsed by the board',
  'in-deidentification': 'Names being removed',
  waiting: 'Waiting for a volume',
  published: 'Published',
  withheld: 'Withheld',
  discontinued: 'Discontinued',
  'not-to-proceed': 'Not to proceed',
  collected: 'Collected from before',
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
  notified: ['decided', 'commissioned', 'not-to-proceed', 'discontinued'],
  decided: ['commissioned', 'paused', 'discontinued', 'not-to-proceed'],
  commissioned: ['in-progress', 'decided', 'paused', 'discontinued'],
  'in-progress': ['submitted', 'paused', 'discontinued', 'commissioned'],
  paused: ['decided', 'commissioned', 'in-progress', 'discontinued'],
  submitted: ['endorsed', 'in-deidentification', 'withheld'],
  endorsed: ['in-deidentification', 'withheld', 'submitted'],
  'in-deidentification': ['waiting', 'withheld', 'submitted'],
  waiting: ['published', 'in-deidentification', 'withheld'],
  published: ['withheld'],
  withheld: ['submitted', 'endorsed', 'in-deidentification', 'waiting', 'collected'],
  discontinued: ['decided'],
  'not-to-proceed': ['decided'],
  collected: ['in-deidentification', 'published', 'withheld'],
}

/**
 * Stages that a person may set by hand; the others follow from acts of other folders. Withholding is an act of its own,
 * with a ground.
 */
export const stagesByHand: readonly Stage[] = [
  'decided',
  'paused',
  'in-progress',
  'discontinued',
  'not-to-proceed',
  'endorsed',
]

/** Stages in which a review's text is there and not yet published. */
export const submittedStages: readonly Stage[] = ['submitted', 'endorsed', 'in-deidentification', 'waiting']

/** Stages in which nothing is due any more. */
export const overStages: readonly Stage[] = ['discontinued', 'not-to-proceed', 'collected']

/** Why a review may stand still. */
export type PauseReason = 'trial' | 'inquest' | 'family-proceedings' | 'other'

/** The reasons as shown. */
export const pauseWords: Record<PauseReason, string> = {
  trial: 'Criminal trial or investigation',
  inquest: 'Inquest or other inquiry into a death',
  'family-proceedings': 'Family proceedings',
  other: 'Another reason',
}

/** On what ground a review may be kept from publication. No other counts. */
export type WithholdingGround = 'identification' | 'proceedings' | 'court-order' | 'safety' | 'other-law'

/** The grounds as shown. */
export const groundWords: Record<WithholdingGround, string> = {
  identification: 'Somebody could be identified however it is generalised',
  proceedings: 'It could prejudice proceedings in court',
  'court-order': 'A court order forbids it',
  safety: 'It would put somebody in danger',
  'other-law': 'Another law forbids it: say which',
}

/** Stages that need a reason when they are entered. */
export const stagesWithReason: readonly Stage[] = ['paused', 'discontinued', 'not-to-proceed']

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
