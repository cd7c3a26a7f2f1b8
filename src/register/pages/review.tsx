import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Select } from '#web/components/select.tsx'
import { StageTracker } from '#web/components/stage-tracker.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateInWords, dateTimeInWords, listInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { may } from '#platform/permission.ts'
import { organisationsById } from '#identity/identity.ts'
import { nations, reviewKinds } from '#vocabulary/vocabulary.ts'
import { registerActs } from '../permissions.ts'
import { changeStage, dueOf, historyOf, reviewByReference, type Review, type StageChange } from '../register.ts'
import { choicesFrom, pauseWords, stageWords, usualLife, type PauseReason, type Stage } from '../stages.ts'
import type { ReviewSlot } from './pages.ts'
import { DueOfReview } from './due.tsx'
import { StageTag } from './stage-tag.tsx'

/** A review's own page, with what other folders show on it. */
export function reviewRoutes(app: FastifyInstance, slots: readonly ReviewSlot[]): void {
  const found = async (request: FastifyRequest): Promise<Review> => {
    const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
    if (!review) throw new NotFound()
    return review
  }
  app.get('/workspace/reviews/:reference', { config: { rule: registerActs.readReview } }, async (request, reply) =>
    reviewPage(request, reply, await found(request), slots, { values: {}, errors: {} }),
  )
  app.post(
    '/workspace/reviews/:reference/stage',
    { config: { rule: registerActs.changeStage } },
    async (request, reply) => {
      const review = await found(request)
      const form = formOf(request)
      const pauseFor = form['pause-for'] ?? ''
      const answer = await changeStage(request.ctx, review.id, {
        stage: (form['stage'] ?? '') as Stage,
        why: form['why'] ?? '',
        version: Number(form['version']),
        ...(pauseFor in pauseWords ? { pauseFor: pauseFor as PauseReason } : {}),
      })
      if ('refused' in answer) {
        const errors =
          answer.refused === 'reason-missing'
            ? { why: 'Say why, in a sentence or two' }
            : answer.refused === 'changed-meanwhile'
              ? {
                  stage: `Somebody changed this review meanwhile: it is now “${stageWords[review.stage]}”. Look again, then send if it is still right`,
                }
              : { stage: 'Choose what changes' }
        return reviewPage(request, reply, review, slots, { values: form, errors })
      }
      return goTo(request, reply, `/workspace/reviews/${review.reference}`, 'Recorded.')
    },
  )
}

