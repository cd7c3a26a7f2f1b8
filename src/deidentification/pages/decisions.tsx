import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import {
  choice,
  choices,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Prose } from '#web/components/reading.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Select } from '#web/components/select.tsx'
import { spanKinds, type SpanKind } from '#web/components/span-mark.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import {
  decideEntity,
  decideSpan,
  markWords,
  whatIsLeft,
  type DeidentificationRefusal,
  type EntityRow,
  type SpanRow,
  type Workbench,
} from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'
import { benchFor, benchPath, marked, sendState, stateOf, wantsJson } from './workbench.tsx'

/** Deciding one person, place or detail; one mention; and marking words by hand. */
export function decisionRoutes(app: FastifyInstance): void {
  entityRoutes(app)
  blockRoutes(app)
}

function entityRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report/entities/:entity'
  const rule = deidentificationActs.decide
  app.get(base, { config: { rule } }, async (request, reply) => {
    const { bench, entity } = await entityFor(request)
    const values = {
      decision: entity.removed ? 'removed' : entity.decision === 'keep' ? 'keep' : 'replace',
      replacement: entity.replacement || entity.suggested,
    }
    return entityPage(request, reply, bench, entity, { values, errors: {} })
  })
  app.post(base, { config: { rule } }, async (request, reply) => {
    const { bench, entity } = await entityFor(request)
    const form = formOf(request)
    const removed = form['decision'] === 'removed'
    const answer = await decideEntity(request.ctx, bench.work.reportId, entity.id, {
      decision: form['decision'] === 'keep' ? 'keep' : 'replace',
      replacement: removed ? 'removed' : (form['replacement'] ?? ''),
      removed,
      version: Number(form['version']) || undefined,
    })
    if (wantsJson(request)) return sendState(request, reply, bench.work.reportId, answer)
    if ('refused' in answer)
      return entityPage(request, reply, bench, entity, {
        values: form,
        errors: { replacement: refusalWords[answer.refused] },
      })
    const next = bench.entities.find((one) => one.decision === 'undecided' && one.id !== entity.id)
    if (form['then'] === 'next' && next)
      return goTo(request, reply, `${benchPath(bench.work.reportId)}/entities/${next.id}`, 'Decided. Here is the next.')
    return goTo(request, reply, benchPath(bench.work.reportId), 'Decided, for every mention.')
  })
  app.post(`${base}/mentions/:span`, { config: { rule } }, async (request, reply) => {
    const { bench, entity } = await entityFor(request)
    const form = formOf(request)
    const decision = form['decision'] === 'keep' ? 'keep' : form['decision'] === 'replace' ? 'replace' : null
    const answer = await decideSpan(
      request.ctx,
      bench.work.reportId,
      pathOf(request, 'span'),
      decision,
      form['replacement'] ?? '',
    )
    if (wantsJson(request)) return sendState(request, reply, bench.work.reportId, answer)
    const message =
      'refused' in answer
        ? `${refusalWords[answer.refused as DeidentificationRefusal]}.`
        : 'Decided, for this mention only.'
    return goTo(request, reply, `${benchPath(bench.work.reportId)}/entities/${entity.id}`, message)
  })
}

async function entityFor(request: FastifyRequest): Promise<{ bench: Workbench; entity: EntityRow }> {
  const bench = await benchFor(request)
  const entity = bench.entities.find((one) => one.id === pathOf(request, 'entity'))
  if (!entity) throw new NotFound()
  return { bench, entity }
}

