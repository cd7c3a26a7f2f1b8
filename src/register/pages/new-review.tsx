import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { dateField, choices, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Select } from '#web/components/select.tsx'
import { readDate } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, manyOf, sendPage, shellOf, type FormValues, type Mistakes } from '#web/site.ts'
import {
  boardKinds,
  draftOf,
  dropDraft,
  organisations,
  type DraftValues,
  type Organisation,
} from '#identity/identity.ts'
import { nations, reviewKinds, subjectKinds, type Nation, type ReviewKind } from '#vocabulary/vocabulary.ts'
import type { Context } from '#platform/context.ts'
import { registerActs } from '../permissions.ts'
import { registerReview, type RegisterRefusal, type ReviewToRegister } from '../register.ts'

const path = '/workspace/reviews/new'
const draftName = 'register-review'

/** Where each refusal of the register belongs on the form, in words. */
const refusals: Record<RegisterRefusal, { field: string; words: string }> = {
  'not-found': { field: 'lead', words: 'Choose your own board as the lead, or as one of the boards taking part' },
  'no-board': { field: 'lead', words: 'Choose the board that leads the review' },
  'not-a-board': { field: 'lead', words: 'Choose a board from the list' },
  'lead-not-among-boards': { field: 'lead', words: 'Choose the board that leads the review' },
  'no-kind': { field: 'kinds', words: 'Choose at least one kind of review' },
  'unknown-kind': { field: 'kinds', words: 'Choose kinds of review from the list' },
  'no-nation': { field: 'nations', words: 'Choose at least one nation' },
  'no-subject': { field: 'children', words: 'Enter how many children or adults the review is about: at least one' },
  'dates-out-of-order': {
    field: 'notified',
    words: 'Check the dates: what happened comes first, then the notification, then the decision',
  },
  'date-in-future': { field: 'notified', words: 'A date is in the future. Check the dates' },
  'stage-may-not-follow': { field: 'lead', words: 'That stage may not follow' },
  'reason-missing': { field: 'lead', words: 'Give a reason' },
  'changed-meanwhile': { field: 'lead', words: 'Somebody changed this meanwhile' },
  'no-ground': { field: 'lead', words: 'Choose a ground' },
  'same-review': { field: 'lead', words: 'A review cannot be joined with itself' },
  'already-duplicate': { field: 'lead', words: 'One of them is a duplicate already' },
  'nothing-left': { field: 'children', words: 'Nobody is left' },
  'no-such-person': { field: 'lead', words: 'There is no such person' },
  'nothing-changed': { field: 'lead', words: 'Nothing is changed' },
}

/** Registering a review. */
export function newReviewRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: registerActs.registerReview } }, async (request, reply) => {
    const draft = await draftOf(request.ctx, draftName)
    return formPage(request, reply, { values: draft ? fromDraft(draft.values) : {}, errors: {} })
  })
  app.post(path, { config: { rule: registerActs.registerReview, draft: draftName } }, async (request, reply) => {
    const form = formOf(request)
    const many = {
      kinds: manyOf(request, 'kinds'),
      nations: manyOf(request, 'nations'),
      boards: manyOf(request, 'boards'),
    }
    const read = readForm(form, many)
    if ('errors' in read) return formPage(request, reply, { values: { ...form, ...many }, errors: read.errors })
    const answer = await registerReview(request.ctx, read.review)
    if ('refused' in answer) {
      const { field: name, words } = refusals[answer.refused]
      return formPage(request, reply, { values: { ...form, ...many }, errors: { [name]: words } })
    }
    await dropDraft(request.ctx, draftName)
    return goTo(
      request,
      reply,
      `/workspace/reviews/${answer.reference}`,
      `Registered as ${answer.reference}. The national register has it from this moment.`,
    )
  })
}

/** Checkboxes come back as a list, however many were ticked. */
function fromDraft(values: DraftValues) {
  const list = (name: string) => [values[name] ?? []].flat()
  return { ...values, kinds: list('kinds'), nations: list('nations'), boards: list('boards') }
}

