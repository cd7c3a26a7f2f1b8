import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import { Button } from '#web/components/button.tsx'
import {
  ActionButton,
  choice,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import type { Content } from '#web/components/params.ts'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateInWords, monthInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type FormValues } from '#web/site.ts'
import {
  addQuietDate,
  askQuestion,
  familyView,
  keepWishes,
  nameLiaison,
  removeQuietDate,
  withdrawQuestion,
  type EvidenceRefusal,
  type FamilyQuestion,
  type FamilyView,
  type FamilyWishes,
} from '../evidence.ts'
import { evidenceActs } from '../permissions.ts'
import { familySteps, stepAt } from '../steps.ts'
import { refusalWords } from './refusal-words.ts'

const path = '/workspace/reviews/:reference/family'
const isId = (word: string | undefined): word is string => /^[0-9a-f-]{36}$/.test(word ?? '')

/** The family's page: the same address for the family's contact, the author, the board and the national body. */
export function familyRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: evidenceActs.seeFamilyPage } }, async (request, reply) =>
    familyPage(request, reply, { values: {}, errors: {} }),
  )
  const post = (
    under: string,
    rule: (typeof evidenceActs)['speakForFamily'],
    at: string,
    take: (ctx: Context, reviewId: string, form: FormValues) => Promise<object>,
  ) =>
    app.post(`${path}/${under}`, { config: { rule } }, async (request, reply) => {
      const { review } = await viewFor(request)
      const form = formOf(request)
      const answer = await take(request.ctx, review.id, form)
      if ('refused' in answer) {
        const words = refusalWords[answer.refused as EvidenceRefusal]
        return familyPage(request, reply, { values: form, errors: { [at]: words } })
      }
      return goTo(request, reply, `/workspace/reviews/${review.reference}/family`, 'Kept.')
    })
  post('questions', evidenceActs.speakForFamily, 'question', async (ctx, reviewId, form) =>
    askQuestion(ctx, reviewId, form['question'] ?? ''),
  )
  post('questions/withdrawal', evidenceActs.speakForFamily, 'question', async (ctx, reviewId, form) =>
    isId(form['id']) ? withdrawQuestion(ctx, reviewId, form['id']) : { refused: 'not-found' },
  )
  post('wishes', evidenceActs.speakForFamily, 'named-words', async (ctx, reviewId, form) =>
    keepWishes(ctx, reviewId, {
      named: form['named'] === 'role' || form['named'] === 'pseudonym' ? form['named'] : 'not-yet',
      namedWords: form['named-words'] ?? '',
      told: form['told'] === 'when-important' || form['told'] === 'not-at-all' ? form['told'] : 'each-step',
      words: form['wishes'] ?? '',
      version: Number(form['version']),
    }),
  )
  post('quiet', evidenceActs.speakForFamily, 'quiet-day', async (ctx, reviewId, form) => {
    const year = form['quiet-year'] ?? ''
    if (year !== '' && !/^20\d\d$/.test(year)) return { refused: 'date-missing' }
    return addQuietDate(ctx, reviewId, {
      day: Number(form['quiet-day']),
      month: Number(form['quiet-month']),
      onlyYear: year === '' ? null : Number(year),
    })
  })
  post('quiet/removal', evidenceActs.speakForFamily, 'quiet-day', async (ctx, reviewId, form) =>
    isId(form['id']) ? removeQuietDate(ctx, reviewId, form['id']) : { refused: 'not-found' },
  )
  post('liaison', evidenceActs.nameLiaison, 'name', async (ctx, reviewId, form) =>
    nameLiaison(ctx, reviewId, {
      name: form['name'] ?? '',
      reach: form['reach'] ?? '',
      version: Number(form['version']),
    }),
  )
}

async function viewFor(request: FastifyRequest): Promise<FamilyView> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  const view = review && (await familyView(request.ctx, review.id))
  if (!view) throw new NotFound()
  return view
}

