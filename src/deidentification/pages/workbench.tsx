import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { ActionButton, ErrorSummaryFor, field, Form, hasErrors, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import type { Content } from '#web/components/params.ts'
import { ProgressBar } from '#web/components/progress-bar.tsx'
import { Prose } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { SideBySide } from '#web/components/side-by-side.tsx'
import { SpanKey, SpanMark, spanKinds } from '#web/components/span-mark.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import {
  acceptSuggestions,
  prepareEdition,
  reportToStart,
  seedNames,
  setDetails,
  startWork,
  undoChange,
  workbench,
  type DeidentificationRefusal,
  type EntityRow,
  type SpanRow,
  type Workbench,
} from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'

/** Path of a report's workbench. */
export const benchPath = (reportId: string): string => `/workspace/deidentification/${reportId}`

/** The workbench that a request is about. */
export async function benchFor(request: FastifyRequest): Promise<Workbench> {
  const id = pathOf(request, 'report')
  const bench = /^[0-9a-f-]{36}$/.test(id) ? await workbench(request.ctx, id) : null
  if (!bench) throw new NotFound()
  return bench
}

/** The workbench itself and what is done on it as a whole. */
export function workbenchRoutes(app: FastifyInstance): void {
  const base = '/workspace/deidentification/:report'
  app.get(base, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) => {
    const id = pathOf(request, 'report')
    const bench = /^[0-9a-f-]{36}$/.test(id) ? await workbench(request.ctx, id) : null
    return bench ? benchPage(request, reply, bench, { values: {}, errors: {} }) : startPage(request, reply, id)
  })
  app.post(`${base}/start`, { config: { rule: deidentificationActs.startWork } }, async (request, reply) => {
    const id = pathOf(request, 'report')
    const answer = await startWork(request.ctx, id)
    if ('refused' in answer && answer.refused === 'not-found') throw new NotFound()
    return goTo(
      request,
      reply,
      benchPath(id),
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Suggestions are ready. Nothing is decided yet.',
    )
  })
  const act = (
    path: string,
    work: (request: FastifyRequest, id: string) => Promise<object>,
    done: string,
    at: string,
  ) =>
    app.post(`${base}/${path}`, { config: { rule: deidentificationActs.decide } }, async (request, reply) => {
      const id = pathOf(request, 'report')
      const answer = await work(request, id)
      if ('refused' in answer) {
        const words = refusalWords[answer.refused as DeidentificationRefusal]
        return benchPage(request, reply, await benchFor(request), { values: formOf(request), errors: { [at]: words } })
      }
      return goTo(request, reply, benchPath(id), done)
    })
  act(
    'acceptance',
    (request, id) => acceptSuggestions(request.ctx, id),
    'All open suggestions accepted. You can undo this.',
    'entities',
  )
  act('undo', (request, id) => undoChange(request.ctx, id), 'Undone.', 'entities')
  act(
    'names',
    (request, id) => seedNames(request.ctx, id, (formOf(request)['names'] ?? '').split('\n')),
    'Looked for those names. New mentions are below.',
    'names',
  )
  act(
    'details',
    (request, id) => {
      const form = formOf(request)
      return setDetails(request.ctx, id, {
        title: form['title'] ?? '',
        summary: form['summary'] ?? '',
        warning: form['warning'] ?? '',
      })
    },
    'Saved.',
    'title',
  )
  act('preparation', (request, id) => prepareEdition(request.ctx, id), 'Handed to a second editor.', 'entities')
}

