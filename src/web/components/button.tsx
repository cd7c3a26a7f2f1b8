import { type Attributes, classNames, type Content, isPlainText, safeHref } from './params.ts'

/** GOV.UK button parameters; the words are `text` or the children. With `href` it is a link that looks like a button. */
export type ButtonParams = {
  text?: Content
  children?: Content
  href?: string | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | undefined
  id?: string | undefined
  classes?: string | undefined
  disabled?: boolean | undefined
  isStartButton?: boolean | undefined
  /** Ignores a second press within a second; set it where a repeated post would do harm. */
  preventDoubleClick?: boolean | undefined
  attributes?: Attributes | undefined
}

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
)

/** GOV.UK button. `classes`: `govuk-button--secondary`, `govuk-button--warning`, `govuk-button--inverse`. */
export const Button = (props: ButtonParams) => {
  const classes = classNames('govuk-button', props.classes, props.isStartButton && 'govuk-button--start')
  const given = props.text ?? props.children
  /* A start button is a flex box, which drops the spaces between elements inside it; a span keeps them together. */
  const words = props.isStartButton && !isPlainText(given) ? <span>{given}</span> : given
  const icon = props.isStartButton && <StartIcon />
  if (props.href !== undefined && props.href !== '') {
    return (
      <a
        href={safeHref(props.href)}
        role="button"
        draggable="false"
        class={classes}
        data-module="govuk-button"
        {...props.attributes}
        id={props.id || undefined}
      >
        {words}
        {icon}
      </a>
    )
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value || undefined}
      name={props.name || undefined}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      class={classes}
      data-module="govuk-button"
      {...props.attributes}
      id={props.id || undefined}
    >
      {words}
      {icon}
    </button>
  )
}

/** Buttons and links side by side. */
export const ButtonGroup = (props: { children: Content }) => <div class="govuk-button-group">{props.children}</div>
