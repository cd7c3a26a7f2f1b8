import type { EditionListed } from '../library.ts'
import { factsOf } from './words.ts'

/** An edition in a list: its title as a heading and link, what it is, and its summary. */
export const EditionLines = (props: { edition: EditionListed; level: 2 | 3 }) => {
  const Heading = `h${props.level}` as 'h2'
  return (
    <>
      <Heading class="govuk-heading-s govuk-!-margin-bottom-1">
        <a class="govuk-link" href={`/library/editions/${props.edition.id}`}>
          {props.edition.title}
        </a>
      </Heading>
      <p class="govuk-body-s govuk-!-margin-bottom-1">{factsOf(props.edition)}</p>
      <p class="govuk-body govuk-!-margin-bottom-2">{props.edition.summary}</p>
    </>
  )
}
