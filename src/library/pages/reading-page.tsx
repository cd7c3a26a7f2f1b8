import { ContentWarning } from '#web/components/content-warning.tsx'
import { Details } from '#web/components/details.tsx'
import {
  Citation,
  Contents,
  PrintButton,
  Prose,
  ReadingLayout,
  Replaced,
  ReplacementKey,
} from '#web/components/reading.tsx'
import { TextStates } from '#web/components/integrity-label.tsx'
import { ReportText } from '#web/components/report-text.tsx'
import { spanKinds, type SpanKind } from '#web/components/span-mark.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { EditionPage, LearningLossNote, PublishedFinding } from '../library.ts'
import type { Reading, ReadingBlock } from '../reading.ts'
import { EditionDissents, EditionIntegrity, statesOf } from './edition-integrity.tsx'
import { factsOf, readingTime } from './words.ts'

/** Findings, and recommendations, shown at first. */
const inShort = 6

type Numbered = ReadingBlock & { n: number }

/** A published edition in full. `address` is its own, whole; `themes` are labels by code. */
export const ReadingPage = (props: {
  shell: Shell
  edition: EditionPage
  reading: Reading
  themes: ReadonlyMap<string, string>
  address: string
}) => {
  const { edition, reading } = props
  const at = `/library/editions/${edition.id}`
  // The report's own title is left out where it is word for word the page's.
  const blocks: Numbered[] = reading.blocks
    .map((block, n) => ({ ...block, n }))
    .filter((block) => block.kind !== 'title' || wordsOf(block) !== edition.title)
  const contents = reading.outline.map(({ block, level, text, number }) => ({
    id: `p${block}`,
    level,
    text,
    number: number ?? undefined,
  }))
  return (
    <Page
      {...props.shell}
      title={edition.title}
      width="full"
      backLink={{ href: '/library', text: 'All reviews' }}
      quickExit
      noindex
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">{edition.title}</h1>
          <p class="govuk-body-l">{edition.summary}</p>
          <p class="govuk-body">
            {factsOf(edition)}, {readingTime(edition.words)}
          </p>
          <TextStates states={statesOf(edition)} />
          <ThemeLinks codes={edition.themes} labels={props.themes} />
          <ContentWarning continueHref={edition.findings.length > 0 ? '#in-short' : '#report'} continueText="Read on">
            <p class="govuk-body">
              {edition.warning || 'This report says how somebody came to harm. It may be hard to read.'}
            </p>
            <p class="govuk-body">
              You can also{' '}
              <a class="govuk-link" href="/library">
                leave this report
              </a>{' '}
              or leave the site at once with “Exit this page”.
            </p>
          </ContentWarning>
        </div>
      </div>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <EditionDissents state={edition.state} />
          <InShort findings={edition.findings} />
        </div>
        <div class="govuk-grid-column-one-third">
          <EditionIntegrity edition={edition} />
        </div>
      </div>
      <ReadingLayout contents={contents.length > 1 ? <Contents entries={contents} /> : undefined}>
        <div id="report">
          {reading.hasReplacements && <ReplacementKey />}
          <Prose>
            <ReportText
              blocks={blocks}
              idOf={(i) => `p${blocks[i]!.n}`}
              inside={(block) => <Words block={block} />}
              beside={(block) => <Beside block={block} at={at} />}
            />
          </Prose>
        </div>
        {edition.learningLoss && <LearningLoss note={edition.learningLoss} />}
        <AfterReading edition={edition} at={at} address={props.address} />
      </ReadingLayout>
    </Page>
  )
}

/** What readers lose to anonymity, so that nobody takes a generalised detail for an unknown one. */
const LearningLoss = (props: { note: LearningLossNote }) => {
  const { note } = props
  const kinds = note.generalised.map(
    ({ kind, passages }) => `${(spanKinds[kind as SpanKind] ?? spanKinds.MISC).words.toLowerCase()} ${passages}`,
  )
  return (
    <section class="tl-loss" aria-labelledby="loss">
      <h2 class="govuk-heading-m" id="loss">
        What was generalised
      </h2>
      <p class="govuk-body">
        {counted(note.passages, 'passage')}, about {note.percentOfWords}% of the author’s words, were replaced so that
        nobody can be identified
        {note.removed > 0 ? `; in ${note.removed} of them nothing could stand in their place` : ''}. By kind:{' '}
        {kinds.join(', ') || 'none'}.
      </p>
    </section>
  )
}

function wordsOf(block: ReadingBlock): string {
  return block.parts.map((part) => ('text' in part ? part.text : 'label' in part ? part.label : '')).join('')
}

const ThemeLinks = (props: { codes: readonly string[]; labels: ReadonlyMap<string, string> }) =>
  props.codes.length === 0 ? null : (
    <ul class="govuk-list tl-tags" aria-label="Themes">
      {props.codes.map((code) => (
        <li>
          <a class="tl-tags__tag" href={`/library?theme=${encodeURIComponent(code)}`}>
            {props.labels.get(code) ?? code}
          </a>
        </li>
      ))}
    </ul>
  )

