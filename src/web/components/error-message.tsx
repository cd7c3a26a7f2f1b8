import { type Attributes, classNames, type Content } from './params.ts'

/** An error's words with GOV.UK Frontend's parameters. */
export type ErrorMessageParams = {
  text?: Content | undefined
  id?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
  /** Spoken before the message; '' leaves it out. Default "Error". */
  visuallyHiddenText?: string | undefined
}
/** An error may be given as a plain string. */
export type ErrorWords = string | ErrorMessageParams

/** Reads either form of an error; an absent or empty one is no error. */
export const errorParams = (error: ErrorWords | undefined): ErrorMessageParams | undefined =>
  typeof error === 'string' ? (error === '' ? undefined : { text: error }) : error

/** GOV.UK error message. */
export const ErrorMessage = (props: ErrorMessageParams & { children?: Content }) => {
  const hidden = props.visuallyHiddenText ?? 'Error'
  return (
    <p id={props.id} class={classNames('govuk-error-message', props.classes)} {...props.attributes}>
      {hidden && <span class="govuk-visually-hidden">{hidden}:</span>} {props.text ?? props.children}
    </p>
  )
}
