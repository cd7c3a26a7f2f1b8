/** The mail folder as a page, where an installation writes mail to one: anybody signed in to the demonstration, else officers. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '#platform/context.ts'
import { mailsInFolder } from '#platform/mail-transports.ts'
import { may } from '#platform/permission.ts'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Table } from '#web/components/table.tsx'
import { dateTimeInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { readMail } from '../eml.ts'
import { circulationActs } from '../permissions.ts'

const newest = 100

/** Registers it. */
export function mailFolderRoutes(app: FastifyInstance, folder: string): void {
  const config = { rule: circulationActs.openDemonstrationMail }
  app.get('/mail', { config }, async (request, reply) => {
    refuseOthers(request.ctx)
    const mails = await mailsInFolder(folder, newest)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'workspace')} title="Mail folder" width="full">
        <h1 class="govuk-heading-l">Mail folder</h1>
        <p class="govuk-body">
          This installation sends no mail. What it would send is kept here, newest first; the newest {newest} are shown.
        </p>
        {mails.length === 0 ? (
          <EmptyState title="No mail yet">When something is mailed, it appears here within seconds.</EmptyState>
        ) : (
          <Table
            classes="tl-table--stacked"
            head={['Subject', 'To', 'Written']}
            rows={mails.map(({ name, at, raw }) => {
              const mail = readMail(raw)
              const link = (
                <a class="govuk-link" href={`/mail/${name}`}>
                  {mail.subject || 'No subject'}
                </a>
              )
              return [
                { text: link, attributes: { 'data-label': 'Subject' } },
                { text: mail.to, attributes: { 'data-label': 'To' } },
                { text: dateTimeInWords(mail.date ?? at), attributes: { 'data-label': 'Written' } },
              ]
            })}
          />
        )}
      </Page>,
    )
  })
  app.get('/mail/:name', { config }, async (request, reply) => {
    const { mail, at } = await oneMail(request, folder)
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={mail.subject || 'No subject'}
        backLink="/mail"
        noindex
      >
        <h1 class="govuk-heading-l">{mail.subject || 'No subject'}</h1>
        <SummaryList
          rows={[
            { key: 'To', value: mail.to },
            { key: 'Written', value: dateTimeInWords(mail.date ?? at) },
          ]}
        />
        <MailText text={mail.text} />
      </Page>,
    )
  })
}

function refuseOthers(ctx: Context): void {
  const allowed = ctx.demonstration
    ? may(ctx.actor, circulationActs.openDemonstrationMail)
    : may(ctx.actor, circulationActs.readMailFolder)
  if (!allowed) throw new NotFound()
}

async function oneMail(request: FastifyRequest, folder: string) {
  refuseOthers(request.ctx)
  const name = pathOf(request, 'name')
  const found = (await mailsInFolder(folder, newest)).find((mail) => mail.name === name)
  if (!found) throw new NotFound()
  return { mail: readMail(found.raw), at: found.at }
}

/** Plain text with its paragraphs and lines, and addresses as links. */
const MailText = (props: { text: string }) => (
  <>
    {props.text.split(/\n{2,}/).map((paragraph) => (
      <p class="govuk-body">
        {paragraph
          .trim()
          .split('\n')
          .map((line, i) => (
            <>
              {i > 0 ? <br /> : null}
              {line.split(/(https?:\/\/[^\s]+)/).map((piece, n) =>
                n % 2 === 1 ? (
                  <a class="govuk-link tl-break" href={piece}>
                    {piece}
                  </a>
                ) : (
                  piece
                ),
              )}
            </>
          ))}
      </p>
    ))}
  </>
)
