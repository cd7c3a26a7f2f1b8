import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#platform/context.ts'
import type { Review } from '#register/register.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import type { Content } from '#web/components/params.ts'
import { Radios } from '#web/components/radios.tsx'
import { PrintButton } from '#web/components/reading.tsx'
import { SideBySide } from '#web/components/side-by-side.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { answerTerms, appointmentById, mayAnswerAs, mayChangeTerms, type Appointment } from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'
import { additionSays, parties, type EngagedClause, type Party } from '../terms.ts'
import { refusalWords } from './refusal-words.ts'

/** The parties as the pages name them. */
export const partyWords: Record<Party, string> = {
  author: 'the author',
  board: 'the chair of the board',
  national: 'the national body',
}

/** The appointment that a request is about, or the page that says nothing of what it hides. */
export async function appointmentFor(request: FastifyRequest) {
  const id = pathOf(request, 'appointment')
  const read = /^[0-9a-f-]{36}$/.test(id) ? await appointmentById(request.ctx, id) : null
  if (!read) throw new NotFound()
  return read
}

/** What a higher folder shows above the answer to who may sign with a key of their own; null where they may not. */
export type SigningSlot = (ctx: Context, appointment: Appointment, review: Review) => Promise<Content | null>

/** Reading and signing the terms. */
export function termsRoutes(app: FastifyInstance, signing: SigningSlot): void {
  const termsPage = termsPageWith(signing)
  const path = '/workspace/terms/:appointment'
  app.get(path, { config: { rule: commissioningActs.readTerms } }, async (request, reply) =>
    termsPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(path, { config: { rule: commissioningActs.readTerms } }, async (request, reply) => {
    const { appointment, review } = await appointmentFor(request)
    const form = formOf(request)
    const party = mayAnswerAs(request.ctx, appointment, review)
    const refuse = (errors: Record<string, string>) => termsPage(request, reply, { values: form, errors })
    if (!party) return refuse({ answer: refusalWords[appointment.state === 'offered' ? 'not-your-turn' : 'not-open'] })
    const word = form['answer']
    if (word !== 'accepted' && word !== 'declined') return refuse({ answer: 'Choose whether you accept' })
    const answer = await answerTerms(request.ctx, appointment.id, party, {
      answer: word,
      reason: form['reason'] ?? '',
      fingerprint: form['fingerprint'] ?? '',
    })
    if ('refused' in answer)
      return refuse({ [answer.refused === 'reason-missing' ? 'reason' : 'answer']: refusalWords[answer.refused] })
    const message =
      word === 'declined'
        ? 'You have declined. The registrar has been told.'
        : answer.state === 'accepted'
          ? 'Signed by all three. Work can begin.'
          : 'You have signed. The next to sign has been told.'
    return goTo(request, reply, `/workspace/reviews/${review.reference}`, message)
  })
}

const termsPageWith =
  (signing: SigningSlot) => async (request: FastifyRequest, reply: FastifyReply, form: FormState) => {
    const { appointment, review } = await appointmentFor(request)
    const party = mayAnswerAs(request.ctx, appointment, review)
    const changes = mayChangeTerms(request.ctx, appointment, review)
    const at = `/workspace/terms/${appointment.id}`
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={`Terms of engagement for ${review.reference}`}
        inError={hasErrors(form.errors)}
        width="full"
        backLink={`/workspace/reviews/${review.reference}`}
      >
        <ErrorSummaryFor errors={form.errors} />
        <h1 class="govuk-heading-l">Terms of engagement for {review.reference}</h1>
        <Signatures appointment={appointment} review={review} />
        <Differences appointment={appointment} at={at} mayChange={changes} />
        <h2 class="govuk-heading-m">The whole text</h2>
        <InsetText>
          <Tag text="Guarantee" /> marks what can be added to, and neither struck out nor weakened.
        </InsetText>
        <ol class="tl-clauses">
          {appointment.clauses.map((clause) => (
            <Clause clause={clause} at={at} mayChange={changes} />
          ))}
        </ol>
        <Fingerprint id="terms-fingerprint" label="Fingerprint of this text" value={appointment.fingerprint} />
        <PrintButton text="Print these terms" />
        {await signing(request.ctx, appointment, review)}
        {party && (
          <AnswerForm form={form} party={party} fingerprint={appointment.fingerprint} csrf={await csrfOf(reply)} />
        )}
      </Page>,
      hasErrors(form.errors) ? 422 : 200,
    )
  }

