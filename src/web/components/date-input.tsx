import { type ErrorWords, errorParams } from './error-message.tsx'
import { Fieldset, type FieldsetParams } from './fieldset.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { Input, type InputParams } from './input.tsx'
import { type Attributes, classNames, describedByIds } from './params.ts'

/** One of the three parts. */
export type DatePart = {
  name: string
  label?: string | undefined
  id?: string | undefined
  value?: string | number | undefined
  classes?: string | undefined
  /** Marks this part; with an error and no part marked, all are marked. `false` leaves a part unmarked. */
  error?: boolean | undefined
  inputmode?: InputParams['inputmode']
  autocomplete?: string | undefined
  pattern?: string | undefined
  attributes?: Attributes | undefined
}
/** GOV.UK date input parameters. The fields are `<namePrefix>-day`, `-month` and `-year`. */
export type DateInputParams = {
  id: string
  namePrefix?: string | undefined
  items?: readonly DatePart[] | undefined
  values?: Readonly<Record<string, string | number | undefined>> | undefined
  fieldset?: FieldsetParams | undefined
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  classes?: string | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

const dayMonthYear: readonly DatePart[] = [{ name: 'day' }, { name: 'month' }, { name: 'year' }]

const marked = (part: DatePart): boolean =>
  part.error === true || (part.classes?.includes('govuk-input--error') ?? false)

const Part = (props: { part: DatePart; date: DateInputParams; inError: boolean; anyMarked: boolean }) => {
  const { part, date } = props
  const name = `${date.namePrefix ? `${date.namePrefix}-` : ''}${part.name}`
  const hasErrorClass = part.classes?.includes('govuk-input--error') ?? false
  const markIt = !hasErrorClass && (marked(part) || (part.error !== false && props.inError && !props.anyMarked))
  const width = !part.classes?.includes('govuk-input--width-') && `govuk-input--width-${part.name === 'year' ? 4 : 2}`
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{
          text: part.label ?? part.name.charAt(0).toUpperCase() + part.name.slice(1),
          classes: 'govuk-date-input__label',
        }}
        id={part.id ?? `${date.id}-${part.name}`}
        classes={classNames('govuk-date-input__input', markIt && 'govuk-input--error', width, part.classes)}
        name={name}
        value={part.value ?? date.values?.[name]}
        inputmode={part.inputmode ?? 'numeric'}
        autocomplete={part.autocomplete}
        pattern={part.pattern}
        attributes={part.attributes}
      />
    </div>
  )
}

/** GOV.UK date input: three fields and a question as the fieldset's legend. */
export const DateInput = (props: DateInputParams) => {
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  const parts = props.items?.length ? props.items : dayMonthYear
  const anyMarked = parts.some(marked)
  const inner = (
    <>
      <HintAndError id={props.id} hint={hint} error={error} />
      <div class={classNames('govuk-date-input', props.classes)} {...props.attributes} id={props.id}>
        {props.formGroup?.before}
        {parts.map((part) => (
          <Part part={part} date={props} inError={error !== undefined} anyMarked={anyMarked} />
        ))}
        {props.formGroup?.after}
      </div>
    </>
  )
  const describedBy = describedByIds(
    props.fieldset?.describedBy,
    hint && `${props.id}-hint`,
    error && `${props.id}-error`,
  )
  return (
    <FormGroup formGroup={props.formGroup} inError={error !== undefined}>
      {/* The role stays: JAWS does not read the description of a fieldset of text inputs without it (GOV.UK Frontend). */}
      {props.fieldset ? (
        <Fieldset {...props.fieldset} role="group" describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