async function reviewPage(
  request: FastifyRequest,
  reply: FastifyReply,
  review: Review,
  slots: readonly ReviewSlot[],
  form: FormState,
) {
  const boards = await organisationsById(request.ctx, review.boardIds)
  const kinds = await reviewKinds(request.ctx, { legacy: true })
  const history = await historyOf(request.ctx, review.id)
  const shown = []
  for (const slot of slots) shown.push(await slot(request.ctx, review))
  const today = request.ctx.now().toISOString().slice(0, 10)
  const choices = may(request.ctx.actor, registerActs.changeStage, review.scope) ? choicesFrom(review.stage) : []
  const lead = boards.find((board) => board.id === review.leadBoardId)?.name ?? ''
  const others = boards.filter((board) => board.id !== review.leadBoardId).map((board) => board.name)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Review ${review.reference}`}
      inError={hasErrors(form.errors)}
      width="full"
      backLink="/workspace/reviews"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Review {review.reference}</h1>
      <StageTracker label="Where this review stands" stages={trackerStages(review.stage, history)} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {shown.map(
            (slot) =>
              slot && (
                <section>
                  <h2 class="govuk-heading-m">{slot.title}</h2>
                  {slot.body}
                </section>
              ),
          )}
          <DueOfReview due={await dueOf(request.ctx, review.id)} today={today} />
          <h2 class="govuk-heading-m">What the register holds</h2>
          <SummaryList
            rows={[
              { key: 'Stage', value: { text: <StageTag stage={review.stage} /> } },
              {
                key: 'Kind',
                value: review.kinds.map((code) => kinds.find((kind) => kind.code === code)?.label ?? code).join('; '),
              },
              { key: 'Leading board', value: lead },
              others.length > 0 ? { key: 'Other boards', value: listInWords(others) } : null,
              { key: 'Nation', value: listInWords(review.nations.map((nation) => nations[nation])) },
              {
                key: 'About',
                value: listInWords(
                  review.subjects.map((subject) =>
                    subject.kind === 'child'
                      ? counted(subject.count, 'child', 'children')
                      : counted(subject.count, 'adult'),
                  ),
                ),
              },
              { key: 'What is reviewed', value: period(review) },
              { key: 'Board notified', value: dateInWords(review.notifiedOn) },
              { key: 'Decided', value: review.decidedOn ? dateInWords(review.decidedOn) : 'Not yet' },
              { key: 'Registered', value: dateInWords(review.registeredAt) },
              { key: 'Documents', value: listInWords(review.documents.map((document) => document.label)) },
            ]}
          />
          <History history={history} />
        </div>
        {choices.length > 0 && (
          <div class="govuk-grid-column-one-third">
            <StageForm review={review} choices={choices} form={form} csrf={await csrfOf(reply)} />
          </div>
        )}
      </div>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function period(review: Review): string {
  if (!review.incidentFrom) return 'Dates not given'
  return review.incidentTo
    ? `${dateInWords(review.incidentFrom)} to ${dateInWords(review.incidentTo)}`
    : `From ${dateInWords(review.incidentFrom)}`
}

function trackerStages(stage: Stage, history: StageChange[]) {
  const entered = new Map(history.map((change) => [change.stage, dateInWords(change.at)]))
  const at = usualLife.indexOf(stage)
  const usual = usualLife.map((one, index) => {
    const note = entered.get(one)
    const reached = at === -1 ? entered.has(one) : index < at
    const state =
      one === stage
        ? ('current' as const)
        : reached
          ? note
            ? ('done' as const)
            : ('skipped' as const)
          : ('to come' as const)
    return { name: stageWords[one], state, ...(note && state !== 'to come' ? { note } : {}) }
  })
  if (at !== -1) return usual
  const last = Math.max(...usualLife.map((one, index) => (entered.has(one) ? index : -1)))
  return [
    ...usual.slice(0, last + 1),
    {
      name: stageWords[stage],
      state: 'current' as const,
      ...(entered.has(stage) ? { note: entered.get(stage) ?? '' } : {}),
    },
  ]
}

const History = (props: { history: StageChange[] }) => (
  <>
    <h2 class="govuk-heading-m">History</h2>
    <ol class="govuk-list tl-timeline">
      {props.history.map((change) => (
        <li>
          <strong>{stageWords[change.stage]}</strong>
          <br />
          {dateTimeInWords(change.at)}
          {change.by ? `, by ${change.by}` : ''}
          {change.why && <p class="govuk-body govuk-!-margin-top-1">{change.why}</p>}
        </li>
      ))}
    </ol>
  </>
)

const StageForm = (props: { review: Review; choices: Stage[]; form: FormState; csrf: string }) => (
  <section aria-labelledby="change-stage">
    <h2 class="govuk-heading-m" id="change-stage">
      Record a change
    </h2>
    <Form csrf={props.csrf} action={`/workspace/reviews/${props.review.reference}/stage`}>
      <HiddenField name="version" value={props.review.version} />
      <Select
        {...field(props.form, 'stage')}
        label="What changes"
        items={[
          { value: '', text: 'Choose' },
          ...props.choices.map((stage) => ({ value: stage, text: stageWords[stage] })),
        ]}
      />
      {props.choices.includes('paused') && (
        <Select
          {...field(props.form, 'pause-for')}
          label="If it is paused, for what"
          items={[
            { value: '', text: 'Choose' },
            ...Object.entries(pauseWords).map(([value, text]) => ({ value, text })),
          ]}
        />
      )}
      <Textarea {...field(props.form, 'why')} label="Why" hint="For example: criminal trial. No names." rows={3} />
      <Button text="Record" classes="govuk-button--secondary" />
    </Form>
  </section>
)
