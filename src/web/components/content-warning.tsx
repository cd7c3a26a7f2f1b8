import { Button } from './button.tsx'
import { type Content, safeHref } from './params.ts'

/** Where someone affected by what they read can turn. The caller names real, checked services. */
export type SupportLine = { name: string; words: string; href?: string | undefined }

/**
 * Stands before distressing detail: says plainly what follows, offers a way on, a way out and someone to talk to.
 * @param continueHref where the text begins: `#report`, or the page that shows it
 */
export const ContentWarning = (props: {
  children: Content
  title?: string | undefined
  continueHref?: string | undefined
  continueText?: string | undefined
  support?: readonly SupportLine[] | undefined
}) => (
  <section class="tl-warning" aria-labelledby="content-warning-title">
    <h2 class="tl-warning__title govuk-heading-m" id="content-warning-title">
      {props.title ?? 'Before you read'}
    </h2>
    <div class="tl-warning__words govuk-body">{props.children}</div>
    {props.support && props.support.length > 0 && (
      <div class="tl-warning__support">
        <p class="govuk-body govuk-!-margin-bottom-1">If reading this is hard, you can talk to someone:</p>
        <ul class="govuk-list govuk-list--bullet">
          {props.support.map((line) => (
            <li>
              {line.href ? (
                <a class="govuk-link" href={safeHref(line.href)}>
                  {line.name}
                </a>
              ) : (
                <strong>{line.name}</strong>
              )}
              : {line.words}
            </li>
          ))}
        </ul>
      </div>
    )}
    {props.continueHref && (
      <Button classes="govuk-button--secondary tl-warning__go" href={props.continueHref}>
        {props.continueText ?? 'Continue to the report'}
      </Button>
    )}
  </section>
)
