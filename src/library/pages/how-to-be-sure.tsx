import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { ErrorSummaryFor, Form, hasErrors, type FormState, field } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, sendPage, shellOf } from '#web/site.ts'
import { libraryActs } from '../permissions.ts'
import { sampleWords, trySealing, type Tried } from './try-sealing.ts'

const path = '/how-to-be-sure'
const longest = 1000

/** How a lay reader can be sure, with a sentence to change. Works without scripts. Nothing that is typed is kept. */
export function howToBeSureRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: 'anyone' } }, async (request, reply) =>
    page(request, reply, { values: { words: sampleWords }, errors: {} }, null),
  )
  app.post(path, { config: { rule: libraryActs.checkEdition } }, async (request, reply) => {
    const words = formOf(request)['words'] ?? ''
    const mistake =
      words === ''
        ? 'Enter the sentence, with a word changed or not'
        : words.length > longest
          ? `Enter at most ${longest} characters`
          : null
    const tried = mistake ? null : trySealing(words)
    const cannot =
      tried?.state === 'cannot-be-sealed' ? 'The brackets ⟦ and ⟧ and control characters cannot be used' : null
    const error = mistake ?? cannot
    return page(request, reply, { values: { words }, errors: error ? { words: error } : {} }, error ? null : tried)
  })
}

async function page(request: FastifyRequest, reply: FastifyReply, form: FormState, tried: Tried | null) {
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'public')}
      title="How can I be sure this is what the author wrote?"
      inError={hasErrors(form.errors)}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">How can I be sure this is what the author wrote?</h1>
      <p class="govuk-body-l">
        Reports on serious cases have been rewritten by others before anybody read them. Here the author can show it,
        and so can anyone who has the fingerprint.
      </p>
      <h2 class="govuk-heading-m">Try it: change one word</h2>
      <p class="govuk-body">This sentence is sealed and signed. Change a word, a comma or one letter. Then check.</p>
      {tried && tried.state !== 'cannot-be-sealed' && <Outcome tried={tried} />}
      <Form csrf={await csrfOf(reply)} action={`${path}#try`} id="try">
        <Textarea {...field(form, 'words')} label="The sentence" rows={3} />
        <ButtonGroup>
          <Button text="Check the seal" />
          <a class="govuk-link" href={`${path}#try`}>
            Start again
          </a>
        </ButtonGroup>
      </Form>
      <HowItWorks />
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Outcome = (props: { tried: Exclude<Tried, { state: 'cannot-be-sealed' }> }) => {
  const { tried } = props
  const holds = tried.state === 'holds'
  return (
    <section class={`tl-verdict tl-verdict--${holds ? 'verified' : 'wrong'}`} role="status" aria-labelledby="outcome">
      <h3 class="govuk-heading-s" id="outcome">
        {holds ? 'The seal holds' : 'The seal is broken'}
      </h3>
      <p class="govuk-body">
        {holds
          ? 'Every word and comma is as it was signed.'
          : 'These are not the words that were signed. The fingerprint is another, so the signature does not fit.'}
        {tried.firstChanged !== null && !holds && <> The first difference is at “{tried.firstChanged}”.</>}
      </p>
      <Fingerprint id="signed-print" label="Fingerprint that was signed" value={tried.signedFingerprint} />
      <Fingerprint id="words-print" label="Fingerprint of the words above" value={tried.fingerprint} />
    </section>
  )
}

const HowItWorks = () => (
  <>
    <h2 class="govuk-heading-m">How it works</h2>
    <ol class="govuk-list govuk-list--number govuk-list--spaced">
      <li>
        <strong>The author seals the report.</strong> Their own computer works out a fingerprint from every word in its
        order: 44 characters. If one letter is changed, the fingerprint is another. Nobody can make other words with the
        same fingerprint.
      </li>
      <li>
        <strong>The author signs the fingerprint</strong> with a key that is made on their own computer. We do not have
        it and cannot sign for them. The key is named in the contract that the author, the board and the national body
        sign before the work begins.
      </li>
      <li>
        <strong>It goes into a public log.</strong> The log only grows. If an entry were changed or taken out, everybody
        who kept an earlier copy could show it.
      </li>
      <li>
        <strong>Names are replaced, words are not.</strong> The seal is made word by word. So a reader can check every
        word that was not replaced without learning a name that was.
      </li>
    </ol>
    <h2 class="govuk-heading-m">What you can check yourself</h2>
    <p class="govuk-body">
      Each edition that its author sealed has a file.{' '}
      <a class="govuk-link" href="/verify">
        Check the file here
      </a>
      , or with a program on your own computer, so that you need not trust this site. If you know the author, compare
      the fingerprint with the one on their receipt.
    </p>
    <h2 class="govuk-heading-m">What this does not show</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>That what the author wrote is true. It shows only that it is what they wrote.</li>
      <li>
        What stands behind a replacement such as <span class="tl-label">Mother</span>: it hides words, and how many.
      </li>
      <li>
        Who signed, where the page of an edition says that it was not signed with a key of the author’s own. Then you
        rely on our record, and on the author’s receipt.
      </li>
      <li>
        Anything about the legacy collection. Those reports were written before this, and their authors sealed nothing.
      </li>
    </ul>
    <p class="govuk-body">If an edition was changed without its author’s agreement, its page says so in red.</p>
  </>
)
