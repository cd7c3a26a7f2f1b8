/** Pages of the quality markers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { draftOf, dropDraft } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference, type Review } from '#register/register.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import type { Content } from '#web/components/params.ts'
import { Radios } from '#web/components/radios.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { setWords, stepOf, stepWords, type Step } from '../markers.ts'
import {
  answerMarker,
  markersOf,
  markerWords,
  type AskedMarker,
  type MarkerAnswer,
  type MarkerWord,
  type QualityRefusal,
} from '../quality.ts'
import { qualityActs } from '../permissions.ts'

const refusals: Record<QualityRefusal, { field: string; words: string }> = {
  'not-found': { field: 'answer', words: 'There is no such review for you' },
  'no-such-marker': { field: 'answer', words: 'This marker is not asked of this review' },
  'note-missing': { field: 'note', words: 'Say what is missing, so that somebody can do something about it' },
  'changed-meanwhile': {
    field: 'answer',
    words:
      'Somebody answered this marker while you were writing. Their answer stands above; yours is kept: send it if it is still right',
  },
}

const tags: Record<MarkerWord, string> = {
  met: 'govuk-tag--green',
  partly: 'govuk-tag--yellow',
  not: 'govuk-tag--red',
  'not-yet-due': 'govuk-tag--grey',
}

const path = '/workspace/reviews/:reference/quality'
const draft = 'quality-marker'

/** Registers them. */
export async function qualityPages(app: FastifyInstance): Promise<void> {
  app.get(path, { config: { rule: qualityActs.readMarkers } }, listPage)
  const one = `${path}/:marker`
  app.get(one, { config: { rule: qualityActs.answerMarker } }, async (request, reply) => {
    const { review, asked } = await markerFor(request)
    const kept = await draftOf(request.ctx, [draft, review.reference, asked.marker.code].join(':'))
    const last = asked.answers.at(-1)
    const values = kept?.values ?? (last ? { answer: last.answer, note: last.note, evidence: last.evidence } : {})
    return markerPage(request, reply, { values, errors: {} })
  })
  app.post(one, { config: { rule: qualityActs.answerMarker, draft } }, async (request, reply) => {
    const { review, asked } = await markerFor(request)
    const form = formOf(request)
    const answer = form['answer'] ?? ''
    if (!Object.hasOwn(markerWords, answer))
      return markerPage(request, reply, { values: form, errors: { answer: 'Choose one of the four' } })
    const taken = await answerMarker(request.ctx, review.id, asked.marker.code, {
      answer: answer as MarkerWord,
      note: form['note'] ?? '',
      evidence: form['evidence'] ?? '',
      seen: Number(form['seen']),
    })
    if ('refused' in taken) {
      const { field: at, words } = refusals[taken.refused]
      return markerPage(request, reply, { values: form, errors: { [at]: words } })
    }
    await dropDraft(request.ctx, [draft, review.reference, asked.marker.code].join(':'))
    return goTo(request, reply, `/workspace/reviews/${review.reference}/quality`, 'Recorded.')
  })
}

async function reviewFor(request: FastifyRequest): Promise<{ review: Review; all: AskedMarker[] }> {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  const all = review && (await markersOf(request.ctx, review.id))
  if (!review || !all) throw new NotFound()
  return { review, all }
}

async function markerFor(request: FastifyRequest): Promise<{ review: Review; asked: AskedMarker }> {
  const { review, all } = await reviewFor(request)
  const asked = all.find((one) => one.marker.code === pathOf(request, 'marker'))
  if (!asked || !may(request.ctx.actor, qualityActs.answerMarker, review.scope)) throw new NotFound()
  return { review, asked }
}

