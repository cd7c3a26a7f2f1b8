import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayAnswerAs, termsOf, type Appointment } from '#commissioning/commissioning.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import type { Review } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { choices, ErrorSummaryFor, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import type { Content } from '#web/components/params.ts'
import { SigningFields } from '#web/components/signing.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, sendPage, shellOf } from '#web/site.ts'
import {
  countersignTerms,
  isOnTerms,
  keysOf,
  keysRefusalWords,
  newOpening,
  printAuthorKey,
  signedTermsOf,
  signerIn,
  signTerms,
  termsStatementParts,
  type ReviewKey,
  type SignerInReview,
  type StoredStatement,
} from '../keys.ts'
import { keysActs } from '../permissions.ts'
import { keyFingerprint, signerWords, type Holder } from '../rules.ts'
import { base64, bytesOf, reviewFor, signatureOf } from './sent.ts'

const path = '/workspace/reviews/:reference/terms-signature'
const rule = keysActs.signStatement

/** Signing the terms of engagement: the author first, whose key they name, then the board and the national body. */
export function termsSignatureRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule } }, async (request, reply) =>
    signingPage(request, reply, await reviewFor(request), { values: {}, errors: {} }),
  )
  app.post(path, { config: { rule } }, async (request, reply) => {
    const review = await reviewFor(request)
    const form = formOf(request)
    const here = `/workspace/reviews/${review.reference}`
    const refuse = (errors: Record<string, string>) => signingPage(request, reply, review, { values: form, errors })
    if (form['as'] === 'key') {
      const printed = await printAuthorKey(request.ctx, review.id, bytesOf(form, 'publicKey'))
      if ('refused' in printed) return refuse({ sign: keysRefusalWords[printed.refused] })
      return goTo(request, reply, `${here}/terms-signature`)
    }
    if (form['read'] !== 'yes') return refuse({ read: 'Confirm that you have read the terms and accept them' })
    const signed = { ...signatureOf(form), terms: form['terms'] ?? '' }
    const answer =
      form['as'] === 'author'
        ? await signTerms(request.ctx, review.id, { ...signed, opening: bytesOf(form, 'opening') })
        : await countersignTerms(request.ctx, review.id, signed)
    if ('refused' in answer) return refuse({ sign: keysRefusalWords[answer.refused] })
    return goTo(request, reply, here, 'You have signed the terms with your key.')
  })
}

