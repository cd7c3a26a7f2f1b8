import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import {
  ActionButton,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  HiddenField,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import type { Content } from '#web/components/params.ts'
import { Pager } from '#web/components/pager.tsx'
import { ProgressBar } from '#web/components/progress-bar.tsx'
import { Prose } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { SideBySide } from '#web/components/side-by-side.tsx'
import { SpanKey, SpanMark, spanKinds } from '#web/components/span-mark.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { counted, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import {
  acceptSuggestions,
  prepareEdition,
  reportToStart,
  seedNames,
  setDetails,
  startWork,
  redoChange,
  undoChange,
  workState,
  workbench,
  type DeidentificationRefusal,
  type EntityRow,
  type SpanRow,
  type Workbench,
} from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { sectionsOf, type Section } from '../sections.ts'
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
  app.get(`${base}/state`, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) =>
    sendState(request, reply, pathOf(request, 'report'), {}),
  )
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
      if (wantsJson(request)) return sendState(request, reply, id, answer)
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
  act(
    'undo',
    (request, id) => undoChange(request.ctx, id, Number(formOf(request)['change']) || undefined),
    'Undone.',
    'entities',
  )
  act('redo', (request, id) => redoChange(request.ctx, id), 'Done again.', 'entities')
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

/** Whether an open workbench asks, which wants the state and not a page. */
export const wantsJson = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').startsWith('application/json')

