import type { FastifyInstance } from 'fastify'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ActionButton } from '#web/components/form.tsx'
import { spanKinds } from '#web/components/span-mark.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, goTo, pathOf, sendPage, shellOf } from '#web/site.ts'
import { setAside, whatIsLeft, type Leftover } from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { benchFor, benchPath } from './workbench.tsx'

/** Shown at once: who has looked at these looks at the next. */
const shown = 40

/** What nothing masks yet: details to ask about, then the rest by how likely and how rare it is. */
export function leftRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report/left'
  app.get(base, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) => {
    const bench = await benchFor(request)
    const left = await whatIsLeft(request.ctx, bench.work.reportId)
    const prompts = left.filter((one) => one.prompt)
    const rest = left.filter((one) => !one.prompt)
    const csrf = bench.work.state === 'open' ? await csrfOf(reply) : null
    const at = benchPath(bench.work.reportId)
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={`What is left in review ${bench.reference}`}
        backLink={at}
      >
        <h1 class="govuk-heading-l">What is left in review {bench.reference}</h1>
        {left.length === 0 && (
          <EmptyState title="Nothing is left to look at">
            This does not say that nobody could be recognised: read the preview as somebody who knows the place.
          </EmptyState>
        )}
        {prompts.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Could somebody be known by this? ({prompts.length})</h2>
            <p class="govuk-body">
              Rare events, callings, origins and beliefs. Nothing is masked here unless you mark it. Ask whether a
              neighbour or a reporter would know the case by it.
            </p>
            <Lines lines={prompts.slice(0, shown)} at={at} csrf={csrf} />
          </>
        )}
        {rest.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Passages that are not masked ({rest.length})</h2>
            <p class="govuk-body">The likeliest and rarest first.</p>
            <Lines lines={rest.slice(0, shown)} at={at} csrf={csrf} />
          </>
        )}
      </Page>,
    )
  })
  app.post(`${base}/:leftover/aside`, { config: { rule: deidentificationActs.decide } }, async (request, reply) => {
    const id = pathOf(request, 'report')
    const answer = await setAside(request.ctx, id, Number(pathOf(request, 'leftover')) || 0)
    const message = 'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Set aside. The author’s words stay.'
    return goTo(request, reply, `${benchPath(id)}/left`, message)
  })
}

const Lines = (props: { lines: readonly Leftover[]; at: string; csrf: string | null }) => (
  <ul class="govuk-list govuk-list--spaced">
    {props.lines.map((one) => (
      <li class="tl-line">
        <p class="govuk-body">
          …{one.before}
          <strong>{one.words}</strong>
          {one.after}…
        </p>
        <p class="govuk-body-s">
          {spanKinds[one.label].words}. {one.reason.replace(/\.$/, '')}. Chance that it should be masked: about{' '}
          {Math.round(one.probability * 100)} in 100; rarity {counted(Math.round(one.rarity), 'bit')}.
        </p>
        {props.csrf && (
          <div class="govuk-button-group">
            <a class="govuk-link" href={`${props.at}/blocks/${one.block}?left=${one.id}`}>
              Mark it<span class="govuk-visually-hidden">: {one.words}</span>
            </a>
            <ActionButton
              csrf={props.csrf}
              action={`${props.at}/left/${one.id}/aside`}
              text="Leave it"
              classes="govuk-button--secondary"
            />
          </div>
        )}
      </li>
    ))}
  </ul>
)