async function signingPage(request: FastifyRequest, reply: FastifyReply, review: Review, form: FormState) {
  const appointment = await termsOf(request.ctx, review.id)
  const signer = await signerIn(request.ctx, review)
  if (!appointment || !signer) throw new NotFound()
  const found = await signedTermsOf(request.ctx, review)
  const terms = found && isOnTerms(found, appointment) ? found : null
  const then = `/workspace/reviews/${review.reference}/terms-signature`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Sign the terms for ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
      scripts={['/assets/sign.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Sign the terms for {review.reference}</h1>
      {'refused' in signer ? (
        <MakeKeyFirst then={then} />
      ) : signer.holder === 'author' ? (
        <AuthorSigns
          {...{ review, appointment, signer, terms, form }}
          csrf={await csrfOf(reply)}
          opening={newOpening()}
        />
      ) : (
        <OthersSign {...{ review, appointment, signer, terms, form }} csrf={await csrfOf(reply)} />
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const MakeKeyFirst = (props: { then: string }) => (
  <>
    <p class="govuk-body">
      You sign with a key of your own, so that nobody can sign in your name. You do not have one yet. Making it takes
      about two minutes.
    </p>
    <Button text="Make my signing key" href={`/workspace/keys/new?then=${props.then}`} isStartButton />
  </>
)

interface Signing {
  review: Review
  appointment: Appointment
  signer: SignerInReview
  terms: StoredStatement | null
  form: FormState
  csrf: string
}

const hasSigned = (props: Pick<Signing, 'signer' | 'terms'>): boolean =>
  props.signer.key !== null &&
  (props.terms?.signatures.some((one) => base64(one.publicKey) === base64(props.signer.key!.publicKey)) ?? false)

const TermsLink = (props: { appointment: Appointment }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/workspace/terms/${props.appointment.id}`}>
      Read the terms of engagement
    </a>
  </p>
)

const AuthorSigns = (props: Signing & { opening: Uint8Array }) => {
  const { appointment, signer, terms } = props
  if (terms) return <SignedAlready terms={terms} own={signer.key?.publicKey ?? null} />
  if (appointment.authorKey === null || (signer.key && appointment.authorKey !== base64(signer.key.publicKey)))
    return <PrintKey {...props} />
  const text = termsStatementParts(appointment.fingerprint, props.opening, base64(signer.keyring.sheetKey))
  return (
    <>
      <p class="govuk-body">
        The terms now name the key with which you sign your report. Later, a report that was not signed with this key is
        not yours, whoever says so.
      </p>
      <TermsLink appointment={appointment} />
      <Fingerprint
        id="own-key"
        label="Your key for this review, as the terms name it"
        value={appointment.authorKey}
        note="Print the terms and keep them: the fingerprint stands in them."
      />
      <SignForm {...props} as="author" text={text} publicKey={appointment.authorKey}>
        <HiddenField name="opening" value={base64(props.opening)} />
      </SignForm>
    </>
  )
}

/** The terms name the key before they are signed, so that what is signed says whose key it is. */
const PrintKey = (props: Signing) => {
  const { signer } = props
  return (
    <>
      <p class="govuk-body">
        You have a key of its own for this review. Its fingerprint goes into the terms, so that everybody who signs them
        agrees that it is yours.
      </p>
      <Fingerprint
        id="own-key"
        label="Your key for this review"
        value={signer.key ? keyFingerprint(signer.key.publicKey) : 'Your browser shows it here'}
        groupSize={signer.key ? 4 : 40}
      />
      <Form csrf={props.csrf}>
        <HiddenField name="as" value="key" />
        <KeyFields {...props} text="" />
        <Button text="Put it into the terms" id="sign" preventDoubleClick attributes={{ 'data-signs': '' }} />
      </Form>
    </>
  )
}

const KeyFields = (props: Signing & { text: string; publicKey?: string }) => (
  <SigningFields
    text={props.text}
    sheetKey={base64(props.signer.key?.sheetKey ?? props.signer.keyring.sheetKey)}
    reference={props.review.reference}
    holder={props.signer.holder}
    number={props.signer.number}
    publicKey={props.signer.key ? base64(props.signer.key.publicKey) : props.publicKey}
    otherwise={
      <p class="govuk-body">
        You can{' '}
        <a class="govuk-link" href={`/workspace/terms/${props.appointment.id}`}>
          accept the terms without a key
        </a>
        . Then Throughline records what was accepted and submitted, and cannot show by whom.
      </p>
    }
  />
)

const SignForm = (
  props: Signing & { as: 'author' | 'other'; text: string; publicKey?: string; children?: Content },
) => (
  <Form csrf={props.csrf}>
    <HiddenField name="as" value={props.as} />
    <HiddenField name="terms" value={props.appointment.fingerprint} />
    {props.children}
    <KeyFields {...props} />
    <Checkboxes
      {...choices(props.form, 'read')}
      items={[{ value: 'yes', text: 'I have read the terms and accept them' }]}
    />
    <Button text="Sign the terms" id="sign" preventDoubleClick attributes={{ 'data-signs': '' }} />
  </Form>
)

const OthersSign = (props: Signing) => {
  const { appointment, signer, terms } = props
  if (!terms)
    return (
      <InsetText>
        The author has not signed this text with a key. The author signs first, because the terms name the author’s key.
        You can{' '}
        <a class="govuk-link" href={`/workspace/terms/${appointment.id}`}>
          accept the terms without a key
        </a>
        .
      </InsetText>
    )
  if (terms.note || hasSigned(props)) return <SignedAlready terms={terms} own={signer.key?.publicKey ?? null} />
  const author = terms.signatures.find((one) => one.signer === 'author')
  return (
    <>
      <p class="govuk-body">
        The author has signed. By signing you agree that this is the author’s key for this review: what is not signed
        with it is not the author’s report.
      </p>
      <TermsLink appointment={appointment} />
      {author && (
        <Fingerprint
          id="author-key"
          label="The author’s key"
          value={keyFingerprint(author.publicKey)}
          note="Compare it with the author’s copy of the terms, by telephone or on paper."
        />
      )}
      <SignForm {...props} as="other" text={terms.text} />
    </>
  )
}

const SignedAlready = (props: { terms: StoredStatement; own: Uint8Array | null }) => (
  <>
    <InsetText>{props.own ? 'You have signed.' : 'These terms are signed.'}</InsetText>
    <TermsState terms={props.terms} />
    {props.own && <Fingerprint id="own-key" label="Your key for this review" value={keyFingerprint(props.own)} />}
  </>
)

const mustSign = ['author', 'commissioner', 'national-body'] as const

/** Who has signed the terms. */
const TermsState = (props: { terms: StoredStatement }) => (
  <SummaryList
    rows={mustSign.map((signer) => ({
      key: `Signed by ${signerWords[signer]}`,
      value: props.terms.signatures.some((one) => one.signer === signer) ? 'Yes' : 'Not yet',
    }))}
  />
)

const holderWords: Record<Holder, string> = {
  author: 'Author',
  commissioner: 'Board',
  'national-body': 'National body',
  'second-body': 'Second body',
}

const endWords: Record<NonNullable<ReviewKey['endedBy']>, string> = {
  rotate: 'replaced by its holder',
  revoke: 'stopped by its holder',
  recover: 'replaced after it was lost',
  'new-author': 'ended with a new author',
}

/** What a review's own page shows of its keys. */
export async function keysOfReviewSlot(ctx: Context, review: Review): Promise<{ title: string; body: Content } | null> {
  if (!may(ctx.actor, keysActs.readKeys, review.scope)) return null
  const appointment = await termsOf(ctx, review.id)
  const [keys, terms] = [await keysOf(ctx, review.id), await signedTermsOf(ctx, review)]
  if (!appointment && keys.length === 0) return null
  const signs = may(ctx.actor, keysActs.signStatement, review.scope)
  return {
    title: 'Keys',
    body: (
      <>
        {keys.length === 0 && <p class="govuk-body">Nobody has signed with a key in this review yet.</p>}
        {keys.length > 0 && (
          <SummaryList
            rows={keys.map((key) => ({
              key: `${holderWords[key.holder]}: ${key.personName}`,
              value: {
                text: (
                  <>
                    <code class="tl-break">{keyFingerprint(key.publicKey)}</code>
                    {key.endedBy && `, ${endWords[key.endedBy]}`}
                  </>
                ),
              },
            }))}
          />
        )}
        {terms && <TermsState terms={terms} />}
        {signs && (
          <p class="govuk-body">
            {appointment && (
              <a class="govuk-link" href={`/workspace/reviews/${review.reference}/terms-signature`}>
                Sign the terms
              </a>
            )}{' '}
            <a class="govuk-link" href={`/workspace/reviews/${review.reference}/key`}>
              My key in this review
            </a>
          </p>
        )}
      </>
    ),
  }
}

/** What the page of the terms shows to who may sign them with a key. */
export async function signingSlot(ctx: Context, appointment: Appointment, review: Review): Promise<Content | null> {
  const party = mayAnswerAs(ctx, appointment, review)
  const signed = await signedTermsOf(ctx, review)
  if (!party || (party !== 'author' && !(signed && isOnTerms(signed, appointment)))) return null
  return (
    <>
      <h2 class="govuk-heading-m">Sign with a key of your own</h2>
      <p class="govuk-body">
        Then nobody can sign in your name, and everybody can check that you did. It takes about two minutes the first
        time, and there is nothing to install.
      </p>
      <Button text="Sign with my key" href={`/workspace/reviews/${review.reference}/terms-signature`} isStartButton />
      <h2 class="govuk-heading-m">Or answer without a key</h2>
    </>
  )
}
