import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Review } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { ErrorSummaryFor, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { SigningFields } from '#web/components/signing.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { dateInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf } from '#web/site.ts'
import {
  askForRecovery,
  keyringOf,
  keysRefusalWords,
  ownKeyEvent,
  recoveriesOf,
  recoveryRequestText,
  revokeKey,
  revokeStatementText,
  rotateKey,
  rotateStatementText,
  stopRecovery,
  type Keyring,
  type KeysRefusal,
  type Recovery,
  type ReviewKey,
} from '../keys.ts'
import { keysActs } from '../permissions.ts'
import { keyFingerprint } from '../rules.ts'
import { base64, bytesOf, reviewFor, signatureOf } from './sent.ts'

const path = '/workspace/reviews/:reference/key'

/** One's own key in a review: a new one, stopping it, and what to do when it is lost. */
export function reviewKeyRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: keysActs.signStatement } }, async (request, reply) =>
    keyPage(request, reply, await reviewFor(request), { values: {}, errors: {} }),
  )
  app.post(`${path}/rotation`, { config: { rule: keysActs.rotateKey } }, async (request, reply) => {
    const [review, form] = [await reviewFor(request), formOf(request)]
    const answer = await rotateKey(request.ctx, review.id, {
      newKey: bytesOf(form, 'newKey'),
      oldSignature: bytesOf(form, 'signature'),
      newSignature: bytesOf(form, 'newSignature'),
    })
    return answered(request, reply, review, answer, 'You have a new key for this review.')
  })
  app.post(`${path}/revocation`, { config: { rule: keysActs.revokeKey } }, async (request, reply) => {
    const [review, form] = [await reviewFor(request), formOf(request)]
    const by = form['with'] === 'key-sheet' ? ('key-sheet' as const) : ('key' as const)
    const answer = await revokeKey(request.ctx, review.id, { with: by, signature: bytesOf(form, 'signature') })
    return answered(request, reply, review, answer, 'The key is stopped. What it signs from now on does not count.')
  })
  app.post(`${path}/recovery-request`, { config: { rule: keysActs.askForRecovery } }, async (request, reply) => {
    const review = await reviewFor(request)
    const answer = await askForRecovery(request.ctx, review.id, signatureOf(formOf(request)))
    return answered(request, reply, review, answer, 'The national body has been asked. It will call you first.')
  })
  app.post(`${path}/recovery-stop`, { config: { rule: keysActs.stopRecovery } }, async (request, reply) => {
    const review = await reviewFor(request)
    const answer = await stopRecovery(request.ctx, formOf(request)['request'] ?? '')
    return answered(request, reply, review, answer, 'Stopped. Your key stays as it is.')
  })
}

async function answered(
  request: FastifyRequest,
  reply: FastifyReply,
  review: Review,
  answer: object | { refused: KeysRefusal },
  message: string,
) {
  if ('refused' in answer)
    return keyPage(request, reply, review, { values: {}, errors: { key: keysRefusalWords[answer.refused] } })
  return goTo(request, reply, `/workspace/reviews/${review.reference}/key`, message)
}

