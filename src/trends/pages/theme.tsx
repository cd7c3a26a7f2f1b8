import { ChartFigure, ChartKey } from '#web/components/chart-figure.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { ScrollingTable, Table } from '#web/components/table.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { themeTrend } from '../trends.ts'
import { PeriodChart } from './chart.tsx'
import { countInWords, kindNames, leftOut, leftOutWords, periodInWords } from './period-words.ts'

type Seen = NonNullable<Awaited<ReturnType<typeof themeTrend>>>

/** One theme: what it means, how often it was found, and the editions that have it. */
export const ThemePage = (props: { shell: Shell; seen: Seen }) => {
  const { theme, series, editions } = props.seen
  return (
    <Page
      {...props.shell}
      title={theme.label}
      width="full"
      quickExit
      breadcrumbs={[{ text: 'Trends', href: '/trends' }, { text: theme.label }]}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{theme.label}</h1>
          <p class="govuk-body">{theme.definition}</p>
          <InsetText>
            These are counts of published reviews, not rates of harm. They follow how many reviews were published, and a
            review is published long after what it is about.
          </InsetText>
        </div>
      </div>
      {editions.length > 0 && series.shown === null && (
        <p class="govuk-body">There are too few editions with this theme to show counts. {leftOutWords}</p>
      )}
      {editions.length > 0 && series.shown !== null && <Counts seen={props.seen} shown={series.shown} />}
      <Editions seen={props.seen} />
    </Page>
  )
}

const grainWords = { quarter: 'each quarter', year: 'each year', whole: 'the whole collection' } as const

const Counts = (props: { seen: Seen; shown: NonNullable<Seen['series']['shown']> }) => {
  const { shown } = props
  const { theme, series } = props.seen
  const title = `${theme.label}: editions in ${grainWords[series.grain]}`
  const some = shown.cells.flat().includes(null)
  const published = series.published.flat().reduce((sum, count) => sum + count, 0)
  const summary =
    shown.total === null
      ? `Out of ${counted(published, 'edition')} published. How many have this theme is not shown.`
      : `${counted(shown.total, 'edition')} of ${published} published have this theme.`
  const coarser = {
    quarter: '',
    year: ' Counts by quarter are too small to show, so these are by year.',
    whole: ' Counts by quarter and by year are too small to show, so this is the whole collection.',
  }[series.grain]
  return (
    <>
      <h2 class="govuk-heading-m">How often</h2>
      <p class="govuk-body">{leftOutWords}</p>
      <ChartKey
        series={[
          { name: kindNames[0], shape: 'first' },
          { name: kindNames[1], shape: 'second' },
          ...(some ? [{ name: 'Not shown', shape: 'suppressed' as const }] : []),
        ]}
      />
      <ChartFigure
        title={title}
        summary={`${summary}${coarser}`}
        chart={
          <PeriodChart
            id="theme"
            title={title}
            description={`${summary} The table below has every figure.`}
            periods={series.periods}
            counts={shown.cells}
          />
        }
        table={<CountsTable seen={props.seen} shown={shown} title={title} />}
        tableOpen
        source="A review of both children and adults counts once under each."
      />
    </>
  )
}

const CountsTable = (props: { seen: Seen; shown: NonNullable<Seen['series']['shown']>; title: string }) => {
  const { shown } = props
  const { series } = props.seen
  const cell = (count: number | null, of: number) => ({
    text: count === null ? leftOut : `${countInWords(count)} of ${of}`,
    format: 'numeric' as const,
  })
  const sum = (row: readonly number[]) => row.reduce((all, one) => all + one, 0)
  const columnSum = (column: number) => sum(series.published.map((row) => row[column] ?? 0))
  return (
    <ScrollingTable label={props.title}>
      <Table
        caption={`${props.title}, of editions published`}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        classes="govuk-table--small-text-until-tablet"
        head={['Published in', ...[...kindNames, 'Together'].map((text) => ({ text, format: 'numeric' as const }))]}
        rows={[
          ...series.periods.map((period, row) => [
            periodInWords(period),
            ...(shown.cells[row] ?? []).map((count, column) => cell(count, series.published[row]?.[column] ?? 0)),
            cell(shown.rowTotals[row] ?? null, sum(series.published[row] ?? [])),
          ]),
          series.periods.length > 1 && [
            'All periods',
            ...shown.columnTotals.map((count, column) => cell(count, columnSum(column))),
            cell(shown.total, sum(series.published.flat())),
          ],
        ]}
      />
    </ScrollingTable>
  )
}

const Editions = (props: { seen: Seen }) => (
  <>
    <h2 class="govuk-heading-m">Editions with this theme</h2>
    {props.seen.editions.length === 0 ? (
      <EmptyState title="No published edition has this theme yet" headingLevel={3}>
        <a class="govuk-link" href="/library">
          Search the reviews
        </a>
      </EmptyState>
    ) : (
      <ul class="govuk-list govuk-list--spaced">
        {props.seen.editions.map((edition) => (
          <li>
            <a class="govuk-link" href={`/library/editions/${edition.id}`}>
              {edition.title}
            </a>
            <br />
            <span class="govuk-hint">
              {edition.volumeLabel}, {dateInWords(edition.publishedOn)}
            </span>
          </li>
        ))}
      </ul>
    )}
    {props.seen.editions.length === 100 && (
      <p class="govuk-body">
        <a class="govuk-link" href={`/library?theme=${props.seen.theme.code}`}>
          These are the newest 100. See all in the library
        </a>
      </p>
    )}
  </>
)
