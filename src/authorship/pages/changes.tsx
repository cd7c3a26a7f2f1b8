import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { blockRootsOf } from '#integrity/integrity.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import {
  ActionButton,
  choice,
  choices,
  emptyForm,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
} from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { WordDiff } from '#web/components/word-diff.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { changeReasonWords, mostDissentWords, unansweredDays, type ProposalState } from '../consent/change.ts'
import {
  answerProposal,
  confirmChange,
  imposeChange,
  proposalFor,
  proposeChange,
  takeBackProposal,
  type ChangeRefusal,
  type ProposalAnswer,
} from '../consent/changing.ts'
import { readSealed, type Reading } from '../consent/reading.ts'
import { authorshipActs } from '../permissions.ts'
import { changeRefusalWords } from './change-words.ts'
import { idOf, reportPath } from './report-for.ts'

/** A proposal's state in words and colour. */
export const proposalStates: Record<ProposalState, { text: string; classes: string }> = {
  open: { text: 'Waits for the author', classes: 'govuk-tag--yellow' },
  agreed: { text: 'Author agreed, waits for the board', classes: 'govuk-tag--yellow' },
  refused: { text: 'Refused by the author', classes: 'govuk-tag--grey' },
  'in-force': { text: 'Changed with the author’s agreement', classes: 'govuk-tag--blue' },
  imposed: { text: 'Changed without the author’s agreement', classes: 'govuk-tag--red' },
  'taken-back': { text: 'Taken back', classes: 'govuk-tag--grey' },
  outdated: { text: 'The passage has changed since', classes: 'govuk-tag--grey' },
}

/** Proposing a change, and what its author, the board and whoever proposed it can do about it. */
export function changeRoutes(app: FastifyInstance): void {
  const base = '/workspace/reviews/:reference/report'
  const read = { config: { rule: authorshipActs.readSealedReport } }
  proposingRoutes(app, base)
  app.get(`${base}/changes`, read, async (request, reply) => changesPage(request, reply))
  app.get(`${base}/changes/:proposal`, read, async (request, reply) => proposalPage(request, reply, emptyForm))
  app.post(`${base}/changes/:proposal`, { config: { rule: authorshipActs.answerProposal } }, async (request, reply) => {
    const form = formOf(request)
    const done = await answerProposal(request.ctx, idOf(request, 'proposal'), answerOf(form))
    if ('refused' in done)
      return proposalPage(request, reply, { values: form, errors: { words: changeRefusalWords[done.refused] } })
    const said = {
      agree: 'You agreed. It takes effect once the board confirms exactly this.',
      refuse: 'You refused. The text stays as it is.',
      dissent: 'You refused, and your dissent is kept and shown beside the report.',
    }
    return goTo(request, reply, pathOfProposal(request), said[answerOf(form).answer])
  })
  const act = async (
    request: FastifyRequest,
    reply: FastifyReply,
    done: { refused: ChangeRefusal } | object,
    message: string,
  ) =>
    'refused' in done
      ? proposalPage(request, reply, { values: formOf(request), errors: { sure: changeRefusalWords[done.refused] } })
      : goTo(request, reply, pathOfProposal(request), message)
  const confirm = { config: { rule: authorshipActs.confirmChange } }
  app.post(`${base}/changes/:proposal/confirmation`, confirm, async (request, reply) =>
    act(request, reply, await confirmChange(request.ctx, idOf(request, 'proposal')), 'The change is in force.'),
  )
  const impose = { config: { rule: authorshipActs.imposeChange } }
  app.post(`${base}/changes/:proposal/imposition`, impose, async (request, reply) => {
    const form = formOf(request)
    if (form['sure'] !== 'yes')
      return proposalPage(request, reply, {
        values: form,
        errors: { sure: 'Confirm that you change the text without its author’s agreement' },
      })
    const done = await imposeChange(request.ctx, idOf(request, 'proposal'), sealOf(form))
    return act(request, reply, done, 'Changed without the author’s agreement, and shown as that for ever.')
  })
  const propose = { config: { rule: authorshipActs.proposeChange } }
  app.post(`${base}/changes/:proposal/taking-back`, propose, async (request, reply) =>
    act(request, reply, await takeBackProposal(request.ctx, idOf(request, 'proposal')), 'Taken back.'),
  )
}

function pathOfProposal(request: FastifyRequest): string {
  return `/workspace/reviews/${pathOf(request, 'reference')}/report/changes/${idOf(request, 'proposal')}`
}

/** What the browser sealed. Malformed bytes are refused by the verb. */
function sealOf(form: Record<string, string>): { seed: Uint8Array; root: Uint8Array } {
  const bytes = (name: string) => new Uint8Array(Buffer.from(form[name] ?? '', 'base64'))
  return { seed: bytes('seed'), root: bytes('root') }
}

function answerOf(form: Record<string, string>): ProposalAnswer {
  if (form['answer'] === 'agree') return { answer: 'agree', seal: sealOf(form) }
  return form['answer'] === 'dissent' ? { answer: 'dissent', words: form['words'] ?? '' } : { answer: 'refuse' }
}

