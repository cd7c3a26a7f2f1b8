import type { FastifyRequest } from 'fastify'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { choice, choices, dateField, field, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { dateAsTyped, readDate } from '#web/components/words.ts'
import { formOf, manyOf, type FormValues, type Mistakes } from '#web/site.ts'
import type { Organisation } from '#identity/identity.ts'
import { nations, subjectKinds, type Nation, type ReviewKind } from '#vocabulary/vocabulary.ts'
import type { Facts } from '../facts.ts'
import type { RegisterRefusal, ReviewToRegister } from '../register.ts'

/** Where each refusal of the register belongs on the form, in words. */
export const refusals: Record<RegisterRefusal, { field: string; words: string }> = {
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

/** What was typed, with every ticked box. */
export function typedOf(request: FastifyRequest): Typed {
  const many = (name: string) => manyOf(request, name)
  return { ...formOf(request), kinds: many('kinds'), nations: many('nations'), boards: many('boards') }
}

/** A review's form as typed. */
export type Typed = Record<string, string | string[]> & { kinds: string[]; nations: string[]; boards: string[] }

/** Reads a review's form; `boards` are those there are. */
export function readReviewForm(
  typed: Typed,
  boards: readonly Organisation[],
): { review: ReviewToRegister } | { errors: Mistakes } {
  const errors: Mistakes = {}
  const { kinds: _kinds, nations: _nations, boards: _boards, ...words } = typed
  const form = words as FormValues
  const many = { ...typed, boards: [...typed.boards, ...boardsByName(form, boards, errors)] }
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
  const decision = form['decision'] ?? ''
  const reasons = (form['reasons'] ?? '').trim()
  if (['hold', 'not-to-proceed'].includes(decision) && !decidedOn && !errors['decided'])
    errors['decided'] = 'Enter the date of the decision'
  if (decision === 'not-to-proceed' && reasons === '') errors['reasons'] = 'Give the reasons for not holding a review'
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
      ...(decision === 'not-to-proceed' ? { notToProceed: reasons } : {}),
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

/** Boards typed by name, one a line, where there are too many to tick. */
function boardsByName(form: FormValues, boards: readonly Organisation[], errors: Mistakes): string[] {
  const names = (form['board-names'] ?? '').split('\n').map((name) => name.trim())
  return names.filter(Boolean).flatMap((name) => {
    const found = boards.find((board) => board.name.toLowerCase() === name.toLowerCase())
    if (!found) errors['board-names'] = `There is no board “${name}”. Write it as in the list of boards`
    return found ? [found.id] : []
  })
}

/** The form's fields filled with what the register holds. */
export function typedFromFacts(facts: Facts, boards: readonly Organisation[]): Typed {
  const others = facts.boards.filter((id) => id !== facts.leadBoard)
  const byName = boards.length > tickedAtMost
  return {
    lead: facts.leadBoard,
    boards: byName ? [] : others,
    'board-names': byName ? others.map((id) => boards.find((board) => board.id === id)?.name ?? '').join('\n') : '',
    kinds: facts.kinds,
    nations: facts.nations,
    children: String(facts.children),
    adults: String(facts.adults),
    ...dateAsTyped('notified', facts.notifiedOn),
    ...dateAsTyped('decided', facts.decidedOn ?? undefined),
    ...dateAsTyped('from', facts.incidentFrom ?? undefined),
    ...dateAsTyped('to', facts.incidentTo ?? undefined),
  }
}

/** More boards than this are typed by name. */
const tickedAtMost = 30

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--m' } })

/** The fields of a review; with `decision`, also what was decided. */
export const ReviewFields = (props: {
  form: FormState
  boards: readonly Organisation[]
  kinds: readonly ReviewKind[]
  decision?: boolean
}) => (
  <>
    <Select
      {...field(props.form, 'lead')}
      label={{ text: 'Board that leads', classes: 'govuk-label--m' }}
      items={[
        { value: '', text: 'Choose a board' },
        ...props.boards.map((board) => ({ value: board.id, text: board.name })),
      ]}
    />
    <OtherBoards form={props.form} boards={props.boards} />
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
    <Decision form={props.form} decision={props.decision === true} />
    <DateInput
      {...dateField(props.form, 'from')}
      fieldset={legend('When what is reviewed began')}
      hint="Leave empty if not known"
    />
    <DateInput {...dateField(props.form, 'to')} fieldset={legend('When it ended')} hint="Leave empty if not known" />
  </>
)

const OtherBoards = (props: { form: FormState; boards: readonly Organisation[] }) =>
  props.boards.length > tickedAtMost ? (
    <Textarea
      {...field(props.form, 'board-names')}
      label={{ text: 'Other boards taking part', classes: 'govuk-label--m' }}
      hint="Leave empty unless the review is joint. One a line, by its name in the list of boards."
      rows={3}
    />
  ) : (
    <Checkboxes
      {...choices(props.form, 'boards')}
      fieldset={legend('Other boards taking part')}
      hint="Leave empty unless the review is joint"
      items={props.boards.map((board) => ({ value: board.id, text: board.name }))}
      classes="govuk-checkboxes--small"
    />
  )

const Decision = (props: { form: FormState; decision: boolean }) => (
  <>
    {props.decision && (
      <Radios
        {...choice(props.form, 'decision')}
        fieldset={legend('What was decided')}
        items={[
          { value: 'not-yet', text: 'Nothing yet' },
          { value: 'hold', text: 'To hold a review' },
          {
            value: 'not-to-proceed',
            text: 'Not to hold a review',
            hint: 'It is registered all the same, with the reasons',
          },
        ]}
        classes="govuk-radios--small"
      />
    )}
    <DateInput
      {...dateField(props.form, 'decided')}
      fieldset={legend('Date of the decision')}
      hint="Leave empty if it is not decided yet"
    />
    {props.decision && (
      <Textarea
        {...field(props.form, 'reasons')}
        label={{ text: 'Reasons, if it was decided not to hold a review', classes: 'govuk-label--m' }}
        hint="Why the criteria are not met, or why a review would not help. No names."
        rows={4}
      />
    )}
  </>
)