async function entityPage(
  request: FastifyRequest,
  reply: FastifyReply,
  bench: Workbench,
  entity: EntityRow,
  form: FormState,
) {
  const spans = bench.spans.filter((span) => span.entityId === entity.id)
  const at = `${benchPath(bench.work.reportId)}/entities/${entity.id}`
  const csrf = await csrfOf(reply)
  const open = bench.work.state === 'open'
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`“${entity.canonical}”`}
      inError={hasErrors(form.errors)}
      backLink={`${benchPath(bench.work.reportId)}#s-${spans[0]?.id ?? ''}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <span class="govuk-caption-l">
        {spanKinds[entity.label].words}, {counted(spans.length, 'mention')}
      </span>
      <h1 class="govuk-heading-l">“{entity.canonical}”</h1>
      <p class="govuk-body">
        {reasons(spans).join('. ')}.{' '}
        {entity.identifier === 'DIRECT'
          ? 'This points to somebody by itself.'
          : 'This could point to somebody together with other details.'}
      </p>
      {open && (
        <Form csrf={csrf} action={at}>
          <HiddenField name="version" value={entity.version} />
          <Radios
            {...choice(form, 'decision')}
            fieldset={{ legend: { text: 'What the edition shows', classes: 'govuk-fieldset__legend--m' } }}
            items={[
              {
                value: 'replace',
                text: 'Other words',
                conditional: {
                  content: (
                    <Input
                      {...field(form, 'replacement')}
                      label="Words that stand in its place"
                      hint={
                        entity.suggested
                          ? `Suggested: ${entity.suggested}`
                          : 'For example: Mother; a primary school; spring of the second year'
                      }
                    />
                  ),
                },
              },
              { value: 'removed', text: '“Removed”, because nothing can stand in its place' },
              { value: 'keep', text: 'The author’s own words: this identifies nobody' },
            ]}
          />
          <ButtonGroup>
            <Button text="Decide, and go to the next" name="then" value="next" />
            <Button text="Decide" classes="govuk-button--secondary" />
          </ButtonGroup>
        </Form>
      )}
      <h2 class="govuk-heading-m">Where it is mentioned</h2>
      <ol class="govuk-list govuk-list--spaced">
        {spans.slice(0, 200).map((span) => (
          <Mention span={span} entity={entity} bench={bench} at={at} csrf={open ? csrf : null} />
        ))}
      </ol>
      {spans.length > 200 && <p class="govuk-body">And {spans.length - 200} more.</p>}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

function reasons(spans: readonly SpanRow[]): string[] {
  return [...new Set(spans.map((span) => span.reason.replace(/\.$/, '')))].slice(0, 4)
}

const Mention = (props: { span: SpanRow; entity: EntityRow; bench: Workbench; at: string; csrf: string | null }) => {
  const { span } = props
  const text = props.bench.blocks[span.block]?.text ?? ''
  const { state } = stateOf(span, props.entity)
  const other =
    state === 'kept'
      ? { decision: 'own', text: 'Decide this mention like the others' }
      : { decision: 'keep', text: 'Keep the author’s words in this mention only' }
  return (
    <li>
      …{text.slice(Math.max(0, span.start - 90), span.start)}
      <strong>{text.slice(span.start, span.end)}</strong>
      {text.slice(span.end, span.end + 90)}…
      {props.csrf && (
        <form method="post" action={`${props.at}/mentions/${span.id}`}>
          <input type="hidden" name="_csrf" value={props.csrf} />
          <input type="hidden" name="decision" value={span.ownDecision ? 'own' : other.decision} />
          <button class="tl-link-button" type="submit">
            {span.ownDecision ? 'Decide this mention like the others' : other.text}
          </button>
        </form>
      )}
    </li>
  )
}

function blockRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report/blocks/:n'
  const rule = deidentificationActs.decide
  const blockFor = async (request: FastifyRequest) => {
    const bench = await benchFor(request)
    const n = Number(pathOf(request, 'n'))
    if (!Number.isInteger(n) || !bench.blocks[n]) throw new NotFound()
    return { bench, n }
  }
  app.get(base, { config: { rule } }, async (request, reply) => {
    const { bench, n } = await blockFor(request)
    const id = Number(queryOf(request, 'left'))
    const left = id ? (await whatIsLeft(request.ctx, bench.work.reportId)).find((one) => one.id === id) : null
    const values = { everywhere: 'yes', label: left?.label ?? 'PERSON', words: left?.words ?? '' }
    return blockPage(request, reply, bench, n, { values, errors: {} })
  })
  app.post(base, { config: { rule } }, async (request, reply) => {
    const { bench, n } = await blockFor(request)
    const form = formOf(request)
    const label = form['label'] ?? ''
    const answer = await markWords(request.ctx, bench.work.reportId, {
      block: n,
      words: form['words'] ?? '',
      from: Number(form['from']) || 0,
      label: label in spanKinds ? (label as SpanKind) : 'MISC',
      replacement: form['replacement'] ?? '',
      everywhere: form['everywhere'] === 'yes',
    })
    if ('refused' in answer) {
      const at = answer.refused === 'words-not-there' ? 'words' : 'replacement'
      return blockPage(request, reply, bench, n, { values: form, errors: { [at]: refusalWords[answer.refused] } })
    }
    return goTo(request, reply, `${benchPath(bench.work.reportId)}#b${n}`, 'Marked. You can undo this.')
  })
}

async function blockPage(request: FastifyRequest, reply: FastifyReply, bench: Workbench, n: number, form: FormState) {
  const entities = new Map(bench.entities.map((entity) => [entity.id, entity]))
  const spans = bench.spans.filter((span) => span.block === n)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title="Mark words"
      inError={hasErrors(form.errors)}
      backLink={`${benchPath(bench.work.reportId)}#b${n}`}
      scripts={['/assets/workbench.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Mark words</h1>
      <Prose>
        <p data-selects-into="words">
          {marked(bench.blocks[n]!.text, spans, entities, benchPath(bench.work.reportId))}
        </p>
      </Prose>
      <Form csrf={await csrfOf(reply)}>
        <HiddenField name="from" value={0} />
        <Input
          {...field(form, 'words')}
          label="Words to replace"
          hint="Exactly as they stand above. Selecting them fills this in."
          spellcheck={false}
        />
        <Select
          {...field(form, 'label')}
          label="What they are"
          items={Object.entries(spanKinds).map(([value, kind]) => ({ value, text: kind.words }))}
        />
        <Input
          {...field(form, 'replacement')}
          label="Words that stand in their place"
          hint="For example: Mother; a primary school"
        />
        <Checkboxes
          {...choices(form, 'everywhere')}
          items={[
            {
              value: 'yes',
              text: 'Everywhere in the report',
              hint: 'Possessives, parts of a name and likely misspellings too',
            },
          ]}
        />
        <Button text="Mark" />
      </Form>
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}
