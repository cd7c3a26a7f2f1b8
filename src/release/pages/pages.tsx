/** Pages of release: the volume composer, confirming themes, the concerns desk. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { Checkboxes } from '#web/components/checkboxes.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ActionButton, choices, ErrorSummaryFor, Form } from '#web/components/form.tsx'
import { Prose } from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { Select } from '#web/components/select.tsx'
import { WorkCards } from '#web/components/work-cards.tsx'
import { counted, dateInWords, dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, manyOf, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { withdrawalWords, type WithdrawalReason } from '#library/library.ts'
import { may } from '#platform/permission.ts'
import { suggestThemes } from '#trends/trends.ts'
import { subjectKinds, themes } from '#vocabulary/vocabulary.ts'
import { releaseActs } from '../permissions.ts'
import {
  concernById,
  confirmThemes,
  leavePublished,
  openConcerns,
  releaseVolume,
  waitingEdition,
  waitingEditions,
  withdrawEdition,
  type ReleaseRefusal,
} from '../release.ts'
import { fewestPossibleBoards, type Settled } from '../anonymity.ts'
import { fewestEditions, type WhyWait } from '../volume.ts'

const waitWords: Record<WhyWait, string> = {
  'too-few': `A volume needs at least ${fewestEditions} editions, so that none can be picked out`,
  'no-children': 'There is no children’s review among them',
  'no-adults': 'There is no adults’ review among them',
  'record-broken':
    'The log, the statements and a sealed text do not agree: something was changed behind the system’s back. Nothing goes out until that is looked into',
  'themes-missing': 'An analyst has not confirmed the themes of every edition',
  'could-be-told': 'For some editions too few boards are possible. Each says why below',
}
const refusalWords: Record<ReleaseRefusal, string> = {
  'not-found': 'There is nothing here for you',
  'no-theme': 'Choose at least one theme',
  'unknown-theme': 'Choose themes from the list',
  'may-not-go': 'The volume may not go yet. The reasons are listed',
  leak: 'A name can still be read in what would be published, so nothing was. An editor must look at it',
  'already-settled': 'Somebody has settled this already',
}
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** Registers them. */
export async function releasePages(app: FastifyInstance): Promise<void> {
  composerRoutes(app)
  themeRoutes(app)
  concernRoutes(app)
}

/** What of an edition shows, how well it is hidden, and what to do where it must wait. */
function hidingWords({ shown, hiding, coarsened, held }: Settled): string {
  const hidden = `${counted(hiding.boards, 'board')} could have led it`
  if (held === 'too-few-boards')
    return `It must wait: only ${hidden}, and ${fewestPossibleBoards} are needed. It can go when other boards register such reviews`
  if (held === 'unique') return 'It must wait for another edition of the same kind: it would be the only one'
  if (shown.nation) return `Its nation shows; ${hidden}`
  const why = {
    'too-few-boards': 'too few boards of its nation have such reviews',
    'one-board-stands-out': 'one board of its nation has too many of them',
    unique: 'it would be the only one of its nation',
  }
  return `Its nation does not show${coarsened ? `, since ${why[coarsened]}` : ''}; ${hidden}`
}

function composerRoutes(app: FastifyInstance): void {
  app.get('/workspace/release', { config: { rule: releaseActs.seeWaiting } }, async (request, reply) => {
    const { editions, reasons, label } = await waitingEditions(request.ctx)
    const mayRelease = may(request.ctx.actor, releaseActs.releaseVolume)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="The next volume" width="full">
        <h1 class="govuk-heading-l">The next volume: {label}</h1>
        {reasons.length > 0 ? (
          <div class="govuk-inset-text">
            <p class="govuk-body">It cannot go yet:</p>
            <ul class="govuk-list govuk-list--bullet">
              {reasons.map((reason) => (
                <li>{waitWords[reason]}</li>
              ))}
            </ul>
          </div>
        ) : (
          <p class="govuk-body">
            It can go. The editions are shuffled and published together, with today’s date and nothing finer.
          </p>
        )}
        {editions.length === 0 ? (
          <EmptyState title="No edition waits">
            Editions appear here when a second editor has signed them off.
          </EmptyState>
        ) : (
          <WorkCards
            headingLevel={2}
            cards={editions.map((one) => ({
              title: one.title,
              href: `/workspace/release/${one.workId}/themes`,
              tag:
                one.themes.length > 0
                  ? { text: 'Themes confirmed', classes: 'govuk-tag--green' }
                  : { text: 'Themes to confirm', classes: 'govuk-tag--yellow' },
              facts: [
                { name: 'About', value: one.subjects.map((subject) => subjectKinds[subject]).join(' and ') },
                { name: 'Waiting since', value: dateInWords(one.readySince) },
                { name: 'Could be told by', value: hidingWords(one.settled) },
              ],
            }))}
          />
        )}
        {mayRelease && reasons.length === 0 && (
          <ActionButton
            csrf={await csrfOf(reply)}
            action="/workspace/release"
            text={`Release ${editions.length} editions now`}
          />
        )}
      </Page>,
    )
  })
  app.post('/workspace/release', { config: { rule: releaseActs.releaseVolume } }, async (request, reply) => {
    const answer = await releaseVolume(request.ctx)
    if ('refused' in answer) {
      const places = [...new Set((answer.where ?? []).map((one) => `“${one.title}”: ${one.output} (${one.how})`))]
      const where = places.length > 0 ? ` ${places.slice(0, 5).join('; ')}.` : ''
      return goTo(request, reply, '/workspace/release', `${refusalWords[answer.refused]}.${where}`)
    }
    return goTo(request, reply, `/library/volumes/${answer.volumeId}`, 'Released.')
  })
}

