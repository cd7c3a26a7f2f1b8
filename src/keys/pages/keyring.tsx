import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { ErrorSummaryFor, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { PrintButton } from '#web/components/reading.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, queryOf, sendPage, shellOf } from '#web/site.ts'
import { keepKeyring, keyringOf, keysRefusalWords, type Keyring } from '../keys.ts'
import { keysActs } from '../permissions.ts'
import { base64, bytesOf, thenOf } from './sent.ts'

const rule = keysActs.keepKeyring

/** One's own signing key: making it, restoring it, making another. */
export function keyringRoutes(app: FastifyInstance): void {
  app.get('/workspace/keys', { config: { rule } }, async (request, reply) =>
    ownKeyPage(request, reply, await keyringOf(request.ctx)),
  )
  app.get('/workspace/keys/new', { config: { rule } }, async (request, reply) =>
    makingPage(request, reply, { values: {}, errors: {} }),
  )
  app.post('/workspace/keys/new', { config: { rule } }, async (request, reply) => {
    const form = formOf(request)
    const answer = await keepKeyring(request.ctx, {
      wrapped: bytesOf(form, 'wrapped'),
      sheetKey: bytesOf(form, 'sheetKey'),
      instead: form['instead'] === 'yes',
    })
    if ('refused' in answer)
      return makingPage(request, reply, { values: form, errors: { make: keysRefusalWords[answer.refused] } })
    return goTo(request, reply, thenOf(request, '') ?? '/workspace/keys', 'Your signing key is ready.')
  })
  app.get('/workspace/keys/restore', { config: { rule } }, async (request, reply) => restoringPage(request, reply))
}

async function ownKeyPage(request: FastifyRequest, reply: FastifyReply, keyring: Keyring | null) {
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Your signing key"
      backLink="/workspace"
      scripts={keyring ? ['/assets/keyring.js'] : []}
    >
      <h1 class="govuk-heading-l">Your signing key</h1>
      {keyring ? <KeyringInUse keyring={keyring} /> : <NoKeyringYet />}
    </Page>,
  )
}

const NoKeyringYet = () => (
  <>
    <p class="govuk-body-l">
      With a key of your own, nobody can sign in your name, and everybody can check that you did.
    </p>
    <p class="govuk-body">
      Your browser makes the key. It takes about two minutes. You need a printer, or pen and paper. There is nothing to
      install.
    </p>
    <Button text="Make my signing key" href="/workspace/keys/new" isStartButton />
  </>
)

const KeyringInUse = (props: { keyring: Keyring }) => (
  <>
    <SummaryList
      rows={[
        { key: 'Made', value: dateInWords(props.keyring.madeAt) },
        {
          key: 'In this browser',
          value: {
            text: (
              <span data-keyring-here={base64(props.keyring.sheetKey)} role="status">
                Not known without JavaScript
              </span>
            ),
          },
        },
      ]}
    />
    <p class="govuk-body">
      You have a key of its own for every review, made from this one, so that two reviews cannot be linked by your key.
    </p>
    <h2 class="govuk-heading-m">In another browser, or after the browser forgot it</h2>
    <p class="govuk-body">Take your key sheet and type its 12 words.</p>
    <Button text="Restore my key from the key sheet" href="/workspace/keys/restore" classes="govuk-button--secondary" />
    <h2 class="govuk-heading-m">On a computer that others use too</h2>
    <button
      type="button"
      class="govuk-button govuk-button--secondary"
      data-forgets={base64(props.keyring.sheetKey)}
      hidden
    >
      Take my key out of this browser
    </button>
    <Details summaryText="The key sheet is lost, or somebody may have seen it">
      <p class="govuk-body">
        Make a new signing key. Then go to each review that you sign in, and put a new key in the old one’s place there.
      </p>
      <Button
        text="Make a new signing key instead"
        href="/workspace/keys/new?instead=yes"
        classes="govuk-button--warning"
      />
    </Details>
  </>
)

