import { type Attributes, classNames, type Content } from './params.ts'

/** GOV.UK inset text. */
export const InsetText = (props: {
  text?: Content
  children?: Content
  id?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <div id={props.id} class={classNames('govuk-inset-text', props.classes)} {...props.attributes}>
    {props.text ?? props.children}
  </div>
)
