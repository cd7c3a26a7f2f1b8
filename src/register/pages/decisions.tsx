/** Small pages of a review: withholding, joining and splitting, who is part of it, the day the outcome was told. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { Button } from '#web/components/button.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import {
  choice,
  dateField,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { readDate } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, sendPage, shellOf, type FormValues, type Mistakes } from '#web/site.ts'
import type { ActRule } from '#platform/permission.ts'
import { registerActs } from '../permissions.ts'
import {
  endWithholding,
  joinReviews,
  linkParticipantByMail,
  participantNames,
  recordOutcomeTold,
  splitReview,
  withholdReview,
  type RegisterRefusal,
  type Review,
} from '../register.ts'
import { groundWords, type WithholdingGround } from '../stages.ts'
import { refusals } from './review-form.tsx'
import { reviewFrom } from './review-from.ts'

/** One form of a review on a page of its own. */
interface SmallForm {
  /** Last part of the address. */
  name: string
  rule: ActRule
  title: (review: Review) => string
  /** Which field a refusal stands beside, where it is not the first. */
  fields: Partial<Record<RegisterRefusal, string>>
  first: string
  words?: Partial<Record<RegisterRefusal, string>>
  show: (review: Review, form: FormState, request: FastifyRequest) => Child | Promise<Child>
  act: (
    request: FastifyRequest,
    review: Review,
    form: FormValues,
  ) => Promise<{ message: string; reference?: string } | { refused: RegisterRefusal } | { errors: Mistakes }>
}

const reasonField = { 'reason-missing': 'why' } as const
const commonWords: Partial<Record<RegisterRefusal, string>> = {
  'changed-meanwhile': 'Somebody changed this review meanwhile. Look at it again, then send if it is still right',
  'reason-missing': 'Say why, in a sentence or two',
  'stage-may-not-follow': 'This cannot be done at the stage that the review has reached',
}

const why = (form: FormState, label: string) => (
  <Textarea {...field(form, 'why')} label={label} hint="No names: this stays in the review’s history." rows={4} />
)

const withholding: SmallForm = {
  name: 'withholding',
  rule: registerActs.withholdReview,
  title: (review) => (review.stage === 'withheld' ? 'End the withholding' : 'Withhold from publication'),
  fields: reasonField,
  first: 'ground',
  words: { 'no-ground': 'Choose a ground: a review is withheld on one of these only' },
  show: (review, form) =>
    review.stage === 'withheld' ? (
      <>
        <p class="govuk-body">The review goes back to where it stood before.</p>
        {why(form, 'Why it is no longer withheld')}
        <Button text="End the withholding" preventDoubleClick />
      </>
    ) : (
      <>
        <p class="govuk-body">
          Publication in full is the rule. The author and the national body are told of this decision and its reasons by
          mail, at once.
        </p>
        <Radios
          {...choice(form, 'ground')}
          fieldset={{ legend: { text: 'Ground', classes: 'govuk-fieldset__legend--m' } }}
          items={Object.entries(groundWords).map(([value, text]) => ({ value, text }))}
        />
        {why(form, 'Reasons')}
        <Button text="Withhold this review" classes="govuk-button--warning" preventDoubleClick />
      </>
    ),
  async act(request, review, form) {
    const decision = { why: form['why'] ?? '', version: Number(form['version']) }
    const answer =
      review.stage === 'withheld'
        ? await endWithholding(request.ctx, review.id, decision)
        : await withholdReview(request.ctx, review.id, {
            ...decision,
            ground: (form['ground'] ?? '') as WithholdingGround,
          })
    if ('refused' in answer) return answer
    return {
      message:
        review.stage === 'withheld' ? 'It is no longer withheld.' : 'Withheld. Author and national body are told.',
    }
  },
}

