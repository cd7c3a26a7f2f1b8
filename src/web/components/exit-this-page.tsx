import { Button } from './button.tsx'
import { type Attributes, classNames, type Content } from './params.ts'

/**
 * GOV.UK exit this page: a quick way out for someone who may be watched while reading. A plain link without scripts;
 * with them the page is blanked first and Shift pressed three times works too.
 */
export const ExitThisPage = (props: {
  text?: Content
  redirectUrl?: string | undefined
  id?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <div
    id={props.id}
    class={classNames('govuk-exit-this-page', props.classes)}
    data-module="govuk-exit-this-page"
    {...props.attributes}
  >
    <Button
      classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
      href={props.redirectUrl || 'https://www.bbc.co.uk/weather'}
      attributes={{ rel: 'nofollow noreferrer' }}
    >
      {props.text ?? (
        <>
          <span class="govuk-visually-hidden">Emergency</span> Exit this page
        </>
      )}
    </Button>
  </div>
)
