import { type Attributes, classNames, type Content } from './params.ts'

/** A hint's words with GOV.UK Frontend's parameters. */
export type HintParams = {
  text?: Content | undefined
  id?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}
/** A hint may be given as a plain string. */
export type HintWords = string | HintParams

/** Reads either form of a hint; an absent one stays absent. */
export const hintParams = (hint: HintWords | undefined): HintParams | undefined =>
  typeof hint === 'string' ? (hint === '' ? undefined : { text: hint }) : hint

/** GOV.UK hint. */
export const Hint = (props: HintParams & { children?: Content }) => (
  <div id={props.id} class={classNames('govuk-hint', props.classes)} {...props.attributes}>
    {props.text ?? props.children}
  </div>
)
