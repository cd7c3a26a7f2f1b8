import { type Attributes, classNames, type Content, hasContent, isPlainText } from './params.ts'

/** GOV.UK notification banner. Plain words become its heading line; JSX is placed as it is. */
export const NotificationBanner = (props: {
  text?: Content
  children?: Content
  type?: 'success' | undefined
  titleText?: Content
  titleId?: string | undefined
  titleHeadingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  role?: 'alert' | 'region' | 'banner' | undefined
  disableAutoFocus?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => {
  const success = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const words = props.text ?? props.children
  const Heading = `h${props.titleHeadingLevel || 2}` as 'h2'
  return (
    <div
      class={classNames('govuk-notification-banner', success && 'govuk-notification-banner--success', props.classes)}
      role={props.role || (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.titleText || (success ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {isPlainText(words) && hasContent(words) ? <p class="govuk-notification-banner__heading">{words}</p> : words}
      </div>
    </div>
  )
}
