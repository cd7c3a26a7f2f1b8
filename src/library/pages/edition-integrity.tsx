import { Details } from '#web/components/details.tsx'
import { Fingerprint } from '#web/components/fingerprint.tsx'
import type { TextState } from '#web/components/integrity-label.tsx'
import { counted } from '#web/components/words.ts'
import type { SignedHistory } from '#integrity/integrity.ts'
import { changeClassWords, withholdingClassWords, type EditionPage, type EditionState } from '../library.ts'

/** What can be said of an edition's words, and no more than is true. */
export const EditionIntegrity = (props: { edition: Pick<EditionPage, 'reportRoot' | 'state' | 'signed'> }) => (
  <aside class="tl-integrity" aria-labelledby="integrity">
    <h2 class="govuk-heading-s" id="integrity">
      Are these the author’s words?
    </h2>
    {props.edition.reportRoot === null ? (
      <>
        <p class="govuk-body-s">
          Not sealed by its author (legacy collection): nothing proves that these are the words of the report as it was
          written.
        </p>
      </>
    ) : (
      <>
        {props.edition.state && <State state={props.edition.state} />}
        <p class="govuk-body-s">
          Each word not marked as replaced can be checked against the fingerprint that Throughline recorded
          {props.edition.state && props.edition.state.label !== 'as-written'
            ? ' for this version of the text.'
            : ' when the author submitted the report.'}
          {!props.edition.signed && ' It was not signed with a key of the author’s own.'}
          {props.edition.state &&
            !props.edition.state.signed &&
            ' What was done to it since is recorded by Throughline, not signed with keys.'}
        </p>
        {props.edition.signed && <Signed signed={props.edition.signed} />}
        <Fingerprint id="edition-fingerprint" label="Fingerprint" value={props.edition.reportRoot} />
        <p class="govuk-body-s">
          <a class="govuk-link" href="/verify">
            Check the file of this edition
          </a>
        </p>
        <p class="govuk-body-s">
          <a class="govuk-link" href="/how-to-be-sure">
            How can I be sure this is what the author wrote?
          </a>
        </p>
        <p class="govuk-body-s">
          <a class="govuk-link" href="/library/changes">
            How often changes are asked of authors
          </a>
        </p>
      </>
    )}
  </aside>
)

/** The key by which the author signed, and whether it signed this very text. */
const Signed = (props: { signed: SignedHistory }) => (
  <>
    <p class="govuk-body-s">
      {props.signed.changes.length === 0
        ? 'As the author wrote it: this very text was signed'
        : 'The text before the changes was signed'}{' '}
      with the key below. It stands in the terms of engagement that the author, the board and the national body signed.
    </p>
    <Fingerprint id="author-key" label="The author’s key for this review" value={props.signed.authorKey} />
  </>
)

const authorWords: Record<EditionState['author'], string> = {
  agreed: 'Names were generalised with the author’s agreement.',
  refused: 'The author refused the generalised edition: the national body alone stands for it.',
  'no-answer':
    'The author did not answer when asked about the generalised edition: the national body alone stands for it.',
}

/** The states of an edition's words as labels; none where nothing can be said. */
export function statesOf({
  reportRoot,
  state,
}: {
  reportRoot: string | null
  state: EditionState | null
}): TextState[] {
  if (reportRoot === null) return ['not-sealed']
  if (!state) return []
  return [state.label, ...(Object.keys(state.withheld).length > 0 ? (['withheld'] as const) : [])]
}

const State = (props: { state: EditionState }) => {
  const { state } = props
  return (
    <>
      <p class="govuk-body-s">{authorWords[state.author]}</p>
      {Object.keys(state.agreed).length > 0 && (
        <p class="govuk-body-s">
          {counted(sum(state.agreed), 'change')} after submission that the author agreed to:{' '}
          {listed(state.agreed, changeClassWords)}.
        </p>
      )}
      {Object.keys(state.imposed).length > 0 && (
        <p class="govuk-body-s">
          <strong>{counted(sum(state.imposed), 'change')} that the author did not agree to</strong>:{' '}
          {listed(state.imposed, changeClassWords)}.
        </p>
      )}
      {Object.keys(state.withheld).length > 0 && (
        <p class="govuk-body-s">
          {counted(sum(state.withheld), 'part')} withheld by law, shown as numbered holes:{' '}
          {listed(state.withheld, withholdingClassWords)}.
        </p>
      )}
    </>
  )
}

function sum(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((total, n) => total + (n ?? 0), 0)
}

function listed<K extends string>(counts: Partial<Record<K, number>>, words: Record<K, string>): string {
  return (Object.entries(counts) as [K, number][]).map(([name, n]) => `${words[name].toLowerCase()} (${n})`).join(', ')
}

/** The author's dissents in full: they are part of what a reader must see, not of the small print. */
export const EditionDissents = (props: { state: EditionState | null }) =>
  !props.state || props.state.dissents.length === 0 ? null : (
    <section class="tl-dissent" aria-labelledby="dissent">
      <h2 class="govuk-heading-m" id="dissent">
        The author dissents
      </h2>
      {props.state.dissents.map((words) =>
        words.length > 900 ? (
          <Details summaryText="Read the author’s dissent">
            <p class="govuk-body tl-typed">{words}</p>
          </Details>
        ) : (
          <p class="govuk-body tl-typed">{words}</p>
        ),
      )}
      <p class="govuk-body-s">In the author’s own words. Nobody else can withdraw or change them.</p>
    </section>
  )
