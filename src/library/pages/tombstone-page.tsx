import { Citation } from '#web/components/reading.tsx'
import { Tombstone } from '#web/components/tombstone.tsx'
import { dateInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import { withdrawalWords, type EditionPage } from '../library.ts'

/** Stands where an edition was: when and why it went, as a class, and how to cite what is gone. */
export const TombstonePage = (props: { shell: Shell; edition: EditionPage; address: string }) => {
  const { edition } = props
  const on = dateInWords(edition.withdrawnOn ?? edition.publishedOn)
  return (
    <Page
      {...props.shell}
      title="This edition was withdrawn"
      backLink={{ href: '/library', text: 'All reviews' }}
      noindex
    >
      <h1 class="govuk-heading-l">This edition was withdrawn</h1>
      <Tombstone title={edition.title || `An edition of ${edition.volume.label}`} withdrawn={on}>
        <p class="govuk-body">It can no longer be read here, because {withdrawalWords[edition.reason ?? 'error']}.</p>
        <p class="govuk-body">
          {edition.title === '' && 'Its title is not shown, since it could be what identifies. '}
          This page stays, so that nobody who cites the edition is left without an answer.
        </p>
      </Tombstone>
      <Citation href={props.address}>
        {edition.title ? `“${edition.title}”. ` : `Edition ${edition.id}. `}
        Throughline, {edition.volume.label}, {dateInWords(edition.publishedOn)}. Withdrawn on {on}.
      </Citation>
      <p class="govuk-body">
        <a class="govuk-link" href={`/library/volumes/${edition.volume.id}`}>
          See what else is in {edition.volume.label}
        </a>
      </p>
    </Page>
  )
}
