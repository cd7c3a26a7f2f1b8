/** A review's life as a family is told of it. Pure. */

/** The steps, in plain words. */
export const familySteps: readonly string[] = [
  'The board has been told what happened and decides whether there is a review.',
  'An author is appointed who is independent of the services. Terms that protect them are signed.',
  'The author reads records and speaks with people. You can speak with the author, if you wish, and ask questions.',
  'The author finishes. The report is sealed, so that nobody can change it unseen. You can read it before it is published.',
  'Names, places and details that could tell who it is about are taken out. A second person checks.',
  'It is published together with others, so that it is harder to tell whose it is.',
]

const at: Readonly<Record<string, number>> = {
  notified: 0,
  decided: 1,
  commissioned: 1,
  'in-progress': 2,
  paused: 2,
  submitted: 3,
  endorsed: 3,
  'in-deidentification': 4,
  waiting: 5,
  published: 5,
}

/** Which step a stage belongs to, from 0; null for a review that does not go on. */
export function stepAt(stage: string): number | null {
  return at[stage] ?? null
}
