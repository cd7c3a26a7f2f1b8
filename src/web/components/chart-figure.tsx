import { Details } from './details.tsx'
import type { Content } from './params.ts'

/**
 * A chart with the words and the table that say the same. The SVG given as `chart` carries `role="img"` and
 * `aria-labelledby` to its own title and description; styles for its parts: `tl-chart__bar`, `__bar--second`, `__line`,
 * `__line--second`, `__point`, `__axis`, `__grid`, `__label`, `__suppressed`.
 * @param summary what the chart shows, in one sentence
 */
export const ChartFigure = (props: {
  title: Content
  summary: Content
  chart: Content
  table: Content
  source?: Content
  tableOpen?: boolean | undefined
}) => (
  <figure class="tl-figure">
    <figcaption class="tl-figure__caption">
      <span class="tl-figure__title govuk-heading-s">{props.title}</span>
      <span class="tl-figure__summary govuk-body">{props.summary}</span>
    </figcaption>
    <div class="tl-figure__chart">{props.chart}</div>
    <Details summaryText="Show these figures as a table" open={props.tableOpen}>
      {props.table}
    </Details>
    {props.source && <p class="govuk-body-s tl-figure__source">{props.source}</p>}
  </figure>
)

/** Names the series of a chart beside their pattern. */
export const ChartKey = (props: { series: readonly { name: string; shape: 'first' | 'second' | 'suppressed' }[] }) => (
  <ul class="tl-chart-key">
    {props.series.map((series) => (
      <li>
        <svg class="tl-chart" width="24" height="16" viewBox="0 0 24 16" aria-hidden="true" focusable="false">
          <rect
            class={
              series.shape === 'suppressed'
                ? 'tl-chart__suppressed'
                : series.shape === 'second'
                  ? 'tl-chart__bar tl-chart__bar--second'
                  : 'tl-chart__bar'
            }
            x="1"
            y="1"
            width="22"
            height="14"
          />
        </svg>
        {series.name}
      </li>
    ))}
  </ul>
)
