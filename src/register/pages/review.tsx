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
import type { Context } from '#platform/context.ts'
import { may, type ActRule } from '#platform/permission.ts'
import { organisationsById, type Organisation } from '#identity/identity.ts'
import { nations, reviewKinds, type ReviewKind } from '#vocabulary/vocabulary.ts'
import { registerActs } from '../permissions.ts'
import {
  changeStage,
  correctionsOf,
  dueOf,
  historyOf,
  linksOf,
  reviewByReference,
  type Correction,
  type Due,
  type Review,
  type ReviewLink,
  type StageChange,
} from '../register.ts'
import {
  choicesFrom,
  pauseWords,
  stageWords,
  submittedStages,
  usualLife,
  type PauseReason,
  type Stage,
} from '../stages.ts'
import type { ReviewSlot } from './pages.ts'
import { DueOfReview } from './due.tsx'
import { correctionInWords, type Names } from './fact-words.ts'
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
  const due = await dueOf(request.ctx, review.id)
  const today = request.ctx.now().toISOString().slice(0, 10)
  const choices = may(request.ctx.actor, registerActs.changeStage, review.scope) ? choicesFrom(review.stage) : []
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
          <DueOfReview due={due} today={today} />
          <Held review={review} boards={boards} kinds={kinds} />
          <Belongings links={await linksOf(request.ctx, review.id)} />
          <History history={history} />
          <Corrections corrections={await correctionsOf(request.ctx, review.id)} names={{ boards, kinds }} />
        </div>
        <div class="govuk-grid-column-one-third">
          {choices.length > 0 && <StageForm review={review} choices={choices} form={form} csrf={await csrfOf(reply)} />}
          <MoreToDo links={moreFor(request.ctx, review, due)} />
        </div>
      </div>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Held = (props: { review: Review; boards: readonly Organisation[]; kinds: readonly ReviewKind[] }) => {
  const { review, boards, kinds } = props
  const lead = boards.find((board) => board.id === review.leadBoardId)?.name ?? ''
  const others = boards.filter((board) => board.id !== review.leadBoardId).map((board) => board.name)
  return (
    <>
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
    </>
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
  const furthest = Math.max(...usualLife.map((one, index) => (entered.has(one) ? index : -1)))
  const usual = usualLife.map((one, index) => {
    const note = entered.get(one)
    const reached = at === -1 ? index <= furthest : index < at
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
  return [
    ...usual.slice(0, furthest + 1),
    {
      name: stageWords[stage],
      state: 'current' as const,
      ...(entered.has(stage) ? { note: entered.get(stage) ?? '' } : {}),
    },
  ]
}

/** What else the reader may do to this review, each on a page of its own. */
function moreFor(ctx: Context, review: Review, due: Due[]): { text: string; href: string }[] {
  const page = `/workspace/reviews/${review.reference}`
  const offered: { text: string; href: string; rule: ActRule; when: boolean }[] = [
    { text: 'Correct what the register holds', href: `${page}/correct`, rule: registerActs.correctReview, when: true },
    {
      text: 'Name a family contact or an agency’s member',
      href: `${page}/people`,
      rule: registerActs.linkFamilyContact,
      when: true,
    },
    {
      text: 'Duplicates, merging and splitting',
      href: `${page}/together`,
      rule: registerActs.linkReviews,
      when: review.duplicateOf === null,
    },
    {
      text: review.stage === 'withheld' ? 'End the withholding' : 'Withhold from publication',
      href: `${page}/withholding`,
      rule: registerActs.withholdReview,
      when: review.stage === 'withheld' || [...submittedStages, 'collected'].includes(review.stage),
    },
    {
      text: 'Record that the outcome was told',
      href: `${page}/outcome`,
      rule: registerActs.correctReview,
      when: due.some((one) => one.rule.endsWith('.outcome') && one.metOn === null),
    },
  ]
  return offered.filter((one) => one.when && may(ctx.actor, one.rule, review.scope))
}

const MoreToDo = (props: { links: { text: string; href: string }[] }) =>
  props.links.length > 0 && (
    <section aria-labelledby="more">
      <h2 class="govuk-heading-m" id="more">
        More
      </h2>
      <ul class="govuk-list govuk-list--spaced">
        {props.links.map((link) => (
          <li>
            <a class="govuk-link" href={link.href}>
              {link.text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )

const relationWords = {
  'duplicate-of': ['A duplicate of', 'Its duplicate is'],
  'split-from': ['Split from', 'Split off:'],
  'merged-into': ['Merged into', 'Took in'],
} as const

const Belongings = (props: { links: ReviewLink[] }) =>
  props.links.length > 0 && (
    <>
      <h2 class="govuk-heading-m">Other reviews it belongs with</h2>
      <ul class="govuk-list govuk-list--bullet">
        {props.links.map((link) => (
          <li>
            {relationWords[link.relation][link.reversed ? 1 : 0]}{' '}
            {link.reference ? (
              <a class="govuk-link" href={`/workspace/reviews/${link.reference}`}>
                {link.reference}
              </a>
            ) : (
              'a review of another board'
            )}
            , {dateInWords(link.at)}. {link.why}
          </li>
        ))}
      </ul>
    </>
  )

const Corrections = (props: { corrections: Correction[]; names: Names }) =>
  props.corrections.length > 0 && (
    <>
      <h2 class="govuk-heading-m">Corrections</h2>
      <ul class="govuk-list govuk-list--spaced">
        {props.corrections.map((one) => (
          <li>
            {correctionInWords(one, props.names)}
            <br />
            <span class="govuk-hint">
              {dateTimeInWords(one.at)}
              {one.by ? `, by ${one.by}` : ''}
              {one.why ? `: ${one.why}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </>
  )

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
