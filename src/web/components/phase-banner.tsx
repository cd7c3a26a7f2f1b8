import { type Attributes, classNames, type Content } from './params.ts'
import { Tag } from './tag.tsx'

/** GOV.UK phase banner. */
export const PhaseBanner = (props: {
  tag: { text?: Content; classes?: string | undefined }
  text?: Content
  children?: Content
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <div class={classNames('govuk-phase-banner govuk-width-container', props.classes)} {...props.attributes}>
    <p class="govuk-phase-banner__content">
      <Tag text={props.tag.text} classes={classNames('govuk-phase-banner__content__tag', props.tag.classes)} />{' '}
      <span class="govuk-phase-banner__text">{props.text ?? props.children}</span>
    </p>
  </div>
)
