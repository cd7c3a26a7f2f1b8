import { type Attributes, classNames, type Content } from './params.ts'

/** GOV.UK warning text. */
export const WarningText = (props: {
  text?: Content
  children?: Content
  iconFallbackText?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <div class={classNames('govuk-warning-text', props.classes)} {...props.attributes}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{props.iconFallbackText || 'Warning'}</span> {props.text ?? props.children}
    </strong>
  </div>
)