async function makingPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const sent = formOf(request)
  const instead = queryOf(request, 'instead') === 'yes' || sent['instead'] === 'yes'
  const then = thenOf(request, queryOf(request, 'then'))
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Make your signing key"
      inError={hasErrors(form.errors)}
      backLink="/workspace/keys"
      scripts={['/assets/key-sheet.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <FirstStep />
      <SheetStep />
      <WordsStep />
      <div data-step="unable" hidden>
        <h1 class="govuk-heading-l">This browser cannot make a signing key</h1>
        <p class="govuk-body">
          These can: Chrome or Edge 137, Firefox 129, Safari 17, or newer ones of these. Sign in with one of them.
        </p>
        <p class="govuk-body">
          You can submit without a key as well. Then Throughline records what was submitted, and cannot show that it was
          you.
        </p>
      </div>
      <Form csrf={await csrfOf(reply)} id="keyring-form">
        <HiddenField name="wrapped" value="" />
        <HiddenField name="sheetKey" value="" />
        <HiddenField name="instead" value={instead ? 'yes' : ''} />
        <HiddenField name="then" value={then ?? ''} />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const FirstStep = () => (
  <div data-step="1">
    <span class="govuk-caption-l">Step 1 of 3</span>
    <h1 class="govuk-heading-l" tabindex={-1}>
      Make your signing key
    </h1>
    <p class="govuk-body">Your browser makes the key now. We never see it, and cannot sign for you.</p>
    <p class="govuk-body">
      You get a <strong>key sheet</strong>: 12 words on paper. If this computer breaks, the sheet brings your key back.
      Nothing else can.
    </p>
    <noscript>
      <WarningText text="This page needs JavaScript, because your own browser makes the key. Switch it on or use another browser." />
    </noscript>
    <button type="button" class="govuk-button" id="make" data-goes="make" hidden>
      Make my key
    </button>
    <p class="govuk-body" role="status" data-making></p>
  </div>
)

const SheetStep = () => (
  <div data-step="2" hidden>
    <span class="govuk-caption-l tl-screen-only">Step 2 of 3</span>
    <h1 class="govuk-heading-l tl-screen-only" tabindex={-1}>
      Print your key sheet
    </h1>
    <p class="govuk-body tl-screen-only">
      Print this page, or write the 12 words down in their order. Do not photograph it and do not mail it.
    </p>
    <div class="tl-key-sheet">
      <h2 class="govuk-heading-m">Throughline key sheet</h2>
      <ol class="tl-key-sheet__words" data-sheet-words translate="no" />
      <div
        class="tl-key-sheet__picture"
        data-sheet-picture
        role="img"
        aria-label="The same 12 words as a picture for a camera"
      />
      <p class="govuk-body-s">
        Whoever has this sheet can sign in your name. Keep it where you keep your passport. If somebody saw it, make a
        new key at once: sign in, then “Your signing key”.
      </p>
      <p class="govuk-body-s">
        Made on <span data-sheet-date></span>. Sheet number <span data-sheet-number translate="no"></span>.
      </p>
    </div>
    <ButtonGroup>
      <button type="button" class="govuk-button" data-goes="words">
        I have printed it or written it down
      </button>
      <PrintButton text="Print" />
    </ButtonGroup>
  </div>
)

const WordsStep = () => (
  <div data-step="3" hidden>
    <span class="govuk-caption-l">Step 3 of 3</span>
    <h1 class="govuk-heading-l" tabindex={-1}>
      Show that you have the sheet
    </h1>
    <p class="govuk-body">Take the sheet and type two of its words.</p>
    {/* No form of ours: these words are never sent. */}
    <form data-words-form novalidate>
      {[1, 2].map((n) => (
        <div class="govuk-form-group" data-word-group={String(n)}>
          <label class="govuk-label" for={`word-${n}`}>
            Word <span data-word-number={String(n)}></span>
          </label>
          <p class="govuk-error-message" id={`word-${n}-error`} data-word-error={String(n)} hidden></p>
          <input
            class="govuk-input govuk-input--width-10"
            id={`word-${n}`}
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        </div>
      ))}
      <p class="govuk-body" role="status" data-finishing></p>
      <ButtonGroup>
        <button type="submit" class="govuk-button">
          Finish
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" data-goes="sheet">
          Show the sheet again
        </button>
      </ButtonGroup>
    </form>
  </div>
)

async function restoringPage(request: FastifyRequest, reply: FastifyReply) {
  const keyring = await keyringOf(request.ctx)
  const then = thenOf(request, queryOf(request, 'then'))
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Restore your key"
      backLink="/workspace/keys"
      scripts={keyring ? ['/assets/restore-key.js'] : []}
    >
      <h1 class="govuk-heading-l">Restore your key in this browser</h1>
      {!keyring && (
        <InsetText>
          You have no signing key yet.{' '}
          <a class="govuk-link" href="/workspace/keys/new">
            Make one
          </a>
          .
        </InsetText>
      )}
      {keyring && (
        <form
          data-restore-form
          data-wrapped={base64(keyring.wrapped)}
          data-sheet-key={base64(keyring.sheetKey)}
          data-then={then ?? '/workspace/keys'}
          novalidate
        >
          <noscript>
            <WarningText text="This page needs JavaScript: the words of the sheet are read in your browser and never sent." />
          </noscript>
          <div class="govuk-form-group" id="words-group">
            <label class="govuk-label govuk-label--m" for="words">
              The 12 words of your key sheet
            </label>
            <div class="govuk-hint" id="words-hint">
              In their order, with spaces between them. They stay in this browser and are not sent.
            </div>
            <p class="govuk-error-message" id="words-error" hidden></p>
            <textarea
              class="govuk-textarea"
              id="words"
              rows={4}
              aria-describedby="words-hint words-error"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
            ></textarea>
          </div>
          <p class="govuk-body" role="status" data-restoring></p>
          <button type="submit" class="govuk-button">
            Restore my key
          </button>
        </form>
      )}
      <p class="govuk-body">
        If the sheet is lost as well, ask for a new key on the page of each review, under “Keys”.
      </p>
    </Page>,
  )
}
