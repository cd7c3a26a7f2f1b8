import { type ErrorWords, errorParams } from './error-message.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { Label, labelParams, type LabelWords } from './label.tsx'
import { type Attributes, classNames, type Content, describedByIds, hasContent } from './params.ts'

/** A unit shown before or after the input; hidden from screen readers, so the label must say it too. */
export type AffixParams = { text?: Content; classes?: string | undefined; attributes?: Attributes | undefined }

/** GOV.UK text input parameters. */
export type InputParams = {
  name: string
  id?: string | undefined
  label: LabelWords
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password' | 'number' | undefined
  value?: string | number | undefined
  inputmode?: 'text' | 'email' | 'tel' | 'url' | 'numeric' | 'decimal' | 'search' | 'none' | undefined
  autocomplete?: string | undefined
  autocapitalize?: 'none' | 'off' | 'sentences' | 'words' | 'characters' | undefined
  pattern?: string | undefined
  spellcheck?: boolean | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  prefix?: AffixParams | undefined
  suffix?: AffixParams | undefined
  inputWrapper?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

const Affix = (props: AffixParams & { side: 'prefix' | 'suffix' }) => (
  <div class={classNames(`govuk-input__${props.side}`, props.classes)} aria-hidden="true" {...props.attributes}>
    {props.text}
  </div>
)

const InputElement = (props: InputParams & { inError: boolean; describedByAll: string | undefined }) => (
  <input
    class={classNames('govuk-input', props.classes, props.inError && 'govuk-input--error')}
    id={props.id ?? props.name}
    name={props.name}
    type={props.type ?? 'text'}
    spellcheck={props.spellcheck}
    value={props.value}
    disabled={props.disabled}
    aria-describedby={props.describedByAll}
    autocomplete={props.autocomplete}
    autocapitalize={props.autocapitalize}
    pattern={props.pattern}
    inputmode={props.inputmode}
    {...props.attributes}
  />
)

/** GOV.UK text input. */
export const Input = (props: InputParams) => {
  const id = props.id ?? props.name
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  const { prefix, suffix, formGroup } = props
  const describedByAll = describedByIds(props.describedBy, hint && `${id}-hint`, error && `${id}-error`)
  const element = <InputElement {...props} id={id} inError={error !== undefined} describedByAll={describedByAll} />
  const wrapped =
    hasContent(prefix?.text) ||
    hasContent(suffix?.text) ||
    hasContent(formGroup?.before) ||
    hasContent(formGroup?.after)
  return (
    <FormGroup formGroup={formGroup} inError={error !== undefined}>
      <Label {...labelParams(props.label)} for={id} />
      <HintAndError id={id} hint={hint} error={error} />
      {wrapped ? (
        <div
          class={classNames('govuk-input__wrapper', props.inputWrapper?.classes)}
          {...props.inputWrapper?.attributes}
        >
          {formGroup?.before}
          {prefix && hasContent(prefix.text) && <Affix {...prefix} side="prefix" />}
          {element}
          {suffix && hasContent(suffix.text) && <Affix {...suffix} side="suffix" />}
          {formGroup?.after}
        </div>
      ) : (
        element
      )}
    </FormGroup>
  )
}
