import { ErrorMessage, type ErrorMessageParams } from './error-message.tsx'
import { Hint, type HintParams } from './hint.tsx'
import { type Attributes, classNames, type Content } from './params.ts'

/** GOV.UK form group parameters that every field accepts. */
export type FormGroupParams = {
  classes?: string | undefined
  attributes?: Attributes | undefined
  /** Shown directly before and after the input (or the list of inputs). */
  before?: Content
  after?: Content
}

/** The wrapper around a field, marked when the field is in error. */
export const FormGroup = (props: { formGroup?: FormGroupParams | undefined; inError: boolean; children: Content }) => (
  <div
    class={classNames('govuk-form-group', props.inError && 'govuk-form-group--error', props.formGroup?.classes)}
    {...props.formGroup?.attributes}
  >
    {props.children}
  </div>
)

/** Hint and error of a field; their ids are `<id>-hint` and `<id>-error`, which `aria-describedby` names. */
export const HintAndError = (props: {
  id: string
  hint: HintParams | undefined
  error: ErrorMessageParams | undefined
}) => (
  <>
    {props.hint && <Hint {...props.hint} id={`${props.id}-hint`} />}
    {props.error && <ErrorMessage {...props.error} id={`${props.id}-error`} />}
  </>
)
