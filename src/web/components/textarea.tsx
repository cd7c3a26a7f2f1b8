import { type ErrorWords, errorParams } from './error-message.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { Label, labelParams, type LabelWords } from './label.tsx'
import { type Attributes, classNames, describedByIds } from './params.ts'

/** GOV.UK textarea parameters. */
export type TextareaParams = {
  name: string
  id?: string | undefined
  label: LabelWords
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  value?: string | undefined
  rows?: number | undefined
  spellcheck?: boolean | undefined
  disabled?: boolean | undefined
  autocomplete?: string | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

/** GOV.UK textarea. */
export const Textarea = (props: TextareaParams) => {
  const id = props.id ?? props.name
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  return (
    <FormGroup formGroup={props.formGroup} inError={error !== undefined}>
      <Label {...labelParams(props.label)} for={id} />
      <HintAndError id={id} hint={hint} error={error} />
      {props.formGroup?.before}
      <textarea
        class={classNames('govuk-textarea', error && 'govuk-textarea--error', props.classes)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedByIds(props.describedBy, hint && `${id}-hint`, error && `${id}-error`)}
        autocomplete={props.autocomplete}
        {...props.attributes}
      >
        {/* A browser drops one newline directly after the tag: give it one to drop, so that the writer's own survives. */}
        {props.value?.startsWith('\n') ? `\n${props.value}` : props.value}
      </textarea>
      {props.formGroup?.after}
    </FormGroup>
  )
}
