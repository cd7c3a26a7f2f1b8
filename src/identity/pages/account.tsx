import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { WarningText } from '#web/components/warning-text.tsx'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { isRole, roles } from '#vocabulary/vocabulary.ts'
import { organisationsById } from '../identity.ts'
import { identityActs } from '../permissions.ts'

/** One's own account: name, roles, recovery codes. */
export function accountRoutes(app: FastifyInstance): void {
  app.get('/account', { config: { rule: identityActs.useWorkspace } }, async (request, reply) => {
    const { actor } = request.ctx
    const grants = actor.kind === 'person' ? actor.grants : []
    const bodies = await organisationsById(
      request.ctx,
      grants.flatMap((grant) => (grant.organisationId ? [grant.organisationId] : [])),
    )
    const held = grants.map((grant) => {
      const body = bodies.find((organisation) => organisation.id === grant.organisationId)
      const label = isRole(grant.role) ? roles[grant.role].label : grant.role
      return body ? `${label}, ${body.name}` : label
    })
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Your account">
        <h1 class="govuk-heading-l">Your account</h1>
        <SummaryList
          rows={[
            { key: 'Name', value: actor.kind === 'person' ? actor.name : '' },
            { key: 'Roles', value: held.join('; ') },
          ]}
        />
        <p class="govuk-body">
          To change your password,{' '}
          <a class="govuk-link" href="/sign-in/forgotten">
            ask for a link by mail
          </a>
          . To change your name, your roles or your phone, ask an administrator of the national body.
        </p>
      </Page>,
    )
  })
  app.get('/account/recovery-codes', { config: { rule: identityActs.useWorkspace } }, async (request, reply) => {
    const codes = request.session.get('recoveryCodes')
    if (!codes) return reply.redirect('/workspace', 303)
    request.session.set('recoveryCodes', null)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Your recovery codes">
        <h1 class="govuk-heading-l">Your recovery codes</h1>
        <p class="govuk-body">
          If you lose your phone, one of these signs you in instead of its code. Each works once.
        </p>
        <WarningText text="Print or write them down now. They are not shown again." />
        <ul class="govuk-list tl-codes">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <Button text="I have kept them" href="/workspace" />
      </Page>,
    )
  })
}
