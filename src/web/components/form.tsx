import type { Mistakes } from '../site.ts'
import type { DatePart } from './date-input.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { type Attributes, classNames, type Content, safeHref } from './params.ts'

/** What was typed: one string per field, several for checkboxes. */
export type TypedValues = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * A form to show: empty at first, as typed when something was wrong. A date's mistake has its name as key, or
 * `<name>-month` to point at one part.
 */
export type FormState = { values: TypedValues; errors: Readonly<Mistakes> }

/** A form nobody has filled in yet. */
export const emptyForm: FormState = { values: {}, errors: {} }

/** Whether the form is shown again because of a mistake. */
export const hasErrors = (errors: Readonly<Mistakes>): boolean => Object.keys(errors).length > 0

const one = (value: TypedValues[string]): string | undefined => (typeof value === 'string' ? value : value?.[0])

/** Wires an input, textarea, select or upload: `<Input {...field(form, 'email')} label="Email address" />`. */
export const field = (form: FormState, name: string) => ({
  name,
  id: name,
  value: one(form.values[name]),
  errorMessage: form.errors[name],
})

/** Wires a field whose value is never sent back: a password, a file. */
export const secretField = (form: FormState, name: string) => ({ name, id: name, errorMessage: form.errors[name] })

/** Wires radios: `<Radios {...choice(form, 'nation')} fieldset={{ legend: 'Nation' }} items={…} />`. */
export const choice = (form: FormState, name: string) => ({
  name,
  idPrefix: name,
  value: one(form.values[name]),
  errorMessage: form.errors[name],
})

/** Wires checkboxes: `<Checkboxes {...choices(form, 'roles')} … />`. */
export const choices = (form: FormState, name: string) => {
  const values = form.values[name]
  return {
    name,
    idPrefix: name,
    values: typeof values === 'string' ? [values] : (values ?? []),
    errorMessage: form.errors[name],
  }
}

const dateParts = ['day', 'month', 'year'] as const

/**
 * Wires a date of three fields `<name>-day`, `<name>-month`, `<name>-year`. The first field's id is the name itself, so
 * that an error summary's link `#<name>` lands on a control.
 */
export const dateField = (form: FormState, name: string) => {
  const partError = dateParts.find((part) => form.errors[`${name}-${part}`] !== undefined)
  return {
    id: `${name}-date`,
    namePrefix: name,
    items: dateParts.map((part): DatePart => {
      const partName = `${name}-${part}`
      return {
        name: part,
        id: part === 'day' ? name : partName,
        value: one(form.values[partName]),
        ...(form.errors[partName] === undefined ? {} : { error: true }),
      }
    }),
    errorMessage: form.errors[name] ?? (partError && form.errors[`${name}-${partError}`]),
  }
}

/** The error summary of a form; nothing while there are no errors. Each error links to its field. */
export const ErrorSummaryFor = (props: { errors: Readonly<Mistakes>; titleText?: string | undefined }) =>
  hasErrors(props.errors) ? (
    <ErrorSummary
      titleText={props.titleText ?? 'There is a problem'}
      errorList={Object.entries(props.errors).map(([name, text]) => ({
        text,
        href: `#${name.endsWith('-day') ? name.slice(0, -'-day'.length) : name}`,
      }))}
    />
  ) : null

/** The token that proves that a form came from our own page. */
export const CsrfField = (props: { token: string | undefined }) => (
  <input type="hidden" name="_csrf" value={props.token ?? ''} />
)

/** A value that travels with the form unseen. */
export const HiddenField = (props: { name: string; value: string | number }) => (
  <input type="hidden" name={props.name} value={props.value} />
)

/**
 * A posting form with its token. The browser's own checks are off: our words say what is wrong, beside the field.
 * With `upload` it can carry files; the token is its first part, so the server reads it before any file.
 */
export const Form = (props: {
  csrf: string | undefined
  action?: string | undefined
  upload?: boolean | undefined
  id?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
  children: Content
}) => (
  <form
    method="post"
    action={props.action === undefined ? undefined : safeHref(props.action)}
    enctype={props.upload ? 'multipart/form-data' : undefined}
    id={props.id}
    class={classNames(props.classes) || undefined}
    novalidate
    {...props.attributes}
  >
    <CsrfField token={props.csrf} />
    {props.children}
  </form>
)

/** A form that asks and changes nothing: search, filters. Its fields stand in the address. */
export const SearchForm = (props: {
  action: string
  label?: string | undefined
  classes?: string | undefined
  children: Content
}) => (
  <form
    method="get"
    action={safeHref(props.action)}
    role={props.label ? 'search' : undefined}
    aria-label={props.label}
    class={classNames(props.classes) || undefined}
    novalidate
  >
    {props.children}
  </form>
)

/**
 * One button that does one thing: `<ActionButton csrf={csrf} action="/…/withdrawal" text="Withdraw" />`.
 * A press within a second of the last is ignored where scripts run.
 */
export const ActionButton = (props: {
  csrf: string | undefined
  action: string
  text: string
  visuallyHiddenText?: string | undefined
  fields?: Readonly<Record<string, string | number>> | undefined
  classes?: string | undefined
}) => (
  <Form csrf={props.csrf} action={props.action} classes="tl-action">
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <HiddenField name={name} value={value} />
    ))}
    <button
      type="submit"
      class={classNames('govuk-button', props.classes)}
      data-module="govuk-button"
      data-prevent-double-click="true"
    >
      {props.text}
      {props.visuallyHiddenText && <span class="govuk-visually-hidden"> {props.visuallyHiddenText}</span>}
    </button>
  </Form>
)
