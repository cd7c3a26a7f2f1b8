import { type Attributes, classNames, type Content } from './params.ts'

/** GOV.UK details: words that open on request. */
export const Details = (props: {
  summaryText?: Content
  text?: Content
  children?: Content
  id?: string | undefined
  open?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <details id={props.id} class={classNames('govuk-details', props.classes)} {...props.attributes} open={props.open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{props.summaryText}</span>
    </summary>
    <div class="govuk-details__text">{props.text ?? props.children}</div>
  </details>
)
