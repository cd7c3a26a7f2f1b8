import { Button } from '#web/components/button.tsx'
import { Form, HiddenField } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page, type Shell } from '#web/shell.tsx'
import { LabelledText } from './labelled-text.tsx'

/** Asks what could identify someone. `chosen` is the passage that the reader came from, if any. */
export const ConcernPage = (props: {
  shell: Shell
  csrf: string
  editionId: string
  title: string
  chosen: { anchor: string; words: string } | null
}) => (
  <Page
    {...props.shell}
    title="This could identify someone"
    backLink={{ href: `/library/editions/${props.editionId}`, text: 'Back to the report' }}
    noindex
    quickExit
  >
    <h1 class="govuk-heading-l">This could identify someone</h1>
    <p class="govuk-body">
      You are telling us about “{props.title}”. An editor is told at once and can take it down immediately. You do not
      have to say who you are, or whom you recognised.
    </p>
    {props.chosen && (
      <InsetText>
        The passage you chose: <LabelledText text={props.chosen.words} />
      </InsetText>
    )}
    <Form csrf={props.csrf}>
      {props.chosen && <HiddenField name="anchor" value={props.chosen.anchor} />}
      <Textarea
        name="words"
        id="words"
        label={{ text: 'What should we look at? (optional)', classes: 'govuk-label--s' }}
        hint="Please do not write anybody’s name. You can leave this empty."
        rows={4}
        attributes={{ maxlength: 5000 }}
      />
      <Input
        name="contact"
        id="contact"
        label={{ text: 'How can we reach you? (optional)', classes: 'govuk-label--s' }}
        hint="An email address or a telephone number, only if you want an answer. Only editors see it."
        attributes={{ maxlength: 300 }}
        spellcheck={false}
      />
      <Button text="Tell an editor" preventDoubleClick />
    </Form>
  </Page>
)

/** What happens now, in calm words. */
export const ConcernRaisedPage = (props: { shell: Shell }) => (
  <Page {...props.shell} title="Thank you" noindex quickExit>
    <h1 class="govuk-heading-l">Thank you</h1>
    <p class="govuk-body-l">An editor has been told.</p>
    <h2 class="govuk-heading-m">What happens now</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>An editor reads the edition with what you told us.</li>
      <li>If somebody could be identified, it is taken down, and a page without its words stays in its place.</li>
      <li>If you gave us a way to reach you, the editor can answer you. If not, you need to do nothing more.</li>
    </ul>
    <p class="govuk-body">
      <a class="govuk-link" href="/library">
        Back to the reviews
      </a>
    </p>
  </Page>
)
