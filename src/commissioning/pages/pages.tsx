/** Pages of commissioning: appointing an author, reading and answering the terms. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import type { Content } from '#web/components/params.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { choice } from '#web/components/form.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  answerTerms,
  appointAuthor,
  appointmentById,
  authors,
  termsOf,
  type Appointment,
  type CommissioningRefusal,
  type Party,
} from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'

const refusalWords: Record<CommissioningRefusal, string> = {
  'not-found': 'There is no such review for you',
  'not-an-author': 'Choose an author from the list',
  'already-appointed': 'An author is appointed already',
  'stage-not-right': 'This review is not at a stage where an author is appointed',
  'already-answered': 'These terms have been answered already',
  'not-open': 'These terms are no longer open',
  'reason-missing': 'Say why you decline, so that it can be put right',
  'other-text': 'The terms have changed since you opened this page. Read them again',
}

/** Registers them. */
export async function commissioningPages(app: FastifyInstance): Promise<void> {
  appointRoutes(app)
  termsRoutes(app)
}

/** What a review's own page shows of its author and terms. */
export async function commissioningSlot(
  ctx: Context,
  review: Review,
): Promise<{ title: string; body: Content } | null> {
  const appointment = await termsOf(ctx, review.id)
  if (appointment) {
    return {
      title: 'Author and terms',
      body: (
        <p class="govuk-body">
          Author: {appointment.authorName}.{' '}
          <a class="govuk-link" href={`/workspace/terms/${appointment.id}`}>
            Terms of engagement
          </a>
          : {stateWords(appointment)}
        </p>
      ),
    }
  }
  if (!may(ctx.actor, commissioningActs.appointAuthor) || (review.stage !== 'notified' && review.stage !== 'decided'))
    return null
  return {
    title: 'Author',
    body: <Button text="Appoint an author" href={`/workspace/reviews/${review.reference}/author`} />,
  }
}

function stateWords(appointment: Appointment): string {
  if (appointment.state === 'accepted') return 'accepted by author and board'
  if (appointment.state !== 'offered') return appointment.state
  const given = appointment.answers.map((answer) => answer.party)
  if (given.length === 0) return 'waiting for the author and the board'
  return given.includes('author')
    ? 'accepted by the author, waiting for the board'
    : 'accepted by the board, waiting for the author'
}

function appointRoutes(app: FastifyInstance): void {
  const path = '/workspace/reviews/:reference/author'
  const page = async (request: FastifyRequest, reply: FastifyReply, form: FormState) => {
    const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
    if (!review) throw new NotFound()
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
          The author and the board are both shown the terms of engagement. Work begins when both have accepted.
        </p>
        {people.length === 0 ? (
          <EmptyState title="There are no authors yet">An administrator can invite one.</EmptyState>
        ) : (
          <Form csrf={await csrfOf(reply)}>
            <Radios
              {...choice(form, 'author')}
              fieldset={{ legend: { text: 'Author', classes: 'govuk-fieldset__legend--m' } }}
              items={people.map((person) => ({ value: person.id, text: person.name }))}
            />
            <Button text="Appoint and offer the terms" preventDoubleClick />
          </Form>
        )}
      </Page>,
      hasErrors(form.errors) ? 422 : 200,
    )
  }
  app.get(path, { config: { rule: commissioningActs.appointAuthor } }, async (request, reply) =>
    page(request, reply, { values: {}, errors: {} }),
  )
  app.post(path, { config: { rule: commissioningActs.appointAuthor } }, async (request, reply) => {
    const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
    if (!review) throw new NotFound()
    const author = formOf(request)['author'] ?? ''
    if (!/^[0-9a-f-]{36}$/.test(author))
      return page(request, reply, { values: {}, errors: { author: 'Choose an author' } })
    const answer = await appointAuthor(request.ctx, review.id, author)
    if ('refused' in answer)
      return page(request, reply, { values: { author }, errors: { author: refusalWords[answer.refused] } })
    return goTo(
      request,
      reply,
      `/workspace/reviews/${review.reference}`,
      'Author appointed. Both sides have been asked to accept the terms.',
    )
  })
}