const joining: SmallForm = {
  name: 'together',
  rule: registerActs.linkReviews,
  title: () => 'Duplicates, merging and splitting',
  fields: { ...reasonField, 'nothing-left': 'children' },
  first: 'into',
  words: {
    'not-found': 'There is no such review, or it is not yours to change',
    'same-review': 'That is this review itself',
    'already-duplicate': 'One of the two points to another review already',
    'nothing-left': 'Give how many move to the new review; at least one must move and one stay',
  },
  show: (_review, form) => (
    <>
      <p class="govuk-body">
        Nothing is deleted: each review keeps its reference and its history, and says where it went.
      </p>
      <Radios
        {...choice(form, 'relation')}
        fieldset={{ legend: { text: 'What is to be done', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          { value: 'duplicate-of', text: 'This is a duplicate of another review' },
          {
            value: 'merged-into',
            text: 'Merge this into another review',
            hint: 'The other one then has the boards, kinds, nations, people and documents of both',
          },
          {
            value: 'split',
            text: 'Split off part of this review',
            hint: 'Some of those it is about get a review of their own',
          },
        ]}
      />
      <Input
        {...field(form, 'into')}
        label="Reference of the other review"
        hint="For a duplicate or a merger"
        classes="govuk-input--width-10"
        spellcheck={false}
      />
      <Input
        {...field(form, 'children')}
        label="Children who move"
        hint="For a split"
        inputmode="numeric"
        classes="govuk-input--width-2"
      />
      <Input
        {...field(form, 'adults')}
        label="Adults who move"
        hint="For a split"
        inputmode="numeric"
        classes="govuk-input--width-2"
      />
      {why(form, 'Why')}
      <Button text="Record" preventDoubleClick />
    </>
  ),
  async act(request, review, form) {
    const version = Number(form['version'])
    const relation = form['relation'] ?? ''
    if (relation === 'split') {
      const [children, adults] = ['children', 'adults'].map((name) => Number(form[name] || '0'))
      if (!Number.isInteger(children) || !Number.isInteger(adults)) return { refused: 'nothing-left' }
      const answer = await splitReview(request.ctx, review.id, {
        children: children ?? 0,
        adults: adults ?? 0,
        why: form['why'] ?? '',
        version,
      })
      return 'refused' in answer
        ? answer
        : { message: `Registered as ${answer.reference}.`, reference: answer.reference }
    }
    if (relation !== 'duplicate-of' && relation !== 'merged-into')
      return { errors: { relation: 'Choose what is to be done' } }
    const answer = await joinReviews(request.ctx, review.id, {
      into: form['into'] ?? '',
      relation,
      why: form['why'] ?? '',
      version,
    })
    return 'refused' in answer ? answer : { message: 'Recorded in both reviews.' }
  },
}

const roleWords: Record<string, string> = {
  author: 'Author',
  'family-contact': 'Family contact',
  'agency-member': 'Agency member',
}

const people: SmallForm = {
  name: 'people',
  rule: registerActs.linkFamilyContact,
  title: () => 'People of this review',
  fields: {},
  first: 'email',
  words: {
    'no-such-person': 'Nobody who holds that role has this address. Ask the administrator to invite them first',
  },
  async show(review, form, request) {
    const named = await participantNames(request.ctx, review)
    return (
      <>
        {named.length === 0 ? (
          <p class="govuk-body">Nobody besides the board yet.</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {named.map((one) => (
              <li>
                {one.name}, {(roleWords[one.role] ?? one.role).toLowerCase()}
              </li>
            ))}
          </ul>
        )}
        <h2 class="govuk-heading-m">Name somebody</h2>
        <p class="govuk-body">They can then see where this review stands.</p>
        <Radios
          {...choice(form, 'role')}
          fieldset={{ legend: 'As' }}
          items={[
            { value: 'family-contact', text: 'Family contact' },
            { value: 'agency-member', text: 'Agency member' },
          ]}
          classes="govuk-radios--small"
        />
        <Input
          {...field(form, 'email')}
          label="Their email address"
          hint="The one they sign in with"
          type="email"
          spellcheck={false}
        />
        <Button text="Make them part of this review" preventDoubleClick />
      </>
    )
  },
  async act(request, review, form) {
    const role = form['role'] ?? ''
    if (role !== 'family-contact' && role !== 'agency-member') return { errors: { role: 'Choose what they are' } }
    const answer = await linkParticipantByMail(request.ctx, review.id, form['email'] ?? '', role)
    return 'refused' in answer ? answer : { message: 'They are now part of this review.' }
  },
}

const outcome: SmallForm = {
  name: 'outcome',
  rule: registerActs.correctReview,
  title: () => 'Outcome told',
  fields: {},
  first: 'told',
  words: { 'date-in-future': 'The day is in the future' },
  show: (_review, form) => (
    <>
      <DateInput
        {...dateField(form, 'told')}
        fieldset={{
          legend: { text: 'Day on which the inspectorate was told the outcome', classes: 'govuk-fieldset__legend--m' },
        }}
        hint="For example, 27 3 2026"
      />
      <Button text="Record" preventDoubleClick />
    </>
  ),
  async act(request, review, form) {
    const read = readDate(form, 'told', 'Day')
    if ('errors' in read) return { errors: { ...read.errors } }
    const answer = await recordOutcomeTold(request.ctx, review.id, { on: read.date, version: Number(form['version']) })
    return 'refused' in answer ? answer : { message: 'Recorded.' }
  },
}

/** Registers them all. */
export function decisionRoutes(app: FastifyInstance): void {
  for (const one of [withholding, joining, people, outcome]) {
    const path = `/workspace/reviews/:reference/${one.name}`
    app.get(path, { config: { rule: one.rule } }, async (request, reply) =>
      smallPage(request, reply, one, await reviewFrom(request, one.rule), { values: {}, errors: {} }),
    )
    app.post(path, { config: { rule: one.rule } }, async (request, reply) => {
      const review = await reviewFrom(request, one.rule)
      const values = formOf(request)
      const answer = await one.act(request, review, values)
      if ('message' in answer)
        return goTo(request, reply, `/workspace/reviews/${answer.reference ?? review.reference}`, answer.message)
      const errors =
        'errors' in answer
          ? answer.errors
          : {
              [one.fields[answer.refused] ?? one.first]:
                one.words?.[answer.refused] ?? commonWords[answer.refused] ?? refusals[answer.refused].words,
            }
      return smallPage(request, reply, one, review, { values, errors })
    })
  }
}

async function smallPage(
  request: FastifyRequest,
  reply: FastifyReply,
  one: SmallForm,
  review: Review,
  form: FormState,
) {
  const title = one.title(review)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`${title}: review ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <span class="govuk-caption-l">Review {review.reference}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Form csrf={await csrfOf(reply)} action={`/workspace/reviews/${review.reference}/${one.name}`}>
        <HiddenField name="version" value={review.version} />
        {await one.show(review, form, request)}
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
