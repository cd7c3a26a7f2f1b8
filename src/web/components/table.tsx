import { type Attributes, classNames, type Content } from './params.ts'

/** A cell: plain words or a number, or JSX under `text`. */
export type TableCell = {
  text?: Content
  format?: 'numeric' | undefined
  colspan?: number | undefined
  rowspan?: number | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}
/** Cells may be given as plain words. */
export type TableCellWords = string | number | TableCell

const cellParams = (cell: TableCellWords): TableCell => (typeof cell === 'object' ? cell : { text: cell })

const spans = (cell: TableCell) => ({
  colspan: cell.colspan || undefined,
  rowspan: cell.rowspan || undefined,
  ...cell.attributes,
})

const HeadCell = (props: { cell: TableCell }) => {
  const { cell } = props
  return (
    <th
      scope="col"
      class={classNames('govuk-table__header', cell.format && `govuk-table__header--${cell.format}`, cell.classes)}
      {...spans(cell)}
    >
      {cell.text}
    </th>
  )
}

const BodyCell = (props: { cell: TableCell; isHeader: boolean }) => {
  const { cell } = props
  return props.isHeader ? (
    <th scope="row" class={classNames('govuk-table__header', cell.classes)} {...spans(cell)}>
      {cell.text}
    </th>
  ) : (
    <td
      class={classNames('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
      {...spans(cell)}
    >
      {cell.text}
    </td>
  )
}

/** GOV.UK table. A wide one goes into `ScrollingTable`. */
export const Table = (props: {
  rows: readonly (readonly TableCellWords[] | false | null | undefined)[]
  head?: readonly TableCellWords[] | undefined
  caption?: Content
  /** `govuk-table__caption--m` and the like; `govuk-visually-hidden` where a heading says it already. */
  captionClasses?: string | undefined
  firstCellIsHeader?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <table class={classNames('govuk-table', props.classes)} {...props.attributes}>
    {props.caption && (
      <caption class={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
    )}
    {props.head && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {props.head.map((cell) => (
            <HeadCell cell={cellParams(cell)} />
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {props.rows.map(
        (row) =>
          row && (
            <tr class="govuk-table__row">
              {row.map((cell, index) => (
                <BodyCell cell={cellParams(cell)} isHeader={index === 0 && props.firstCellIsHeader === true} />
              ))}
            </tr>
          ),
      )}
    </tbody>
  </table>
)

/**
 * Lets a table wider than a phone scroll sideways by itself; focusable, so that the arrow keys scroll it too (WCAG 2.1.1).
 * @param label what the table is, for screen readers
 */
export const ScrollingTable = (props: { label: string; children: Content }) => (
  <div class="tl-scroll" role="region" aria-label={props.label} tabindex={0}>
    {props.children}
  </div>
)
