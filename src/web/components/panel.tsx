import { type Attributes, classNames, type Content, hasContent } from './params.ts'

/** GOV.UK panel, in its confirmation form: what has been done, and the reference to keep. */
export const Panel = (props: {
  titleText: Content
  text?: Content
  children?: Content
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => {
  const Heading = `h${props.headingLevel || 1}` as 'h1'
  const words = props.text ?? props.children
  return (
    <div class={classNames('govuk-panel govuk-panel--confirmation', props.classes)} {...props.attributes}>
      <Heading class="govuk-panel__title">{props.titleText}</Heading>
      {hasContent(words) && <div class="govuk-panel__body">{words}</div>}
    </div>
  )
}
