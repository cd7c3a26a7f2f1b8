import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { Button } from '#web/components/button.tsx'
import { Details } from '#web/components/details.tsx'
import { ErrorSummaryFor, Form, field, hasErrors, secretField, type FormState } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { InsetText } from '#web/components/inset-text.tsx'
import { PasswordInput } from '#web/components/password-input.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, pathOf, queryOf, sendPage, shellOf, type Mistakes } from '#web/site.ts'
import { roles, type Role } from '#vocabulary/vocabulary.ts'
import {
  acceptInvitation,
  askForNewPassword,
  checkPassword,
  checkSecondFactor,
  demonstrationCode,
  invitedPerson,
  newSecondFactor,
  passwordLeastLength,
  setUpSecondFactor,
} from '../identity.ts'
import { identityActs } from '../permissions.ts'
import type { IdentityPagesOptions } from './pages.ts'
import { safePath, signInSession, signOutSession } from './session.ts'

const refusalWords = {
  wrong: 'The email address or password is not right',
  'too-many-tries': 'There were too many tries. Wait 15 minutes, then try again',
  'wrong-code': 'That code is not right. Codes change every 30 seconds and each works once',
  'link-not-open': 'This link has been used or has run out. Ask for a new one',
  'password-too-short': `Use at least ${passwordLeastLength} characters. Three random words make a good password`,
} as const

const strict = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** Signing in, the second factor, invitations, new passwords, signing out. */
export function signInRoutes(app: FastifyInstance, options: IdentityPagesOptions): void {
  signIn(app, options)
  secondFactor(app, options)
  setUp(app, options)
  invitation(app)
  forgotten(app)
  app.post('/sign-out', { config: { rule: 'anyone' } }, async (request, reply) => signOutSession(request, reply))
}

function signIn(app: FastifyInstance, options: IdentityPagesOptions): void {
  app.get('/sign-in', { config: { rule: 'anyone' } }, async (request, reply) => {
    if (request.ctx.actor.kind === 'person') return reply.redirect('/workspace', 303)
    const as = options.demonstrationAccounts.find((account) => account.role === queryOf(request, 'as'))
    const values = request.ctx.demonstration && as ? { email: as.email, password: as.password } : {}
    const then = queryOf(request, 'then')
    return signInPage(request, reply, options, { values: { ...values, goOn: then && safePath(then) }, errors: {} })
  })
  app.post('/sign-in', { config: { rule: identityActs.signIn, ...strict } }, async (request, reply) => {
    const form = formOf(request)
    const errors: Mistakes = {}
    if (!form['email']) errors['email'] = 'Enter your email address'
    if (!form['password']) errors['password'] = 'Enter your password'
    if (hasErrors(errors)) return signInPage(request, reply, options, { values: { ...form, password: '' }, errors })
    const answer = await checkPassword(request.ctx, form['email'] ?? '', form['password'] ?? '', request.ip)
    if ('refused' in answer) {
      return signInPage(request, reply, options, {
        values: { ...form, password: '' },
        errors: { email: refusalWords[answer.refused] },
      })
    }
    if (form['goOn']) request.session.set('then', safePath(form['goOn']))
    if (answer.next === 'done') return reply.redirect(await signInSession(request, answer.personId), 303)
    request.session.set('pendingPersonId', answer.personId)
    return reply.redirect(answer.next === 'second-factor' ? '/sign-in/code' : '/sign-in/set-up', 303)
  })
}

