import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { organisations } from '#identity/identity.ts'
import { may } from '#platform/permission.ts'
import { reviewByReference } from '#register/register.ts'
import { isSector, sectors } from '#vocabulary/vocabulary.ts'
import { Button } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import {
  ActionButton,
  choices,
  ErrorSummaryFor,
  field,
  Form,
  hasErrors,
  type FormState,
} from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Select } from '#web/components/select.tsx'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf, type FormValues } from '#web/site.ts'
import {
  addAgency,
  addPanelMember,
  circumstancesOf,
  removeAgency,
  removePanelMember,
  stateSameFamily,
  type Circumstances,
  type CommissioningRefusal,
} from '../commissioning.ts'
import { commissioningActs } from '../permissions.ts'
import { refusalWords } from './refusal-words.ts'

const path = '/workspace/reviews/:reference/circumstances'
const isId = (word: string | undefined): word is string => /^[0-9a-f-]{36}$/.test(word ?? '')

/** The agencies involved, the panel, and earlier reviews of the same family. */
export function circumstancesRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: commissioningActs.readIndependence } }, async (request, reply) =>
    circumstancesPage(request, reply, { values: {}, errors: {} }),
  )
  const post = (
    under: string,
    fieldName: string,
    change: (request: FastifyRequest, reviewId: string, form: FormValues) => Promise<object>,
  ) =>
    app.post(`${path}/${under}`, { config: { rule: commissioningActs.stateCircumstances } }, async (request, reply) => {
      const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
      if (!review) throw new NotFound()
      const form = formOf(request)
      const answer = await change(request, review.id, form)
      if ('refused' in answer) {
        const words = refusalWords[answer.refused as CommissioningRefusal]
        return circumstancesPage(request, reply, { values: form, errors: { [fieldName]: words } })
      }
      return goTo(request, reply, `/workspace/reviews/${review.reference}/circumstances`, 'Recorded.')
    })
  post('agencies', 'agency', async (request, reviewId, form) =>
    isId(form['agency']) && isSector(form['sector'] ?? '')
      ? addAgency(request.ctx, reviewId, form['agency'], form['sector'] as keyof typeof sectors)
      : { refused: 'not-an-agency' },
  )
  post('agencies/removal', 'agency', async (request, reviewId, form) =>
    isId(form['agency']) ? removeAgency(request.ctx, reviewId, form['agency']) : { refused: 'not-an-agency' },
  )
  post('panel', 'name', async (request, reviewId, form) =>
    addPanelMember(request.ctx, reviewId, {
      name: form['name'] ?? '',
      organisationId: isId(form['from']) ? form['from'] : null,
      chairs: form['chairs'] === 'yes',
    }),
  )
  post('panel/removal', 'name', async (request, reviewId, form) =>
    isId(form['member']) ? removePanelMember(request.ctx, reviewId, form['member']) : { refused: 'not-found' },
  )
  post('same-family', 'earlier', async (request, reviewId, form) =>
    stateSameFamily(request.ctx, reviewId, form['earlier'] ?? ''),
  )
}

async function circumstancesPage(request: FastifyRequest, reply: FastifyReply, form: FormState) {
  const review = await reviewByReference(request.ctx, pathOf(request, 'reference'))
  const stated = review && (await circumstancesOf(request.ctx, review.id))
  if (!review || !stated) throw new NotFound()
  const all = await organisations(request.ctx)
  const mayState = may(request.ctx.actor, commissioningActs.stateCircumstances, review.scope)
  const csrf = mayState ? await csrfOf(reply) : null
  const at = `/workspace/reviews/${review.reference}/circumstances`
  const bodies = all.map((one) => ({ value: one.id, text: one.name }))
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'workspace')}
      title={`Agencies and panel of ${review.reference}`}
      inError={hasErrors(form.errors)}
      backLink={`/workspace/reviews/${review.reference}`}
    >
      <ErrorSummaryFor errors={form.errors} />
      <h1 class="govuk-heading-l">Agencies and panel of {review.reference}</h1>
      <p class="govuk-body">
        Independence is computed from what stands here and from what authors declare. Nothing here is published.
      </p>
      <Agencies
        stated={stated}
        form={form}
        at={at}
        csrf={csrf}
        agencies={all.filter((one) => one.kind === 'agency').map((one) => ({ value: one.id, text: one.name }))}
      />
      <Panel stated={stated} form={form} at={at} csrf={csrf} bodies={bodies} />
      <SameFamily stated={stated} form={form} at={at} csrf={csrf} />
    </Page>,
    hasErrors(form.errors) ? 422 : 200,
  )
}

