import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Review } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ErrorSummaryFor, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { SigningFields } from '#web/components/signing.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  announceRecovery,
  confirmRecovery,
  keysRefusalWords,
  recoveriesOf,
  recoveryToConfirm,
  signerIn,
  signerInRecovery,
  type Recovery,
  type SignerInReview,
} from '../keys.ts'
import { keysActs } from '../permissions.ts'
import { keyFingerprint, signerWords } from '../rules.ts'
import { base64, reviewFor, signatureOf } from './sent.ts'

const announcing = '/workspace/reviews/:reference/key-recovery'
const confirming = '/workspace/key-recoveries/:request'

/** Replacing a lost key: the national body announces it, and after the delay a second body confirms it. */
export function recoveryRoutes(app: FastifyInstance): void {
  app.get(announcing, { config: { rule: keysActs.announceRecovery } }, async (request, reply) =>
    announcingPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(announcing, { config: { rule: keysActs.announceRecovery } }, async (request, reply) => {
    const form = formOf(request)
    const answer = await announceRecovery(request.ctx, form['request'] ?? '', signatureOf(form))
    if ('refused' in answer)
      return announcingPage(request, reply, { values: form, errors: { sign: keysRefusalWords[answer.refused] } })
    return goTo(request, reply, `/workspace/reviews/${pathOf(request, 'reference')}/key-recovery`, 'Announced.')
  })
  app.get(confirming, { config: { rule: keysActs.confirmRecovery } }, async (request, reply) =>
    confirmingPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(confirming, { config: { rule: keysActs.confirmRecovery } }, async (request, reply) => {
    const answer = await confirmRecovery(request.ctx, requestId(request), signatureOf(formOf(request)))
    if ('refused' in answer)
      return confirmingPage(request, reply, { values: {}, errors: { sign: keysRefusalWords[answer.refused] } })
    return goTo(request, reply, '/workspace', 'Confirmed. The new key has taken the old one’s place.')
  })
}

function requestId(request: FastifyRequest): string {
  const id = pathOf(request, 'request')
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound()
  return id
}

async function announcingPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewFor(request)
  const recoveries = await recoveriesOf(request.ctx, review)
  const signer = await signerIn(request.ctx, review)
  const csrf = await csrfOf(reply)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Lost keys of ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
      scripts={['/assets/sign.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Lost keys of {review.reference}</h1>
      {recoveries.length === 0 && <EmptyState title="Nobody has asked for a new key in this review." />}
      {recoveries.map((recovery) => (
        <>
          <RecoveryFacts recovery={recovery} />
          {recovery.statement ? (
            <InsetText>
              Announced. A board that has no part in the review may confirm it from{' '}
              {dateInWords(recovery.statement.notBefore ?? recovery.request.askedAt)}.
            </InsetText>
          ) : (
            <Announcing {...{ review, recovery, signer, csrf }} />
          )}
        </>
      ))}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const RecoveryFacts = (props: { recovery: Recovery }) => (
  <>
    <SummaryList
      rows={[
        { key: 'Asked by', value: `${props.recovery.key.personName}, for ${signerWords[props.recovery.key.holder]}` },
        { key: 'Asked on', value: dateInWords(props.recovery.request.askedAt) },
      ]}
    />
    <Fingerprint
      id={`old-${props.recovery.request.id}`}
      label="Key that is lost"
      value={keyFingerprint(props.recovery.key.publicKey)}
    />
    <Fingerprint
      id={`new-${props.recovery.request.id}`}
      label="Key that is to take its place"
      value={keyFingerprint(props.recovery.request.newKey)}
    />
  </>
)

type AnySigner = SignerInReview | { refused: 'no-keyring' } | null

const Announcing = (props: { review: Review; recovery: Recovery; signer: AnySigner; csrf: string }) => (
  <>
    <p class="govuk-body">
      Call the person on a number that you had before, and let them read the new fingerprint to you. Go on only if every
      character is the same.
    </p>
    <RecoverySigning
      {...props}
      then={`/workspace/reviews/${props.review.reference}/key-recovery`}
      words="I have called: announce it"
    />
  </>
)

const RecoverySigning = (props: {
  review: Review
  recovery: Recovery
  signer: AnySigner
  csrf: string
  then: string
  words: string
}) => {
  const { signer } = props
  if (!signer || 'refused' in signer)
    return <Button text="Make my signing key first" href={`/workspace/keys/new?then=${props.then}`} />
  return (
    <Form csrf={props.csrf}>
      <HiddenField name="request" value={props.recovery.request.id} />
      <SigningFields
        text={props.recovery.text}
        sheetKey={base64(signer.key?.sheetKey ?? signer.keyring.sheetKey)}
        reference={props.review.reference}
        holder={signer.holder}
        number={signer.number}
        publicKey={signer.key ? base64(signer.key.publicKey) : undefined}
      />
      <Button text={props.words} preventDoubleClick attributes={{ 'data-signs': '' }} />
    </Form>
  )
}

async function confirmingPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const found = await recoveryToConfirm(request.ctx, requestId(request))
  if (!found?.recovery.statement?.notBefore) throw new NotFound()
  const { recovery, review } = found
  const { notBefore } = found.recovery.statement
  const isTime = request.ctx.now() >= notBefore
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Confirm that a lost key may be replaced"
      inError={hasErrors(form.errors)}
      backLink="/workspace"
      scripts={['/assets/sign.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Confirm that a lost key may be replaced</h1>
      <p class="govuk-body">
        Your board has no part in review {review.reference}. That is why you are asked: those who have a part in it
        could gain from another key.
      </p>
      <RecoveryFacts recovery={recovery} />
      {isTime ? (
        <>
          <p class="govuk-body">
            Nobody has stopped it in 14 days. Ask the national body how it made sure who asks. Confirm only if you are
            satisfied.
          </p>
          <RecoverySigning
            {...{ review, recovery }}
            signer={await signerInRecovery(request.ctx, review)}
            csrf={await csrfOf(reply)}
            then={`/workspace/key-recoveries/${recovery.request.id}`}
            words="Confirm and sign"
          />
        </>
      ) : (
        <InsetText>You can confirm it from {dateInWords(notBefore)}. Until then its holder can stop it.</InsetText>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