async function startPage(request: FastifyRequest, reply: FastifyReply, id: string) {
  const start = /^[0-9a-f-]{36}$/.test(id) ? await reportToStart(request.ctx, id) : null
  if (!start) throw new NotFound()
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Remove names from review ${start.reference}`}
      backLink="/workspace/deidentification"
    >
      <h1 class="govuk-heading-l">Remove names from review {start.reference}</h1>
      <p class="govuk-body">
        The report has {numberInWords(start.words)} words and holds real names. The system suggests what could identify
        someone, with its reasons. You decide each; one decision applies to every mention.
      </p>
      <ActionButton csrf={await csrfOf(reply)} action={`${benchPath(id)}/start`} text="Start" />
    </Page>,
  )
}

async function benchPage(request: FastifyRequest, reply: FastifyReply, bench: Workbench, form: FormState) {
  const { work } = bench
  const csrf = await csrfOf(reply)
  const at = benchPath(work.reportId)
  const decided = bench.entities.length - bench.undecided
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Remove names from review ${bench.reference}`}
      inError={hasErrors(form.errors)}
      width="full"
      backLink="/workspace/deidentification"
      scripts={['/assets/workbench.js']}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Remove names from review {bench.reference}</h1>
      {work.returnedWhy && <InsetText text={`Sent back after the second check: ${work.returnedWhy}`} />}
      {work.state !== 'open' && (
        <InsetText
          text={
            work.state === 'signed-off'
              ? 'This edition is signed off and waits for a volume.'
              : 'This edition waits for a second check. It cannot be changed meanwhile.'
          }
        />
      )}
      <ProgressBar
        id="decided"
        label="Decided"
        value={decided}
        max={Math.max(1, bench.entities.length)}
        words={`${decided} of ${counted(bench.entities.length, 'person, place or detail', 'people, places and details')}`}
      />
      {work.state === 'open' && <Tools bench={bench} at={at} csrf={csrf} />}
      <SideBySide
        shape="main"
        first={{ heading: 'The report', content: <BenchText bench={bench} at={at} /> }}
        second={{ heading: 'People, places and details', sticky: true, content: <EntityList bench={bench} at={at} /> }}
      />
      {work.state === 'open' && <Finish bench={bench} at={at} csrf={csrf} form={form} />}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const Tools = (props: { bench: Workbench; at: string; csrf: string }) => (
  <>
    <ButtonGroup>
      {props.bench.undecided > 0 && (
        <ActionButton
          csrf={props.csrf}
          action={`${props.at}/acceptance`}
          text={`Accept all ${props.bench.undecided} open suggestions`}
          classes="govuk-button--secondary"
        />
      )}
      {props.bench.lastChange && (
        <ActionButton
          csrf={props.csrf}
          action={`${props.at}/undo`}
          text={`Undo ${props.bench.lastChange}`}
          classes="govuk-button--secondary"
        />
      )}
    </ButtonGroup>
    <Details summaryText="Tell the system the family’s names, places and schools">
      <Form csrf={props.csrf} action={`${props.at}/names`}>
        <Textarea
          name="names"
          id="names"
          label="Names, one a line"
          hint="This finds the most for the least work. Decisions made so far stand."
          rows={4}
          spellcheck={false}
        />
        <Button text="Look for them" classes="govuk-button--secondary" />
      </Form>
    </Details>
    <Details summaryText="What the marks mean">
      <SpanKey />
    </Details>
  </>
)

/** What a mention looks like: its own decision first, then its entity's. */
export function stateOf(
  span: SpanRow,
  entity: EntityRow | undefined,
): { state: 'proposed' | 'replaced' | 'kept'; replacement: string | undefined } {
  const decision = span.ownDecision ?? entity?.decision ?? 'undecided'
  if (decision === 'keep') return { state: 'kept', replacement: undefined }
  if (decision === 'replace') return { state: 'replaced', replacement: span.ownReplacement ?? entity?.replacement }
  return { state: 'proposed', replacement: undefined }
}

const BenchText = (props: { bench: Workbench; at: string }) => {
  const entities = new Map(props.bench.entities.map((entity) => [entity.id, entity]))
  const byBlock = new Map<number, SpanRow[]>()
  for (const span of props.bench.spans) byBlock.set(span.block, [...(byBlock.get(span.block) ?? []), span])
  const open = props.bench.work.state === 'open'
  return (
    <Prose>
      <ReportText
        blocks={props.bench.blocks}
        idOf={(n) => `b${n}`}
        inside={(block, n) => marked(block.text, byBlock.get(n) ?? [], entities, props.at)}
        beside={
          open
            ? (block, n) => (
                <a class="govuk-link tl-change" href={`${props.at}/blocks/${n}`} data-mark-block={String(n)}>
                  Mark words<span class="govuk-visually-hidden"> in “{block.text.slice(0, 50)}”</span>
                </a>
              )
            : undefined
        }
      />
    </Prose>
  )
}

