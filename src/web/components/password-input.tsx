import { Button } from './button.tsx'
import type { ErrorWords } from './error-message.tsx'
import type { FormGroupParams } from './form-group.tsx'
import type { HintWords } from './hint.tsx'
import { Input } from './input.tsx'
import type { LabelWords } from './label.tsx'
import { type Attributes, classNames } from './params.ts'

/** GOV.UK password input parameters. There is no `value`: a password is never sent back to the browser. */
export type PasswordInputParams = {
  name: string
  id?: string | undefined
  label: LabelWords
  hint?: HintWords | undefined
  errorMessage?: ErrorWords | undefined
  autocomplete?: 'current-password' | 'new-password' | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  formGroup?: FormGroupParams | undefined
  button?: { classes?: string | undefined } | undefined
  attributes?: Attributes | undefined
}

/** GOV.UK password input with its Show button, which appears only where scripts run. */
export const PasswordInput = (props: PasswordInputParams) => {
  const id = props.id ?? props.name
  const toggle = (
    <Button
      type="button"
      classes={classNames(
        'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
        props.button?.classes,
      )}
      text="Show"
      attributes={{ 'aria-controls': id, 'aria-label': 'Show password', hidden: true }}
    />
  )
  return (
    <Input
      name={props.name}
      id={id}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? 'current-password'}
      disabled={props.disabled}
      describedBy={props.describedBy}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      formGroup={{
        classes: classNames('govuk-password-input', props.formGroup?.classes),
        attributes: { 'data-module': 'govuk-password-input', ...props.formGroup?.attributes },
        before: props.formGroup?.before,
        after: (
          <>
            {toggle}
            {props.formGroup?.after}
          </>
        ),
      }}
      attributes={props.attributes}
    />
  )
}
