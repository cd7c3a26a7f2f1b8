import { type Attributes, classNames, type Content, safeHref } from './params.ts'

/** GOV.UK skip link. */
export const SkipLink = (props: {
  text?: Content
  href?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <a
    href={safeHref(props.href || '#content')}
    class={classNames('govuk-skip-link', props.classes)}
    {...props.attributes}
    data-module="govuk-skip-link"
  >
    {props.text}
  </a>
)