/** A block's words with its mentions as links to where they are decided. */
export function marked(
  text: string,
  spans: readonly SpanRow[],
  entities: ReadonlyMap<string, EntityRow>,
  at: string,
): Content {
  const pieces: Content[] = []
  let done = 0
  for (const span of spans) {
    if (span.start < done) continue
    pieces.push(text.slice(done, span.start))
    const entity = entities.get(span.entityId)
    const { state, replacement } = stateOf(span, entity)
    pieces.push(
      <SpanMark
        kind={entity?.label ?? 'MISC'}
        state={state}
        id={`s-${span.id}`}
        href={`${at}/entities/${span.entityId}`}
        replacement={replacement}
      >
        {text.slice(span.start, span.end)}
      </SpanMark>,
    )
    done = span.end
  }
  pieces.push(text.slice(done))
  return <>{pieces}</>
}

const EntityList = (props: { bench: Workbench; at: string }) => {
  const counts = new Map<string, number>()
  for (const span of props.bench.spans) counts.set(span.entityId, (counts.get(span.entityId) ?? 0) + 1)
  const groups = Object.entries(spanKinds).map(([label, kind]) => ({
    kind,
    entities: props.bench.entities.filter((entity) => entity.label === label),
  }))
  return (
    <>
      {groups
        .filter((group) => group.entities.length > 0)
        .map((group) => (
          <section>
            <h3 class="govuk-heading-s">
              {group.kind.words} ({group.entities.length})
            </h3>
            <ul class="govuk-list tl-entities">
              {group.entities.map((entity) => (
                <li class={`tl-entities__one tl-entities__one--${entity.decision}`}>
                  <a class="govuk-link" href={`${props.at}/entities/${entity.id}`}>
                    {entity.canonical}
                  </a>{' '}
                  <span class="tl-entities__count">×{counts.get(entity.id) ?? 0}</span>
                  <br />
                  <span class="tl-entities__decision">{decisionWords(entity)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  )
}

/** An entity's decision in words. */
export function decisionWords(entity: EntityRow): string {
  if (entity.decision === 'keep') return 'Stays'
  if (entity.decision === 'replace') return `Becomes “${entity.replacement}”`
  return entity.suggested ? `Suggested: “${entity.suggested}”` : 'Undecided'
}

const Finish = (props: { bench: Workbench; at: string; csrf: string; form: FormState }) => {
  const { work } = props.bench
  const form = {
    values: { title: work.title, summary: work.summary, warning: work.warning, ...props.form.values },
    errors: props.form.errors,
  }
  return (
    <>
      <h2 class="govuk-heading-m">What the public sees first</h2>
      <Form csrf={props.csrf} action={`${props.at}/details`}>
        <Input
          {...field(form, 'title')}
          label="Public title"
          hint="Says what the review is about. No names, places or dates."
        />
        <Textarea {...field(form, 'summary')} label="Public summary" hint="Two or three plain sentences" rows={4} />
        <Textarea
          {...field(form, 'warning')}
          label="Content warning"
          hint="What a reader should know before reading, for example: the death of a baby; self-harm"
          rows={2}
        />
        <Button text="Save" classes="govuk-button--secondary" />
      </Form>
      <h2 class="govuk-heading-m">Hand it on</h2>
      <p class="govuk-body">
        {props.bench.undecided > 0
          ? `${counted(props.bench.undecided, 'detail is', 'details are')} still undecided. `
          : ''}
        A second editor then checks every replacement.{' '}
        <a class="govuk-link" href={`${props.at}/preview`}>
          Preview the edition beside the report
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={`${props.at}/leaks`}>
          look for names that can still be read
        </a>
      </p>
      <ActionButton csrf={props.csrf} action={`${props.at}/preparation`} text="Hand to a second editor" />
    </>
  )
}