const Words = (props: { block: ReadingBlock }) => (
  <>
    {props.block.number && <span class="tl-heading-number">{props.block.number} </span>}
    {props.block.kind === 'footnote' && props.block.layout?.footnote && (
      <span class="tl-note-mark">{props.block.layout.footnote} </span>
    )}
    {props.block.parts.map((part) =>
      'text' in part ? (
        part.text
      ) : 'label' in part ? (
        <Replaced removed={part.removed}>{part.label}</Replaced>
      ) : (
        <sup>
          <a class="govuk-link" id={`note-${part.place}`} href={`#p${part.note}`}>
            <span class="govuk-visually-hidden">Note </span>
            {part.mark}
          </a>
        </sup>
      ),
    )}
  </>
)

const anchored = new Set(['paragraph', 'quote', 'listItem', 'heading1', 'heading2', 'heading3', 'heading4'])

/** The link to a passage and, once the passage is chosen by that link, the way to say that it could identify someone. */
const Beside = (props: { block: Numbered; at: string }) => (
  <>
    {props.block.from.map(({ place }) => (
      <>
        {' '}
        <a class="govuk-link tl-screen-only" href={`#note-${place}`}>
          Back to the text<span class="govuk-visually-hidden"> of note {props.block.layout?.footnote}</span>
        </a>
      </>
    ))}
    {anchored.has(props.block.kind) && (
      <>
        <a class="tl-anchor" href={`#p${props.block.n}`}>
          <span aria-hidden="true">¶</span>
          <span class="govuk-visually-hidden">Link to passage {props.block.n}</span>
        </a>
        <a class="govuk-link govuk-body-s tl-when-target" href={`${props.at}/concern?p=p${props.block.n}`}>
          This could identify someone
        </a>
      </>
    )}
  </>
)

const InShort = (props: { findings: readonly PublishedFinding[] }) =>
  props.findings.length === 0 ? null : (
    <section aria-labelledby="in-short">
      <h2 class="govuk-heading-m" id="in-short">
        In short
      </h2>
      {(['finding', 'recommendation'] as const).map((kind) => {
        const list = props.findings.filter((one) => one.kind === kind)
        return (
          list.length > 0 && (
            <>
              <h3 class="govuk-heading-s">{kind === 'finding' ? 'What it found' : 'What it recommends'}</h3>
              <FindingList findings={list.slice(0, inShort)} />
              {list.length > inShort && (
                <Details summaryText={`Show ${list.length - inShort} more`}>
                  <FindingList findings={list.slice(inShort)} />
                </Details>
              )}
            </>
          )
        )
      })}
    </section>
  )

const FindingList = (props: { findings: readonly PublishedFinding[] }) => (
  <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
    {props.findings.map((one) => {
      const words = shortened(one.text.replaceAll(/[⟦⟧]/g, ''))
      return (
        <li>
          <a class="govuk-link" href={`#${one.anchor}`}>
            {words}
          </a>{' '}
          <a
            class="govuk-link govuk-body-s tl-screen-only"
            href={`/trends/found-before?edition=${one.editionId}&passage=${one.anchor}`}
          >
            Found before?<span class="govuk-visually-hidden"> {words.slice(0, 60)}</span>
          </a>
        </li>
      )
    })}
  </ul>
)

/** The first sentence or two: the list is a way in, the words themselves stand below. */
function shortened(text: string): string {
  if (text.length <= 240) return text
  const sentence = /^[\s\S]{80,240}[.!?](?=\s)/.exec(text)
  return sentence ? sentence[0] : `${text.slice(0, text.lastIndexOf(' ', 220))} …`
}

const AfterReading = (props: { edition: EditionPage; at: string; address: string }) => (
  <>
    <section class="tl-screen-only" aria-labelledby="concern">
      <h2 class="govuk-heading-m" id="concern">
        Could somebody be identified?
      </h2>
      <p class="govuk-body">
        Tell us at once, without saying who:{' '}
        <a class="govuk-link" href={`${props.at}/concern`}>
          This could identify someone
        </a>
        .
      </p>
    </section>
    <section class="tl-screen-only" aria-labelledby="take-away">
      <h2 class="govuk-heading-m" id="take-away">
        Take it with you
      </h2>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={`${props.at}/text`}>
            Download as plain text
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`${props.at}/json`}>
            Download the file that {props.edition.reportRoot ? 'can be checked' : 'programs can read'} (JSON)
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`${props.at}/pack`}>
            Download the pack that proves its release (ZIP)
          </a>
        </li>
      </ul>
      <PrintButton />
    </section>
    <Citation href={props.address}>
      “{props.edition.title}”. Throughline, {props.edition.volume.label}, {dateInWords(props.edition.publishedOn)}.
    </Citation>
  </>
)