function readForm(
  form: FormValues,
  many: { kinds: string[]; nations: string[]; boards: string[] },
): { review: ReviewToRegister } | { errors: Mistakes } {
  const errors: Mistakes = {}
  const lead = form['lead'] ?? ''
  if (!lead) errors['lead'] = refusals['no-board'].words
  if (many.kinds.length === 0) errors['kinds'] = refusals['no-kind'].words
  if (many.nations.length === 0) errors['nations'] = refusals['no-nation'].words
  const children = count(form, 'children', errors)
  const adults = count(form, 'adults', errors)
  if (!errors['children'] && !errors['adults'] && children + adults === 0)
    errors['children'] = refusals['no-subject'].words
  const date = (name: string, words: string, needed: boolean) => {
    if (!needed && !['day', 'month', 'year'].some((part) => form[`${name}-${part}`])) return undefined
    const read = readDate(form, name, words)
    if ('errors' in read) Object.assign(errors, read.errors)
    return 'date' in read ? read.date : undefined
  }
  const incidentFrom = date('from', 'Date it began', false)
  const incidentTo = date('to', 'Date it ended', false)
  const notifiedOn = date('notified', 'Date of notification', true)
  const decidedOn = date('decided', 'Date of the decision', false)
  if (hasErrors(errors) || !notifiedOn) return { errors }
  return {
    review: {
      leadBoardId: lead,
      boardIds: [...new Set([lead, ...many.boards])],
      kinds: many.kinds,
      nations: many.nations.filter((nation): nation is Nation => nation in nations),
      subjects: [
        { kind: 'child' as const, count: children },
        { kind: 'adult' as const, count: adults },
      ].filter((subject) => subject.count > 0),
      incidentFrom,
      incidentTo,
      notifiedOn,
      decidedOn,
    },
  }
}

function count(form: FormValues, name: string, errors: Mistakes): number {
  const words = form[name] ?? ''
  if (words === '') return 0
  const number = Number(words)
  if (Number.isInteger(number) && number >= 0 && number <= 50) return number
  errors[name] = `Enter how many ${name}, as a number from 0 to 50`
  return 0
}

async function formPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const boards = await organisations(request.ctx, boardKinds)
  const mine = ownBoards(request.ctx, boards)
  const values = { lead: mine[0]?.id ?? '', ...form.values }
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Register a review"
      inError={hasErrors(form.errors)}
      backLink="/workspace/reviews"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Register a review</h1>
      <p class="govuk-body">
        The national register has the review from the moment you send this. Give no names: the register holds none. You
        can save a draft and come back.
      </p>
      <ReviewForm
        form={{ values, errors: form.errors }}
        boards={boards}
        kinds={await reviewKinds(request.ctx, { legacy: false })}
        csrf={await csrfOf(reply)}
      />
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function ownBoards(ctx: Context, boards: Organisation[]): Organisation[] {
  const held = ctx.actor.kind === 'person' ? ctx.actor.grants.map((grant) => grant.organisationId) : []
  return boards.filter((board) => held.includes(board.id))
}

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--m' } })

const ReviewForm = (props: { form: FormState; boards: Organisation[]; kinds: ReviewKind[]; csrf: string }) => (
  <Form csrf={props.csrf} attributes={{ 'data-draft': draftName }}>
    <Select
      {...field(props.form, 'lead')}
      label={{ text: 'Board that leads', classes: 'govuk-label--m' }}
      items={[
        { value: '', text: 'Choose a board' },
        ...props.boards.map((board) => ({ value: board.id, text: board.name })),
      ]}
    />
    <Checkboxes
      {...choices(props.form, 'boards')}
      fieldset={legend('Other boards taking part')}
      hint="Leave empty unless the review is joint"
      items={props.boards.map((board) => ({ value: board.id, text: board.name }))}
      classes="govuk-checkboxes--small"
    />
    <Checkboxes
      {...choices(props.form, 'kinds')}
      fieldset={legend('Kind of review')}
      hint="More than one if it is joint"
      items={props.kinds.map((kind) => ({
        value: kind.code,
        text: kind.label,
        hint: [
          kind.nation ? nations[kind.nation] : 'Any nation',
          kind.subjects.map((subject) => subjectKinds[subject].toLowerCase()).join(' and '),
        ].join(', '),
      }))}
      classes="govuk-checkboxes--small"
    />
    <Checkboxes
      {...choices(props.form, 'nations')}
      fieldset={legend('Nation')}
      items={Object.entries(nations).map(([value, text]) => ({ value, text }))}
      classes="govuk-checkboxes--small"
    />
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Whom it is about</legend>
      <Input
        {...field(props.form, 'children')}
        label="Number of children"
        inputmode="numeric"
        classes="govuk-input--width-2"
      />
      <Input
        {...field(props.form, 'adults')}
        label="Number of adults at risk"
        inputmode="numeric"
        classes="govuk-input--width-2"
      />
    </fieldset>
    <DateInput
      {...dateField(props.form, 'notified')}
      fieldset={legend('Date the board was notified')}
      hint="For example, 27 3 2026"
    />
    <DateInput
      {...dateField(props.form, 'decided')}
      fieldset={legend('Date it was decided to hold a review')}
      hint="Leave empty if it is not decided yet"
    />
    <DateInput
      {...dateField(props.form, 'from')}
      fieldset={legend('When what is reviewed began')}
      hint="Leave empty if not known"
    />
    <DateInput {...dateField(props.form, 'to')} fieldset={legend('When it ended')} hint="Leave empty if not known" />
    <ButtonGroup>
      <Button text="Register the review" preventDoubleClick />
      <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
    </ButtonGroup>
  </Form>
)