function themeRoutes(app: FastifyInstance): void {
  const path = '/workspace/release/:work/themes'
  const found = async (request: FastifyRequest) => {
    const id = pathOf(request, 'work')
    const one = uuid.test(id) ? await waitingEdition(request.ctx, id) : null
    if (!one) throw new NotFound()
    return { id, ...one }
  }
  app.get(path, { config: { rule: releaseActs.seeWaiting } }, async (request, reply) => {
    const { edition, themes: confirmed } = await found(request)
    const all = await themes(request.ctx)
    const texts = edition.blocks.map((block) => ({
      text: block.parts.map((part) => ('text' in part ? part.text : part.label)).join(''),
    }))
    // A heading names a subject and says nothing of it.
    const telling = texts.map(({ text }, n) => ({ text: /^heading|title/.test(edition.blocks[n]!.kind) ? '' : text }))
    const suggested = new Map(suggestThemes(all, telling).map((one) => [one.code, one.evidence]))
    const labels = new Map(all.map((theme) => [theme.code, theme.label]))
    const evidence = [...suggested].flatMap(([code, found]) => found.map((one) => ({ ...one, code })))
    const ordered = [
      ...all.filter((theme) => suggested.has(theme.code)),
      ...all.filter((theme) => !suggested.has(theme.code)),
    ]
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={edition.title}
        width="full"
        backLink="/workspace/release"
      >
        <ErrorSummaryFor errors={{}} />
        <h1 class="govuk-heading-l">{edition.title}</h1>
        {may(request.ctx.actor, releaseActs.confirmThemes) && (
          <Form csrf={await csrfOf(reply)}>
            <Checkboxes
              {...choices({ values: { themes: confirmed }, errors: {} }, 'themes')}
              fieldset={{ legend: { text: 'Themes', classes: 'govuk-fieldset__legend--m' } }}
              items={ordered.map((theme) => ({
                value: theme.code,
                text: theme.label,
                hint: {
                  text: <WhySuggested evidence={suggested.get(theme.code) ?? []} definition={theme.definition} />,
                },
              }))}
              classes="govuk-checkboxes--small"
            />
            <Button text="Confirm these themes" />
          </Form>
        )}
        <h2 class="govuk-heading-l">The edition</h2>
        <Prose>
          <ReportText
            blocks={edition.blocks}
            idOf={(n) => `p${n}`}
            inside={(_block, n) => (
              <Evidenced
                text={texts[n]?.text ?? ''}
                evidence={evidence.filter((one) => one.block === n)}
                labels={labels}
              />
            )}
          />
        </Prose>
      </Page>,
    )
  })
  app.post(path, { config: { rule: releaseActs.confirmThemes } }, async (request, reply) => {
    const { id } = await found(request)
    const answer = await confirmThemes(request.ctx, id, manyOf(request, 'themes'))
    return goTo(
      request,
      reply,
      'refused' in answer ? `/workspace/release/${id}/themes` : '/workspace/release',
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Themes confirmed.',
    )
  })
}

type Evidence = { block: number; sentence: string }

/** What speaks for a theme, with the way to each place in the text; or what the theme means. */
const WhySuggested = (props: { evidence: readonly Evidence[]; definition: string }) =>
  props.evidence.length === 0 ? (
    <>{props.definition}</>
  ) : (
    <>
      Suggested, because:{' '}
      {props.evidence.map(({ block, sentence }, n) => (
        <>
          {n > 0 && '; '}“{sentence}”{' '}
          <a class="govuk-link" href={`#p${block}`}>
            Read it in place<span class="govuk-visually-hidden"> (passage {block})</span>
          </a>
        </>
      ))}
    </>
  )

