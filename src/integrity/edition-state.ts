/**
 * What an edition says of its own words: whether they are as the author wrote them. Stands on the edition's page and in
 * its file. Pure, and safe in the browser.
 */
import { changeReasons, withholdingReasons } from './statement.ts'

/** A class of reason for a change. */
export type ChangeClass = (typeof changeReasons)[number]
/** A class of legal reason for withholding. */
export type WithholdingClass = (typeof withholdingReasons)[number]

/** The four states that a sealed text can be in; `withheld` says more of one of the others. */
export type EditionLabel = 'as-written' | 'changed-with-agreement' | 'changed-without-agreement'

/** Everything that is said of an edition's words. Counts by class; a class that does not occur is left out. */
export interface EditionState {
  readonly label: EditionLabel
  readonly agreed: Readonly<Partial<Record<ChangeClass, number>>>
  readonly imposed: Readonly<Partial<Record<ChangeClass, number>>>
  readonly withheld: Readonly<Partial<Record<WithholdingClass, number>>>
  /** The author's dissents, as the author wrote them. */
  readonly dissents: readonly string[]
  /** Whether the author agreed to the names being generalised as they are. */
  readonly author: 'agreed' | 'refused' | 'no-answer'
  /** Whether every act after submission was signed with keys; otherwise Throughline recorded them. */
  readonly signed: boolean
}

/** The label that counts give: one imposed change is enough for the red one. */
export function editionLabel(state: Pick<EditionState, 'agreed' | 'imposed'>): EditionLabel {
  if (Object.keys(state.imposed).length > 0) return 'changed-without-agreement'
  return Object.keys(state.agreed).length > 0 ? 'changed-with-agreement' : 'as-written'
}

const KEYS = ['label', 'agreed', 'imposed', 'withheld', 'dissents', 'author', 'signed']

/** Whether this is such a state, with nothing else in it and a label that its own counts give. */
export function isEditionState(value: unknown): value is EditionState {
  if (!isRecord(value) || Object.keys(value).length !== KEYS.length || !KEYS.every((key) => Object.hasOwn(value, key)))
    return false
  const { agreed, imposed, withheld, dissents, author, signed, label } = value
  const counted =
    isCounts(agreed, changeReasons) && isCounts(imposed, changeReasons) && isCounts(withheld, withholdingReasons)
  if (!counted || !Array.isArray(dissents) || !dissents.every((one) => typeof one === 'string' && one !== ''))
    return false
  if (!['agreed', 'refused', 'no-answer'].includes(author as string) || typeof signed !== 'boolean') return false
  return label === editionLabel(value as unknown as EditionState)
}

function isCounts(value: unknown, classes: readonly string[]): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(([name, n]) => classes.includes(name) && Number.isSafeInteger(n) && (n as number) >= 1)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
