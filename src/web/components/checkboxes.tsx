import { type ChoiceEntry, ChoiceItems } from './choice-items.tsx'
import { type ErrorWords, errorParams } from './error-message.tsx'
import { Fieldset, type FieldsetParams } from './fieldset.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { type Attributes, classNames, describedByIds } from './params.ts'

/** GOV.UK checkboxes parameters. */
export type CheckboxesParams = {
  name: string
  idPrefix?: string | undefined
  fieldset?: FieldsetParams | undefined
  items: readonly ChoiceEntry[]
  values?: readonly (string | number)[] | undefined
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  describedBy?: string | undefined
  /** `govuk-checkboxes--small`. */
  classes?: string | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

/** GOV.UK checkboxes. */
export const Checkboxes = (props: CheckboxesParams) => {
  const idPrefix = props.idPrefix ?? props.name
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  const chosen = new Set((props.values ?? []).map(String))
  const describedBy = describedByIds(
    props.fieldset?.describedBy ?? props.describedBy,
    hint && `${idPrefix}-hint`,
    error && `${idPrefix}-error`,
  )
  const inner = (
    <>
      <HintAndError id={idPrefix} hint={hint} error={error} />
      <div class={classNames('govuk-checkboxes', props.classes)} {...props.attributes} data-module="govuk-checkboxes">
        {props.formGroup?.before}
        <ChoiceItems
          kind="checkboxes"
          idPrefix={idPrefix}
          name={props.name}
          items={props.items}
          describedBy={props.fieldset ? undefined : describedBy}
          isChecked={(item) => item.checked ?? chosen.has(String(item.value))}
        />
        {props.formGroup?.after}
      </div>
    </>
  )
  return (
    <FormGroup formGroup={props.formGroup} inError={error !== undefined}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
