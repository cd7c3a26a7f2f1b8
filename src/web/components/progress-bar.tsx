import type { Content } from './params.ts'

/**
 * How far something has got, always with words beside the bar.
 * @param value what is done, or undefined while the total is unknown
 * @param words for example "12 of 57 pages"
 */
export const ProgressBar = (props: {
  id: string
  label: Content
  value?: number | undefined
  max: number
  words: Content
}) => (
  <div class="tl-progress">
    <label class="tl-progress__label govuk-label govuk-label--s" for={props.id}>
      {props.label}
    </label>
    <progress
      class="tl-progress__bar"
      id={props.id}
      value={props.value}
      max={props.max}
      aria-describedby={`${props.id}-words`}
    />
    <p class="tl-progress__words govuk-body-s" id={`${props.id}-words`}>
      {props.words}
    </p>
  </div>
)
