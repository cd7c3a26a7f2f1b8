import { Accordion } from '#web/components/accordion.tsx'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { CharacterCount } from '#web/components/character-count.tsx'
import { ChartFigure, ChartKey } from '#web/components/chart-figure.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { ContentWarning } from '#web/components/content-warning.tsx'
import { DateInput } from '#web/components/date-input.tsx'
import { Details } from '#web/components/details.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { FileUpload } from '#web/components/file-upload.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import {
  ActionButton,
  choice,
  choices,
  dateField,
  ErrorSummaryFor,
  field,
  Form,
  type FormState,
  SearchForm,
  secretField,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { Pager } from '#web/components/pager.tsx'
import { Panel } from '#web/components/panel.tsx'
import type { Content } from '#web/components/params.ts'
import { PasswordInput } from '#web/components/password-input.tsx'
import { ProgressBar } from '#web/components/progress-bar.tsx'
import { Radios } from '#web/components/radios.tsx'
import {
  Citation,
  Contents,
  NumberedParagraph,
  PrintButton,
  Prose,
  ReadingLayout,
  Replaced,
  ReplacementKey,
} from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { Select } from '#web/components/select.tsx'
import { SideBySide } from '#web/components/side-by-side.tsx'
import { SpanKey, SpanMark } from '#web/components/span-mark.tsx'
import { StageTracker } from '#web/components/stage-tracker.tsx'
import { StatTiles } from '#web/components/stat-tiles.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { ScrollingTable, Table } from '#web/components/table.tsx'
import { Tabs } from '#web/components/tabs.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TaskList } from '#web/components/task-list.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { Tombstone } from '#web/components/tombstone.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { WorkCards } from '#web/components/work-cards.tsx'
import { Page, type Shell } from '#web/shell.tsx'

const visitor: Shell = { viewer: { kind: 'visitor' }, wing: 'public', demonstration: true, path: '/library/edition' }
const editor: Shell = {
  viewer: { kind: 'person', name: 'Ffion Example', roles: ['editor'] },
  wing: 'workspace',
  demonstration: true,
  path: '/workspace',
  csrf: 'token',
}

const Reading = () => (
  <Page
    {...visitor}
    title="A child whose cries were heard"
    width="full"
    quickExit
    breadcrumbs={[
      { text: 'Reviews', href: '/library' },
      { text: 'Volume 3', href: '/library/3' },
      { text: 'Edition 12' },
    ]}
    feeds={[{ title: 'New reviews', href: '/library/feed.atom' }]}
  >
    <span class="govuk-caption-l">Children’s review · Volume 3, October to December 2025</span>
    <h1 class="govuk-heading-xl">A child whose cries were heard</h1>
    <ContentWarning
      continueHref="#summary"
      support={[{ name: 'A support line', words: 'open day and night, free to call. Fictional in this gallery.' }]}
    >
      <p>This review describes the death of a young child and the neglect that came before it.</p>
    </ContentWarning>
    <ReadingLayout
      contents={
        <Contents
          entries={[
            { id: 'summary', number: '1', text: 'Summary' },
            { id: 'happened', number: '2', text: 'What happened, and what each person could see then' },
            { id: 'winter', number: '2.1', text: 'The first winter', level: 2 },
            { id: 'findings', number: '3', text: 'Findings' },
          ]}
        />
      }
    >
      <ReplacementKey />
      <Prose>
        <h2 id="summary">1 Summary</h2>
        <NumberedParagraph id="p1.1" number="1.1">
          <Replaced>The child</Replaced> was <Replaced>a toddler</Replaced> when <Replaced>the mother</Replaced> first
          told <Replaced>a health visitor</Replaced> that she could not cope. The note was made, and passed to a team
          that had no one to read it until <Replaced>early the next spring</Replaced>.
        </NumberedParagraph>
        <NumberedParagraph id="p1.2" number="1.2">
          Nobody was careless. Each person did what the form in front of them asked, and the form did not ask what the
          neighbours had heard. <Replaced removed>A headline</Replaced> said otherwise.
        </NumberedParagraph>
        <h2 id="happened">2 What happened</h2>
        <h3 id="winter">2.1 The first winter</h3>
        <blockquote>
          <p>“I kept thinking somebody else must have the whole picture.”</p>
        </blockquote>
        <ul>
          <li>Three agencies held one piece each.</li>
          <li>None of them knew that the others held anything.</li>
        </ul>
        <ScrollingTable label="Contacts in the first winter">
          <table>
            <caption>Contacts in the first winter</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What was seen</th>
                <th scope="col">What was done</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>Early winter</td>
                <td>Health visitor</td>
                <td>A tired mother, a quiet child</td>
                <td>Second visit offered</td>
              </tr>
              <tr>
                <td>Midwinter</td>
                <td>Nursery</td>
                <td>Absent eleven days</td>
                <td>Letter sent home</td>
              </tr>
            </tbody>
          </table>
        </ScrollingTable>
        <h2 id="findings">3 Findings</h2>
        <p>
          A finding without a number, with <a href="#p1.1">a link to paragraph 1.1</a>.
        </p>
      </Prose>
      <Citation href="https://throughline.example/library/3/a-child-whose-cries-were-heard">
        Throughline (2026) A child whose cries were heard. Volume 3, edition 12.
      </Citation>
      <Fingerprint
        id="root"
        label="Fingerprint"
        value="q8Zt3nX0cWb1yF5sLr7uVd2kHe9aMi6pJg4oTx+QzCw="
        note="Made when the author submitted the report."
      />
      <ButtonGroup>
        <Button href="/library/3/12/concern" classes="govuk-button--secondary">
          This could identify someone
        </Button>
        <PrintButton />
      </ButtonGroup>
    </ReadingLayout>
  </Page>
)