async function listPage(request: FastifyRequest, reply: FastifyReply) {
  const { review, all } = await reviewFor(request)
  const now = stepOf(review.stage)
  const answers = may(request.ctx.actor, qualityActs.answerMarker, review.scope)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Quality markers of ${review.reference}`}
      width="full"
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <h1 class="govuk-heading-l">Quality markers of {review.reference}</h1>
      <p class="govuk-body">
        Prompts for judgement, asked where they belong. They are not added up: a marker met does not prove quality.
      </p>
      {(Object.keys(stepWords) as Step[]).map((step) => (
        <StepMarkers
          step={step}
          now={step === now}
          asked={all.filter((one) => one.marker.step === step)}
          at={answers ? `/workspace/reviews/${review.reference}/quality` : null}
        />
      ))}
    </Page>,
  )
}

const StepMarkers = (props: { step: Step; now: boolean; asked: AskedMarker[]; at: string | null }) => (
  <section aria-labelledby={`step-${props.step}`}>
    <h2 class="govuk-heading-m" id={`step-${props.step}`}>
      {stepWords[props.step]} {props.now && <Tag text="The review is here" classes="govuk-tag--blue" />}
    </h2>
    <ul class="govuk-list govuk-list--spaced">
      {props.asked.map(({ marker, answers }) => {
        const last = answers.at(-1)
        return (
          <li>
            {props.at ? (
              <a class="govuk-link govuk-!-font-weight-bold" href={`${props.at}/${marker.code}`}>
                {marker.name}
              </a>
            ) : (
              <strong>{marker.name}</strong>
            )}{' '}
            <Tag
              text={last ? markerWords[last.answer] : 'No answer yet'}
              classes={last ? tags[last.answer] : 'govuk-tag--grey'}
            />
            <br />
            {marker.statement} <span class="tl-faint">{setWords[marker.set]}.</span>
            {last?.note && <p class="govuk-body govuk-!-margin-top-1">{last.note}</p>}
          </li>
        )
      })}
    </ul>
  </section>
)

async function markerPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const { review, asked } = await markerFor(request)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={asked.marker.name}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}/quality`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{asked.marker.name}</h1>
      <p class="govuk-body-l">{asked.marker.statement}</p>
      <Given answers={asked.answers} open={hasErrors(form.errors)} />
      <Form csrf={await csrfOf(reply)}>
        <HiddenField name="seen" value={asked.answers.length} />
        <Radios
          {...choice(form, 'answer')}
          fieldset={{ legend: { text: 'As you see it', classes: 'govuk-fieldset__legend--m' } }}
          items={Object.entries(markerWords).map(([value, text]) => ({ value, text }))}
        />
        <Textarea {...field(form, 'note')} label={{ text: 'Note', classes: 'govuk-label--s' }} rows={3} />
        <Textarea
          {...field(form, 'evidence')}
          label={{ text: 'What shows it', classes: 'govuk-label--s' }}
          hint="A record, a meeting, a passage. No names."
          rows={2}
        />
        <ButtonGroup>
          <Button text="Record" preventDoubleClick />
          <Button text="Save draft" name="save-draft" value="yes" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Given = (props: { answers: readonly MarkerAnswer[]; open: boolean }) =>
  props.answers.length === 0 ? null : (
    <Details summaryText={`Answered ${counted(props.answers.length, 'time')}`} open={props.open}>
      {props.answers.toReversed().map((one) => (
        <p class="govuk-body">
          <Tag text={markerWords[one.answer]} classes={tags[one.answer]} /> {one.by}, {dateTimeInWords(one.at)}.{' '}
          {one.note} {one.evidence}
        </p>
      ))}
    </Details>
  )

/** On a review's page: the markers of the step at which it stands. */
export async function qualitySlot(ctx: Context, review: Review): Promise<{ title: string; body: Content } | null> {
  const step = stepOf(review.stage)
  const all = step && (await markersOf(ctx, review.id))
  if (!step || !all) return null
  const here = all.filter((one) => one.marker.step === step)
  const open = here.filter((one) => one.answers.length === 0)
  const at = `/workspace/reviews/${review.reference}/quality`
  return {
    title: 'Quality markers at this step',
    body: (
      <p class="govuk-body">
        <a class="govuk-link" href={at}>
          {stepWords[step]}
        </a>
        : {open.length === 0 ? 'all answered' : open.map((one) => one.marker.name).join(', ')}.
      </p>
    ),
  }
}