async function keyPage(request: FastifyRequest, reply: FastifyReply, review: Review, form: FormState) {
  const own = await ownKeyEvent(request.ctx, review)
  const keyring = await keyringOf(request.ctx)
  const recoveries = await recoveriesOf(request.ctx, review)
  const recovery = recoveries.find((one) => one.key.id === own?.key.id) ?? null
  const csrf = await csrfOf(reply)
  const at = `/workspace/reviews/${review.reference}/key`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Your key for ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
      scripts={['/assets/sign.js', '/assets/sheet-signature.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l" id="key">
        Your key for {review.reference}
      </h1>
      {!own || !keyring ? (
        <InsetText>You have no key in this review. It comes with your first signature, on the terms.</InsetText>
      ) : (
        <OwnKey {...{ review, own, keyring, recovery, csrf, at }} />
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

interface OwnKeyProps {
  review: Review
  own: NonNullable<Awaited<ReturnType<typeof ownKeyEvent>>>
  keyring: Keyring
  recovery: Recovery | null
  csrf: string
  at: string
}

const OwnKey = (props: OwnKeyProps) => {
  const { key } = props.own
  return (
    <>
      <Fingerprint
        id="own-key"
        label="Fingerprint"
        value={keyFingerprint(key.publicKey)}
        note={`In force from entry ${numberInWords(key.from)} of the log.`}
      />
      {key.until !== null && <WarningText text="This key is stopped. What it signs does not count." />}
      {props.recovery && <OpenRecovery {...props} recovery={props.recovery} />}
      {key.until === null && <Rotation {...props} />}
      {key.until === null && <Revocation {...props} />}
      {!props.recovery && <Lost {...props} />}
    </>
  )
}

const Rotation = ({ review, own, keyring, csrf, at }: OwnKeyProps) => (
  <Details summaryText="Put a new key in its place">
    <p class="govuk-body">
      Do this after you have made a new signing key, or when you want another key. Both keys sign the change.
    </p>
    <Form csrf={csrf} action={`${at}/rotation`}>
      <SigningFields
        text={rotateStatementText(own.key, '{key}', own.previous)}
        sheetKey={base64(own.key.sheetKey)}
        reference={review.reference}
        holder={own.key.holder}
        number={own.key.number}
        publicKey={base64(own.key.publicKey)}
        next={{ number: own.nextNumber, sheetKey: base64(keyring.sheetKey) }}
      />
      <Button text="Make a new key for this review" preventDoubleClick attributes={{ 'data-signs': '' }} />
    </Form>
  </Details>
)

const Revocation = ({ review, own, csrf, at }: OwnKeyProps) => (
  <Details summaryText="Stop it: somebody else may have it">
    <p class="govuk-body">
      What is signed with it after this does not count. You cannot take this back. To sign again you need a new key,
      which the national body and a second body must confirm.
    </p>
    <Form csrf={csrf} action={`${at}/revocation`}>
      <SigningFields
        text={revokeStatementText(own.key, own.previous)}
        sheetKey={base64(own.key.sheetKey)}
        reference={review.reference}
        holder={own.key.holder}
        number={own.key.number}
        publicKey={base64(own.key.publicKey)}
      />
      <HiddenField name="with" value="key" />
      <Button text="Stop my key" classes="govuk-button--warning" preventDoubleClick attributes={{ 'data-signs': '' }} />
    </Form>
    <SheetForm csrf={csrf} at={at} text={revokeStatementText(own.key, own.previous)} ownKey={own.key} />
  </Details>
)

/** The computer is gone: the paper alone stops the key. */
const SheetForm = (props: { csrf: string; at: string; text: string; ownKey: ReviewKey }) => (
  <form
    method="post"
    action={`${props.at}/revocation`}
    data-sheet-signs
    data-text={props.text}
    data-sheet-key={base64(props.ownKey.sheetKey)}
    novalidate
  >
    <input type="hidden" name="_csrf" value={props.csrf} />
    <input type="hidden" name="with" value="key-sheet" />
    <input type="hidden" name="signature" value="" />
    <h2 class="govuk-heading-s">The key is not in this browser</h2>
    <div class="govuk-form-group">
      <label class="govuk-label" for="sheet-words">
        The 12 words of your key sheet
      </label>
      <div class="govuk-hint" id="sheet-words-hint">
        They stay in this browser and are not sent.
      </div>
      <p class="govuk-error-message" id="sheet-words-error" data-sheet-error hidden></p>
      {/* Without a name a field is never sent. */}
      <textarea
        class="govuk-textarea"
        id="sheet-words"
        rows={3}
        aria-describedby="sheet-words-hint sheet-words-error"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      ></textarea>
    </div>
    <button type="submit" class="govuk-button govuk-button--warning" data-sheet-button disabled>
      Stop my key with the key sheet
    </button>
  </form>
)

const Lost = ({ review, own, keyring, csrf, at }: OwnKeyProps) => (
  <Details summaryText="Key and key sheet are lost">
    <p class="govuk-body">
      First{' '}
      <a class="govuk-link" href="/workspace/keys/new?instead=yes">
        make a new signing key
      </a>
      . Then ask here. The national body calls you to make sure that it is you, and announces the change. After 14 days
      a board that has no part in this review confirms it. Until then you can stop it.
    </p>
    <Form csrf={csrf} action={`${at}/recovery-request`}>
      <SigningFields
        text={recoveryRequestText(review.reference, own.key, '{key}')}
        sheetKey={base64(keyring.sheetKey)}
        reference={review.reference}
        holder={own.key.holder}
        number={own.nextNumber}
      />
      <Button text="Ask for a new key" classes="govuk-button--secondary" attributes={{ 'data-signs': '' }} />
    </Form>
  </Details>
)

const OpenRecovery = (props: OwnKeyProps & { recovery: Recovery }) => (
  <InsetText>
    <h2 class="govuk-heading-s">This key is to be replaced</h2>
    <p class="govuk-body">
      {props.recovery.statement?.notBefore
        ? `Announced. It may be confirmed from ${dateInWords(props.recovery.statement.notBefore)}.`
        : 'Asked for. The national body has not announced it yet.'}{' '}
      If it was not you who asked, stop it now and call the national body.
    </p>
    <Form csrf={props.csrf} action={`${props.at}/recovery-stop`}>
      <HiddenField name="request" value={props.recovery.request.id} />
      <Button text="Stop this" classes="govuk-button--warning" preventDoubleClick />
    </Form>
  </InsetText>
)