function termsRoutes(app: FastifyInstance): void {
  const found = async (request: FastifyRequest) => {
    const id = pathOf(request, 'appointment')
    const read = /^[0-9a-f-]{36}$/.test(id) ? await appointmentById(request.ctx, id) : null
    if (!read) throw new NotFound()
    return read
  }
  app.get('/workspace/terms/:appointment', { config: { rule: commissioningActs.readTerms } }, async (request, reply) =>
    termsPage(request, reply, await found(request), { values: {}, errors: {} }),
  )
  app.post(
    '/workspace/terms/:appointment',
    { config: { rule: commissioningActs.readTerms } },
    async (request, reply) => {
      const { appointment, review } = await found(request)
      const form = formOf(request)
      const party = partyOf(request.ctx, appointment, review)
      if (!party) throw new NotFound()
      const word = form['answer']
      if (word !== 'accepted' && word !== 'declined') {
        return termsPage(
          request,
          reply,
          { appointment, review },
          { values: form, errors: { answer: 'Choose whether you accept' } },
        )
      }
      const answer = await answerTerms(request.ctx, appointment.id, party, {
        answer: word,
        reason: form['reason'] ?? '',
        fingerprint: form['fingerprint'] ?? '',
      })
      if ('refused' in answer) {
        const at = answer.refused === 'reason-missing' ? 'reason' : 'answer'
        return termsPage(
          request,
          reply,
          { appointment, review },
          { values: form, errors: { [at]: refusalWords[answer.refused] } },
        )
      }
      const message =
        word === 'declined'
          ? 'You have declined. The registrar has been told.'
          : answer.state === 'accepted'
            ? 'Accepted by both. Work can begin.'
            : 'You have accepted.'
      return goTo(request, reply, `/workspace/reviews/${review.reference}`, message)
    },
  )
}

/** As whom this reader may still answer. */
function partyOf(ctx: Context, appointment: Appointment, review: Review): Party | null {
  if (appointment.state !== 'offered') return null
  const open = (party: Party) => !appointment.answers.some((answer) => answer.party === party)
  if (open('author') && may(ctx.actor, commissioningActs.answerAsAuthor, { people: [appointment.authorId] }))
    return 'author'
  if (open('board') && may(ctx.actor, commissioningActs.answerAsBoard, { organisations: [review.leadBoardId] }))
    return 'board'
  return null
}

async function termsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  read: { appointment: Appointment; review: Review },
  form: FormState,
) {
  const { appointment, review } = read
  const party = partyOf(request.ctx, appointment, review)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Terms of engagement for ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Terms of engagement for {review.reference}</h1>
      <p class="govuk-body">
        Author: {appointment.authorName}. Version {appointment.termsVersion}. {answersInWords(appointment)}
      </p>
      <InsetText>
        <Tag text="Guarantee" /> marks what cannot be struck out or weakened.
      </InsetText>
      <ol class="tl-clauses">
        {appointment.clauses.map((clause) => (
          <li>
            <h2 class="govuk-heading-s">
              {clause.heading} {clause.kept && <Tag text="Guarantee" />}
            </h2>
            <p class="govuk-body">{clause.text}</p>
          </li>
        ))}
      </ol>
      <Fingerprint id="terms-fingerprint" label="Fingerprint of this text" value={appointment.fingerprint} />
      {party && (
        <Form csrf={await csrfOf(reply)}>
          <HiddenField name="fingerprint" value={appointment.fingerprint} />
          <Radios
            {...choice(form, 'answer')}
            fieldset={{
              legend: {
                text: party === 'author' ? 'Your answer as the author' : 'Your answer for the board',
                classes: 'govuk-fieldset__legend--m',
              },
            }}
            items={[
              { value: 'accepted', text: 'I accept these terms' },
              {
                value: 'declined',
                text: 'I decline',
                conditional: { content: <Textarea {...field(form, 'reason')} label="Why" rows={3} /> },
              },
            ]}
          />
          <ButtonGroup>
            <Button text="Send my answer" preventDoubleClick />
          </ButtonGroup>
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function answersInWords(appointment: Appointment): string {
  return appointment.answers
    .map(
      (answer) =>
        `${answer.answer === 'accepted' ? 'Accepted' : 'Declined'} for the ${answer.party} by ${answer.name} on ${dateInWords(answer.at)}.`,
    )
    .join(' ')
}
