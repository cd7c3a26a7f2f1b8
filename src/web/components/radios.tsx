import { type ChoiceEntry, ChoiceItems } from './choice-items.tsx'
import { type ErrorWords, errorParams } from './error-message.tsx'
import { Fieldset, type FieldsetParams } from './fieldset.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { type Attributes, classNames, describedByIds } from './params.ts'

/** GOV.UK radios parameters. */
export type RadiosParams = {
  name: string
  idPrefix?: string | undefined
  fieldset?: FieldsetParams | undefined
  items: readonly ChoiceEntry[]
  value?: string | number | undefined
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  /** `govuk-radios--inline`, `govuk-radios--small`. */
  classes?: string | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

/** GOV.UK radios. */
export const Radios = (props: RadiosParams) => {
  const idPrefix = props.idPrefix ?? props.name
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  const chosen = props.value === undefined || props.value === '' ? undefined : String(props.value)
  const inner = (
    <>
      <HintAndError id={idPrefix} hint={hint} error={error} />
      <div class={classNames('govuk-radios', props.classes)} {...props.attributes} data-module="govuk-radios">
        {props.formGroup?.before}
        <ChoiceItems
          kind="radios"
          idPrefix={idPrefix}
          name={props.name}
          items={props.items}
          isChecked={(item) => item.checked ?? (chosen !== undefined && String(item.value) === chosen)}
        />
        {props.formGroup?.after}
      </div>
    </>
  )
  const describedBy = describedByIds(
    props.fieldset?.describedBy,
    hint && `${idPrefix}-hint`,
    error && `${idPrefix}-error`,
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
