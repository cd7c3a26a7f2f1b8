import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import {
  ActionButton,
  ErrorSummaryFor,
  Form,
  emptyForm,
  field,
  hasErrors,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Select } from '#web/components/select.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type FormValues, type Mistakes } from '#web/site.ts'
import { isRole, roleNames, roles } from '#vocabulary/vocabulary.ts'
import {
  closeAccount,
  endRole,
  grantRole,
  invitePerson,
  organisations,
  people,
  resetSecondFactor,
  type AccountRefusal,
  type Organisation,
  type PersonListed,
} from '../identity.ts'
import { identityActs } from '../permissions.ts'

const refusalWords: Record<AccountRefusal | 'cover-needs-end', string> = {
  'not-allowed': 'You may not do this',
  'not-found': 'That person or role is no longer there',
  'already-invited': 'Somebody with this email address has an account already',
  'role-needs-organisation': 'Roles at a board or agency need that board or agency; other roles have none',
  'last-administrator': 'This is the last administrator. Invite another first',
  'cover-needs-end': 'Cover for somebody absent needs a last day',
}
const stateWords: Record<PersonListed['state'], string> = { invited: 'Invited', active: 'Active', left: 'Left' }

/** People and their roles, for administrators. */
export function peopleRoutes(app: FastifyInstance): void {
  app.get('/workspace/people', { config: { rule: identityActs.seePeople } }, async (request, reply) =>
    listPage(request, reply),
  )
  inviteRoutes(app)
  personRoutes(app)
}

async function listPage(request: FastifyRequest, reply: FastifyReply) {
  const shell = await shellOf(request, reply, 'workspace')
  const everyone = await people(request.ctx)
  return sendPage(
    reply,
    <Page {...shell} title="People" width="full">
      <h1 class="govuk-heading-l">People</h1>
      <Button text="Invite a person" href="/workspace/people/invitation" />
      <table class="govuk-table tl-table--stacked">
        <caption class="govuk-table__caption govuk-visually-hidden">People with an account</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">
              Name
            </th>
            <th scope="col" class="govuk-table__header">
              Roles
            </th>
            <th scope="col" class="govuk-table__header">
              State
            </th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {everyone.map((person) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={`/workspace/people/${person.id}`}>
                  {person.name}
                </a>
              </th>
              <td class="govuk-table__cell">{person.roles.map(roleWords).join('; ') || 'None'}</td>
              <td class="govuk-table__cell">
                <Tag
                  text={stateWords[person.state]}
                  classes={person.state === 'active' ? 'govuk-tag--green' : 'govuk-tag--grey'}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>,
  )
}

function roleWords(held: PersonListed['roles'][number]): string {
  return [
    roles[held.role].label,
    held.organisation && `at ${held.organisation}`,
    held.coveringFor && `covering for ${held.coveringFor}`,
    held.until && `until ${held.until}`,
  ]
    .filter(Boolean)
    .join(' ')
}

const RoleFields = (props: { form: FormState; bodies: Organisation[] }) => (
  <>
    <Select
      {...field(props.form, 'role')}
      label="Role"
      items={[
        { value: '', text: 'Choose a role' },
        ...roleNames.map((role) => ({ value: role, text: `${roles[role].label}: ${roles[role].does}` })),
      ]}
    />
    <Select
      {...field(props.form, 'organisation')}
      label="Board or agency"
      hint="Only for roles held at a board or an agency"
      items={[{ value: '', text: 'None' }, ...props.bodies.map((body) => ({ value: body.id, text: body.name }))]}
    />
  </>
)

function inviteRoutes(app: FastifyInstance): void {
  const page = async (request: FastifyRequest, reply: FastifyReply, form: FormState) => {
    const bodies = await organisations(request.ctx)
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title="Invite a person"
        inError={hasErrors(form.errors)}
        backLink="/workspace/people"
      >
        <ErrorSummaryFor errors={form.errors} />
        <h1 class="govuk-heading-l">Invite a person</h1>
        <Form csrf={await csrfOf(reply)}>
          <Input {...field(form, 'name')} label="Full name" autocomplete="off" />
          <Input
            {...field(form, 'email')}
            label="Work email address"
            type="email"
            autocomplete="off"
            hint="We send a link that works once, for 14 days"
          />
          <RoleFields form={form} bodies={bodies} />
          <Button text="Send invitation" />
        </Form>
      </Page>,
      hasErrors(form.errors) ? 422 : 200,
    )
  }
  const path = '/workspace/people/invitation'
  app.get(path, { config: { rule: identityActs.invitePerson } }, async (request, reply) =>
    page(request, reply, emptyForm),
  )
  app.post(path, { config: { rule: identityActs.invitePerson } }, async (request, reply) => {
    const form = formOf(request)
    const errors = inviteMistakes(form)
    const role = form['role'] ?? ''
    if (hasErrors(errors) || !isRole(role)) return page(request, reply, { values: form, errors })
    const answer = await invitePerson(request.ctx, {
      name: form['name'] ?? '',
      email: form['email'] ?? '',
      role,
      organisationId: form['organisation'] || null,
    })
    if ('refused' in answer) {
      const at = answer.refused === 'role-needs-organisation' ? 'organisation' : 'email'
      return page(request, reply, { values: form, errors: { [at]: refusalWords[answer.refused] } })
    }
    return goTo(request, reply, '/workspace/people', 'Invitation sent.')
  })
}

function inviteMistakes(form: FormValues): Mistakes {
  const errors: Mistakes = {}
  if (!form['name']) errors['name'] = 'Enter the person’s full name'
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form['email'] ?? ''))
    errors['email'] = 'Enter an email address, like name@example.org'
  if (!isRole(form['role'] ?? '')) errors['role'] = 'Choose a role'
  return errors
}