async function familyPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const view = await viewFor(request)
  const { review } = view
  const at = `/workspace/reviews/${review.reference}/family`
  const csrf = await csrfOf(reply)
  const names = may(request.ctx.actor, evidenceActs.nameLiaison, review.scope)
  const matches = may(request.ctx.actor, evidenceActs.matchQuestion, review.scope)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`The family’s part in ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">The family’s part in {review.reference}</h1>
      <h2 class="govuk-heading-m">Whom to talk to</h2>
      {view.liaison ? (
        <p class="govuk-body">
          <strong>{view.liaison.name}</strong>. {view.liaison.reach}
        </p>
      ) : (
        <p class="govuk-body">The board has not named anybody yet.</p>
      )}
      {names && <LiaisonForm view={view} form={form} at={at} csrf={csrf} />}
      <Steps review={review} />
      <Questions view={view} form={form} at={at} csrf={csrf} matches={matches} />
      {view.mine ? (
        <>
          <WishesForm view={view} form={form} at={at} csrf={csrf} />
          <Quiet view={view} form={form} at={at} csrf={csrf} />
        </>
      ) : (
        <WishesRead wishes={view.wishes} />
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Steps = (props: { review: Review }) => (
  <>
    <h2 class="govuk-heading-m">What happens</h2>
    <ol class="govuk-list govuk-list--number govuk-list--spaced">
      {familySteps.map((step, n) => (
        <li>
          {step} {stepAt(props.review.stage) === n && <strong>This is where it is now.</strong>}
        </li>
      ))}
    </ol>
  </>
)

interface Part {
  view: FamilyView
  form: FormState
  at: string
  csrf: string
}

const Questions = (props: Part & { matches: boolean }) => {
  const open = props.view.questions.filter((one) => !one.withdrawn)
  return (
    <section aria-labelledby="questions">
      <h2 class="govuk-heading-m" id="questions">
        {props.view.mine ? 'Questions you want answered' : 'Questions the family wants answered'}
      </h2>
      {open.length === 0 && <p class="govuk-body">None yet.</p>}
      <ol class="govuk-list govuk-list--number govuk-list--spaced">
        {open.map((question) => (
          <li>
            <p class="govuk-body govuk-!-margin-bottom-1">{question.words}</p>
            <Match question={question} reference={props.view.review.reference} />
            {props.matches && (
              <p class="govuk-body-s">
                <a class="govuk-link" href={`${props.at}/questions/${question.id}`}>
                  Say where the report answers it<span class="govuk-visually-hidden">: {question.words}</span>
                </a>
              </p>
            )}
            {props.view.mine && (
              <ActionButton
                csrf={props.csrf}
                action={`${props.at}/questions/withdrawal`}
                text="Take it back"
                visuallyHiddenText={question.words}
                fields={{ id: question.id }}
                classes="govuk-button--secondary"
              />
            )}
          </li>
        ))}
      </ol>
      {props.view.mine && (
        <Form csrf={props.csrf} action={`${props.at}/questions`}>
          <Textarea
            {...field(props.form, 'question')}
            label="A question"
            hint="The author reads it and later shows you where the report answers it."
            rows={3}
          />
          <Button text="Ask it" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      )}
    </section>
  )
}

const Match = (props: { question: FamilyQuestion; reference: string }) => {
  const { answer } = props.question
  if (!answer) return null
  return (
    <p class="govuk-body-s">
      {answer.block === null ? (
        'The report does not answer this. '
      ) : (
        <>
          <a class="govuk-link" href={`/workspace/reviews/${props.reference}/report/reading#b${answer.block}`}>
            Answered in the report
          </a>
          .{' '}
        </>
      )}
      {answer.words}
    </p>
  )
}

const namedWords: Record<FamilyWishes['named'], string> = {
  role: 'By their part in it, such as “the mother”',
  pseudonym: 'By another name that the family chooses',
  'not-yet': 'Not decided yet',
}
const toldWords: Record<FamilyWishes['told'], string> = {
  'each-step': 'At each step',
  'when-important': 'Only when something important happens',
  'not-at-all': 'Not at all, until you say otherwise',
}

