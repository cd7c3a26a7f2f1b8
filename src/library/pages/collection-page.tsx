import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { HiddenField, SearchForm } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Pager } from '#web/components/pager.tsx'
import { ReadingLayout } from '#web/components/reading.tsx'
import { counted } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { Facets, FacetValue, Found, FoundEdition, Order, VolumeListed } from '../library.ts'
import { EditionLines } from './edition-lines.tsx'
import { LabelledText } from './labelled-text.tsx'

/** What was asked of the collection. */
export interface Asked {
  q: string
  chosen: Facets
  order: Order
  page: number
}

type FacetName = keyof Facets
type At = (change: Partial<Record<FacetName | 'q' | 'sort' | 'page', string>>) => string

const facetTitles: Record<FacetName, string> = {
  subject: 'Children’s or adults’',
  nation: 'Nation',
  theme: 'Theme',
  year: 'Year of release',
  volume: 'Volume',
  legacy: 'Collection',
}

/** Values of a facet shown at first. */
const shownValues = 8

/** The collection: search, what narrows it, results. Every state of it has a way on. */
export const CollectionPage = (props: { shell: Shell; asked: Asked; found: Found; volumes: VolumeListed[] }) => {
  const { asked, found } = props
  const at = addressesOf(asked)
  const narrowed = Object.keys(asked.chosen).length > 0
  return (
    <Page
      {...props.shell}
      title={asked.q ? `Reviews about ${asked.q}` : 'Reviews'}
      width="full"
      quickExit
      noindex={asked.q !== '' || narrowed}
      feeds={[{ href: '/library/feed.atom', title: 'New volumes and editions' }]}
    >
      <h1 class="govuk-heading-l">{asked.q ? `Reviews about ${asked.q}` : 'Reviews'}</h1>
      <SearchForm action="/library" label="Search the reviews" classes="tl-search">
        <Input
          name="q"
          id="q"
          label={{ text: 'Search', classes: 'govuk-label--s' }}
          value={asked.q}
          type="search"
          hint="Any of the words. “Words in quotes” stay together, begin* finds all that begins so, -word leaves out."
        />
        {Object.entries(asked.chosen).map(([name, value]) => (
          <HiddenField name={name} value={value} />
        ))}
        {asked.order === 'newest' && <HiddenField name="sort" value="newest" />}
        <Button text="Search" />
      </SearchForm>
      {found.suggestion && (
        <p class="govuk-body">
          Did you mean{' '}
          <a class="govuk-link govuk-!-font-weight-bold" href={at({ q: found.suggestion, page: '' })}>
            {found.suggestion}
          </a>
          ?
        </p>
      )}
      <ReadingLayout contents={<Narrowing asked={asked} found={found} at={at} />}>
        <ResultsHead asked={asked} found={found} at={at} />
        {found.results.length === 0 ? (
          <NothingFound asked={asked} found={found} at={at} />
        ) : (
          found.results.map((result) => <Result result={result} />)
        )}
        {found.pages > 1 && (
          <Pager page={asked.page} pages={found.pages} hrefOf={(n) => at({ page: n > 1 ? String(n) : '' })} />
        )}
        <LatestVolumes volumes={props.volumes} />
      </ReadingLayout>
    </Page>
  )
}

function addressesOf(asked: Asked): At {
  const now = { q: asked.q, ...asked.chosen, sort: asked.order === 'newest' ? 'newest' : '', page: '' }
  return (change) => {
    const query = new URLSearchParams(
      Object.entries({ ...now, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])),
    ).toString()
    return query ? `/library?${query}` : '/library'
  }
}

