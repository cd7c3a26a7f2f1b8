import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { draftOf, dropDraft } from '#identity/identity.ts'
import { nations, subjectKinds, type Nation, type SubjectKind } from '#vocabulary/vocabulary.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import {
  choice,
  choices,
  dateField,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
  type TypedValues,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { dateAsTyped, readDate } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, manyOf, sendPage, shellOf, typedOf, type Mistakes } from '#web/site.ts'
import {
  authorById,
  declareReviewDone,
  keepProfile,
  myInterests,
  type Profile,
  type ProfileToKeep,
} from '../directory.ts'
import { directoryActs } from '../permissions.ts'
import { Interests, StateTag } from './entry.tsx'
import { refusals } from './refusal-words.ts'

const path = '/workspace/authors/me'
const draft = 'author-entry'

/** An author's own entry. */
export function ownEntryRoutes(app: FastifyInstance): void {
  const rule = directoryActs.keepProfile
  app.get(path, { config: { rule } }, async (request, reply) => {
    const kept = await draftOf(request.ctx, draft)
    const entry = await ownEntry(request)
    return entryPage(request, reply, { values: kept?.values ?? asTyped(entry?.profile ?? null), errors: {} })
  })
  app.post(path, { config: { rule, draft } }, async (request, reply) => {
    const read = readEntry(request)
    if ('errors' in read) return entryPage(request, reply, { values: typedOf(request), errors: read.errors })
    const answer = await keepProfile(request.ctx, read.profile, Number(formOf(request)['version']))
    if ('refused' in answer) {
      const { field: at, words } = refusals[answer.refused]
      return entryPage(request, reply, { values: typedOf(request), errors: { [at]: words } })
    }
    await dropDraft(request.ctx, draft)
    const message =
      answer.state === 'approved' ? 'Kept.' : 'Kept, and sent to the national body, which approves entries.'
    return goTo(request, reply, path, message)
  })
  app.post(`${path}/reviews-done`, { config: { rule } }, async (request, reply) => {
    const form = formOf(request)
    const answer = await declareReviewDone(request.ctx, {
      year: Number(form['year']),
      title: form['title'] ?? '',
      organisationId: null,
    })
    if ('refused' in answer) {
      const { field: at, words } = refusals[answer.refused]
      const entry = await ownEntry(request)
      return entryPage(request, reply, {
        values: { ...asTyped(entry?.profile ?? null), ...form },
        errors: { [at]: words },
      })
    }
    return goTo(request, reply, path, 'Added.')
  })
}

async function ownEntry(request: FastifyRequest) {
  const { actor } = request.ctx
  return actor.kind === 'person' ? authorById(request.ctx, actor.personId) : null
}

function asTyped(profile: Profile | null): TypedValues {
  if (!profile) return {}
  return {
    ...profile,
    availableFrom: undefined,
    version: undefined,
    decidedAt: undefined,
    name: undefined,
    personId: undefined,
    state: undefined,
    decidedBy: undefined,
    decisionWhy: undefined,
    ...dateAsTyped('available', profile.availableFrom ?? undefined),
  }
}

function readEntry(request: FastifyRequest): { profile: ProfileToKeep } | { errors: Mistakes } {
  const form = formOf(request)
  const availability = form['availability']
  if (availability !== 'now' && availability !== 'from' && availability !== 'no')
    return { errors: { availability: 'Say when you are free' } }
  const from = availability === 'from' ? readDate(form, 'available', 'Date from which you are free') : null
  if (from && 'errors' in from) return { errors: { ...from.errors } }
  return {
    profile: {
      experience: form['experience'] ?? '',
      methods: form['methods'] ?? '',
      nations: manyOf(request, 'nations').filter((one): one is Nation => one in nations),
      subjects: manyOf(request, 'subjects').filter((one): one is SubjectKind => one in subjectKinds),
      availability,
      availableFrom: from?.date ?? null,
    },
  }
}

async function entryPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const entry = await ownEntry(request)
  const interests = await myInterests(request.ctx)
  const csrf = await csrfOf(reply)
  const me = request.ctx.actor.kind === 'person' ? request.ctx.actor.personId : ''
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Your entry in the author directory"
      inError={hasErrors(form.errors)}
      width="full"
      backLink="/workspace"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Your entry in the author directory</h1>
      {entry && (
        <p class="govuk-body">
          <StateTag state={entry.profile.state} /> {entry.profile.decisionWhy}
        </p>
      )}
      <EntryForm form={form} csrf={csrf} version={entry?.profile.version ?? 0} />
      <h2 class="govuk-heading-m">Your interests</h2>
      <p class="govuk-body">
        Declare every tie with a board, an agency or a family, and end it when it ends. Nothing is removed: the history
        is open to boards and the national body.
      </p>
      <Interests interests={interests} endPath={(one) => `/workspace/authors/${me}/interests/${one.id}/end`} />
      <Button
        text="Declare an interest"
        href={`/workspace/authors/${me}/interests`}
        classes="govuk-button--secondary"
      />
      <h2 class="govuk-heading-m">Reviews you wrote before</h2>
      <ul class="govuk-list govuk-list--bullet">
        {(entry?.reviewsDone ?? []).map((done) => (
          <li>
            {done.year}: {done.title}
          </li>
        ))}
      </ul>
      {entry && (
        <Form csrf={csrf} action={`${path}/reviews-done`}>
          <Input {...field(form, 'year')} label="Year" inputmode="numeric" classes="govuk-input--width-4" />
          <Input {...field(form, 'title')} label="What it was about" hint="No names and no places." />
          <Button text="Add" classes="govuk-button--secondary" />
        </Form>
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } })
const label = (text: string) => ({ text, classes: 'govuk-label--s' })

const EntryForm = (props: { form: FormState; csrf: string; version: number }) => (
  <Form csrf={props.csrf}>
    <HiddenField name="version" value={props.version} />
    <Textarea {...field(props.form, 'experience')} label={label('Experience')} rows={4} />
    <Textarea
      {...field(props.form, 'methods')}
      label={label('Methods')}
      hint="For example: Learning Together, SEIPS, family group work"
      rows={2}
    />
    <Checkboxes
      {...choices(props.form, 'nations')}
      fieldset={legend('Nations you work in')}
      items={Object.entries(nations).map(([value, text]) => ({ value, text }))}
      classes="govuk-checkboxes--small"
    />
    <Checkboxes
      {...choices(props.form, 'subjects')}
      fieldset={legend('Reviews you take on')}
      items={Object.entries(subjectKinds).map(([value, text]) => ({ value, text }))}
      classes="govuk-checkboxes--small"
    />
    <Radios
      {...choice(props.form, 'availability')}
      fieldset={legend('When you are free')}
      items={[
        { value: 'now', text: 'Now' },
        {
          value: 'from',
          text: 'From a date',
          conditional: {
            content: <DateInput {...dateField(props.form, 'available')} fieldset={{ legend: 'Free from' }} />,
          },
        },
        { value: 'no', text: 'Not at present' },
      ]}
    />
    <ButtonGroup>
      <Button text="Keep this entry" preventDoubleClick />
      <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
    </ButtonGroup>
  </Form>
)
