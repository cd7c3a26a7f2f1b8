import type { Content } from './params.ts'

/** A block of a report as the page sees it. The kinds are those of sealed text; the layout is never sealed. */
export interface ShownBlock {
  kind: string
  layout?: { table?: number; row?: number; column?: number; list?: 'bullet' | 'number'; level?: number } | undefined
}

/** How one block is filled and dressed: `inside` its words, `beside` whatever stands next to them, such as a link to change it. */
export interface BlockDressing<B extends ShownBlock> {
  inside: (block: B, n: number) => Content
  beside?: ((block: B, n: number) => Content) | undefined
  /** What tables are called for screen readers, where one page shows a text twice. */
  tableName?: string | undefined
  /** Id of the block's element. */
  idOf?: ((n: number) => string) | undefined
}

type Run<B> = { shape: 'one' | 'list' | 'table'; blocks: { block: B; n: number }[] }

/** Neighbouring list items make one list; the cells of one table make one table. */
function runsOf<B extends ShownBlock>(blocks: readonly B[]): Run<B>[] {
  const runs: Run<B>[] = []
  blocks.forEach((block, n) => {
    const shape =
      block.kind === 'listItem' ? 'list' : block.kind === 'tableCell' || block.kind === 'tableHeader' ? 'table' : 'one'
    const last = runs.at(-1)
    const joins =
      shape !== 'one' &&
      last?.shape === shape &&
      (shape === 'table'
        ? last.blocks[0]?.block.layout?.table === block.layout?.table
        : last.blocks[0]?.block.layout?.list === block.layout?.list)
    if (joins) last.blocks.push({ block, n })
    else runs.push({ shape, blocks: [{ block, n }] })
  })
  return runs
}

/** A report's blocks as headings, paragraphs, lists, quotations, notes and tables. Headings start at h2: the page has the h1. */
export const ReportText = <B extends ShownBlock>(props: { blocks: readonly B[] } & BlockDressing<B>) => (
  <>
    {runsOf(props.blocks).map((run) =>
      run.shape === 'table' ? (
        <TableRun run={run} {...props} />
      ) : run.shape === 'list' ? (
        <ListRun run={run} {...props} />
      ) : (
        <OneBlock at={run.blocks[0]!} {...props} />
      ),
    )}
  </>
)

const OneBlock = <B extends ShownBlock>(props: { at: { block: B; n: number } } & BlockDressing<B>) => {
  const { block, n } = props.at
  const words = props.inside(block, n)
  const beside = props.beside?.(block, n)
  const id = props.idOf?.(n)
  switch (block.kind) {
    case 'title':
      return (
        <div id={id} class="tl-block tl-block--title">
          <p class="tl-block__title">{words}</p>
          {beside}
        </div>
      )
    case 'heading1':
      return (
        <div id={id} class="tl-block">
          <h2>{words}</h2>
          {beside}
        </div>
      )
    case 'heading2':
      return (
        <div id={id} class="tl-block">
          <h3>{words}</h3>
          {beside}
        </div>
      )
    case 'heading3':
      return (
        <div id={id} class="tl-block">
          <h4>{words}</h4>
          {beside}
        </div>
      )
    case 'heading4':
      return (
        <div id={id} class="tl-block">
          <h5>{words}</h5>
          {beside}
        </div>
      )
    case 'quote':
      return (
        <div id={id} class="tl-block">
          <blockquote>
            <p>{words}</p>
          </blockquote>
          {beside}
        </div>
      )
    case 'footnote':
      return (
        <div id={id} class="tl-block tl-block--footnote">
          <p>{words}</p>
          {beside}
        </div>
      )
    case 'caption':
      return (
        <div id={id} class="tl-block tl-block--caption">
          <p>{words}</p>
          {beside}
        </div>
      )
    default:
      return (
        <div id={id} class="tl-block">
          <p>{words}</p>
          {beside}
        </div>
      )
  }
}

const ListRun = <B extends ShownBlock>(props: { run: Run<B> } & BlockDressing<B>) => {
  const items = props.run.blocks.map(({ block, n }) => (
    <li id={props.idOf?.(n)} class={`tl-block tl-list-level-${block.layout?.level ?? 0}`}>
      {props.inside(block, n)}
      {props.beside?.(block, n)}
    </li>
  ))
  return props.run.blocks[0]?.block.layout?.list === 'number' ? (
    <ol class="tl-list-plain">{items}</ol>
  ) : (
    <ul>{items}</ul>
  )
}

const TableRun = <B extends ShownBlock>(props: { run: Run<B> } & BlockDressing<B>) => {
  const rows = new Map<number, { block: B; n: number }[]>()
  for (const cell of props.run.blocks) {
    const row = cell.block.layout?.row ?? 0
    rows.set(row, [...(rows.get(row) ?? []), cell])
  }
  return (
    <div
      class="tl-scroll"
      tabindex={0}
      role="region"
      aria-label={`${props.tableName ?? 'Table'} ${props.run.blocks[0]?.block.layout?.table ?? (props.run.blocks[0]?.n ?? 0) + 1}`}
    >
      <table class="govuk-table">
        <tbody class="govuk-table__body">
          {[...rows.values()].map((cells) => (
            <tr class="govuk-table__row">
              {cells.map(({ block, n }) =>
                block.kind === 'tableHeader' ? (
                  <th id={props.idOf?.(n)} scope="col" class="govuk-table__header">
                    {props.inside(block, n)}
                    {props.beside?.(block, n)}
                  </th>
                ) : (
                  <td id={props.idOf?.(n)} class="govuk-table__cell">
                    {props.inside(block, n)}
                    {props.beside?.(block, n)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