const ResultsHead = (props: { asked: Asked; found: Found; at: At }) => {
  const { asked, found, at } = props
  const chosen = Object.entries(asked.chosen) as [FacetName, string][]
  return (
    <>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2">
        {found.atLeast ? 'At least ' : ''}
        {found.total === 0 ? 'No editions' : counted(found.total, 'edition')}
      </h2>
      {found.tooCommon && (
        <p class="govuk-body">
          Every review has these words, so this is the whole collection. Add a word that says more.
        </p>
      )}
      {chosen.length > 0 && (
        <ul class="govuk-list tl-tags" aria-label="Narrowed to">
          {chosen.map(([name, value]) => (
            <li>
              <a class="tl-tags__tag" href={at({ [name]: '' })}>
                {found.facets[name].find((one) => one.value === value)?.label ?? value}{' '}
                <span aria-hidden="true">×</span>
                <span class="govuk-visually-hidden">: show all again</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {found.total > 1 && asked.q !== '' && (
        <p class="govuk-body-s">
          Sorted by{' '}
          {asked.order === 'relevance' ? (
            <strong>best match</strong>
          ) : (
            <a class="govuk-link" href={at({ sort: '' })}>
              best match
            </a>
          )}
          {' or '}
          {asked.order === 'newest' ? (
            <strong>newest volume</strong>
          ) : (
            <a class="govuk-link" href={at({ sort: 'newest' })}>
              newest volume
            </a>
          )}
        </p>
      )}
    </>
  )
}

const Result = (props: { result: FoundEdition }) => {
  const { result } = props
  const { passage } = result
  return (
    <article class="tl-result">
      <EditionLines edition={result} level={3} />
      {passage && (
        <p class="govuk-body-s tl-passage">
          {passage.pieces.map((piece) =>
            piece.match ? <mark>{piece.text}</mark> : <LabelledText text={piece.text} />,
          )}{' '}
          <a class="govuk-link" href={`/library/editions/${result.id}#${passage.anchor}`}>
            Read this passage<span class="govuk-visually-hidden"> of {result.title}</span>
          </a>
        </p>
      )}
    </article>
  )
}

const NothingFound = (props: { asked: Asked; found: Found; at: At }) => {
  const { asked, found, at } = props
  const plain = asked.q
    .replaceAll(/["“”*]|(?<![\p{L}\p{N}])-/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const ways = [
    asked.page > 1 && found.total > 0 && { href: at({ page: '' }), words: 'Go to the first page of results' },
    Object.keys(asked.chosen).length > 0 && {
      href: asked.q ? `/library?${new URLSearchParams({ q: asked.q }).toString()}` : '/library',
      words: 'Search the whole collection',
    },
    plain !== '' && plain !== asked.q && { href: at({ q: plain }), words: `Search for ${plain}, in any order` },
    { href: '/library', words: 'See all reviews' },
    { href: '/library/volumes', words: 'See the volumes' },
  ]
  return (
    <EmptyState title="Nothing found" headingLevel={3}>
      <p class="govuk-body">Try fewer or other words. You can also:</p>
      <ul class="govuk-list govuk-list--bullet">
        {ways.map(
          (way) =>
            way && (
              <li>
                <a class="govuk-link" href={way.href}>
                  {way.words}
                </a>
              </li>
            ),
        )}
      </ul>
    </EmptyState>
  )
}

/** What narrows the results: beside them on a wide screen, closed above them on a phone. */
const Narrowing = (props: { asked: Asked; found: Found; at: At }) => (
  <nav class="tl-contents" aria-label="Narrow the results" data-follows-reading="">
    <details class="tl-contents__details">
      <summary class="tl-contents__title">Narrow the results</summary>
      <div class="tl-narrowing">
        {(Object.keys(facetTitles) as FacetName[]).map((name) => (
          <Facet
            title={facetTitles[name]}
            name={name}
            values={props.found.facets[name]}
            chosen={props.asked.chosen[name]}
            at={props.at}
          />
        ))}
        {props.found.total === 0 && <p class="govuk-body-s">There is nothing to narrow.</p>}
      </div>
    </details>
  </nav>
)

const Facet = (props: {
  title: string
  name: FacetName
  values: readonly FacetValue[]
  chosen: string | undefined
  at: At
}) => {
  if (props.values.length === 0) return null
  const line = (one: FacetValue) => (
    <li>
      {one.value === props.chosen ? (
        <strong>{one.label}</strong>
      ) : (
        <a class="govuk-link" href={props.at({ [props.name]: one.value })}>
          {one.label}
        </a>
      )}{' '}
      <span class="tl-narrowing__count">
        <span class="govuk-visually-hidden">: </span>
        {one.count}
      </span>
    </li>
  )
  const rest = props.values.slice(shownValues)
  return (
    <section>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{props.title}</h2>
      <ul class="govuk-list govuk-body-s govuk-!-margin-bottom-2">{props.values.slice(0, shownValues).map(line)}</ul>
      {rest.length > 0 && (
        <details class="tl-narrowing__more">
          <summary>
            {rest.length} more<span class="govuk-visually-hidden">: {props.title}</span>
          </summary>
          <ul class="govuk-list govuk-body-s">{rest.map(line)}</ul>
        </details>
      )}
    </section>
  )
}

const LatestVolumes = (props: { volumes: readonly VolumeListed[] }) =>
  props.volumes.length === 0 ? null : (
    <section class="tl-after-results" aria-labelledby="volumes">
      <h2 class="govuk-heading-m" id="volumes">
        Latest volumes
      </h2>
      <ul class="govuk-list">
        {props.volumes.slice(0, 4).map((one) => (
          <li>
            <a class="govuk-link" href={`/library/volumes/${one.id}`}>
              {one.label}
            </a>
            , {counted(one.editions, 'edition')}
          </li>
        ))}
        <li>
          <a class="govuk-link" href="/library/volumes">
            All volumes
          </a>
        </li>
        <li>
          <a class="govuk-link" href="/library/feed.atom">
            Feed of new volumes and editions (Atom)
          </a>
        </li>
      </ul>
    </section>
  )
