import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SearchForm } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { StatTiles } from '#web/components/stat-tiles.tsx'
import { counted, dateInWords, numberInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { EditionListed, VolumeListed } from '../library.ts'
import { factsOf } from './words.ts'

/** Editions of the latest volume that the home page names. */
const shownEditions = 4

const waysIn = [
  {
    href: '/library',
    title: 'I work with children or adults',
    words: 'Find what reviews have learned, down to the paragraph.',
  },
  { href: '/workspace', title: 'I work for a board', words: 'Register a review and follow it to its release.' },
  { href: '/workspace', title: 'I write reviews', words: 'Bring in your report, correct it and seal it.' },
  {
    href: '/verify',
    title: 'I do research, or I doubt an edition',
    words: 'Download what you read as a file, and check that its words are those that were submitted.',
  },
  {
    href: '/contact',
    title: 'A review is about my family',
    words: 'What is published, what is left out, and how to tell us that somebody could be identified.',
  },
]

/** Where everybody comes in. */
export const HomePage = (props: {
  shell: Shell
  latest: (VolumeListed & { list: EditionListed[] }) | null
  figures: { editions: number; volumes: number; findings: number; words: number }
}) => (
  <Page
    {...props.shell}
    title="What reviews have learned"
    width="full"
    description="Safeguarding reviews of children and adults from the four nations of the United Kingdom, in full and without names."
    feeds={[{ href: '/library/feed.atom', title: 'New volumes and editions' }]}
  >
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-xl">What reviews have learned</h1>
        <p class="govuk-body-l">
          When a child or an adult at risk is failed, a review asks how and why. Throughline publishes those reviews in
          full and without names, several at a time, so that it is harder to tell whose each one is. What one review
          found can then be read, searched and used by everybody, so that it is not found again.
        </p>
        <SearchForm action="/library" label="Search the reviews" classes="tl-search">
          <Input
            name="q"
            id="q"
            label={{ text: 'Search the reviews', classes: 'govuk-label--m' }}
            hint="For example: was not brought to appointments"
            type="search"
          />
          <Button text="Search" />
        </SearchForm>
      </div>
    </div>
    <Latest latest={props.latest} />
    {props.figures.editions > 0 && <FiguresShown figures={props.figures} />}
    <h2 class="govuk-heading-m">Ways in</h2>
    <ul class="govuk-list tl-ways">
      {waysIn.map((way) => (
        <li>
          <a class="govuk-link govuk-!-font-weight-bold" href={way.href}>
            {way.title}
          </a>
          <br />
          {way.words}
        </li>
      ))}
    </ul>
  </Page>
)

const Latest = (props: { latest: (VolumeListed & { list: EditionListed[] }) | null }) => {
  const { latest } = props
  if (!latest) {
    return (
      <>
        <h2 class="govuk-heading-m">Latest volume</h2>
        <EmptyState title="Nothing is published yet" headingLevel={3}>
          The first volume will appear here.
        </EmptyState>
      </>
    )
  }
  return (
    <section aria-labelledby="latest">
      <h2 class="govuk-heading-m" id="latest">
        Latest volume: {latest.label}
      </h2>
      <p class="govuk-body">
        Released on {dateInWords(latest.publishedOn)}, with {counted(latest.editions, 'edition')}.
      </p>
      <ul class="govuk-list tl-latest">
        {latest.list.slice(0, shownEditions).map((one) => (
          <li>
            <a class="govuk-link govuk-!-font-weight-bold" href={`/library/editions/${one.id}`}>
              {one.title}
            </a>
            <span class="tl-latest__facts">{factsOf(one)}</span>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href={`/library/volumes/${latest.id}`}>
          See the whole volume
        </a>
      </p>
    </section>
  )
}

const FiguresShown = (props: { figures: { editions: number; volumes: number; findings: number; words: number } }) => (
  <section aria-labelledby="figures">
    <h2 class="govuk-heading-m" id="figures">
      The collection
    </h2>
    <StatTiles
      tiles={[
        { label: 'Editions in full', value: numberInWords(props.figures.editions), href: '/library' },
        { label: 'Volumes', value: numberInWords(props.figures.volumes), href: '/library/volumes' },
        { label: 'Findings and recommendations', value: numberInWords(props.figures.findings) },
      ]}
    />
  </section>
)
