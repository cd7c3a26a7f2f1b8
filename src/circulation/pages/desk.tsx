/** The circulation desk: who subscribes, what became of bulletins, and mails that a person must settle. */
import type { FastifyInstance } from 'fastify'
import { may } from '#platform/permission.ts'
import type { MailRecord, MailState } from '#platform/mail.ts'
import { nations, professions } from '#vocabulary/vocabulary.ts'
import { EmptyState } from '#web/components/empty-state.tsx'
import { ActionButton } from '#web/components/form.tsx'
import { ScrollingTable, Table } from '#web/components/table.tsx'
import { dateTimeInWords, numberInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { csrfOf, formOf, goTo, NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { bulletinReceipts, mailsToSettle, settle, subscriberCounts, type BulletinReceipts } from '../circulation.ts'
import { circulationActs } from '../permissions.ts'
import { cellsOf } from '../small-cells.ts'

const path = '/workspace/circulation'

const refusalWords = {
  'not-allowed': 'That is not for you to settle.',
  'settled-meanwhile': 'That mail was settled by somebody else meanwhile.',
} as const

const stateWords: Record<MailState, string> = {
  queued: 'Tried ten times or more; it is still being tried',
  sending: 'Being sent',
  'handed-over': 'Handed over',
  refused: 'Refused by the next system',
  unknown: 'Perhaps sent: the connection broke before an answer',
}

/** Registers it. */
export function deskRoutes(app: FastifyInstance): void {
  app.get(path, { config: { rule: circulationActs.readCirculation } }, async (request, reply) => {
    const { ctx } = request
    const counts = await subscriberCounts(ctx)
    const bulletins = await bulletinReceipts(ctx)
    const unsettled = await mailsToSettle(ctx)
    const csrf = await csrfOf(reply)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Circulation" width="full">
        <h1 class="govuk-heading-l">Circulation</h1>
        {may(ctx.actor, circulationActs.settleMail) ? <Unsettled mails={unsettled} csrf={csrf} /> : null}
        <h2 class="govuk-heading-m">Bulletins</h2>
        <Bulletins bulletins={bulletins} />
        <h2 class="govuk-heading-m">Subscribers</h2>
        <Subscribers counts={counts} />
      </Page>,
    )
  })
  app.post(`${path}/mails/:mail`, { config: { rule: circulationActs.settleMail } }, async (request, reply) => {
    const id = pathOf(request, 'mail')
    const verdict = formOf(request)['verdict']
    if (!/^[0-9a-f-]{36}$/.test(id) || (verdict !== 'was-sent' && verdict !== 'send-again')) throw new NotFound()
    const answer = await settle(request.ctx, id, verdict)
    if ('refused' in answer) return goTo(request, reply, path, refusalWords[answer.refused])
    return goTo(request, reply, path, verdict === 'was-sent' ? 'Recorded as sent.' : 'It will be sent again.')
  })
}

const Unsettled = (props: { mails: readonly MailRecord[]; csrf: string }) => (
  <>
    <h2 class="govuk-heading-m">Mails to settle</h2>
    {props.mails.length === 0 ? (
      <EmptyState title="No mail waits for you">Every mail’s outcome is known.</EmptyState>
    ) : (
      <ScrollingTable label="Mails to settle">
        <Table
          head={['To', 'Subject', 'Written', 'What is known', 'Settle']}
          rows={props.mails.map((mail) => [
            mail.to,
            mail.subject,
            dateTimeInWords(mail.queuedAt),
            `${stateWords[mail.state]}${mail.failure ? ` (${mail.failure})` : ''}`,
            { text: mail.state === 'queued' ? '' : <Verdicts mail={mail} csrf={props.csrf} /> },
          ])}
        />
      </ScrollingTable>
    )}
  </>
)

const Verdicts = (props: { mail: MailRecord; csrf: string }) => {
  const shared = { csrf: props.csrf, action: `${path}/mails/${props.mail.id}`, classes: 'govuk-button--secondary' }
  const which = `: mail to ${props.mail.to}`
  return (
    <>
      <ActionButton {...shared} text="It was sent" visuallyHiddenText={which} fields={{ verdict: 'was-sent' }} />
      <ActionButton {...shared} text="Send it again" visuallyHiddenText={which} fields={{ verdict: 'send-again' }} />
    </>
  )
}

const Bulletins = (props: { bulletins: readonly BulletinReceipts[] }) =>
  props.bulletins.length === 0 ? (
    <EmptyState title="No bulletin yet">One is made when a volume is published.</EmptyState>
  ) : (
    <>
      <p class="govuk-body">
        Handed over says that the next mail system took it. A link opened may have been opened by a mail scanner. Read
        and discussed are what people told us.
      </p>
      <ScrollingTable label="Bulletins and what became of them">
        <Table
          firstCellIsHeader
          head={['Volume', 'Made', ...grades.map(({ text }) => ({ text, format: 'numeric' as const }))]}
          rows={props.bulletins.map((one) => [
            one.finished ? one.label : `${one.label} (still being written)`,
            dateTimeInWords(one.madeAt),
            ...grades.map(({ of }) => ({ text: numberInWords(of(one)), format: 'numeric' as const })),
          ])}
        />
      </ScrollingTable>
    </>
  )

const grades: { text: string; of: (one: BulletinReceipts) => number }[] = [
  { text: 'Written', of: (one) => one.written },
  { text: 'Handed over', of: (one) => one.handedOver },
  { text: 'Link opened', of: (one) => one.fetched },
  { text: 'Read', of: (one) => one.read },
  { text: 'Discussed', of: (one) => one.discussed },
]

const Subscribers = (props: {
  counts: readonly { profession: string; nation: string | null; subscribers: number }[]
}) => {
  if (props.counts.length === 0)
    return <EmptyState title="Nobody has subscribed yet">People subscribe on the public site.</EmptyState>
  const tables = [
    {
      caption: 'By role',
      cells: cellsOf(
        professions,
        props.counts.map((one) => ({ key: one.profession, count: one.subscribers })),
      ),
    },
    {
      caption: 'By nation',
      cells: cellsOf(
        { ...nations, all: 'All four nations' },
        props.counts.map((one) => ({ key: one.nation ?? 'all', count: one.subscribers })),
      ),
    },
  ]
  return (
    <>
      {tables.map(({ caption, cells }) => (
        <Table
          caption={caption}
          captionClasses="govuk-table__caption--s"
          firstCellIsHeader
          head={[
            caption.slice(3).replace(/^./, (letter) => letter.toUpperCase()),
            { text: 'Subscribers', format: 'numeric' },
          ]}
          rows={cells.map((cell) => [cell.label, { text: cell.shown, format: 'numeric' }])}
        />
      ))}
    </>
  )
}