function proposingRoutes(app: FastifyInstance, base: string): void {
  const rule = authorshipActs.proposeChange
  app.get(`${base}/blocks/:n/proposal`, { config: { rule } }, async (request, reply) => {
    const { reading, n } = await passageFor(request)
    const values = { text: reading.blocks[n]!.text }
    return proposePage(request, reply, reading, n, { values, errors: {} })
  })
  app.post(`${base}/blocks/:n/proposal`, { config: { rule } }, async (request, reply) => {
    const { reading, n } = await passageFor(request)
    const form = formOf(request)
    const done = await proposeChange(request.ctx, reading.reportId, {
      block: n,
      text: form['text'] ?? '',
      reason: form['reason'] ?? '',
      why: form['why'] ?? '',
    })
    if ('refused' in done) {
      const at = { 'reason-class-missing': 'reason', 'why-missing': 'why', 'why-too-long': 'why' }
      const name = at[done.refused as keyof typeof at] ?? 'text'
      return proposePage(request, reply, reading, n, {
        values: form,
        errors: { [name]: changeRefusalWords[done.refused] },
      })
    }
    return goTo(
      request,
      reply,
      `${reportPath(reading.review)}/changes/${done.proposalId}`,
      'Proposed. The author has been told. Nothing changes unless they agree, or the board says openly that they did not.',
    )
  })
}

/** The passage of a request on the sealed text, for who may propose a change to it. */
async function passageFor(request: FastifyRequest): Promise<{ reading: Reading; n: number }> {
  const reading = await readSealed(request.ctx, pathOf(request, 'reference'))
  const n = Number(pathOf(request, 'n'))
  if (!reading?.changes.mayPropose || !Number.isInteger(n) || !reading.blocks[n]) throw new NotFound()
  return { reading, n }
}

async function proposePage(request: FastifyRequest, reply: FastifyReply, reading: Reading, n: number, form: FormState) {
  const back = `${reportPath(reading.review)}/reading#b${n}`
  const title = 'Propose a change to this passage'
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={back}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        The author sees your words beside theirs, with your name and why. They can agree and sign, refuse, or refuse and
        dissent. If they say nothing, that is not agreement.
      </p>
      <h2 class="govuk-heading-s">As it is</h2>
      <blockquote class="govuk-inset-text">{reading.blocks[n]!.text}</blockquote>
      <Form csrf={await csrfOf(reply)}>
        <Textarea {...field(form, 'text')} label="As you would have it" rows={8} />
        <Radios
          {...choice(form, 'reason')}
          fieldset={{ legend: 'Why? Choose the class that is counted in public' }}
          items={Object.entries(changeReasonWords).map(([value, text]) => ({ value, text }))}
        />
        <Textarea {...field(form, 'why')} label="Your reason, for the author" rows={4} />
        <ButtonGroup>
          <Button text="Propose this to the author" preventDoubleClick />
          <a class="govuk-link" href={back}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

async function changesPage(request: FastifyRequest, reply: FastifyReply) {
  const reading = await readSealed(request.ctx, pathOf(request, 'reference'))
  if (!reading) throw new NotFound()
  const at = reportPath(reading.review)
  const title = `Changes asked in review ${reading.review.reference}`
  const { proposals } = reading.changes
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title={title} backLink={`${at}/reading`}>
      <h1 class="govuk-heading-l">{title}</h1>
      {proposals.length === 0 ? (
        <EmptyState title="No change was asked">The text is as its author submitted it.</EmptyState>
      ) : (
        proposals.map((one) => (
          <section class="tl-proposal">
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
              <a class="govuk-link" href={`${at}/changes/${one.id}`}>
                {changeReasonWords[one.reason]}: passage {one.block + 1}
              </a>
            </h2>
            <p class="govuk-body govuk-!-margin-bottom-1">
              <Tag {...proposalStates[one.state]} /> {one.by}, {dateInWords(one.at)}
            </p>
            <WordDiff parts={one.diff} />
          </section>
        ))
      )}
    </Page>,
  )
}

type Found = NonNullable<Awaited<ReturnType<typeof proposalFor>>>

