import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { raw } from 'hono/html'
import { jsx } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { Accordion } from './accordion.tsx'
import { BackLink } from './back-link.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button } from './button.tsx'
import { CharacterCount } from './character-count.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { DateInput } from './date-input.tsx'
import { Details } from './details.tsx'
import { ErrorMessage } from './error-message.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExitThisPage } from './exit-this-page.tsx'
import { Fieldset } from './fieldset.tsx'
import { FileUpload } from './file-upload.tsx'
import { Hint } from './hint.tsx'
import { Input } from './input.tsx'
import { InsetText } from './inset-text.tsx'
import { Label } from './label.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { Pagination } from './pagination.tsx'
import { Panel } from './panel.tsx'
import { PasswordInput } from './password-input.tsx'
import { PhaseBanner } from './phase-banner.tsx'
import { Radios } from './radios.tsx'
import { Select } from './select.tsx'
import { ServiceNavigation } from './service-navigation.tsx'
import { SkipLink } from './skip-link.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { TaskList } from './task-list.tsx'
import { Textarea } from './textarea.tsx'
import { WarningText } from './warning-text.tsx'
import { htmlTokens } from './html-tokens.ts'

type Params = Record<string, unknown>
type Fixture = { name: string; options: Params; html: string }
type Component = Parameters<typeof jsx>[0]

const packageFolder = createRequire(import.meta.url)
  .resolve('govuk-frontend/package.json')
  .replace(/package\.json$/, '')

const fixturesOf = (name: string): Fixture[] =>
  (
    JSON.parse(readFileSync(`${packageFolder}dist/govuk/components/${name}/fixtures.json`, 'utf8')) as {
      fixtures: Fixture[]
    }
  ).fixtures

const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('isEscaped' in value)

/** Our one parameter of type Content stands for two of theirs; an `html` wins over a `text`, as in their templates. */
const contentNames: Record<string, string> = {
  html: 'text',
  titleHtml: 'titleText',
  summaryHtml: 'summaryText',
  descriptionHtml: 'descriptionText',
}

const asOurs = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asOurs)
  if (!isRecord(value)) return value
  const ours: Params = {}
  for (const [name, inner] of Object.entries(value)) if (!(name in contentNames)) ours[name] = asOurs(inner)
  for (const [theirs, name] of Object.entries(contentNames)) {
    const html = value[theirs]
    if (typeof html === 'string' && html !== '') ours[name] = raw(html)
  }
  return ours
}

const contentOf = (value: unknown): unknown => (isRecord(value) ? value['text'] : undefined)

const formGroup = (params: Params): Params => {
  const group = params['formGroup']
  if (!isRecord(group)) return params
  const { beforeInput, beforeInputs, afterInput, afterInputs, ...rest } = group
  return {
    ...params,
    formGroup: { ...rest, before: contentOf(beforeInput ?? beforeInputs), after: contentOf(afterInput ?? afterInputs) },
  }
}

const items =
  (change: (item: Params) => Params) =>
  (params: Params): Params => ({
    ...params,
    items: Array.isArray(params['items'])
      ? params['items'].map((item: unknown) => (isRecord(item) ? change(item) : item))
      : [],
  })

const conditional = items((item) =>
  isRecord(item['conditional']) ? { ...item, conditional: { content: contentOf(item['conditional']) } } : item,
)
const panels = items((item) =>
  isRecord(item['panel'])
    ? { ...item, panel: { attributes: item['panel']['attributes'], content: contentOf(item['panel']) } }
    : { ...item, panel: {} },
)
const sections = items((item) => ({
  ...item,
  heading: item['heading'] ?? {},
  content: { content: contentOf(item['content']) },
}))
/** Their templates skip '', {} and the like in lists; our types allow only false, null and undefined there. */
const withoutEmpty =
  (list: string) =>
  (params: Params): Params =>
    Array.isArray(params[list])
      ? {
          ...params,
          [list]: params[list].map((item) => (isRecord(item) && Object.keys(item).length > 0 ? item : null)),
        }
      : params
const asChildren = (params: Params): Params => {
  const { text, ...rest } = params
  return { ...rest, children: text }
}

