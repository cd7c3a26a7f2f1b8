import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { draftOf, dropDraft } from '#identity/identity.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type FormValues } from '#web/site.ts'
import { changeTerms, mayChangeTerms, type Appointment, type CommissioningRefusal } from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'
import type { Change, EngagedClause } from '../terms.ts'
import { refusalWords } from './refusal-words.ts'
import { appointmentFor } from './terms.tsx'

const draft = 'change-clause'

/** Which field each refusal belongs to; the others stand at the choice. */
const fieldOf: Partial<Record<CommissioningRefusal, 'words' | 'why'>> = {
  weakens: 'words',
  'words-missing': 'words',
  'no-change': 'words',
  'changed-meanwhile': 'words',
  'why-missing': 'why',
}

/** Changing one clause for one engagement. */
export function clauseRoutes(app: FastifyInstance): void {
  const path = '/workspace/terms/:appointment/clauses/:clause'
  const rule = commissioningActs.changeTerms
  app.get(path, { config: { rule } }, async (request, reply) => {
    const { appointment, clause } = await clauseFor(request)
    const kept = await draftOf(request.ctx, draftKey(appointment, clause))
    return clausePage(request, reply, { values: kept?.values ?? asItStands(clause), errors: {} })
  })
  app.post(path, { config: { rule, draft } }, async (request, reply) => {
    const { appointment, clause } = await clauseFor(request)
    const form = formOf(request)
    const change = clause.kept && form['change'] !== 'as-template' ? 'added' : (form['change'] ?? '')
    if (!isChange(change))
      return clausePage(request, reply, { values: form, errors: { change: 'Choose what to do with this clause' } })
    const answer = await changeTerms(request.ctx, appointment.id, {
      clause: clause.key,
      change,
      words: form[change === 'added' ? 'added' : 'words'] ?? '',
      why: form['why'] ?? '',
      wording: Number(form['wording']),
    })
    if ('refused' in answer) return clausePage(request, reply, refused(form, change, answer.refused))
    await dropDraft(request.ctx, draftKey(appointment, clause))
    return goTo(
      request,
      reply,
      `/workspace/terms/${appointment.id}`,
      'The terms have changed. Everybody is shown the difference and signs the new text.',
    )
  })
}

function refused(form: FormValues, change: Change, reason: CommissioningRefusal): FormState {
  const field = fieldOf[reason] ?? 'change'
  const name = field === 'words' && change === 'added' ? 'added' : field
  return { values: form, errors: { [name]: refusalWords[reason] } }
}

/** The draft of this clause of this engagement, as the hook that saves drafts names it. */
function draftKey(appointment: Appointment, clause: EngagedClause): string {
  return [draft, appointment.id, clause.key].join(':')
}

function isChange(word: string): word is Change {
  return ['added', 'changed', 'struck', 'as-template'].includes(word)
}

function asItStands(clause: EngagedClause): Record<string, string> {
  return {
    change: clause.change?.change ?? (clause.kept ? 'added' : ''),
    words: clause.text ?? clause.templateText,
    added: clause.added ?? '',
    why: '',
  }
}

async function clauseFor(request: FastifyRequest) {
  const { appointment, review } = await appointmentFor(request)
  const clause = appointment.clauses.find((one) => one.key === pathOf(request, 'clause'))
  if (!clause || !mayChangeTerms(request.ctx, appointment, review)) throw new NotFound()
  return { appointment, review, clause }
}

async function clausePage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const { appointment, clause } = await clauseFor(request)
  const title = `${clause.kept ? 'Add to' : 'Change'} clause ${clause.number}: ${clause.heading}`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/terms/${appointment.id}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">The template says:</p>
      <InsetText>{clause.templateText}</InsetText>
      {clause.change && <Standing clause={clause} />}
      {appointment.signed.length > 0 && (
        <p class="govuk-body">The text has been signed already. If you change it, everybody signs again.</p>
      )}
      <Form csrf={await csrfOf(reply)}>
        <HiddenField name="wording" value={appointment.wording} />
        {clause.kept ? <GuaranteeFields form={form} clause={clause} /> : <ClauseFields form={form} clause={clause} />}
        <Textarea
          {...field(form, 'why')}
          label={{ text: 'Why', classes: 'govuk-label--s' }}
          hint="The others see this reason beside the difference."
          rows={3}
        />
        <ButtonGroup>
          <Button text="Change the terms" preventDoubleClick />
          <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

/** What somebody else has made of the clause, so that a second writer sees it beside their own words. */
const Standing = (props: { clause: EngagedClause }) => {
  const change = props.clause.change!
  return (
    <Details summaryText="What stands in these terms now" open>
      <p class="govuk-body">{props.clause.text ?? 'Struck out.'}</p>
      {props.clause.added && <p class="govuk-body">Added: {props.clause.added}</p>}
      <p class="govuk-body-s">
        {change.by}, {dateTimeInWords(change.at)}: {change.why}
      </p>
    </Details>
  )
}

const back = (clause: EngagedClause) =>
  clause.change ? [{ value: 'as-template', text: 'Take the change back: the template’s words again' }] : []

const GuaranteeFields = (props: { form: FormState; clause: EngagedClause }) => {
  const words = (
    <Textarea
      {...field(props.form, 'added')}
      label={{ text: 'Words to add', classes: 'govuk-label--s' }}
      hint="This clause is a guarantee. What you add stands below it and takes nothing from it."
      rows={4}
    />
  )
  if (!props.clause.change) return words
  return (
    <Radios
      {...choice(props.form, 'change')}
      fieldset={{ legend: { text: 'What to do', classes: 'govuk-fieldset__legend--s' } }}
      items={[{ value: 'added', text: 'Add these words', conditional: { content: words } }, ...back(props.clause)]}
    />
  )
}

const ClauseFields = (props: { form: FormState; clause: EngagedClause }) => (
  <Radios
    {...choice(props.form, 'change')}
    fieldset={{ legend: { text: 'What to do', classes: 'govuk-fieldset__legend--s' } }}
    items={[
      {
        value: 'changed',
        text: 'Change its words',
        conditional: { content: <Textarea {...field(props.form, 'words')} label="The clause’s words" rows={5} /> },
      },
      {
        value: 'added',
        text: 'Add to it',
        conditional: { content: <Textarea {...field(props.form, 'added')} label="Words to add" rows={4} /> },
      },
      { value: 'struck', text: 'Strike it out' },
      ...back(props.clause),
    ]}
  />
)