/** Answers an open workbench: the decisions as they are now, and in words why something was refused. */
export async function sendState(request: FastifyRequest, reply: FastifyReply, id: string, answer: object) {
  const state = await workState(request.ctx, id)
  if (!state) throw new NotFound()
  const refused = 'refused' in answer ? refusalWords[answer.refused as DeidentificationRefusal] : null
  return reply
    .code(refused ? 409 : 200)
    .header('cache-control', 'no-store')
    .send({
      refused,
      version: state.version,
      undecided: state.undecided,
      total: state.entities.length,
      undo: state.lastChange,
      redo: state.undone,
      entities: state.entities.map((one) => [one.id, one.version, one.decision, one.replacement, one.suggested]),
    })
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
  const sections = sectionsOf(bench.blocks)
  const part = Math.min(sections.length, Math.max(1, Number(queryOf(request, 'part')) || 1))
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
      <Ways at={at} open={work.state === 'open'} />
      {work.state === 'open' && <Tools bench={bench} at={at} csrf={csrf} />}
      <SideBySide
        shape="main"
        first={{
          heading: 'The report',
          content: (
            <>
              <BenchText bench={bench} at={at} section={sections[part - 1] ?? { from: 0, to: 0, heading: '' }} />
              <Pager
                page={part}
                pages={sections.length}
                hrefOf={(n) => `${at}?part=${n}`}
                landmarkLabel="Parts of the report"
              />
            </>
          ),
        }}
        second={{
          heading: 'People, places and details',
          sticky: true,
          content: (
            <>
              {work.state === 'open' && <DecisionPanel at={at} csrf={csrf} bench={bench} />}
              <EntityList bench={bench} at={at} sections={sections} />
            </>
          ),
        }}
      />
      {work.state === 'open' && <Finish bench={bench} at={at} csrf={csrf} form={form} />}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

/** The other pages of the work. */
const Ways = (props: { at: string; open: boolean }) => (
  <nav aria-label="Pages of this work">
    <ul class="govuk-list tl-ways">
      {[
        ['list', 'Decide in a plain list'],
        ['left', 'What is left, and details to ask about'],
        ['dates', 'Dates and day 0'],
        ['preview', 'Preview beside the report'],
        ['leaks', 'Names that can still be read'],
        ['risk', 'Could somebody be recognised?'],
      ].map(([path, text]) => (
        <li>
          <a class="govuk-link" href={`${props.at}/${path}`}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Tools = (props: { bench: Workbench; at: string; csrf: string }) => {
  const { lastChange, undone, undecided } = props.bench
  return (
    <>
      <ButtonGroup>
        {undecided > 0 && (
          <ActionButton
            csrf={props.csrf}
            action={`${props.at}/acceptance`}
            text={`Accept all ${undecided} open suggestions`}
            classes="govuk-button--secondary"
          />
        )}
        {lastChange && (
          <Form csrf={props.csrf} action={`${props.at}/undo`} attributes={{ 'data-history': 'undo' }}>
            <HiddenField name="change" value={lastChange.id} />
            <Button
              text={`Undo ${lastChange.says}${lastChange.mine ? '' : ' (by another editor)'}`}
              classes="govuk-button--secondary"
            />
          </Form>
        )}
        {undone && (
          <Form csrf={props.csrf} action={`${props.at}/redo`} attributes={{ 'data-history': 'redo' }}>
            <Button text={`Do again: ${undone}`} classes="govuk-button--secondary" />
          </Form>
        )}
      </ButtonGroup>
      <Details summaryText="Tell the system the family’s names, places and schools">
        <Form csrf={props.csrf} action={`${props.at}/names`}>
          <Textarea
            name="names"
            id="names"
            label="Names, one a line"
            hint="Do this first: it finds the most for the least work. Decisions made so far stand."
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
}

/**
 * The panel that decides without leaving the text. Hidden until the script fills it: without scripts each mark leads to
 * its own page, and the plain list decides everything.
 */
const DecisionPanel = (props: { at: string; csrf: string; bench: Workbench }) => (
  <section
    class="tl-decide"
    id="decide"
    aria-labelledby="decide-heading"
    data-report={props.bench.work.reportId}
    data-version={String(props.bench.work.version)}
    hidden
  >
    <h3 class="govuk-heading-s" id="decide-heading">
      Choose a mark in the text
    </h3>
    <p class="govuk-body-s" id="decide-kind"></p>
    <p class="govuk-body-s" id="decide-why" hidden></p>
    <Form csrf={props.csrf} action={`${props.at}/entities/`} id="decide-form">
      <Input id="decide-words" name="replacement" label="Words that stand in its place" spellcheck={false} />
      <ButtonGroup>
        <Button text="Replace everywhere" name="do" value="replace" />
        <Button text="Keep" name="do" value="keep" classes="govuk-button--secondary" />
        <Button text="Only here: keep" name="do" value="here" classes="govuk-button--secondary" />
        <Button text="Removed" name="do" value="removed" classes="govuk-button--secondary" />
      </ButtonGroup>
    </Form>
    <p class="govuk-body-s" role="status" id="decide-status"></p>
    <p class="govuk-body-s tl-decide__saved" role="status" id="decide-saved"></p>
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" id="decide-keys" type="checkbox" checked />
        <label class="govuk-label govuk-checkboxes__label" for="decide-keys">
          Single keys work
        </label>
      </div>
    </div>
    <Details summaryText="Keys">
      <dl class="tl-keys">
        {keys.map(([key, words]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </>
        ))}
      </dl>
    </Details>
  </section>
)

const keys = [
  ['n', 'next that is undecided'],
  ['p', 'previous that is undecided'],
  ['j', 'next mark of any kind'],
  ['a', 'accept the suggestion, everywhere'],
  ['c', 'change the words; Enter replaces everywhere'],
  ['k', 'keep the author’s words, everywhere'],
  ['o', 'keep the author’s words only here'],
  ['x', 'removed: nothing can stand there'],
  ['w', 'why it was found'],
  ['u', 'undo'],
  ['r', 'do again'],
  ['m', 'mark words in this paragraph'],
  ['?', 'these keys'],
  ['Esc', 'back to the text'],
] as const

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

const BenchText = (props: { bench: Workbench; at: string; section: Section }) => {
  const { from, to } = props.section
  const entities = new Map(props.bench.entities.map((entity) => [entity.id, entity]))
  const byBlock = new Map<number, SpanRow[]>()
  for (const span of props.bench.spans) byBlock.set(span.block, [...(byBlock.get(span.block) ?? []), span])
  const open = props.bench.work.state === 'open'
  return (
    <Prose>
      <ReportText
        blocks={props.bench.blocks.slice(from, to)}
        idOf={(n) => `b${n + from}`}
        inside={(block, n) => marked(block.text, byBlock.get(n + from) ?? [], entities, props.at)}
        beside={
          open
            ? (block, n) => (
                <a
                  class="govuk-link tl-change"
                  href={`${props.at}/blocks/${n + from}`}
                  data-mark-block={String(n + from)}
                >
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

const EntityList = (props: { bench: Workbench; at: string; sections: readonly Section[] }) => {
  const counts = new Map<string, number>()
  const firsts = new Map<string, SpanRow>()
  for (const span of props.bench.spans) {
    counts.set(span.entityId, (counts.get(span.entityId) ?? 0) + 1)
    if (!firsts.has(span.entityId)) firsts.set(span.entityId, span)
  }
  const partOf = (block: number) => 1 + props.sections.findIndex((one) => block >= one.from && block < one.to)
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
              {group.entities.map((entity) => {
                const first = firsts.get(entity.id)
                return (
                  <li
                    class={`tl-entities__one tl-entities__one--${entity.decision}`}
                    data-entity={entity.id}
                    data-version={String(entity.version)}
                    data-decision={entity.decision}
                    data-replacement={entity.replacement}
                    data-suggested={entity.suggested}
                    data-kind={group.kind.words}
                    data-canonical={entity.canonical}
                    data-count={String(counts.get(entity.id) ?? 0)}
                    data-why={first?.reason ?? ''}
                    data-part={String(partOf(first?.block ?? 0))}
                  >
                    <a class="govuk-link" href={`${props.at}/entities/${entity.id}`}>
                      {entity.canonical}
                    </a>{' '}
                    <span class="tl-entities__count">×{counts.get(entity.id) ?? 0}</span>
                    <br />
                    <span class="tl-entities__decision">{decisionWords(entity)}</span>
                  </li>
                )
              })}
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
