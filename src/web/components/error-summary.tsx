import { type Attributes, classNames, type Content, hasContent, safeHref } from './params.ts'

/** One error; `href` is `#` and the id of the first control to mend. */
export type ErrorSummaryItem = { text?: Content; href?: string | undefined; attributes?: Attributes | undefined }

/** GOV.UK error summary. Stands first in `main`; scripts move the focus to it. */
export const ErrorSummary = (props: {
  titleText?: Content
  descriptionText?: Content
  errorList?: readonly ErrorSummaryItem[] | undefined
  disableAutoFocus?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
  children?: Content
}) => {
  const description = props.descriptionText ?? props.children
  return (
    <div
      class={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      {/* A separate child carries the role: focusing and announcing one element at once loses words (GOV.UK Frontend). */}
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.titleText ?? 'There is a problem'}</h2>
        <div class="govuk-error-summary__body">
          {hasContent(description) && <p>{description}</p>}
          {props.errorList && props.errorList.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errorList.map((item) => (
                <li>
                  {item.href ? (
                    <a href={safeHref(item.href)} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