async function proposalPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const found = await proposalFor(request.ctx, idOf(request, 'proposal'))
  if (!found || found.facts.sealed.review.reference !== pathOf(request, 'reference')) throw new NotFound()
  const { proposal, facts } = found
  const csrf = await csrfOf(reply)
  const at = reportPath(facts.sealed.review)
  const title = `A change asked: ${changeReasonWords[proposal.reason].toLowerCase()}`
  const answerable = ['open', 'agreed', 'refused'].includes(proposal.state)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={title}
      inError={hasErrors(form.errors)}
      backLink={`${at}/reading#b${proposal.block}`}
      scripts={['/assets/amend.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        <Tag {...proposalStates[proposal.state]} />
      </p>
      <BeforeAndAfter found={found} />
      {found.changes.dissents
        .filter((one) => one.proposalId === proposal.id)
        .map((one) => (
          <div class="govuk-inset-text">
            <h2 class="govuk-heading-s">The author dissents</h2>
            <p class="govuk-body tl-typed">{one.words}</p>
          </div>
        ))}
      {found.isAuthor && answerable && <AuthorAnswers found={found} form={form} csrf={csrf} />}
      {found.isAuthor && proposal.state === 'imposed' && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${at}/dissent?about=${proposal.id}`}>
            Write a dissent that is shown beside it
          </a>
        </p>
      )}
      {found.changes.isCommissioner && (
        <BoardAnswers found={found} form={form} csrf={csrf} at={`${at}/changes/${proposal.id}`} />
      )}
      {proposal.mine && answerable && (
        <ActionButton
          csrf={csrf}
          action={`${at}/changes/${proposal.id}/taking-back`}
          text="Take this proposal back"
          classes="govuk-button--secondary"
        />
      )}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const BeforeAndAfter = (props: { found: Found }) => {
  const { proposal, facts } = props.found
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Proposed by', value: proposal.by },
          { key: 'On', value: dateInWords(proposal.at) },
          { key: 'Why', value: { text: <span class="tl-typed">{proposal.why}</span> } },
        ]}
      />
      <h2 class="govuk-heading-s">What would change</h2>
      <WordDiff parts={proposal.diff} />
      <h2 class="govuk-heading-s">Before</h2>
      <blockquote class="govuk-inset-text">{proposal.before}</blockquote>
      <h2 class="govuk-heading-s">After</h2>
      <blockquote class="govuk-inset-text">
        <span
          data-amend-block={String(proposal.block)}
          data-amend-kind={proposal.kind}
          data-amend-roots={blockRootsOf(facts.blocks, facts.seeds).join(',')}
        >
          {proposal.after}
        </span>
      </blockquote>
    </>
  )
}

const SealFields = () => (
  <>
    <HiddenField name="seed" value="" />
    <HiddenField name="root" value="" />
  </>
)

/** Three buttons of one size and colour: none is the one that somebody should press. */
const AuthorAnswers = (props: { found: Found; form: FormState; csrf: string }) => (
  <section aria-labelledby="your-answer">
    <h2 class="govuk-heading-m" id="your-answer">
      Your answer
    </h2>
    <p class="govuk-body">
      {props.found.proposal.state === 'agreed'
        ? 'You agreed. Until the board confirms it you can still refuse.'
        : props.found.proposal.state === 'refused'
          ? 'You refused. You can still agree, or add a dissent.'
          : `Only you can answer this. There is no time after which you are taken to have agreed. After ${unansweredDays} days the board can change the passage without you; the report then says so for ever.`}
    </p>
    <noscript>
      <WarningText text="Agreeing needs JavaScript, because your own browser seals the changed text. Refusing does not." />
    </noscript>
    <Form csrf={props.csrf} id="amend-form">
      <SealFields />
      <Textarea
        {...field(props.form, 'words')}
        label="Your dissent, only if you refuse and dissent"
        hint={`Up to ${mostDissentWords} words, shown beside the report and every edition. Write no names: it is published as you write it`}
        rows={4}
      />
      <ButtonGroup>
        <AnswerButton value="agree" text="Agree and sign" />
        <AnswerButton value="refuse" text="Refuse" />
        <AnswerButton value="dissent" text="Refuse and dissent" />
      </ButtonGroup>
    </Form>
  </section>
)

const AnswerButton = (props: { value: 'agree' | 'refuse' | 'dissent'; text: string }) => (
  <button
    type="submit"
    class="govuk-button govuk-button--secondary"
    name="answer"
    value={props.value}
    data-seals={props.value === 'agree' ? 'yes' : undefined}
  >
    {props.text}
  </button>
)

const BoardAnswers = (props: { found: Found; form: FormState; csrf: string; at: string }) => {
  const { proposal } = props.found
  if (proposal.state === 'agreed')
    return (
      <section aria-labelledby="confirm">
        <h2 class="govuk-heading-m" id="confirm">
          The author agreed
        </h2>
        <p class="govuk-body">
          Confirm exactly these words, and they take effect as a new sealed version. The version before is kept.
        </p>
        <ActionButton csrf={props.csrf} action={`${props.at}/confirmation`} text="Confirm the change" />
      </section>
    )
  if (!proposal.imposable) return null
  return (
    <section aria-labelledby="impose">
      <h2 class="govuk-heading-m" id="impose">
        Change it without the author’s agreement
      </h2>
      <WarningText text="The report and every edition will carry the red label “Changed without the author’s agreement” for ever, with the author’s dissent beside it. The author and the national body are told at once." />
      <noscript>
        <WarningText text="This needs JavaScript, because your own browser seals the changed text." />
      </noscript>
      <Form csrf={props.csrf} action={`${props.at}/imposition`} id={props.found.isAuthor ? undefined : 'amend-form'}>
        <SealFields />
        <Checkboxes
          {...choices(props.form, 'sure')}
          items={[{ value: 'yes', text: 'I change this passage without its author’s agreement, in the open' }]}
        />
        <button type="submit" class="govuk-button govuk-button--warning" data-seals="yes">
          Change it without agreement
        </button>
      </Form>
    </section>
  )
}
