import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { may } from '#platform/permission.ts'
import { nations } from '#vocabulary/vocabulary.ts'
import { Button, ButtonGroup } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { choice, ErrorSummaryFor, field, Form, hasErrors, HiddenField, type FormState } from '#web/components/form.tsx'
import { Radios } from '#web/components/radios.tsx'
import { Textarea } from '#web/components/textarea.tsx'
import { listInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { authorById, authorsListed, decideAuthor, type Author } from '../directory.ts'
import { directoryActs } from '../permissions.ts'
import { availabilityInWords, Entry, StateTag } from './entry.tsx'
import { refusals } from './refusal-words.ts'

/** The list of authors, and an author's entry with the national body's decision. */
export function authorRoutes(app: FastifyInstance): void {
  app.get('/workspace/authors', { config: { rule: directoryActs.readDirectory } }, listPage)
  app.get('/workspace/authors/:person', { config: { rule: directoryActs.readDirectory } }, async (request, reply) =>
    authorPage(request, reply, { values: {}, errors: {} }),
  )
  app.post(
    '/workspace/authors/:person/decision',
    { config: { rule: directoryActs.decideAuthor } },
    async (request, reply) => {
      const form = formOf(request)
      const { profile } = await authorFor(request)
      const state = form['state']
      if (state !== 'approved' && state !== 'returned' && state !== 'ended')
        return authorPage(request, reply, { values: form, errors: { state: 'Choose what you decide' } })
      const answer = await decideAuthor(request.ctx, profile.personId, {
        state,
        why: form['why'] ?? '',
        version: Number(form['version']),
      })
      if ('refused' in answer) {
        const field = answer.refused === 'reason-missing' ? 'why' : 'state'
        return authorPage(request, reply, { values: form, errors: { [field]: refusals[answer.refused].words } })
      }
      return goTo(request, reply, `/workspace/authors/${profile.personId}`, 'Decided and recorded.')
    },
  )
}

/** The author that a request is about. */
export async function authorFor(request: FastifyRequest): Promise<Author> {
  const id = pathOf(request, 'person')
  const author = /^[0-9a-f-]{36}$/.test(id) ? await authorById(request.ctx, id) : null
  if (!author) throw new NotFound()
  return author
}

async function listPage(request: FastifyRequest, reply: FastifyReply) {
  const authors = await authorsListed(request.ctx)
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'workspace')} title="Author directory" width="full">
      <h1 class="govuk-heading-l">Author directory</h1>
      <p class="govuk-body">
        Everybody on this list is approved by the national body. Interests stay open, past ones too.
      </p>
      {authors.length === 0 ? (
        <EmptyState title="Nobody is on the list yet">
          An author keeps an entry, and the national body approves it.
        </EmptyState>
      ) : (
        <AuthorTable authors={authors} />
      )}
    </Page>,
  )
}

const AuthorTable = (props: { authors: readonly Author[] }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-visually-hidden">Authors</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Name', 'Methods', 'Nations', 'Availability', 'Interests', 'Reviews done', 'Entry'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.authors.map(({ profile, interests, reviewsDone }) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            <a class="govuk-link" href={`/workspace/authors/${profile.personId}`}>
              {profile.name}
            </a>
          </th>
          <td class="govuk-table__cell" data-label="Methods">
            {profile.methods}
          </td>
          <td class="govuk-table__cell" data-label="Nations">
            {listInWords(profile.nations.map((nation) => nations[nation]))}
          </td>
          <td class="govuk-table__cell" data-label="Availability">
            {availabilityInWords(profile)}
          </td>
          <td class="govuk-table__cell" data-label="Interests">
            {interests.filter((one) => one.until === null).length} now, {interests.length} in all
          </td>
          <td class="govuk-table__cell" data-label="Reviews done">
            {reviewsDone.length}
          </td>
          <td class="govuk-table__cell" data-label="Entry">
            <StateTag state={profile.state} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

async function authorPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const author = await authorFor(request)
  const { profile } = author
  const at = `/workspace/authors/${profile.personId}`
  const mine = may(request.ctx.actor, directoryActs.declareInterest, { people: [profile.personId] })
  const decides = may(request.ctx.actor, directoryActs.decideAuthor)
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={profile.name}
      inError={hasErrors(form.errors)}
      width="full"
      backLink="/workspace/authors"
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">{profile.name}</h1>
      <Entry author={author} endPath={mine ? (one) => `${at}/interests/${one.id}/end` : undefined} />
      {mine && <Button text="Declare an interest" href={`${at}/interests`} classes="govuk-button--secondary" />}
      {decides && <DecisionForm form={form} at={at} version={profile.version} csrf={await csrfOf(reply)} />}
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

const DecisionForm = (props: { form: FormState; at: string; version: number; csrf: string }) => (
  <Form csrf={props.csrf} action={`${props.at}/decision`}>
    <HiddenField name="version" value={props.version} />
    <Radios
      {...choice(props.form, 'state')}
      fieldset={{ legend: { text: 'Your decision for the national body', classes: 'govuk-fieldset__legend--m' } }}
      items={[
        { value: 'approved', text: 'Approve: boards see this entry' },
        { value: 'returned', text: 'Return it to the author' },
        { value: 'ended', text: 'End it: no longer on the list' },
      ]}
    />
    <Textarea
      {...field(props.form, 'why')}
      label={{ text: 'Why', classes: 'govuk-label--s' }}
      hint="Needed to return or end an entry. It stays open to whoever sees the directory."
      rows={3}
    />
    <ButtonGroup>
      <Button text="Record the decision" preventDoubleClick />
    </ButtonGroup>
  </Form>
)