/** A passage in which the sentences that speak for a theme are marked. */
const Evidenced = (props: {
  text: string
  evidence: readonly (Evidence & { code: string })[]
  labels: ReadonlyMap<string, string>
}) => {
  const pieces = markedSentences(
    props.text,
    props.evidence.map((one) => one.sentence),
  )
  return (
    <>
      {pieces.map((piece) =>
        piece.marked ? (
          <mark class="tl-evidence">
            {piece.text}
            <span class="tl-evidence__why">
              {' '}
              [
              {[
                ...new Set(
                  props.evidence
                    .filter((one) => one.sentence === piece.text)
                    .map((one) => props.labels.get(one.code) ?? one.code),
                ),
              ].join('; ')}
              ]
            </span>
          </mark>
        ) : (
          piece.text
        ),
      )}
    </>
  )
}

/** Cuts a text at the sentences to mark. Sentences come with single spaces; a text with others is left unmarked. */
function markedSentences(text: string, sentences: readonly string[]): { text: string; marked: boolean }[] {
  let pieces = [{ text, marked: false }]
  for (const sentence of new Set(sentences)) {
    pieces = pieces.flatMap((piece) => {
      const at = piece.marked ? -1 : piece.text.indexOf(sentence)
      if (at === -1) return [piece]
      return [
        { text: piece.text.slice(0, at), marked: false },
        { text: sentence, marked: true },
        { text: piece.text.slice(at + sentence.length), marked: false },
      ].filter((one) => one.text !== '')
    })
  }
  return pieces
}

function concernRoutes(app: FastifyInstance): void {
  const rule = releaseActs.settleConcern
  app.get('/workspace/concerns', { config: { rule } }, async (request, reply) => {
    const open = await openConcerns(request.ctx)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Concerns" width="full">
        <h1 class="govuk-heading-l">Concerns that an edition could identify someone</h1>
        {open.length === 0 ? (
          <EmptyState title="No concern waits" />
        ) : (
          <WorkCards
            headingLevel={2}
            cards={open.map((one) => ({
              title: one.editionTitle,
              href: `/workspace/concerns/${one.id}`,
              facts: [{ name: 'Raised', value: dateTimeInWords(one.raisedAt) }],
            }))}
          />
        )}
      </Page>,
    )
  })
  oneConcernRoutes(app)
}

function oneConcernRoutes(app: FastifyInstance): void {
  const rule = releaseActs.settleConcern
  const found = async (request: FastifyRequest) => {
    const id = pathOf(request, 'concern')
    const one = uuid.test(id) ? await concernById(request.ctx, id) : null
    if (!one) throw new NotFound()
    return one
  }
  app.get('/workspace/concerns/:concern', { config: { rule } }, async (request, reply) => {
    const one = await found(request)
    const csrf = await csrfOf(reply)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="A concern" backLink="/workspace/concerns">
        <h1 class="govuk-heading-l">A reader says this edition could identify someone</h1>
        <p class="govuk-body">
          <a class="govuk-link" href={`/library/editions/${one.editionId}${one.anchor ? `#${one.anchor}` : ''}`}>
            {one.editionTitle}
          </a>
        </p>
        <blockquote class="govuk-inset-text">{one.words || 'They wrote nothing more.'}</blockquote>
        {one.contact && <p class="govuk-body">They can be reached at {one.contact}</p>}
        {one.settledAt === null && (
          <>
            <Form csrf={csrf} action={`/workspace/concerns/${one.id}/withdrawal`}>
              <Select
                name="reason"
                id="reason"
                label="Withdraw it, because"
                items={Object.entries(withdrawalWords).map(([value, text]) => ({ value, text }))}
              />
              <Button text="Withdraw the edition now" classes="govuk-button--warning" />
            </Form>
            <ActionButton
              csrf={csrf}
              action={`/workspace/concerns/${one.id}/settlement`}
              text="Leave it published"
              classes="govuk-button--secondary"
            />
          </>
        )}
      </Page>,
    )
  })
  app.post(
    '/workspace/concerns/:concern/withdrawal',
    { config: { rule: releaseActs.withdrawEdition } },
    async (request, reply) => {
      const one = await found(request)
      const word = formOf(request)['reason'] ?? ''
      const reason = word in withdrawalWords ? (word as WithdrawalReason) : 'identification'
      const answer = await withdrawEdition(request.ctx, one.editionId, reason, one.id)
      return goTo(
        request,
        reply,
        '/workspace/concerns',
        'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Withdrawn. A tombstone stays in its place.',
      )
    },
  )
  app.post('/workspace/concerns/:concern/settlement', { config: { rule } }, async (request, reply) => {
    const answer = await leavePublished(request.ctx, (await found(request)).id)
    return goTo(
      request,
      reply,
      '/workspace/concerns',
      'refused' in answer ? `${refusalWords[answer.refused]}.` : 'Settled.',
    )
  })
}