type Proof = { component: unknown; adapt?: (params: Params) => Params; unsupported?: readonly string[] }

/**
 * Left out on purpose: translated messages (the service speaks English for now), HTML slots of the navigation, the
 * panel's interruption form, and a password sent back as `value`.
 */
const proofs: Record<string, Proof> = {
  accordion: {
    component: Accordion,
    adapt: sections,
    unsupported: [
      'hideAllSectionsText',
      'showAllSectionsText',
      'hideSectionText',
      'hideSectionAriaLabelText',
      'showSectionText',
      'showSectionAriaLabelText',
    ],
  },
  'back-link': { component: BackLink },
  breadcrumbs: { component: Breadcrumbs },
  button: { component: Button },
  'character-count': {
    component: CharacterCount,
    adapt: formGroup,
    unsupported: [
      'countType',
      'textareaDescriptionText',
      'charactersUnderLimitText',
      'charactersAtLimitText',
      'charactersOverLimitText',
      'wordsUnderLimitText',
      'wordsAtLimitText',
      'wordsOverLimitText',
    ],
  },
  checkboxes: { component: Checkboxes, adapt: (params) => conditional(formGroup(params)) },
  'date-input': { component: DateInput, adapt: formGroup, unsupported: ['day', 'month', 'year'] },
  details: { component: Details },
  'error-message': { component: ErrorMessage },
  'error-summary': { component: ErrorSummary },
  'exit-this-page': {
    component: ExitThisPage,
    unsupported: ['activatedText', 'timedOutText', 'pressTwoMoreTimesText', 'pressOneMoreTimeText'],
  },
  fieldset: { component: Fieldset, adapt: asChildren },
  'file-upload': {
    component: FileUpload,
    adapt: formGroup,
    unsupported: [
      'chooseFilesButtonText',
      'dropInstructionText',
      'noFileChosenText',
      'multipleFilesChosenText',
      'enteredDropZoneText',
      'leftDropZoneText',
    ],
  },
  hint: { component: Hint },
  input: { component: Input, adapt: formGroup },
  'inset-text': { component: InsetText },
  label: { component: Label },
  'notification-banner': { component: NotificationBanner },
  pagination: { component: Pagination, adapt: withoutEmpty('items') },
  panel: { component: Panel, unsupported: ['actions'] },
  'password-input': {
    component: PasswordInput,
    adapt: formGroup,
    unsupported: [
      'value',
      'showPasswordText',
      'hidePasswordText',
      'showPasswordAriaLabelText',
      'hidePasswordAriaLabelText',
      'passwordShownAnnouncementText',
      'passwordHiddenAnnouncementText',
    ],
  },
  'phase-banner': { component: PhaseBanner, adapt: (params) => ({ tag: {}, ...params }) },
  radios: { component: Radios, adapt: (params) => conditional(formGroup(params)) },
  select: { component: Select, adapt: (params) => ({ items: [], ...formGroup(params) }) },
  'service-navigation': { component: ServiceNavigation, adapt: withoutEmpty('navigation'), unsupported: ['slots'] },
  'skip-link': { component: SkipLink },
  'summary-list': { component: SummaryList },
  table: { component: Table },
  tabs: { component: Tabs, adapt: panels },
  tag: { component: Tag },
  'task-list': { component: TaskList },
  textarea: { component: Textarea, adapt: formGroup },
  'warning-text': { component: WarningText },
}

describe.each(Object.entries(proofs))('%s', (name, { component, adapt = (params) => params, unsupported = [] }) => {
  const supported = fixturesOf(name).filter(
    (fixture) =>
      !Object.keys(fixture.options).some((param) => unsupported.includes(param)) &&
      !String(fixture.options['classes']).includes('govuk-panel--interruption'),
  )

  it('has fixtures to be proven against', () => {
    expect(supported.length).toBeGreaterThan(2)
  })

  it.each(supported.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    const params = adapt(asOurs(fixture.options) as Params)
    const markup = String(jsx(component as Component, params))
    expect(htmlTokens(markup)).toEqual(htmlTokens(fixture.html))
  })
})