const Signatures = (props: { appointment: Appointment; review: Review }) => {
  const { appointment } = props
  const lineFor = (party: Party) => {
    const current = appointment.answers.filter((one) => one.party === party)
    const onThis = current.find((one) => one.fingerprint === appointment.fingerprint)
    if (onThis)
      return `${onThis.answer === 'accepted' ? 'Signed' : 'Declined'} by ${onThis.name}, ${dateTimeInWords(onThis.at)}${onThis.reason ? `: ${onThis.reason}` : ''}`
    if (current.length > 0) return 'Signed an earlier wording, and is asked again'
    if (appointment.state !== 'offered') return 'Not signed'
    return appointment.next === party ? 'Reads it now' : 'Waits for the others'
  }
  return (
    <SummaryList
      rows={[
        { key: 'Author', value: appointment.authorName },
        { key: 'Text', value: `Template version ${appointment.templateVersion}, wording ${appointment.wording}` },
        { key: 'Author’s key', value: appointment.authorKey ?? 'Not made yet' },
        ...parties.map((party) => ({
          key: `For ${partyWords[party]}`,
          value: lineFor(party),
        })),
      ]}
    />
  )
}

/** Both sides see every difference from the template, side by side, before anything else. */
const Differences = (props: { appointment: Appointment; at: string; mayChange: boolean }) => {
  const changed = props.appointment.clauses.filter((clause) => clause.change)
  return (
    <section aria-labelledby="differences">
      <h2 class="govuk-heading-m" id="differences">
        What differs from the template
      </h2>
      {changed.length === 0 ? (
        <p class="govuk-body">Nothing: every clause is the template’s.</p>
      ) : (
        <>
          <p class="govuk-body">{counted(changed.length, 'clause')}. Everything else is word for word the template.</p>
          {changed.map((clause) => (
            <Difference clause={clause} />
          ))}
        </>
      )}
    </section>
  )
}

const changeWords = { added: 'Added to', changed: 'Changed', struck: 'Struck out', 'as-template': 'As the template' }

const Difference = (props: { clause: EngagedClause }) => {
  const { clause } = props
  const { change } = clause
  if (!change) return null
  return (
    <section class="tl-difference" aria-labelledby={`difference-${clause.key}`}>
      <h3 class="govuk-heading-s" id={`difference-${clause.key}`}>
        {clause.number}. {clause.heading} <Tag text={changeWords[change.change]} classes="govuk-tag--yellow" />
      </h3>
      <SideBySide
        first={{ heading: 'The template', content: <p class="govuk-body">{clause.templateText}</p> }}
        second={{ heading: 'These terms', content: <ClauseWords clause={clause} /> }}
      />
      <p class="govuk-body-s">
        {change.by}, {dateTimeInWords(change.at)}: {change.why}
      </p>
    </section>
  )
}

const ClauseWords = (props: { clause: EngagedClause }) => (
  <>
    <p class="govuk-body">{props.clause.text ?? <em>Struck out for this engagement.</em>}</p>
    {props.clause.added && (
      <p class="govuk-body">
        <strong>{additionSays}:</strong> <ins>{props.clause.added}</ins>
      </p>
    )}
  </>
)

const Clause = (props: { clause: EngagedClause; at: string; mayChange: boolean }) => (
  <li>
    <h3 class="govuk-heading-s">
      {props.clause.heading} {props.clause.kept && <Tag text="Guarantee" />}
    </h3>
    <ClauseWords clause={props.clause} />
    {props.mayChange && (
      <p class="govuk-body-s tl-screen-only">
        <a class="govuk-link" href={`${props.at}/clauses/${props.clause.key}`}>
          {props.clause.kept ? 'Add to this clause' : 'Change this clause'}
          <span class="govuk-visually-hidden">: {props.clause.heading}</span>
        </a>
      </p>
    )}
  </li>
)

const AnswerForm = (props: { form: FormState; party: Party; fingerprint: string; csrf: string }) => (
  <Form csrf={props.csrf}>
    <HiddenField name="fingerprint" value={props.fingerprint} />
    <Radios
      {...choice(props.form, 'answer')}
      fieldset={{
        legend: { text: `Your answer for ${partyWords[props.party]}`, classes: 'govuk-fieldset__legend--m' },
      }}
      hint="Signing is accepting this exact text, signed in with your second factor."
      items={[
        { value: 'accepted', text: 'I accept these terms' },
        {
          value: 'declined',
          text: 'I decline',
          conditional: { content: <Textarea {...field(props.form, 'reason')} label="Why" rows={3} /> },
        },
      ]}
    />
    <ButtonGroup>
      <Button text="Send my answer" preventDoubleClick />
    </ButtonGroup>
  </Form>
)
