import { type ErrorWords, errorParams } from './error-message.tsx'
import { FormGroup, type FormGroupParams, HintAndError } from './form-group.tsx'
import { type HintWords, hintParams } from './hint.tsx'
import { Label, labelParams, type LabelWords } from './label.tsx'
import { type Attributes, classNames, describedByIds } from './params.ts'

/** GOV.UK file upload parameters. */
export type FileUploadParams = {
  name: string
  id?: string | undefined
  label: LabelWords
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  multiple?: boolean | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  /** Adds the drop area where scripts run; without them it is the browser's own control. */
  javascript?: boolean | undefined
  wrapperClasses?: string | undefined
  wrapperAttributes?: Attributes | undefined
  formGroup?: FormGroupParams | undefined
  attributes?: Attributes | undefined
}

/** GOV.UK file upload. The form around it needs `enctype="multipart/form-data"`. */
export const FileUpload = (props: FileUploadParams) => {
  const id = props.id ?? props.name
  const hint = hintParams(props.hint)
  const error = errorParams(props.errorMessage)
  const input = (
    <input
      class={classNames('govuk-file-upload', props.classes, error && 'govuk-file-upload--error')}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      aria-describedby={describedByIds(props.describedBy, hint && `${id}-hint`, error && `${id}-error`)}
      {...props.attributes}
    />
  )
  return (
    <FormGroup formGroup={props.formGroup} inError={error !== undefined}>
      <Label {...labelParams(props.label)} for={id} />
      <HintAndError id={id} hint={hint} error={error} />
      {props.formGroup?.before}
      {props.javascript ? (
        <div
          class={classNames('govuk-file-upload-wrapper', props.wrapperClasses)}
          data-module="govuk-file-upload"
          {...props.wrapperAttributes}
        >
          {input}
        </div>
      ) : (
        input
      )}
      {props.formGroup?.after}
    </FormGroup>
  )
}