interface Part {
  stated: Circumstances
  form: FormState
  at: string
  /** Null for who may only read. */
  csrf: string | null
}

type Items = { value: string; text: string }[]

const Agencies = (props: Part & { agencies: Items }) => (
  <section>
    <h2 class="govuk-heading-m">Agencies involved</h2>
    {props.stated.agencies.length === 0 && <p class="govuk-body">None stated yet.</p>}
    <ul class="govuk-list">
      {props.stated.agencies.map((agency) => (
        <li class="tl-row">
          {agency.name} ({sectors[agency.sector].label})
          {props.csrf && (
            <ActionButton
              csrf={props.csrf}
              action={`${props.at}/agencies/removal`}
              text="Take off"
              visuallyHiddenText={agency.name}
              fields={{ agency: agency.id }}
              classes="govuk-button--secondary"
            />
          )}
        </li>
      ))}
    </ul>
    {props.csrf && (
      <Form csrf={props.csrf} action={`${props.at}/agencies`}>
        <Select
          {...field(props.form, 'agency')}
          label="Agency"
          items={[{ value: '', text: 'Choose' }, ...props.agencies]}
        />
        <Select
          {...field(props.form, 'sector')}
          label="Kind of agency"
          hint="Where the public reads, only the kind is named"
          items={[
            { value: '', text: 'Choose' },
            ...Object.entries(sectors).map(([value, { label }]) => ({ value, text: label })),
          ]}
        />
        <Button text="Add the agency" classes="govuk-button--secondary" />
      </Form>
    )}
  </section>
)

const Panel = (props: Part & { bodies: Items }) => (
  <section>
    <h2 class="govuk-heading-m">Panel</h2>
    {props.stated.panel.length === 0 && <p class="govuk-body">Not stated yet.</p>}
    <ul class="govuk-list">
      {props.stated.panel.map((member) => (
        <li class="tl-row">
          {member.name}
          {member.chairs ? ', chair' : ''}
          {`, from ${props.bodies.find((body) => body.value === member.organisationId)?.text ?? 'none of the bodies'}`}
          {props.csrf && (
            <ActionButton
              csrf={props.csrf}
              action={`${props.at}/panel/removal`}
              text="Take off"
              visuallyHiddenText={member.name}
              fields={{ member: member.id }}
              classes="govuk-button--secondary"
            />
          )}
        </li>
      ))}
    </ul>
    {props.csrf && (
      <Form csrf={props.csrf} action={`${props.at}/panel`}>
        <Input {...field(props.form, 'name')} label="Name" autocomplete="off" />
        <Select
          {...field(props.form, 'from')}
          label="Comes from"
          items={[{ value: '', text: 'None of these' }, ...props.bodies]}
        />
        <Checkboxes
          {...choices(props.form, 'chairs')}
          items={[{ value: 'yes', text: 'Chairs the panel' }]}
          classes="govuk-checkboxes--small"
        />
        <Button text="Add the member" classes="govuk-button--secondary" />
      </Form>
    )}
  </section>
)

const SameFamily = (props: Part) => (
  <section>
    <h2 class="govuk-heading-m">Earlier reviews of the same family</h2>
    {props.stated.sameFamily.length === 0 ? (
      <p class="govuk-body">None known.</p>
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {props.stated.sameFamily.map((one) => (
          <li>{one.reference}</li>
        ))}
      </ul>
    )}
    {props.csrf && (
      <Form csrf={props.csrf} action={`${props.at}/same-family`}>
        <Input
          {...field(props.form, 'earlier')}
          label="Reference of the earlier review"
          classes="govuk-input--width-10"
        />
        <Button text="Add the review" classes="govuk-button--secondary" />
      </Form>
    )}
  </section>
)
