import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { Form, HiddenField } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Pager } from '#web/components/pager.tsx'
import { spanKinds } from '#web/components/span-mark.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, queryOf, sendPage, shellOf } from '#web/site.ts'
import { decideEntity, type EntityRow, type SpanRow, type Workbench } from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { benchFor, benchPath, decisionWords } from './workbench.tsx'

/** Entities on one page of the list. */
const onPage = 25

/** Every person, place and detail in a plain list, each with its own form: the whole work without scripts. */
export function listRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report/list'
  app.get(base, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) =>
    listPage(request, reply, await benchFor(request)),
  )
  app.post(base, { config: { rule: deidentificationActs.decide } }, async (request, reply) => {
    const bench = await benchFor(request)
    const form = formOf(request)
    const act = form['do'] ?? ''
    const answer = await decideEntity(request.ctx, bench.work.reportId, form['entity'] ?? '', {
      decision: act === 'keep' ? 'keep' : 'replace',
      replacement: act === 'removed' ? 'removed' : (form['replacement'] ?? ''),
      removed: act === 'removed',
      version: Number(form['version']) || undefined,
    })
    const message =
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Decided, for every mention. You can undo this.'
    const page = Number(form['page']) || 1
    const path = `${benchPath(bench.work.reportId)}/list?show=${form['show'] === 'all' ? 'all' : 'open'}&page=${page}`
    return goTo(request, reply, path, message)
  })
}

async function listPage(request: FastifyRequest, reply: FastifyReply, bench: Workbench) {
  const all = queryOf(request, 'show') === 'all'
  const entities = bench.entities.filter((one) => all || one.decision === 'undecided')
  const pages = Math.max(1, Math.ceil(entities.length / onPage))
  const page = Math.min(pages, Math.max(1, Number(queryOf(request, 'page')) || 1))
  const at = benchPath(bench.work.reportId)
  const csrf = await csrfOf(reply)
  const spansOf = new Map<string, SpanRow[]>()
  for (const span of bench.spans) spansOf.set(span.entityId, [...(spansOf.get(span.entityId) ?? []), span])
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Decide in a plain list: review ${bench.reference}`}
      backLink={at}
    >
      <h1 class="govuk-heading-l">Decide in a plain list: review {bench.reference}</h1>
      <p class="govuk-body">
        {counted(bench.undecided, 'is', 'are')} undecided of {bench.entities.length}.{' '}
        <a class="govuk-link" href={`${at}/list?show=${all ? 'open' : 'all'}`}>
          {all ? 'Show only what is undecided' : 'Show all'}
        </a>
      </p>
      {entities.length === 0 && (
        <EmptyState title="Everything is decided">Go on to preview the edition and hand it on.</EmptyState>
      )}
      <ul class="govuk-list">
        {entities.slice((page - 1) * onPage, page * onPage).map((entity) => (
          <Line
            entity={entity}
            spans={spansOf.get(entity.id) ?? []}
            bench={bench}
            csrf={bench.work.state === 'open' ? csrf : null}
            page={page}
            all={all}
          />
        ))}
      </ul>
      <Pager page={page} pages={pages} hrefOf={(n) => `${at}/list?show=${all ? 'all' : 'open'}&page=${n}`} />
    </Page>,
  )
}

const Line = (props: {
  entity: EntityRow
  spans: readonly SpanRow[]
  bench: Workbench
  csrf: string | null
  page: number
  all: boolean
}) => {
  const { entity, spans } = props
  const [first] = spans
  const text = first ? (props.bench.blocks[first.block]?.text ?? '') : ''
  const at = benchPath(props.bench.work.reportId)
  return (
    <li class="tl-line">
      <h2 class="govuk-heading-s">
        <a class="govuk-link" href={`${at}/entities/${entity.id}`}>
          {entity.canonical}
        </a>
      </h2>
      <p class="govuk-body-s">
        {spanKinds[entity.label].words}, {counted(spans.length, 'mention')}. {decisionWords(entity)}. Found because:{' '}
        {first?.reason.replace(/\.$/, '') ?? ''}.
      </p>
      {first && (
        <p class="govuk-body-s">
          …{text.slice(Math.max(0, first.start - 60), first.start)}
          <strong>{text.slice(first.start, first.end)}</strong>
          {text.slice(first.end, first.end + 60)}…
        </p>
      )}
      {props.csrf && (
        <Form csrf={props.csrf} action={`${at}/list`}>
          <HiddenField name="entity" value={entity.id} />
          <HiddenField name="version" value={entity.version} />
          <HiddenField name="page" value={props.page} />
          <HiddenField name="show" value={props.all ? 'all' : 'open'} />
          <Input
            id={`words-${entity.id}`}
            name="replacement"
            label={`Words in place of “${entity.canonical}”`}
            value={entity.replacement || entity.suggested}
            spellcheck={false}
          />
          <ButtonGroup>
            <Button text="Replace everywhere" name="do" value="replace" />
            <Button text="Keep" name="do" value="keep" classes="govuk-button--secondary" />
            <Button text="Removed" name="do" value="removed" classes="govuk-button--secondary" />
          </ButtonGroup>
        </Form>
      )}
    </li>
  )
}
