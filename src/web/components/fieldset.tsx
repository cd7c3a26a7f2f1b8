import { type Attributes, classNames, type Content, hasContent } from './params.ts'

/** A legend's words with GOV.UK Frontend's parameters. */
export type LegendParams = {
  text?: Content | undefined
  classes?: string | undefined
  isPageHeading?: boolean | undefined
}
/** GOV.UK fieldset parameters. */
export type FieldsetParams = {
  legend?: string | LegendParams | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  role?: string | undefined
  attributes?: Attributes | undefined
}

const Legend = (props: LegendParams) => (
  <legend class={classNames('govuk-fieldset__legend', props.classes)}>
    {props.isPageHeading ? <h1 class="govuk-fieldset__heading">{props.text}</h1> : props.text}
  </legend>
)

/** GOV.UK fieldset. */
export const Fieldset = (props: FieldsetParams & { children?: Content }) => {
  const legend = typeof props.legend === 'string' ? { text: props.legend } : props.legend
  return (
    <fieldset
      class={classNames('govuk-fieldset', props.classes)}
      role={props.role || undefined}
      aria-describedby={props.describedBy || undefined}
      {...props.attributes}
    >
      {legend && hasContent(legend.text) && <Legend {...legend} />}
      {props.children}
    </fieldset>
  )
}
