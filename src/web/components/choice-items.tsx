import type { HintWords } from './hint.tsx'
import { Hint, hintParams } from './hint.tsx'
import { Label } from './label.tsx'
import { type Attributes, classNames, type Content, hasContent } from './params.ts'

/** One radio or checkbox. */
export type ChoiceItem = {
  text?: Content
  value?: string | number | undefined
  id?: string | undefined
  /** Checkboxes only: its own field name. */
  name?: string | undefined
  hint?: HintWords | undefined
  label?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  /** Shown only while this choice is made (always shown without scripts). */
  conditional?: { content?: Content } | undefined
  /** Checkboxes only: "none of these" unticks the others. */
  behaviour?: 'exclusive' | undefined
  attributes?: Attributes | undefined
}
/** A choice, or a word such as "or" between choices; falsy entries are left out. */
export type ChoiceEntry = ChoiceItem | { divider: string } | false | null | undefined

/** The rows that radios and checkboxes share; the first id carries no number, so an error can link to it. */
export const ChoiceItems = (props: {
  kind: 'radios' | 'checkboxes'
  idPrefix: string
  name: string
  items: readonly ChoiceEntry[]
  isChecked: (item: ChoiceItem) => boolean
  describedBy?: string | undefined
}) => (
  <>
    {props.items.map((entry, index) => {
      if (!entry) return null
      if ('divider' in entry && entry.divider) return <div class={`govuk-${props.kind}__divider`}>{entry.divider}</div>
      const item = entry as ChoiceItem
      const id = item.id ?? `${props.idPrefix}${index === 0 ? '' : `-${index + 1}`}`
      return <Choice {...props} item={item} id={id} checked={props.isChecked(item)} />
    })}
  </>
)

const Choice = (props: {
  kind: 'radios' | 'checkboxes'
  name: string
  item: ChoiceItem
  id: string
  checked: boolean
  describedBy?: string | undefined
}) => {
  const { kind, item, id } = props
  const hint = hintParams(item.hint)
  const hintId = hint && hasContent(hint.text) ? `${id}-item-hint` : undefined
  const conditional = hasContent(item.conditional?.content)
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <input
          class={`govuk-${kind}__input`}
          id={id}
          name={item.name ?? props.name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value ?? ''}
          checked={props.checked}
          disabled={item.disabled}
          data-aria-controls={conditional ? `conditional-${id}` : undefined}
          data-behaviour={item.behaviour}
          aria-describedby={classNames(props.describedBy, hintId) || undefined}
          {...item.attributes}
        />
        <Label
          text={item.text}
          classes={classNames(`govuk-${kind}__label`, item.label?.classes)}
          attributes={item.label?.attributes}
          for={id}
        />
        {hint && hintId && <Hint {...hint} id={hintId} classes={classNames(`govuk-${kind}__hint`, hint.classes)} />}
      </div>
      {conditional && (
        <div
          class={classNames(`govuk-${kind}__conditional`, !props.checked && `govuk-${kind}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional?.content}
        </div>
      )}
    </>
  )
}
