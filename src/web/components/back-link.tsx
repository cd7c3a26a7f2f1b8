import { type Attributes, classNames, type Content, safeHref } from './params.ts'

/** GOV.UK back link. */
export const BackLink = (props: {
  href?: string | undefined
  text?: Content
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <a href={safeHref(props.href || '#')} class={classNames('govuk-back-link', props.classes)} {...props.attributes}>
    {props.text || 'Back'}
  </a>
)