const WishesForm = (props: Part) => {
  const wishes = props.view.mine?.wishes
  const values = {
    named: wishes?.named ?? 'not-yet',
    'named-words': wishes?.namedWords ?? '',
    told: wishes?.told ?? 'each-step',
    wishes: wishes?.words ?? '',
    ...props.form.values,
  }
  const form = { ...props.form, values }
  return (
    <Form csrf={props.csrf} action={`${props.at}/wishes`}>
      <h2 class="govuk-heading-m">Your wishes</h2>
      <HiddenField name="version" value={wishes?.version ?? 0} />
      <Radios
        {...choice(form, 'named')}
        fieldset={{
          legend: { text: 'How should they be named in what is published?', classes: 'govuk-fieldset__legend--s' },
        }}
        items={Object.entries(namedWords).map(([value, text]) => ({
          value,
          text,
          ...(value === 'pseudonym'
            ? {
                conditional: {
                  content: (
                    <Input
                      {...field(form, 'named-words')}
                      label="Which name"
                      hint="Not a real one of the family’s: an editor tests that it gives nobody away."
                    />
                  ),
                },
              }
            : {}),
        }))}
      />
      <Radios
        {...choice(form, 'told')}
        fieldset={{ legend: { text: 'When should we write to you?', classes: 'govuk-fieldset__legend--s' } }}
        items={Object.entries(toldWords).map(([value, text]) => ({ value, text }))}
      />
      <Textarea {...field(form, 'wishes')} label="Anything else" rows={3} />
      <Button text="Keep my wishes" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  )
}

const WishesRead = (props: { wishes: readonly FamilyWishes[] }) =>
  props.wishes.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">The family’s wishes</h2>
      <ul class="govuk-list govuk-list--bullet">
        {props.wishes.map((one) => (
          <li>
            Name: {namedWords[one.named]}
            {one.namedWords ? ` (${one.namedWords})` : ''}. Told: {toldWords[one.told].toLowerCase()}. {one.words}
          </li>
        ))}
      </ul>
    </>
  )

const Quiet = (props: Part) => {
  const quiet = props.view.mine?.quiet ?? []
  return (
    <section aria-labelledby="quiet">
      <h2 class="govuk-heading-m" id="quiet">
        Days on which nothing is sent to you
      </h2>
      <p class="govuk-body">
        A birthday, an anniversary, a day in court. What is written on such a day reaches you later.
      </p>
      <ul class="govuk-list">
        {quiet.map((date) => (
          <li class="tl-row">
            {quietInWords(date)}
            <ActionButton
              csrf={props.csrf}
              action={`${props.at}/quiet/removal`}
              text="Take off"
              visuallyHiddenText={quietInWords(date)}
              fields={{ id: date.id }}
              classes="govuk-button--secondary"
            />
          </li>
        ))}
      </ul>
      <Form csrf={props.csrf} action={`${props.at}/quiet`}>
        <Input {...field(props.form, 'quiet-day')} label="Day" inputmode="numeric" classes="govuk-input--width-2" />
        <Input {...field(props.form, 'quiet-month')} label="Month" inputmode="numeric" classes="govuk-input--width-2" />
        <Input
          {...field(props.form, 'quiet-year')}
          label="Year"
          hint="Leave empty for every year"
          inputmode="numeric"
          classes="govuk-input--width-4"
        />
        <Button text="Add the day" classes="govuk-button--secondary" />
      </Form>
    </section>
  )
}

function quietInWords(date: { day: number; month: number; onlyYear: number | null }): string {
  const month = monthInWords(`2000-${String(date.month).padStart(2, '0')}`).split(' ')[0] ?? ''
  return `${date.day} ${month}${date.onlyYear ? ` ${date.onlyYear}` : ', every year'}`
}

const LiaisonForm = (props: Part) => {
  const values = { name: props.view.liaison?.name ?? '', reach: props.view.liaison?.reach ?? '', ...props.form.values }
  const form = { ...props.form, values }
  return (
    <Form csrf={props.csrf} action={`${props.at}/liaison`}>
      <HiddenField name="version" value={props.view.liaison?.version ?? 0} />
      <Input {...field(form, 'name')} label="Name" autocomplete="off" />
      <Textarea {...field(form, 'reach')} label="How and when to reach them" rows={2} />
      <Button text="Name this person" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  )
}

/** On a review's page: the way to the family's part. */
export async function partSlot(ctx: Context, review: Review): Promise<{ title: string; body: Content } | null> {
  const view = await familyView(ctx, review.id)
  if (!view) return null
  const open = view.questions.filter((one) => !one.withdrawn)
  const unanswered = open.filter((one) => !one.answer).length
  return {
    title: 'Family',
    body: (
      <p class="govuk-body">
        <a class="govuk-link" href={`/workspace/reviews/${review.reference}/family`}>
          The family’s part
        </a>
        : {counted(open.length, 'question')}
        {unanswered > 0 ? `, ${unanswered} not answered yet` : ''}
        {open.at(-1) ? `; the last asked on ${dateInWords(open.at(-1)!.askedAt)}` : ''}.
      </p>
    ),
  }
}
