import { classNames, type Content } from './params.ts'

/** One pane with its heading. */
export type Pane = { heading: Content; content: Content; sticky?: boolean | undefined }

/**
 * Two panes beside each other on a wide screen, one below the other on a phone.
 * @param shape `even`, or `main` where the first is the text and the second the tools
 */
export const SideBySide = (props: { first: Pane; second: Pane; shape?: 'even' | 'main' | undefined }) => (
  <div class={classNames('tl-panes', `tl-panes--${props.shape ?? 'even'}`)}>
    {[props.first, props.second].map((pane) => (
      <section class={classNames('tl-panes__pane', pane.sticky && 'tl-panes__pane--sticky')}>
        <h2 class="govuk-heading-m">{pane.heading}</h2>
        {pane.content}
      </section>
    ))}
  </div>
)
