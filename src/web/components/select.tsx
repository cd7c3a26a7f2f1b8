import { type ErrorWords, errorParams } from './error-message.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { Label, labelParams, type LabelWords } from './label.tsx'
import { type Attributes, classNames, describedByIds } from './params.ts'

/** One option; without `value` its words are the value. */
export type SelectItem = {
  text?: string | undefined
  value?: string | number | undefined
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}
/** GOV.UK select parameters. */
export type SelectParams = {
  name: string
  id?: string | undefined
  label: LabelWords
  items: readonly (SelectItem | false | null | undefined)[]
  value?: string | number | undefined
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

const isSelected = (item: SelectItem, value: string | number | undefined): boolean =>
  item.selected ?? (value !== undefined && value !== '' && String(item.value ?? item.text) === String(value))

/** GOV.UK select. */
export const Select = (props: SelectParams) => {
  const id = props.id ?? props.name
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  return (
    <FormGroup formGroup={props.formGroup} inError={error !== undefined}>
      <Label {...labelParams(props.label)} for={id} />
      <HintAndError id={id} hint={hint} error={error} />
      {props.formGroup?.before}
      <select
        class={classNames('govuk-select', props.classes, error && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedByIds(props.describedBy, hint && `${id}-hint`, error && `${id}-error`)}
        {...props.attributes}
      >
        {props.items.map(
          (item) =>
            item && (
              <option
                value={item.value}
                selected={isSelected(item, props.value)}
                disabled={item.disabled}
                {...item.attributes}
              >
                {item.text}
              </option>
            ),
        )}
      </select>
      {props.formGroup?.after}
    </FormGroup>
  )
}
