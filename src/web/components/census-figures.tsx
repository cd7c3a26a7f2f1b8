import { ScrollingTable, Table } from './table.tsx'
import { numberInWords } from './words.ts'

/** The census's figures as the library holds them. */
export interface FiguresShown {
  tables: {
    name: 'registered' | 'unpublished' | 'overdue' | 'withheld'
    rows: string[]
    columns: string[]
    cells: (number | null)[][]
    rowTotals: (number | null)[]
    columnTotals: (number | null)[]
    total: number | null
  }[]
  coverage: { nation: string; kind: string; boards: number | null; missing: number | string | null }[]
}

const tableWords: Record<FiguresShown['tables'][number]['name'], string> = {
  registered: 'Reviews registered in the quarter',
  unpublished: 'Reviews submitted and not yet published',
  overdue: 'Reviews with something overdue',
  withheld: 'Reviews withheld from publication',
}
const boardWords: Record<string, string> = {
  'childrens-board': 'Children’s boards',
  'adults-board': 'Adults’ boards',
  'joint-board': 'Boards for children and adults',
  'community-safety': 'Community safety partnerships',
}

/** The figures of one quarter as tables. A count left out is said in words. */
export const CensusFiguresView = (props: { figures: FiguresShown }) => (
  <>
    {props.figures.tables.map((table) =>
      table.rows.length === 0 ? (
        <p class="govuk-body">{tableWords[table.name]}: none.</p>
      ) : (
        <ScrollingTable label={tableWords[table.name]}>
          <Table
            caption={tableWords[table.name]}
            captionClasses="govuk-table__caption--m"
            firstCellIsHeader
            head={['Kind', ...[...table.columns, 'All'].map((text) => ({ text, format: 'numeric' as const }))]}
            rows={[
              ...table.rows.map((row, n) => [
                row,
                ...[...(table.cells[n] ?? []), table.rowTotals[n] ?? null].map(shown),
              ]),
              ['All', ...[...table.columnTotals, table.total].map(shown)],
            ]}
          />
        </ScrollingTable>
      ),
    )}
    {props.figures.coverage.length > 0 && (
      <ScrollingTable label="Boards that have not answered">
        <Table
          caption="Boards that have not answered"
          captionClasses="govuk-table__caption--m"
          head={['Nation', 'Kind', { text: 'Boards', format: 'numeric' }, { text: 'Not answered', format: 'numeric' }]}
          rows={props.figures.coverage.map((line) => [
            line.nation,
            boardWords[line.kind] ?? line.kind,
            { text: line.boards === null ? 'fewer than 10' : numberInWords(line.boards), format: 'numeric' },
            { text: missingInWords(line.missing), format: 'numeric' },
          ])}
        />
      </ScrollingTable>
    )}
  </>
)

function shown(count: number | null) {
  return { text: count === null ? 'left out' : numberInWords(count), format: 'numeric' as const }
}

function missingInWords(missing: number | string | null): string {
  if (missing === null) return 'too few to say'
  return typeof missing === 'number' ? numberInWords(missing) : missing
}
