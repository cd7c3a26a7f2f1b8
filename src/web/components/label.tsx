import { type Attributes, classNames, type Content, hasContent } from './params.ts'

/** A label's words, or its words with GOV.UK Frontend's parameters. */
export type LabelParams = {
  text?: Content | undefined
  classes?: string | undefined
  isPageHeading?: boolean | undefined
  attributes?: Attributes | undefined
}
/** A label may be given as a plain string. */
export type LabelWords = string | LabelParams

/** Reads either form of a label. */
export const labelParams = (label: LabelWords | undefined): LabelParams =>
  typeof label === 'string' ? { text: label } : (label ?? {})

/** GOV.UK label. Renders nothing without words. */
export const Label = (props: LabelParams & { for?: string | undefined }) => {
  if (!hasContent(props.text)) return null
  const label = (
    <label class={classNames('govuk-label', props.classes)} {...props.attributes} for={props.for || undefined}>
      {props.text}
    </label>
  )
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
