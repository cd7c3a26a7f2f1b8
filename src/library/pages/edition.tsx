import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ContentWarning } from '#web/components/content-warning.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import {
  Citation,
  Contents,
  PrintButton,
  Prose,
  ReadingLayout,
  Replaced,
  ReplacementKey,
} from '#web/components/reading.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { Tombstone } from '#web/components/tombstone.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import { nations, subjectKinds, themes } from '#vocabulary/vocabulary.ts'
import { edition, editionFile, plainTextOf, withdrawalWords, type EditionBlock, type EditionPage } from '../library.ts'

/** The edition that a request is about. */
export async function editionFor(request: FastifyRequest): Promise<EditionPage> {
  const id = pathOf(request, 'edition')
  const found = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? await edition(request.ctx, id) : null
  if (!found) throw new NotFound()
  return found
}

/** The reading page and the downloads. */
export function editionRoutes(app: FastifyInstance): void {
  app.get('/library/editions/:edition', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    return found.status === 'withdrawn' ? tombstonePage(request, reply, found) : readingPage(request, reply, found)
  })
  app.get('/library/editions/:edition/text', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    if (found.status === 'withdrawn') return tombstonePage(request, reply, found)
    return dated(reply, found)
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="edition-${found.id}.txt"`)
      .send(plainTextOf(found))
  })
  app.get('/library/editions/:edition/json', { config: { rule: 'anyone' } }, async (request, reply) => {
    const found = await editionFor(request)
    const file = await editionFile(request.ctx, found.id)
    if (!file) return tombstonePage(request, reply, found)
    return dated(reply, found)
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="edition-${found.id}.json"`)
      .send(JSON.stringify(file))
  })
}

/** Nothing of an edition carries a time finer than its volume's date. */
function dated(reply: FastifyReply, found: EditionPage): FastifyReply {
  return reply
    .header('last-modified', new Date(`${found.publishedOn}T00:00:00Z`).toUTCString())
    .header('x-robots-tag', 'noindex')
}

async function tombstonePage(request: FastifyRequest, reply: FastifyReply, found: EditionPage) {
  return sendPage(
    reply,
    <Page {...await shellOf(request, reply, 'public')} title="This edition was withdrawn" backLink="/library" noindex>
      <h1 class="govuk-heading-l">This edition was withdrawn</h1>
      <Tombstone
        title={`An edition of ${found.volume.label}`}
        withdrawn={dateInWords(found.withdrawnOn ?? found.publishedOn)}
      >
        It can no longer be read, because {withdrawalWords[found.reason ?? 'error']}. This page stays, so that nobody
        who cites it is left without an answer.
      </Tombstone>
    </Page>,
    410,
  )
}

async function readingPage(request: FastifyRequest, reply: FastifyReply, found: EditionPage) {
  const headings = found.blocks.flatMap((block, n) =>
    block.kind === 'heading1' || block.kind === 'heading2'
      ? [{ id: `p${n}`, text: wordsOf(block), level: block.kind === 'heading1' ? (1 as const) : (2 as const) }]
      : [],
  )
  const labels = new Map((await themes(request.ctx)).map((theme) => [theme.code, theme.label]))
  const at = `/library/editions/${found.id}`
  return sendPage(
    reply,
    <Page
      {...await shellOf(request, reply, 'public')}
      title={found.title}
      width="full"
      backLink="/library"
      quickExit
      noindex
    >
      <h1 class="govuk-heading-xl">{found.title}</h1>
      <p class="govuk-body-l">{found.summary}</p>
      {found.warning && <ContentWarning continueHref="#report">{found.warning}</ContentWarning>}
      <p class="govuk-body">
        {[
          found.subjects.map((subject) => subjectKinds[subject]).join(' and '),
          found.nation && nations[found.nation],
          found.volume.label,
        ]
          .filter(Boolean)
          .join(', ')}
        .{' '}
        {found.themes.map((code) => (
          <>
            <a class="govuk-link" href={`/library?theme=${encodeURIComponent(code)}`}>
              {labels.get(code) ?? code}
            </a>{' '}
          </>
        ))}
      </p>
      <InShort found={found} />
      <Integrity found={found} at={at} />
      <ReadingLayout contents={headings.length > 2 ? <Contents entries={headings} /> : undefined}>
        <div id="report">
          <ReplacementKey />
          <Prose>
            <ReportText
              blocks={found.blocks}
              idOf={(n) => `p${n}`}
              inside={(block) => <Words block={block} />}
              beside={(block, n) => <AnchorLink block={block} n={n} />}
            />
          </Prose>
        </div>
      </ReadingLayout>
      <Citation href={`${request.ctx.siteUrl}${at}`}>
        “{found.title}”. Throughline, {found.volume.label}, {dateInWords(found.publishedOn)}.
      </Citation>
      <PrintButton />
      <p class="govuk-body">
        <a class="govuk-link" href={`${at}/text`}>
          Download as plain text
        </a>{' '}
        <a class="govuk-link" href={`${at}/json`}>
          Download the file that can be checked
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${at}/concern`}>
          This could identify someone
        </a>
      </p>
    </Page>,
  )
}

function wordsOf(block: EditionBlock): string {
  return block.parts.map((part) => ('text' in part ? part.text : part.label.slice(1, -1))).join('')
}

const Words = (props: { block: EditionBlock }) => (
  <>
    {props.block.parts.map((part) =>
      'text' in part ? part.text : <Replaced removed={part.label === '⟦removed⟧'}>{part.label.slice(1, -1)}</Replaced>,
    )}
  </>
)

const AnchorLink = (props: { block: EditionBlock; n: number }) =>
  props.block.kind === 'paragraph' ? (
    <a class="tl-anchor" href={`#p${props.n}`}>
      <span aria-hidden="true">¶</span>
      <span class="govuk-visually-hidden">Link to this paragraph, number {props.n}</span>
    </a>
  ) : null

const InShort = (props: { found: EditionPage }) =>
  props.found.findings.length === 0 ? null : (
    <section aria-labelledby="in-short">
      <h2 class="govuk-heading-m" id="in-short">
        In short
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {props.found.findings.slice(0, 12).map((one) => (
          <li>
            <a class="govuk-link" href={`#${one.anchor}`}>
              {one.text.replaceAll(/[⟦⟧]/g, '').slice(0, 220)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )

const Integrity = (props: { found: EditionPage; at: string }) => (
  <details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">
        {props.found.reportRoot ? 'How to be sure these are the words that were submitted' : 'Not sealed by its author'}
      </span>
    </summary>
    <div class="govuk-details__text">
      {props.found.reportRoot ? (
        <>
          <p class="govuk-body">
            Each word that is not marked as replaced can be checked against the fingerprint that Throughline recorded
            when the author submitted the report. The author has not signed it with a key of their own.{' '}
            <a class="govuk-link" href="/verify">
              Check it
            </a>
          </p>
          <Fingerprint id="edition-fingerprint" label="Fingerprint" value={props.found.reportRoot} />
        </>
      ) : (
        <p class="govuk-body">
          This edition belongs to the legacy collection. It was published before reports were sealed, so nothing can
          prove its words.
        </p>
      )}
    </div>
  </details>
)