const mistaken: FormState = {
  values: {
    title: '',
    email: 'someone at example',
    nation: 'wales',
    roles: ['nurse'],
    'decided-day': '31',
    'decided-month': '2',
    'decided-year': '2026',
    why: 'What was typed stays.',
    board: 'b2',
  },
  errors: {
    title: 'Enter a working title',
    email: 'Enter an email address in the correct format, like name@example.com',
    decided: 'Date of the decision must be a real date',
    nation: 'Select a nation',
    roles: 'Select at least one role',
    report: 'The selected file must be a Word file or PDF',
    password: 'Enter your password',
    why: 'Say why in fewer words',
    board: 'Select another board',
  },
}

const FormInError = () => (
  <Page {...editor} title="Register a review" inError backLink="/workspace">
    <ErrorSummaryFor errors={mistaken.errors} />
    <h1 class="govuk-heading-l">Register a review</h1>
    <Form csrf="token" action="/workspace/register" upload>
      <Input {...field(mistaken, 'title')} label="Working title" hint="Do not use anyone’s name." />
      <Input {...field(mistaken, 'email')} label="Your email address" type="email" autocomplete="email" />
      <Select
        {...field(mistaken, 'board')}
        label="Board"
        items={[
          { value: '', text: 'Choose a board' },
          { value: 'b2', text: 'Example Vale' },
        ]}
      />
      <DateInput
        {...dateField(mistaken, 'decided')}
        fieldset={{ legend: 'Date of the decision' }}
        hint="For example, 27 3 2026"
      />
      <Radios
        {...choice(mistaken, 'nation')}
        fieldset={{ legend: { text: 'Nation', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          { value: 'england', text: 'England' },
          {
            value: 'wales',
            text: 'Wales',
            hint: 'Including joint reviews',
            conditional: { content: <Input name="region" label="Region" /> },
          },
          { divider: 'or' },
          { value: 'joint', text: 'More than one' },
        ]}
      />
      <Checkboxes
        {...choices(mistaken, 'roles')}
        fieldset={{ legend: 'Who should read it?' }}
        items={[
          { value: 'nurse', text: 'Nurses' },
          { value: 'worker', text: 'Social workers' },
          { divider: 'or' },
          { value: 'none', text: 'Nobody in particular', behaviour: 'exclusive' },
        ]}
      />
      <FileUpload {...secretField(mistaken, 'report')} label="Report" hint="Word or PDF" javascript />
      <PasswordInput {...secretField(mistaken, 'password')} label="Password" />
      <CharacterCount {...field(mistaken, 'why')} label="Why" maxwords={50} />
      <Textarea name="notes" label="Notes" />
      <ButtonGroup>
        <Button preventDoubleClick>Save and continue</Button>
        <Button classes="govuk-button--secondary" name="draft" value="1">
          Save draft
        </Button>
        <a class="govuk-link" href="/workspace">
          Cancel
        </a>
      </ButtonGroup>
    </Form>
  </Page>
)

const Desk = () => (
  <Page {...editor} title="Your work" width="full" message="Draft saved">
    <h1 class="govuk-heading-l">Your work</h1>
    <StatTiles
      tiles={[
        { value: 4, label: 'waiting for you', href: '#waiting' },
        { value: '1,204', label: 'editions published' },
        { value: 'fewer than 5', label: 'concerns this quarter', note: 'Small counts are not shown' },
        { value: '12', label: 'reviews under way' },
      ]}
    />
    <h2 class="govuk-heading-m" id="waiting">
      Waiting for you
    </h2>
    <WorkCards
      cards={[
        {
          title: 'Sign off the edition “A winter without visits”',
          href: '/workspace/deidentification/1',
          tag: { text: 'Second person', classes: 'govuk-tag--purple' },
          words: 'Dara Example has decided every span. Somebody else must look before it can go.',
          facts: [
            { name: 'Kind', value: 'Children’s' },
            { name: 'Due', value: '3 November 2026' },
          ],
          late: true,
        },
        {
          title: 'Appoint an author',
          href: '/workspace/commissioning/2',
          tag: { text: 'New', classes: 'govuk-tag--blue' },
          facts: [{ name: 'Nation', value: 'Scotland' }],
        },
      ]}
    />
    <SideBySide
      shape="main"
      first={{
        heading: 'This review',
        content: (
          <SummaryList
            card={{
              title: { text: 'Registered review' },
              actions: { items: [{ text: 'Change', href: '#', visuallyHiddenText: 'registration' }] },
            }}
            rows={[
              {
                key: 'Reference',
                value: 'TL-7Q4M-2XKD',
                actions: { items: [{ text: 'Copy', href: '#', visuallyHiddenText: 'reference' }] },
              },
              { key: 'Boards', value: { text: <Tag classes="govuk-tag--green">Two boards</Tag> } },
            ]}
          />
        ),
      }}
      second={{
        heading: 'Where it stands',
        content: (
          <StageTracker
            label="Stages of this review"
            stages={[
              { name: 'Registered', state: 'done', note: '2 March 2026' },
              { name: 'Author appointed', state: 'done', note: '19 March 2026' },
              { name: 'Report being written', state: 'current', note: 'due by 3 November 2026' },
              { name: 'Advance sight', state: 'skipped' },
              { name: 'De-identification', state: 'to come' },
              { name: 'Release', state: 'to come' },
            ]}
          />
        ),
      }}
    />
    <TaskList
      items={[
        { title: { text: 'Terms of engagement' }, href: '#', status: { text: 'Accepted' } },
        {
          title: { text: 'Import the report' },
          href: '#',
          hint: { text: 'Word or PDF' },
          status: { tag: { text: 'Not started', classes: 'govuk-tag--blue' } },
        },
      ]}
    />
    <ProgressBar id="reading" label="Reading the report" value={12} max={57} words="12 of 57 pages" />
    <EmptyState title="No concerns are open">
      When a reader says that an edition could identify someone, it is listed here at once.
    </EmptyState>
    <ActionButton
      csrf="token"
      action="#"
      text="Withdraw"
      visuallyHiddenText="edition 12"
      classes="govuk-button--warning"
    />
    <Pager page={4} pages={12} hrefOf={(page) => `?page=${page}`} landmarkLabel="Results" />
  </Page>
)

const Workbench = () => (
  <Page {...editor} title="De-identify" width="full" backLink={{ href: '/workspace', text: 'Back to your work' }}>
    <h1 class="govuk-heading-l">De-identify</h1>
    <SpanKey />
    <SideBySide
      shape="main"
      first={{
        heading: 'Text',
        content: (
          <div class="tl-prose tl-prose--marked">
            <NumberedParagraph id="w1" number="4.2">
              <SpanMark kind="PERSON" state="proposed" href="#s1" id="s1" selected>
                Nia Example
              </SpanMark>
              , aged{' '}
              <SpanMark kind="QUANTITY" state="replaced" href="#s2" replacement="a toddler">
                2
              </SpanMark>
              , lived at{' '}
              <SpanMark kind="LOC" state="proposed" href="#s3">
                Example Terrace
              </SpanMark>{' '}
              until{' '}
              <SpanMark kind="DATETIME" state="replaced" href="#s4" replacement="midwinter">
                14 January 2019
              </SpanMark>
              . Her{' '}
              <SpanMark kind="DEM" state="proposed" href="#s5">
                grandmother, a bell-ringer
              </SpanMark>
              , told{' '}
              <SpanMark kind="ORG" state="kept" href="#s6">
                the hospital
              </SpanMark>{' '}
              (file{' '}
              <SpanMark kind="CODE" state="proposed" href="#s7">
                EX/1234
              </SpanMark>
              ) of the{' '}
              <SpanMark kind="MISC" state="proposed" href="#s8">
                flood
              </SpanMark>
              .
            </NumberedParagraph>
          </div>
        ),
      }}
      second={{
        heading: 'Decide',
        sticky: true,
        content: (
          <Form csrf="token">
            <p class="govuk-body">Nia Example: 14 times in this report</p>
            <Radios
              name="decision"
              classes="govuk-radios--small"
              fieldset={{ legend: 'What should stand here?' }}
              items={[
                { value: 'replace', text: 'the child', hint: 'Everywhere', checked: true },
                { value: 'keep', text: 'Keep the words' },
              ]}
            />
            <Button>Apply everywhere</Button>
          </Form>
        ),
      }}
    />
    <SideBySide
      first={{ heading: 'As submitted', content: <p class="govuk-body">Her grandmother, a bell-ringer</p> }}
      second={{
        heading: 'As it will be read',
        content: (
          <p class="govuk-body">
            <Replaced>A relative</Replaced>
          </p>
        ),
      }}
    />
  </Page>
)

const counts = [7, 9, 6, null, 11, 14, 12, 16] as const

const BarChart = () => (
  <svg class="tl-chart" viewBox="0 0 640 240" role="img" aria-labelledby="chart-title chart-description">
    <title id="chart-title">Reviews that found no shared picture</title>
    <desc id="chart-description">
      The count rises from 7 to 16 over eight quarters; one quarter is too small to show.
    </desc>
    {[0, 5, 10, 15].map((value) => (
      <g>
        <path class="tl-chart__grid" d={`M40 ${200 - value * 10}H630`} />
        <text class="tl-chart__label" x="30" y={205 - value * 10} text-anchor="end">
          {value}
        </text>
      </g>
    ))}
    {counts.map((count, index) => (
      <g>
        <rect
          class={
            count === null
              ? 'tl-chart__suppressed'
              : index % 2
                ? 'tl-chart__bar tl-chart__bar--second'
                : 'tl-chart__bar'
          }
          x={52 + index * 72}
          y={200 - (count ?? 4) * 10}
          width="48"
          height={(count ?? 4) * 10}
        />
        <text class="tl-chart__label" x={76 + index * 72} y="222" text-anchor="middle">
          {`Q${(index % 4) + 1}`}
        </text>
      </g>
    ))}
    <path class="tl-chart__axis" d="M40 200H630" />
  </svg>
)

const Figures = () => (
  <Page {...visitor} path="/trends" title="What keeps coming back" width="full">
    <h1 class="govuk-heading-xl">What keeps coming back</h1>
    <SearchForm action="/library" label="Reviews">
      <Input name="q" label="Search the reviews" type="search" />
      <Button>Search</Button>
    </SearchForm>
    <ChartKey
      series={[
        { name: 'Children', shape: 'first' },
        { name: 'Adults', shape: 'second' },
        { name: 'Too small to show', shape: 'suppressed' },
      ]}
    />
    <ChartFigure
      title="No shared picture"
      summary="Found in 7 reviews at first and 16 in the latest quarter."
      chart={<BarChart />}
      table={
        <ScrollingTable label="No shared picture, by quarter">
          <Table
            caption="No shared picture, by quarter"
            head={['Quarter', { text: 'Reviews', format: 'numeric' }]}
            rows={[
              ['January to March 2024', { text: 7, format: 'numeric' }],
              ['April to June 2024', { text: 'fewer than 5', format: 'numeric' }],
            ]}
            firstCellIsHeader
          />
        </ScrollingTable>
      }
      source="Fictional figures."
    />
    <Tabs
      idPrefix="tabs"
      items={[
        { label: 'Children', panel: { content: 'Reviews of children.' } },
        { label: 'Adults', panel: { content: <p class="govuk-body">Reviews of adults.</p> } },
      ]}
    />
    <Accordion
      id="themes"
      items={[
        { heading: { text: 'Tools' }, content: { content: 'Forms that discourage doubt.' } },
        { heading: { text: 'Management' }, summary: { text: 'Four findings' }, content: { content: 'Supervision.' } },
      ]}
    />
    <Tombstone title="This edition was withdrawn" withdrawn="3 November 2026">
      <p>It is no longer published. Copies should be destroyed.</p>
    </Tombstone>
    <InsetText>One in three findings had been made before.</InsetText>
    <WarningText>Do not share your link: it is yours alone.</WarningText>
    <Details summaryText="How themes are counted">A person confirms each theme.</Details>
  </Page>
)

const Receipt = () => (
  <Page {...editor} title="Report submitted" wing="workspace">
    <Panel titleText="Report submitted">
      Your reference
      <br />
      <strong>TL-7Q4M-2XKD</strong>
    </Panel>
    <p class="govuk-body">We have sent you a receipt.</p>
  </Page>
)

const blocks = [
  { kind: 'title', text: 'A fictional report' },
  { kind: 'heading1', text: 'What happened' },
  { kind: 'paragraph', text: 'Each of them held one piece.' },
  { kind: 'listItem', text: 'The school knew of the absences.', layout: { list: 'bullet' as const, level: 0 } },
  { kind: 'listItem', text: 'Not of the visits.', layout: { list: 'bullet' as const, level: 1 } },
  { kind: 'listItem', text: '(a) The nurse knew of the visits.', layout: { list: 'number' as const, level: 0 } },
  { kind: 'quote', text: 'I thought that somebody else had the whole picture.' },
  { kind: 'caption', text: 'Table 1: contacts' },
  { kind: 'tableHeader', text: 'When', layout: { table: 1, row: 0, column: 0 } },
  { kind: 'tableHeader', text: 'Who', layout: { table: 1, row: 0, column: 1 } },
  { kind: 'tableCell', text: 'Midwinter', layout: { table: 1, row: 1, column: 0 } },
  { kind: 'tableCell', text: 'Nursery', layout: { table: 1, row: 1, column: 1 } },
  { kind: 'footnote', text: '1 Seen in the file.' },
]

const Pieces = () => (
  <Page {...editor} title="Pieces" width="full">
    <h1 class="govuk-heading-l">Pieces</h1>
    <SearchForm action="/workspace/reviews" label="Find a review" classes="tl-filters">
      <Input name="reference" label="Reference" classes="govuk-input--width-10" />
      <Select name="stage" label="Stage" items={[{ value: '', text: 'All stages' }]} />
      <Button classes="govuk-button--secondary">Show</Button>
    </SearchForm>
    <table class="govuk-table tl-table--stacked">
      <caption class="govuk-table__caption govuk-table__caption--s">2 reviews</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {['Reference', 'Kind', 'Board'].map((head) => (
            <th scope="col" class="govuk-table__header">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {['TL-7Q4M-2XKD', 'TL-9B2C-8HJM'].map((reference) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              <a class="govuk-link tl-nowrap" href="#x">
                {reference}
              </a>
            </th>
            <td class="govuk-table__cell" data-label="Kind">
              Children’s
            </td>
            <td class="govuk-table__cell" data-label="Board">
              Example Vale
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <ul class="govuk-list tl-ways">
      {['Register a review', 'People', 'Volumes'].map((way) => (
        <li>
          <a class="govuk-link govuk-!-font-weight-bold" href="#way">
            {way}
          </a>
          <br />
          What it is for, in a line.
        </li>
      ))}
    </ul>
    <ol class="govuk-list tl-timeline">
      <li>
        <strong>Registered</strong>
        <br />2 March 2026 at 9am
      </li>
      <li>
        <strong>Author appointed</strong>
        <br />
        19 March 2026 at noon
      </li>
    </ol>
    <ul class="govuk-list tl-entities">
      {['replace', 'keep', 'open'].map((decision) => (
        <li class={`tl-entities__one tl-entities__one--${decision}`}>
          <a class="govuk-link" href="#entity">
            Nia Example
          </a>{' '}
          <span class="tl-entities__count">×14</span>
          <br />
          <span class="tl-entities__decision">Becomes “the child”</span>
        </li>
      ))}
    </ul>
    <ul class="govuk-list tl-codes">
      {['7Q4M-2XKD', '9B2C-8HJM', '3FWR-6TNP'].map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <ol class="tl-clauses">
      <li>
        <h2 class="govuk-heading-s">
          Freedom <Tag>Guarantee</Tag>
        </h2>
        <p class="govuk-body">The author follows every avenue.</p>
      </li>
    </ol>
    <button class="tl-link-button" type="button">
      Decide this mention like the others
    </button>
    <div class="tl-sealing-text" tabindex={0} role="region" aria-label="The text that will be sealed">
      <Prose>
        <ReportText
          blocks={blocks}
          inside={(block) => block.text}
          beside={(block, n) => (
            <a class="govuk-link tl-change" href={`#b${n}`}>
              Change<span class="govuk-visually-hidden"> “{block.text}”</span>
            </a>
          )}
          idOf={(n) => `b${n}`}
        />
      </Prose>
    </div>
  </Page>
)

/** The gallery's pages by file name. */
export const galleryPages: Readonly<Record<string, () => Content>> = {
  reading: Reading,
  form: FormInError,
  desk: Desk,
  workbench: Workbench,
  figures: Figures,
  receipt: Receipt,
  pieces: Pieces,
}
