import { scaleBand, scaleLinear } from 'd3-scale'
import { kindNames, periodInWords, periodLines } from './period-words.ts'

const height = 240
const floor = 176
const left = 28

/**
 * Bars by period, one for each kind; a count left out is a dashed box of one height, so that it gives nothing away.
 * @param counts rows as the periods, then children's and adults'; null is left out
 */
export const PeriodChart = (props: {
  id: string
  title: string
  description: string
  periods: readonly string[]
  counts: readonly (readonly (number | null)[])[]
}) => {
  const width = Math.max(320, left + props.periods.length * 42)
  const x = scaleBand<string>()
    .domain([...props.periods])
    .range([left, width])
    .padding(0.2)
  const highest = Math.max(5, ...props.counts.flat().map((count) => count ?? 0))
  const y = scaleLinear().domain([0, highest]).nice(4).range([floor, 12])
  const bar = x.bandwidth() / 2 - 2
  return (
    <svg
      class="tl-chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${props.id}-title ${props.id}-description`}
    >
      <title id={`${props.id}-title`}>{props.title}</title>
      <desc id={`${props.id}-description`}>{props.description}</desc>
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g>
            <path class="tl-chart__grid" d={`M${left} ${y(tick)}H${width}`} />
            <text class="tl-chart__label" x={left - 6} y={y(tick) + 5} text-anchor="end">
              {tick}
            </text>
          </g>
        ))}
      {props.periods.map((period, row) => (
        <g>
          {(props.counts[row] ?? []).map((count, column) => (
            <rect
              class={barClass(count, column)}
              x={(x(period) ?? 0) + column * (bar + 4)}
              y={count === null ? y(smallBox) : y(count)}
              width={bar}
              height={count === null ? floor - y(smallBox) : floor - y(count)}
            >
              <title>{`${kindNames[column]}, ${periodInWords(period)}: ${count ?? 'not shown'}`}</title>
            </rect>
          ))}
          {periodLines(period).map((line, at) => (
            <text
              class="tl-chart__label"
              x={(x(period) ?? 0) + x.bandwidth() / 2}
              y={floor + 18 + at * 17}
              text-anchor="middle"
            >
              {line}
            </text>
          ))}
        </g>
      ))}
      <path class="tl-chart__axis" d={`M${left} ${floor}H${width}`} />
    </svg>
  )
}

/** Height of the box for a count left out, on the scale of the counts: always the same, whatever it hides. */
const smallBox = 2.5

function barClass(count: number | null, column: number): string {
  if (count === null) return 'tl-chart__suppressed'
  return column === 1 ? 'tl-chart__bar tl-chart__bar--second' : 'tl-chart__bar'
}

/** A bar below a row's name, beside the count that says the same. */
export const RowBar = (props: { count: number; most: number }) => (
  <svg class="tl-chart" width="240" height="14" viewBox="0 0 240 14" aria-hidden="true" focusable="false">
    <rect class="tl-chart__bar" x="0" y="4" width={(props.count / Math.max(1, props.most)) * 240} height="10" />
  </svg>
)
