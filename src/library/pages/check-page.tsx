import type { Verdict } from '#integrity/integrity.ts'
import { Button } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { FileUpload } from '#web/components/file-upload.tsx'
import { ErrorSummaryFor, Form } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Page, type Shell } from '#web/shell.tsx'

/** What a file's fingerprint was compared with, besides the file itself. */
export type Compared =
  | { with: 'nothing' | 'unknown-edition' }
  | { with: 'withdrawn'; id: string }
  | { with: 'unsealed'; id: string; title: string }
  | { with: 'library' | 'given'; id: string; title: string; same: boolean }

/** Choose a file; with `checked`, also what came of it. */
export const CheckPage = (props: {
  shell: Shell
  csrf: string
  fingerprint: string
  mistake?: string
  checked?: { verdict: Verdict; compared: Compared }
}) => (
  <Page {...props.shell} title="Check an edition" inError={props.mistake !== undefined}>
    <ErrorSummaryFor errors={props.mistake ? { file: props.mistake } : {}} />
    <h1 class="govuk-heading-l">Check an edition</h1>
    {props.checked && <VerdictShown {...props.checked} />}
    <p class="govuk-body">
      Choose the file (JSON) that you downloaded from an edition’s page. We tell you whether each word that was not
      replaced fits the fingerprint that Throughline recorded when the author submitted the report. The file is not
      kept.
    </p>
    <Form csrf={props.csrf} upload action="/verify">
      <Details summaryText="I have a fingerprint from elsewhere" open={props.fingerprint !== ''}>
        <Input
          name="fingerprint"
          id="fingerprint"
          label="Fingerprint"
          hint="From the author’s receipt, for example. Without it we compare with what the library has recorded."
          value={props.fingerprint}
          spellcheck={false}
        />
      </Details>
      <FileUpload
        name="file"
        id="file"
        label={{ text: 'File of the edition', classes: 'govuk-label--s' }}
        hint="Its name ends in .json. At most 20 MB."
        errorMessage={props.mistake}
        attributes={{ accept: '.json,application/json' }}
      />
      <Button text="Check" />
    </Form>
    <p class="govuk-body">
      <a class="govuk-link" href="/how-to-be-sure">
        How can I be sure this is what the author wrote?
      </a>
    </p>
    <Details summaryText="How to check without trusting this site">
      The file holds everything that the check needs, and the rules are published. Anybody can write a program that
      checks it; ours also runs on your own computer: <code>throughline verify FILE --fingerprint FINGERPRINT</code>.
      Take the fingerprint from somebody you trust, such as the author: whoever could change the words here could change
      the fingerprint here too.
    </Details>
  </Page>
)

/** The verdict's sentences, where it was the library and not the reader who gave the fingerprint. */
function sentencesFor(lines: readonly string[], compared: Compared): string[] {
  if (compared.with !== 'library') return [...lines]
  return lines.map((line) =>
    line.startsWith('That the fingerprint you gave')
      ? 'That nobody changed the library’s own record: compare its fingerprint with the one on the author’s receipt.'
      : line.replace('that you gave', 'that the library shows for this edition'),
  )
}

const headings: Record<Verdict['state'], string> = {
  verified: 'The check succeeded',
  wrong: 'The check failed',
  'could-not-check': 'This could not be checked',
}

const VerdictShown = (props: { verdict: Verdict; compared: Compared }) => (
  <section class={`tl-verdict tl-verdict--${props.verdict.state}`} role="status" aria-labelledby="verdict">
    <h2 class="govuk-heading-m" id="verdict">
      {headings[props.verdict.state]}
    </h2>
    <p class="govuk-body">{props.verdict.headline}</p>
    <ComparedWith compared={props.compared} />
    {[
      { title: 'What is certain', lines: sentencesFor(props.verdict.established, props.compared) },
      { title: 'What was not checked', lines: sentencesFor(props.verdict.notEstablished, props.compared) },
    ].map(
      ({ title, lines }) =>
        lines.length > 0 && (
          <>
            <h3 class="govuk-heading-s">{title}</h3>
            <ul class="govuk-list govuk-list--bullet">
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </>
        ),
    )}
  </section>
)

const ComparedWith = (props: { compared: Compared }) => {
  const { compared } = props
  const link = 'id' in compared && (
    <a class="govuk-link" href={`/library/editions/${compared.id}`}>
      {'title' in compared ? compared.title : 'that edition'}
    </a>
  )
  switch (compared.with) {
    case 'nothing':
      return null
    case 'unknown-edition':
      return <p class="govuk-body">The library has no edition with the id that the file gives.</p>
    case 'withdrawn':
      return <p class="govuk-body">The library has withdrawn {link}: there is nothing to compare with any more.</p>
    case 'unsealed':
      return <p class="govuk-body">The library has it as {link}, which its author never sealed.</p>
    case 'library':
      return (
        <p class="govuk-body">
          Compared with the fingerprint that the library has of {link}. {compared.same ? '' : 'They differ.'}
        </p>
      )
    case 'given':
      return (
        <p class="govuk-body">
          Compared with the fingerprint that you gave.{' '}
          {compared.same ? 'The library has the same one of ' : 'The library has another one of '}
          {link}.
        </p>
      )
  }
}
