import { EmptyState } from '#web/components/empty-state.tsx'
import { dateInWords, listInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { PublishedFinding } from '#library/library.ts'
import type { FoundEarlier } from '../trends.ts'

const hrefOf = (one: PublishedFinding) => `/library/editions/${one.editionId}#${one.anchor}`
/** Labels without their brackets. */
export const plainWords = (text: string): string => text.replaceAll(/[⟦⟧]/g, '')

/** Whether one published finding was found before: what a person confirmed, then what a machine suggests. */
export const FoundEarlierPage = (props: { shell: Shell; seen: FoundEarlier }) => {
  const { finding, confirmed, words, suggested } = props.seen
  return (
    <Page
      {...props.shell}
      title="Was this found before?"
      backLink={{ href: hrefOf(finding), text: 'Back to the report' }}
      quickExit
      noindex
    >
      <h1 class="govuk-heading-l">Was this found before?</h1>
      <blockquote class="govuk-inset-text">{plainWords(finding.text)}</blockquote>
      <p class="govuk-body">
        {finding.kind === 'finding' ? 'A finding' : 'A recommendation'} of{' '}
        <a class="govuk-link" href={hrefOf(finding)}>
          {finding.editionTitle}
        </a>
        , {finding.volumeLabel}, {dateInWords(finding.publishedOn)}.
      </p>
      {words && (
        <section aria-labelledby="confirmed">
          <h2 class="govuk-heading-m" id="confirmed">
            {words}
          </h2>
          <p class="govuk-body">A person has read these beside one another and says that they are the same.</p>
          <ol class="govuk-list govuk-list--number govuk-list--spaced">
            {confirmed.map((one) => (
              <Earlier finding={one} note={null} />
            ))}
          </ol>
        </section>
      )}
      <section aria-labelledby="suggested">
        <h2 class="govuk-heading-m" id="suggested">
          Suggestions: alike in words
        </h2>
        {suggested.length === 0 ? (
          <EmptyState
            title={`No ${words ? 'other ' : ''}earlier ${finding.kind} says something in similar words`}
            headingLevel={3}
          >
            It may have been found in other words.{' '}
            <a class="govuk-link" href="/library">
              Search the reviews
            </a>
          </EmptyState>
        ) : (
          <>
            <p class="govuk-body">
              A machine compared words only, and nobody has confirmed these. Findings can be alike in words and differ
              in what happened.
            </p>
            <ol class="govuk-list govuk-list--number govuk-list--spaced">
              {suggested.map((one) => (
                <Earlier finding={one.finding} note={`In common: ${listInWords(one.shared)}.`} />
              ))}
            </ol>
          </>
        )}
      </section>
    </Page>
  )
}

const Earlier = (props: { finding: PublishedFinding; note: string | null }) => (
  <li>
    <p class="govuk-body">{plainWords(props.finding.text)}</p>
    <p class="govuk-body-s">
      <a class="govuk-link" href={hrefOf(props.finding)}>
        {props.finding.editionTitle}
      </a>
      , {props.finding.volumeLabel}, {dateInWords(props.finding.publishedOn)}.
      {props.note && (
        <>
          <br />
          {props.note}
        </>
      )}
    </p>
  </li>
)