async function signInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  options: IdentityPagesOptions,
  form: FormState,
) {
  const shell = await shellOf(request, reply, 'public')
  const accounts = request.ctx.demonstration ? options.demonstrationAccounts : []
  return sendPage(
    reply,
    <Page {...shell} title="Sign in" inError={hasErrors(form.errors)} noindex>
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Sign in</h1>
      <Form csrf={await csrfOf(reply)} action="/sign-in">
        <input type="hidden" name="goOn" value={String(form.values['goOn'] ?? '')} />
        <Input
          {...field(form, 'email')}
          label="Email address"
          type="email"
          autocomplete="username"
          spellcheck={false}
        />
        {request.ctx.demonstration && form.values['password'] ? (
          <Input {...field(form, 'password')} label="Password" type="password" autocomplete="current-password" />
        ) : (
          <PasswordInput {...secretField(form, 'password')} label="Password" />
        )}
        <Button text="Continue" />
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/forgotten">
          I have forgotten my password
        </a>
      </p>
      {accounts.length > 0 && <DemonstrationAccounts accounts={accounts} />}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const DemonstrationAccounts = (props: { accounts: IdentityPagesOptions['demonstrationAccounts'] }) => (
  <section aria-labelledby="demonstration-accounts">
    <h2 class="govuk-heading-m" id="demonstration-accounts">
      Accounts of the demonstration
    </h2>
    <p class="govuk-body">
      These people are invented. Choose one and the form above is filled in. The password of all is{' '}
      <code>{props.accounts[0]?.password}</code>
    </p>
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-visually-hidden">Accounts by role</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Role
          </th>
          <th scope="col" class="govuk-table__header">
            Person and email address
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {props.accounts.map((account) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              <a class="govuk-link" href={`/sign-in?as=${account.role}`}>
                {account.role in roles
                  ? roles[account.role as Role].label
                  : account.role.replace('-', ' ').replace(/^./, (l) => l.toUpperCase())}
              </a>
            </th>
            <td class="govuk-table__cell">
              {account.name}
              <br />
              <span class="tl-break">{account.email}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

function secondFactor(app: FastifyInstance, options: IdentityPagesOptions): void {
  const page = async (request: FastifyRequest, reply: FastifyReply, form: FormState) => {
    const pending = request.session.get('pendingPersonId')
    if (!pending) return reply.redirect('/sign-in', 303)
    const code = await demonstrationCode(request.ctx, options.box, pending)
    const shell = await shellOf(request, reply, 'public')
    return sendPage(
      reply,
      <Page {...shell} title="Enter your code" inError={hasErrors(form.errors)} noindex backLink="/sign-in">
        <ErrorSummaryFor errors={form.errors} />
        <h1 class="govuk-heading-l">Enter your code</h1>
        {code && <InsetText text={`Demonstration: the app on your phone would show ${code}. It is filled in below.`} />}
        <Form csrf={await csrfOf(reply)} action="/sign-in/code">
          <Input
            {...field({ ...form, values: code && !form.values['code'] ? { code } : form.values }, 'code')}
            label="Code from your authenticator app"
            hint="Six figures, for example 123456. A recovery code works too."
            autocomplete="one-time-code"
            inputmode="text"
            classes="govuk-input--width-10"
            spellcheck={false}
          />
          <Button text="Sign in" />
        </Form>
        <Details summaryText="I have lost my phone and my recovery codes">
          Ask an administrator of the national body. They will check that it is you and send you a link to set up a new
          phone.
        </Details>
      </Page>,
      hasErrors(form.errors) ? 422 : 200,
    )
  }
  app.get('/sign-in/code', { config: { rule: 'anyone' } }, async (request, reply) =>
    page(request, reply, { values: {}, errors: {} }),
  )
  app.post('/sign-in/code', { config: { rule: identityActs.signIn, ...strict } }, async (request, reply) => {
    const pending = request.session.get('pendingPersonId')
    const form = formOf(request)
    if (!pending) return reply.redirect('/sign-in', 303)
    if (!form['code']) return page(request, reply, { values: {}, errors: { code: 'Enter the code from your app' } })
    const answer = await checkSecondFactor(request.ctx, options.box, pending, form['code'])
    if ('refused' in answer) {
      const words = refusalWords[answer.refused === 'wrong' ? 'wrong-code' : answer.refused]
      return page(request, reply, { values: {}, errors: { code: words } })
    }
    return reply.redirect(await signInSession(request, answer.personId), 303)
  })
}

function setUp(app: FastifyInstance, options: IdentityPagesOptions): void {
  const page = async (request: FastifyRequest, reply: FastifyReply, form: FormState) => {
    const pending = request.session.get('pendingPersonId')
    if (!pending) return reply.redirect('/sign-in', 303)
    const factor = newSecondFactor('your account')
    const secret = request.session.get('pendingSecret') ?? factor.secret
    request.session.set('pendingSecret', secret)
    const address = factor.address.replace(factor.secret, secret)
    const shell = await shellOf(request, reply, 'public')
    return sendPage(
      reply,
      <Page {...shell} title="Set up your second factor" inError={hasErrors(form.errors)} noindex>
        <ErrorSummaryFor errors={form.errors} />
        <h1 class="govuk-heading-l">Set up your second factor</h1>
        <p class="govuk-body">
          You will see the names of real people here. So a password alone is not enough: you also need a code from an
          app on your phone.
        </p>
        <ol class="govuk-list govuk-list--number govuk-list--spaced">
          <li>Install an authenticator app, if you have none.</li>
          <li>
            Scan this picture with it.
            <div
              class="tl-qr"
              role="img"
              aria-label="Picture for your authenticator app. If you cannot scan it, type the key below."
            >
              {raw(renderSVG(address))}
            </div>
          </li>
          <li>
            Or type this key into the app: <code class="tl-break">{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
          </li>
        </ol>
        <Form csrf={await csrfOf(reply)} action="/sign-in/set-up">
          <Input
            {...field(form, 'code')}
            label="The code that the app shows now"
            autocomplete="one-time-code"
            inputmode="numeric"
            classes="govuk-input--width-10"
          />
          <Button text="Continue" />
        </Form>
      </Page>,
      hasErrors(form.errors) ? 422 : 200,
    )
  }
  app.get('/sign-in/set-up', { config: { rule: 'anyone' } }, async (request, reply) =>
    page(request, reply, { values: {}, errors: {} }),
  )
  app.post('/sign-in/set-up', { config: { rule: identityActs.signIn, ...strict } }, async (request, reply) => {
    const pending = request.session.get('pendingPersonId')
    const secret = request.session.get('pendingSecret')
    if (!pending || !secret) return reply.redirect('/sign-in', 303)
    const code = (formOf(request)['code'] ?? '').replaceAll(/\s/g, '')
    const answer = await setUpSecondFactor(request.ctx, options.box, pending, secret, code)
    if ('refused' in answer) return page(request, reply, { values: {}, errors: { code: refusalWords['wrong-code'] } })
    await signInSession(request, pending)
    request.session.set('recoveryCodes', answer.recoveryCodes)
    return reply.redirect('/account/recovery-codes', 303)
  })
}

function invitation(app: FastifyInstance): void {
  const page = async (request: FastifyRequest, reply: FastifyReply, errors: Mistakes) => {
    const shell = await shellOf(request, reply, 'public')
    const invited = await invitedPerson(request.ctx, pathOf(request, 'token'))
    if (!invited) {
      return sendPage(
        reply,
        <Page {...shell} title="This link is no longer open" noindex>
          <h1 class="govuk-heading-l">This link is no longer open</h1>
          <p class="govuk-body">It has been used, or its time has run out.</p>
          <p class="govuk-body">
            If you have an account, you can{' '}
            <a class="govuk-link" href="/sign-in/forgotten">
              ask for a new link
            </a>
            .
          </p>
        </Page>,
        410,
      )
    }
    return sendPage(
      reply,
      <Page {...shell} title="Choose your password" inError={hasErrors(errors)} noindex>
        <ErrorSummaryFor errors={errors} />
        <h1 class="govuk-heading-l">Choose your password</h1>
        <p class="govuk-body">
          For {invited.name}, {invited.email}
        </p>
        <Form csrf={await csrfOf(reply)}>
          <PasswordInput
            {...secretField({ values: {}, errors }, 'password')}
            label="New password"
            hint={`At least ${passwordLeastLength} characters. Three random words make a good password.`}
            autocomplete="new-password"
          />
          <Button text="Set password" />
        </Form>
      </Page>,
      hasErrors(errors) ? 422 : 200,
    )
  }
  app.get('/invitation/:token', { config: { rule: 'anyone' } }, async (request, reply) => page(request, reply, {}))
  app.post(
    '/invitation/:token',
    { config: { rule: identityActs.acceptInvitation, ...strict } },
    async (request, reply) => {
      const answer = await acceptInvitation(request.ctx, pathOf(request, 'token'), formOf(request)['password'] ?? '')
      if ('refused' in answer) return page(request, reply, { password: refusalWords[answer.refused] })
      return goTo(request, reply, '/sign-in', 'Your password is set. Sign in with it now.')
    },
  )
}

function forgotten(app: FastifyInstance): void {
  app.get('/sign-in/forgotten', { config: { rule: 'anyone' } }, async (request, reply) => {
    const shell = await shellOf(request, reply, 'public')
    return sendPage(
      reply,
      <Page {...shell} title="Set a new password" noindex backLink="/sign-in">
        <h1 class="govuk-heading-l">Set a new password</h1>
        <Form csrf={await csrfOf(reply)}>
          <Input
            name="email"
            id="email"
            label="Your email address"
            type="email"
            autocomplete="username"
            spellcheck={false}
          />
          <Button text="Send me a link" />
        </Form>
      </Page>,
    )
  })
  app.post(
    '/sign-in/forgotten',
    { config: { rule: identityActs.askForNewPassword, rateLimit: { max: 6, timeWindow: '1 minute' } } },
    async (request, reply) => {
      await askForNewPassword(request.ctx, formOf(request)['email'] ?? '')
      return goTo(
        request,
        reply,
        '/sign-in/forgotten',
        'If that address has an account, a link is on its way. It works once, for two hours.',
      )
    },
  )
}
