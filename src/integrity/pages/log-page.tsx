import type { FastifyInstance } from 'fastify'
import { Details } from '#web/components/details.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Tag } from '#web/components/tag.tsx'
import { Page, type Shell } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { toBase64 } from '../base64.ts'
import { writeKey } from '../note.ts'
import { publishedLog, type PublishedLog } from '../log/published.ts'

/** `GET /log`: what the log is, its newest checkpoint, and how to check it. */
export function logPageRoutes(app: FastifyInstance): void {
  app.get('/log', { config: { rule: 'anyone' } }, async (request, reply) =>
    sendPage(reply, <LogPage shell={await shellOf(request, reply, 'public')} log={await publishedLog(request.ctx)} />),
  )
}

const LogPage = (props: { shell: Shell; log: PublishedLog | null }) => (
  <Page
    {...props.shell}
    title="The public log"
    description="A list that only ever grows, by which anyone can tell that no report was changed unseen."
  >
    <h1 class="govuk-heading-l">The public log</h1>
    <p class="govuk-body-l">
      Whatever is done to a report is put on record in a list that only ever grows. Nobody can take a line out of it or
      change one without everybody being able to tell, and that includes us.
    </p>
    <p class="govuk-body">
      Before a review is published, its lines show that something was recorded: not what, and not about whom.
    </p>
    {props.log ? <Newest log={props.log} /> : <Nothing />}
    <HowToCheck log={props.log} />
  </Page>
)

const Nothing = () => (
  <EmptyState title="No checkpoint has been published yet">
    <p class="govuk-body">The first follows when the first report is submitted.</p>
  </EmptyState>
)

const Newest = ({ log }: { log: PublishedLog }) => (
  <>
    <h2 class="govuk-heading-m">Newest checkpoint</h2>
    <SummaryList
      rows={[
        { key: { text: 'Lines in the log' }, value: { text: String(log.head.size) } },
        { key: { text: 'Fingerprint of all of them' }, value: { text: <Code text={toBase64(log.head.root)} /> } },
        { key: { text: 'Signed by' }, value: { text: <Code text={writeKey(log.policy.logKey)} /> } },
        { key: { text: 'Seen by witnesses' }, value: { text: <Witnessed log={log} /> } },
      ]}
    />
    <Details summaryText="The checkpoint as it is served">
      <pre class="govuk-body-s tl-break">{new TextDecoder().decode(log.checkpoint)}</pre>
    </Details>
  </>
)

const Witnessed = ({ log }: { log: PublishedLog }) => {
  const names = log.witnesses.join(', ')
  if (log.isWitnessed) return <>{names}</>
  return (
    <>
      <Tag classes="govuk-tag--yellow">Not yet witnessed</Tag>
      <p class="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">
        {log.policy.quorum === 0
          ? 'No witness has been named for this log. Only who keeps an earlier checkpoint can tell whether two readers were shown different logs.'
          : `${log.policy.quorum} of ${log.policy.witnesses.length} witnesses have to sign; so far: ${names || 'none'}.`}
      </p>
    </>
  )
}

const Code = ({ text }: { text: string }) => <code class="tl-break">{text}</code>

const HowToCheck = ({ log }: { log: PublishedLog | null }) => (
  <>
    <h2 class="govuk-heading-m">Check it yourself</h2>
    <p class="govuk-body">
      The log is served in a public format (C2SP <code>tlog-tiles</code>), so that programs by others can check it too.
      Keep the checkpoint you saw: with it, nobody can show you another past later.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href="/log/checkpoint">
          The newest checkpoint
        </a>
      </li>
      <li>
        <a class="govuk-link" href="/log/verify.html">
          The page that checks packs
        </a>
        , to keep: it works without a network and without us
      </li>
      <li>
        On your own computer: <code class="tl-break">throughline log check ADDRESS/log</code>
        {log && (
          <>
            {' '}
            with <code>--key</code> and the line under “Signed by”, from a source you trust
          </>
        )}
      </li>
    </ul>
  </>
)
