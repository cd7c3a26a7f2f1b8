/** The questions of a subscription, asked when subscribing and when changing it. */
import type { FastifyRequest } from 'fastify'
import { nations, professions, subjectKinds, themes, type Theme } from '#vocabulary/vocabulary.ts'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { choice, choices, field, type FormState, type TypedValues } from '#web/components/form.tsx'
import { Select } from '#web/components/select.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { listInWords } from '#web/components/words.ts'
import { Radios } from '#web/components/radios.tsx'
import { formOf, manyOf } from '#web/site.ts'
import { readPreferences, type Preferences } from '../subscription.ts'

/** Role, nation, kinds and themes as form fields. */
export const PreferenceFields = (props: { form: FormState; themes: readonly Theme[] }) => (
  <>
    <Select
      {...field(props.form, 'profession')}
      label="Your role"
      hint="The nearest one. It decides what comes first in a bulletin"
      items={[
        { value: '', text: 'Choose a role' },
        ...Object.entries(professions).map(([value, text]) => ({ value, text })),
      ]}
    />
    <Radios
      {...choice(props.form, 'nation')}
      fieldset={{ legend: { text: 'Where do you work?', classes: 'govuk-fieldset__legend--m' } }}
      items={[
        ...Object.entries(nations).map(([value, text]) => ({ value, text })),
        { divider: 'or' },
        { value: 'all', text: 'All four nations' },
      ]}
    />
    <Checkboxes
      {...choices(props.form, 'subjects')}
      fieldset={{ legend: { text: 'Which reviews matter to you?', classes: 'govuk-fieldset__legend--m' } }}
      items={Object.entries(subjectKinds).map(([value, text]) => ({ value, text: `${text} reviews` }))}
    />
    <Checkboxes
      {...choices(props.form, 'interests')}
      fieldset={{ legend: { text: 'Themes you follow', classes: 'govuk-fieldset__legend--m' } }}
      hint="Leave all empty if everything interests you"
      classes="govuk-checkboxes--small"
      items={props.themes.map((theme) => ({ value: theme.code, text: theme.label }))}
    />
  </>
)

/** The choices of a subscription, listed. */
export const PreferenceSummary = (props: { wanted: Preferences; themes: readonly Theme[] }) => (
  <SummaryList
    rows={[
      { key: 'Role', value: professions[props.wanted.profession] },
      { key: 'Nation', value: props.wanted.nation ? nations[props.wanted.nation] : 'All four nations' },
      { key: 'Reviews', value: listInWords(props.wanted.subjects.map((kind) => subjectKinds[kind])) },
      {
        key: 'Themes',
        value:
          props.wanted.interests.length === 0
            ? 'All'
            : listInWords(
                props.wanted.interests.map((code) => props.themes.find((theme) => theme.code === code)?.label ?? code),
              ),
      },
    ]}
  />
)

/** Reads the choices from a sent form, with what was typed for showing it again. */
export async function preferencesFrom(request: FastifyRequest) {
  const all = await themes(request.ctx)
  const form = formOf(request)
  const typed = {
    profession: form['profession'] ?? '',
    nation: form['nation'] ?? '',
    interests: manyOf(request, 'interests'),
    subjects: manyOf(request, 'subjects'),
  }
  const values: TypedValues = { ...form, ...typed }
  return { all, values, read: readPreferences(typed, new Set(all.map((theme) => theme.code))) }
}
