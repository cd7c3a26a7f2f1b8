import { classNames, type Content } from './params.ts'

/** A stage of a review's life. */
export type Stage = {
  name: string
  state: 'done' | 'current' | 'to come' | 'skipped'
  /** When, or what it waits for, in words. */
  note?: Content
}

const stateWords: Record<Stage['state'], string> = {
  done: 'Done',
  current: 'Now',
  'to come': 'To come',
  skipped: 'Not needed',
}

/** Where a review stands, as an ordered list: each stage says its state in words as well as by its mark. */
export const StageTracker = (props: { label: string; stages: readonly Stage[] }) => (
  <ol class="tl-stages" aria-label={props.label}>
    {props.stages.map((stage) => (
      <li
        class={classNames('tl-stages__stage', `tl-stages__stage--${stage.state.replace(' ', '-')}`)}
        aria-current={stage.state === 'current' ? 'step' : undefined}
      >
        <span class="tl-stages__name">{stage.name}</span>
        <span class="tl-stages__state">
          {stateWords[stage.state]}
          {stage.note && <>: {stage.note}</>}
        </span>
      </li>
    ))}
  </ol>
)
