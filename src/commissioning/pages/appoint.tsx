import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Author } from '#directory/directory.ts'
import { draftOf, dropDraft } from '#identity/identity.ts'
import { inTransaction, isRefusal, type Context } from '#platform/context.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import { nations } from '#vocabulary/vocabulary.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { counted, dateInWords, listInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  appointAuthor,
  authors,
  independenceOf,
  overrideIndependence,
  type CommissioningRefusal,
} from '../commissioning.ts'
import { testWords, type IndependenceTest } from '../independence.ts'
import { commissioningActs } from '../permissions.ts'
import { IndependenceList } from './independence.tsx'
import { refusalWords } from './refusal-words.ts'

const path = '/workspace/reviews/:reference/author'
const draft = 'appoint-author'
const appointed = 'Author appointed. They have been asked to read the terms of engagement and to sign first.'

/** Appointing an author, and overriding a test of independence that is not met. */
export function appointRoutes(app: FastifyInstance): void {
  const rule = commissioningActs.appointAuthor
  app.get(path, { config: { rule } }, async (request, reply) => choicePage(request, reply, { values: {}, errors: {} }))
  app.post(path, { config: { rule } }, async (request, reply) => {
    const review = await reviewFor(request)
    const form = formOf(request)
    const author = form['author'] ?? ''
    if (!/^[0-9a-f-]{36}$/.test(author))
      return choicePage(request, reply, { values: form, errors: { author: 'Choose an author' } })
    const language = form['language'] === 'cy' ? 'cy' : 'en'
    const answer = await appointAuthor(request.ctx, review.id, author, language)
    const at = `/workspace/reviews/${review.reference}`
    if (!('refused' in answer)) return goTo(request, reply, at, appointed)
    if (answer.refused === 'not-independent') return goTo(request, reply, `${at}/author/${author}`)
    return choicePage(request, reply, { values: form, errors: { author: refusalWords[answer.refused] } })
  })
  app.get(`${path}/:person`, { config: { rule } }, async (request, reply) => {
    const kept = await draftOf(request.ctx, [draft, pathOf(request, 'reference'), pathOf(request, 'person')].join(':'))
    return independencePage(request, reply, { values: kept?.values ?? {}, errors: {} })
  })
  app.post(`${path}/:person`, { config: { rule, draft } }, overrideAndAppoint)
}

async function overrideAndAppoint(request: FastifyRequest, reply: FastifyReply) {
  const review = await reviewFor(request)
  const { author } = await authorFor(request)
  const form = formOf(request)
  const found = await independenceOf(request.ctx, review.id, author.profile.personId)
  const answer = await inTransaction(request.ctx, async (tx) =>
    withOverrides(tx, review.id, author.profile.personId, found?.open ?? [], form),
  )
  if (isRefusal(answer)) {
    const refusal = answer as { refused: CommissioningRefusal; test?: IndependenceTest }
    return independencePage(request, reply, {
      values: form,
      errors: { [refusal.test ? `reason-${refusal.test}` : 'appoint']: refusalWords[refusal.refused] },
    })
  }
  await dropDraft(request.ctx, [draft, review.reference, author.profile.personId].join(':'))
  return goTo(request, reply, `/workspace/reviews/${review.reference}`, appointed)
}

/** All overrides and the appointment, or nothing. */
async function withOverrides(
  tx: Context,
  reviewId: string,
  authorId: string,
  open: readonly IndependenceTest[],
  form: Record<string, string>,
) {
  for (const test of open) {
    const answer = await overrideIndependence(tx, reviewId, authorId, test, form[`reason-${test}`] ?? '')
    if ('refused' in answer) return { ...answer, test }
  }
  return appointAuthor(tx, reviewId, authorId, form['language'] === 'cy' ? 'cy' : 'en')
}

async function reviewFor(request: FastifyRequest): Promise<Review> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  if (!review) throw new NotFound()
  return review
}

async function authorFor(request: FastifyRequest): Promise<{ author: Author }> {
  const author = (await authors(request.ctx)).find((one) => one.profile.personId === pathOf(request, 'person'))
  if (!author) throw new NotFound()
  return { author }
}

function authorHint({ profile, interests, reviewsDone }: Author): string {
  const free =
    profile.availability === 'now'
      ? 'Free now'
      : profile.availableFrom
        ? `Free from ${dateInWords(profile.availableFrom)}`
        : 'Not free'
  return [
    free,
    listInWords(profile.nations.map((nation) => nations[nation])),
    profile.methods,
    counted(reviewsDone.length, 'review done', 'reviews done'),
    counted(interests.length, 'declared interest'),
  ].join('. ')
}

async function choicePage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewFor(request)
  const people = await authors(request.ctx)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Appoint an author for ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Appoint an author for {review.reference}</h1>
      <p class="govuk-body">
        The author signs the terms of engagement first, then the chair of the board, then the national body. Work begins
        when all three have signed. Independence is computed when you choose; state the{' '}
        <a class="govuk-link" href={`/workspace/reviews/${review.reference}/circumstances`}>
          agencies and the panel
        </a>{' '}
        first.
      </p>
      {people.length === 0 ? (
        <EmptyState title="There are no approved authors yet">
          An author keeps an entry in the directory, and the national body approves it.
        </EmptyState>
      ) : (
        <Form csrf={await csrfOf(reply)}>
          <Radios
            {...choice(form, 'author')}
            fieldset={{ legend: { text: 'Author', classes: 'govuk-fieldset__legend--m' } }}
            items={people.map((one) => ({
              value: one.profile.personId,
              text: one.profile.name,
              hint: authorHint(one),
            }))}
          />
          {review.nations.includes('wales') && <LanguageOfTerms form={form} />}
          <Button text="Appoint and offer the terms" preventDoubleClick />
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const LanguageOfTerms = (props: { form: FormState }) => (
  <Radios
    {...choice({ ...props.form, values: { language: 'en', ...props.form.values } }, 'language')}
    fieldset={{ legend: { text: 'Language of the terms', classes: 'govuk-fieldset__legend--s' } }}
    hint="Clauses that have no Welsh words yet stand in English"
    items={[
      { value: 'en', text: 'English' },
      { value: 'cy', text: 'Welsh' },
    ]}
  />
)

async function independencePage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewFor(request)
  const { author } = await authorFor(request)
  const found = await independenceOf(request.ctx, review.id, author.profile.personId)
  if (!found) throw new NotFound()
  const title = `Independence of ${author.profile.name} for ${review.reference}`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      width="full"
      backLink={`/workspace/reviews/${review.reference}/author`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Each test stands for itself: there is no score.{' '}
        <a class="govuk-link" href={`/workspace/authors/${author.profile.personId}`}>
          Everything {author.profile.name} has declared
        </a>
        .
      </p>
      <IndependenceList independence={found} />
      {found.open.length > 0 && (
        <WarningText
          text={`${counted(found.open.length, 'test')} not met. You can override for the national body; your reason is printed in the published edition.`}
        />
      )}
      <Form csrf={await csrfOf(reply)}>
        {found.open.map((test) => (
          <Textarea
            {...field(form, `reason-${test}`)}
            label={{ text: `Why it is right to appoint all the same: ${testWords[test]}`, classes: 'govuk-label--s' }}
            hint="Printed in public. No names, no board, no place."
            rows={3}
          />
        ))}
        {review.nations.includes('wales') && <LanguageOfTerms form={form} />}
        <ButtonGroup>
          <Button
            id="appoint"
            text={found.open.length > 0 ? 'Override and appoint' : 'Appoint and offer the terms'}
            preventDoubleClick
          />
          {found.open.length > 0 && (
            <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
          )}
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
