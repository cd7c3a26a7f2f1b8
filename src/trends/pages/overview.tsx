import { Button } from '#web/components/button.tsx'
import { ChartFigure, ChartKey } from '#web/components/chart-figure.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { Table } from '#web/components/table.tsx'
import { counted } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { Overview, ThemeTrend } from '../trends.ts'
import { PeriodChart, RowBar } from './chart.tsx'
import { countInWords, kindNames, leftOutWords, periodInWords } from './period-words.ts'

/** What published reviews are about, over the whole collection. */
export const OverviewPage = (props: { shell: Shell; seen: Overview }) => {
  const { seen } = props
  const published = seen.published.flat().reduce((sum, count) => sum + count, 0)
  return (
    <Page {...props.shell} title="Trends" width="full" description="What published safeguarding reviews have in common">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Trends</h1>
          <p class="govuk-body-l">What published reviews have in common, and how often.</p>
          <p class="govuk-body">
            These are counts of published reviews. They are not rates of harm: more reviews of a kind can mean that more
            were commissioned, finished or published in that time. Analysts code the themes by reading each edition.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href="/trends/found-before">
              Has this been found before? Compare a finding with every published one
            </a>
          </p>
        </div>
      </div>
      {published === 0 ? (
        <EmptyState title="Nothing has been published yet">
          Counts appear here with the first volume of reviews.
        </EmptyState>
      ) : (
        <>
          <h2 class="govuk-heading-m">Reviews published</h2>
          <Published seen={seen} />
          <h2 class="govuk-heading-m">Themes over the whole collection</h2>
          <Themes themes={seen.themes} published={published} />
        </>
      )}
    </Page>
  )
}

const Published = (props: { seen: Overview }) => {
  const { periods, published } = props.seen
  const total = (column: number) => published.reduce((sum, row) => sum + (row[column] ?? 0), 0)
  const summary = `${counted(total(0), 'children’s review')} and ${counted(total(1), 'adults’ review')} in ${counted(periods.length, 'quarter')}. A review of both counts once under each.`
  return (
    <>
      <ChartKey
        series={[
          { name: kindNames[0], shape: 'first' },
          { name: kindNames[1], shape: 'second' },
        ]}
      />
      <ChartFigure
        title="Editions published in each quarter"
        summary={summary}
        chart={
          <PeriodChart
            id="published"
            title="Editions published in each quarter"
            description={summary}
            periods={periods}
            counts={published}
          />
        }
        table={
          <Table
            caption="Editions published in each quarter"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={['Quarter', ...kindNames.map((text) => ({ text, format: 'numeric' as const }))]}
            rows={periods.map((period, row) => [
              periodInWords(period),
              ...(published[row] ?? []).map((count) => ({ text: String(count), format: 'numeric' as const })),
            ])}
          />
        }
      />
    </>
  )
}

const Themes = (props: { themes: readonly ThemeTrend[]; published: number }) => {
  const totals = props.themes
    .map(({ theme, series }) => ({ theme, total: series.shown?.total ?? null }))
    .toSorted((a, b) => (b.total ?? 0.5) - (a.total ?? 0.5) || a.theme.label.localeCompare(b.theme.label, 'en-GB'))
  const most = Math.max(0, ...totals.map(({ total }) => total ?? 0))
  return (
    <>
      <p class="govuk-body">
        Out of {counted(props.published, 'edition')}. An edition can have several themes. {leftOutWords}
      </p>
      <Table
        caption="Editions with each theme"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Theme', { text: 'Editions', format: 'numeric' }]}
        rows={totals.map(({ theme, total }) => [
          {
            text: (
              <>
                <a class="govuk-link" href={`/trends/themes/${theme.code}`}>
                  {theme.label}
                </a>
                {total !== null && <RowBar count={total} most={most} />}
              </>
            ),
          },
          { text: countInWords(total), format: 'numeric' },
        ])}
      />
      <Button text="Search the reviews" href="/library" classes="govuk-button--secondary" />
    </>
  )
}
