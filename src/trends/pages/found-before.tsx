import { Button } from '#web/components/button.tsx'
import { CharacterCount } from '#web/components/character-count.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { dateInWords, listInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import { longestQuestion, type Recurrence } from '../trends.ts'

/** Asks whether something was found before, and shows what is most alike. */
export const FoundBeforePage = (props: { shell: Shell; csrf: string; form: FormState; answer: Recurrence | null }) => (
  <Page
    {...props.shell}
    title="Has this been found before?"
    inError={hasErrors(props.form.errors)}
    breadcrumbs={[{ text: 'Trends', href: '/trends' }, { text: 'Has this been found before?' }]}
    quickExit
    noindex
  >
    <ErrorSummaryFor errors={props.form.errors} />
    <h1 class="govuk-heading-l">Has this been found before?</h1>
    <p class="govuk-body">
      Paste a finding or a recommendation. It is compared with every finding and recommendation that has been published.
    </p>
    <Form csrf={props.csrf} action="/trends/found-before">
      <CharacterCount
        {...field(props.form, 'text')}
        label="Finding or recommendation"
        hint="Leave out names. Nothing you type here is kept."
        rows={6}
        maxlength={longestQuestion}
      />
      <Button text="Compare" />
    </Form>
    {props.answer && <Answer answer={props.answer} />}
  </Page>
)

const shownAtMost = 10

const Answer = (props: { answer: Recurrence }) => (
  <section aria-labelledby="answer">
    <h2 class="govuk-heading-m" id="answer">
      What is most alike
    </h2>
    {props.answer.editions === 0 ? (
      <EmptyState title="No published finding says something in similar words" headingLevel={3}>
        It may have been found in other words.{' '}
        <a class="govuk-link" href="/library">
          Search the reviews
        </a>
      </EmptyState>
    ) : (
      <>
        <p class="govuk-body">{props.answer.words}</p>
        <p class="govuk-body">
          This compares words only. Findings can be alike in words and differ in what happened: read them before you say
          that something came back.
        </p>
        {props.answer.editions > shownAtMost && <p class="govuk-body">The {shownAtMost} most alike:</p>}
        <ol class="govuk-list govuk-list--number govuk-list--spaced">
          {props.answer.found.slice(0, shownAtMost).map(({ finding, similarity, shared }) => (
            <li>
              <p class="govuk-body">{finding.text}</p>
              <p class="govuk-body-s">
                <a class="govuk-link" href={`/library/editions/${finding.editionId}#${finding.anchor}`}>
                  {finding.editionTitle}
                </a>
                , {finding.volumeLabel}, {dateInWords(finding.publishedOn)}.
                <br />
                {likeness(similarity)}. In common: {listInWords(shared)}.
              </p>
            </li>
          ))}
        </ol>
      </>
    )}
  </section>
)

/** Cosines as words. From .7 most pairs are real recurrences, below it few (design/collection.md, "Recurrence"). */
function likeness(similarity: number): string {
  return similarity >= 0.7 ? 'Very much alike' : similarity >= 0.35 ? 'Much alike' : 'Somewhat alike'
}