function personRoutes(app: FastifyInstance): void {
  const page = async (request: FastifyRequest, reply: FastifyReply, form: FormState) => {
    const everyone = await people(request.ctx)
    const person = everyone.find((one) => one.id === pathOf(request, 'person'))
    if (!person) throw new NotFound()
    const csrf = await csrfOf(reply)
    const shell = await shellOf(request, reply, 'workspace')
    const at = `/workspace/people/${person.id}`
    return sendPage(
      reply,
      <Page {...shell} title={person.name} inError={hasErrors(form.errors)} backLink="/workspace/people">
        <ErrorSummaryFor errors={form.errors} />

        <h1 class="govuk-heading-l">{person.name}</h1>
        <p class="govuk-body">
          {person.email}. {stateWords[person.state]}.{' '}
          {person.hasSecondFactor ? 'Has set up a second factor.' : 'Has no second factor yet.'}
        </p>
        <h2 class="govuk-heading-m">Roles</h2>
        {person.roles.length === 0 && <p class="govuk-body">None.</p>}
        <ul class="govuk-list">
          {person.roles.map((held) => (
            <li>
              {roleWords(held)}{' '}
              <ActionButton
                csrf={csrf}
                action={`${at}/roles/${held.grantId}/end`}
                text="End this role"
                classes="govuk-button--secondary"
              />
            </li>
          ))}
        </ul>
        {person.state !== 'left' && (
          <>
            <h2 class="govuk-heading-m">Give a role, or cover</h2>
            <Form csrf={csrf} action={`${at}/roles`}>
              <RoleFields form={form} bodies={await organisations(request.ctx)} />
              <Select
                {...field(form, 'covering')}
                label="Covering for somebody absent"
                items={[
                  { value: '', text: 'No' },
                  ...everyone
                    .filter((one) => one.id !== person.id && one.state === 'active')
                    .map((one) => ({ value: one.id, text: one.name })),
                ]}
              />
              <Input
                {...field(form, 'until')}
                label="Last day"
                hint="Year, month and day, for example 2027-03-31. Leave empty for no end."
                classes="govuk-input--width-10"
              />
              <Button text="Give role" classes="govuk-button--secondary" />
            </Form>
            <h2 class="govuk-heading-m">Lost phone, or leaving</h2>
            <ActionButton
              csrf={csrf}
              action={`${at}/second-factor-reset`}
              text="Let them set up a new phone"
              classes="govuk-button--secondary"
            />
            <ActionButton
              csrf={csrf}
              action={`${at}/closure`}
              text="Close this account"
              classes="govuk-button--warning"
            />
          </>
        )}
      </Page>,
      hasErrors(form.errors) ? 422 : 200,
    )
  }
  app.get('/workspace/people/:person', { config: { rule: identityActs.seePeople } }, async (request, reply) =>
    page(request, reply, emptyForm),
  )
  personActs(app, page)
}

type PersonPage = (request: FastifyRequest, reply: FastifyReply, form: FormState) => Promise<FastifyReply>

/** What an administrator does to one person's account. */
function personActs(app: FastifyInstance, page: PersonPage): void {
  const done = async (request: FastifyRequest, reply: FastifyReply, answer: object, message: string) => {
    if ('refused' in answer)
      return page(request, reply, { values: {}, errors: { role: refusalWords[answer.refused as AccountRefusal] } })
    return goTo(request, reply, `/workspace/people/${pathOf(request, 'person')}`, message)
  }
  app.post('/workspace/people/:person/roles', { config: { rule: identityActs.grantRole } }, async (request, reply) => {
    const form = formOf(request)
    const role = form['role'] ?? ''
    if (!isRole(role)) return page(request, reply, { values: form, errors: { role: 'Choose a role' } })
    if (form['until'] && !/^\d{4}-\d{2}-\d{2}$/.test(form['until']))
      return page(request, reply, { values: form, errors: { until: 'Enter the last day like 2027-03-31' } })
    const answer = await grantRole(request.ctx, {
      personId: pathOf(request, 'person'),
      role,
      organisationId: form['organisation'] || null,
      until: form['until'] || null,
      coveringFor: form['covering'] || null,
    })
    return done(request, reply, answer, 'Role given.')
  })
  app.post(
    '/workspace/people/:person/roles/:grant/end',
    { config: { rule: identityActs.endRole } },
    async (request, reply) => done(request, reply, await endRole(request.ctx, pathOf(request, 'grant')), 'Role ended.'),
  )
  app.post(
    '/workspace/people/:person/second-factor-reset',
    { config: { rule: identityActs.resetSecondFactor } },
    async (request, reply) =>
      done(
        request,
        reply,
        await resetSecondFactor(request.ctx, pathOf(request, 'person')),
        'They have been sent a link.',
      ),
  )
  app.post(
    '/workspace/people/:person/closure',
    { config: { rule: identityActs.closeAccount } },
    async (request, reply) =>
      done(
        request,
        reply,
        await closeAccount(request.ctx, pathOf(request, 'person')),
        'Account closed. What they did stays on record.',
      ),
  )
}
