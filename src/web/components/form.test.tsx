import { describe, expect, it } from 'vitest'
import { Checkboxes } from './checkboxes.tsx'
import { DateInput } from './date-input.tsx'
import {
  ActionButton,
  choice,
  choices,
  dateField,
  emptyForm,
  ErrorSummaryFor,
  field,
  Form,
  type FormState,
  hasErrors,
  secretField,
} from './form.tsx'
import { Input } from './input.tsx'
import { pageNumbers } from './pager.tsx'
import { PasswordInput } from './password-input.tsx'
import { Radios } from './radios.tsx'
import { Textarea } from './textarea.tsx'

const form: FormState = {
  values: { title: '<b>typed</b>', nation: 'wales', roles: ['nurse', 'teacher'], 'due-day': '31', password: 'secret' },
  errors: { title: 'Enter a title', 'due-month': 'Due date must include a month' },
}

describe('a form shown again', () => {
  it('keeps what was typed, escaped', () => {
    expect(String(<Input {...field(form, 'title')} label="Title" />)).toContain('value="&lt;b&gt;typed&lt;/b&gt;"')
    expect(String(<Textarea {...field(form, 'title')} label="Title" />)).toContain(
      '>&lt;b&gt;typed&lt;/b&gt;</textarea>',
    )
  })

  it('keeps what was chosen', () => {
    const items = ['wales', 'nurse', 'teacher', 'other'].map((value) => ({ value, text: value }))
    const checked = (html: string) => [...html.matchAll(/value="(\w+)" checked/g)].map((match) => match[1])
    expect(checked(String(<Radios {...choice(form, 'nation')} items={items} />))).toEqual(['wales'])
    expect(checked(String(<Checkboxes {...choices(form, 'roles')} items={items} />))).toEqual(['nurse', 'teacher'])
  })

  it('never sends a password back', () => {
    expect(String(<PasswordInput {...secretField(form, 'password')} label="Password" />)).not.toContain('secret')
  })

  it('names the error at the field', () => {
    const html = String(<Input {...field(form, 'title')} label="Title" hint="Short" />)
    expect(html).toContain('aria-describedby="title-hint title-error"')
    expect(html).toContain('id="title-error"')
  })

  it('keeps a first empty line of a text', () => {
    const html = String(<Textarea {...field({ values: { text: '\nline' }, errors: {} }, 'text')} label="Text" />)
    expect(html).toContain('>\n\nline</textarea>')
  })

  it('links each error to a control that exists', () => {
    const html = String(
      <>
        <ErrorSummaryFor errors={form.errors} />
        <Input {...field(form, 'title')} label="Title" />
        <DateInput {...dateField(form, 'due')} fieldset={{ legend: 'Due' }} />
      </>,
    )
    const targets = [...html.matchAll(/href="#([\w-]+)"/g)].map((match) => match[1])
    expect(targets).toEqual(['title', 'due-month'])
    for (const target of targets) expect(html).toMatch(new RegExp(`<input[^>]* id="${target}"`))
  })

  it('marks only the part of a date that is wrong', () => {
    const html = String(<DateInput {...dateField(form, 'due')} fieldset={{ legend: 'Due' }} />)
    const wrong = [...html.matchAll(/<input class="([^"]*)" id="([^"]*)"/g)].filter((match) =>
      match[1]?.includes('--error'),
    )
    expect(wrong.map((match) => match[2])).toEqual(['due-month'])
    expect(html).toContain('name="due-day"')
    expect(html).toContain('value="31"')
  })

  it('links an error of the whole date to its first field', () => {
    const wholeDate = { values: {}, errors: { due: 'Enter a date' } }
    expect(String(<DateInput {...dateField(wholeDate, 'due')} fieldset={{ legend: 'Due' }} />)).toContain(
      ' id="due" name="due-day"',
    )
  })
})

describe('a form nobody has filled in', () => {
  it('has no error summary', () => {
    expect(String(<ErrorSummaryFor errors={emptyForm.errors} />)).not.toContain('govuk')
    expect(hasErrors(emptyForm.errors)).toBe(false)
  })
})

describe('posting', () => {
  it('carries the token first, also before files', () => {
    const html = String(
      <Form csrf="t0ken" action="/x" upload>
        <input name="later" />
      </Form>,
    )
    expect(html).toMatch(
      /^<form method="post" action="\/x" enctype="multipart\/form-data"[^>]*><input type="hidden" name="_csrf" value="t0ken"/,
    )
  })

  it('sends a single act with its fields', () => {
    const html = String(
      <ActionButton csrf="t" action="/x" text="Withdraw" visuallyHiddenText="edition 12" fields={{ version: 3 }} />,
    )
    expect(html).toContain('<input type="hidden" name="version" value="3"/>')
    expect(html).toContain('Withdraw<span class="govuk-visually-hidden"> edition 12</span>')
  })
})

it.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [4, 12, [1, 2, 3, 4, 5, null, 12]],
  [6, 12, [1, null, 5, 6, 7, null, 12]],
  [12, 12, [1, null, 11, 12]],
])('page %i of %i shows %j', (page, pages, shown) => expect(pageNumbers(page, pages)).toEqual(shown))
