import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { HiddenField, SearchForm } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { Pager } from '#web/components/pager.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { NotFound, pathOf, queryOf, sendPage, shellOf } from '#web/site.ts'
import { nations, subjectKinds } from '#vocabulary/vocabulary.ts'
import {
  searchEditions,
  volume,
  volumes,
  type EditionListed,
  type FacetValue,
  type Found,
  type VolumeListed,
} from '../library.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
const facetNames = { subject: 'Children’s or adults’', nation: 'Nation', theme: 'Theme', volume: 'Volume' } as const
type FacetName = keyof typeof facetNames

/** The collection with its search, and single volumes. */
export function collectionRoutes(app: FastifyInstance): void {
  app.get('/library', { config: { rule: 'anyone' } }, async (request, reply) => {
    const q = queryOf(request, 'q').slice(0, 500)
    const chosen = Object.fromEntries(
      (Object.keys(facetNames) as FacetName[]).map((name) => [name, queryOf(request, name)]),
    ) as Record<FacetName, string>
    if (chosen.volume && !uuid.test(chosen.volume)) throw new NotFound()
    const page = Math.max(1, Number.parseInt(queryOf(request, 'page'), 10) || 1)
    const facets = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ''))
    const found = await searchEditions(request.ctx, q, facets, page)
    const at = (change: Record<string, string>) =>
      `/library?${new URLSearchParams(Object.entries({ q, ...chosen, ...change }).filter(([, value]) => value !== '')).toString()}`
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'public')}
        title={q ? `Reviews: ${q}` : 'Reviews'}
        width="full"
        quickExit
        feeds={[{ href: '/library/feed.atom', title: 'New volumes' }]}
      >
        <h1 class="govuk-heading-l">Reviews</h1>
        <SearchForm action="/library" label="Search the reviews">
          <Input name="q" id="q" label="Search" value={q} type="search" hint="Words, “a phrase”, begin* or -without" />
          {Object.entries(facets).map(([name, value]) => (
            <HiddenField name={name} value={value} />
          ))}
          <Button text="Search" />
        </SearchForm>
        {found.suggestion && (
          <p class="govuk-body">
            Did you mean{' '}
            <a class="govuk-link" href={at({ q: found.suggestion, page: '' })}>
              {found.suggestion}
            </a>
            ?
          </p>
        )}
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            <h2 class="govuk-heading-m">{counted(found.total, 'edition')}</h2>
            {found.total === 0 ? (
              <EmptyState title="Nothing found">
                Try fewer or other words, or{' '}
                <a class="govuk-link" href="/library">
                  see everything
                </a>
                .
              </EmptyState>
            ) : (
              <Results found={found} />
            )}
            {found.pages > 1 && <Pager page={page} pages={found.pages} hrefOf={(n) => at({ page: String(n) })} />}
          </div>
          <div class="govuk-grid-column-one-third">
            {(Object.keys(facetNames) as FacetName[]).map((name) => (
              <Facet name={name} values={found.facets[name]} chosen={chosen[name]} at={at} />
            ))}
            <VolumeList volumes={await volumes(request.ctx)} />
          </div>
        </div>
      </Page>,
    )
  })
  volumeRoute(app)
}

function volumeRoute(app: FastifyInstance): void {
  app.get('/library/volumes/:volume', { config: { rule: 'anyone' } }, async (request, reply) => {
    const id = pathOf(request, 'volume')
    const found = uuid.test(id) ? await volume(request.ctx, id) : null
    if (!found) throw new NotFound()
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'public')} title={found.label} backLink="/library" quickExit>
        <h1 class="govuk-heading-l">{found.label}</h1>
        <p class="govuk-body">
          Released on {dateInWords(found.publishedOn)}: {counted(found.editions, 'edition')}, in no order.
        </p>
        {found.list.map((one) => (
          <EditionLines edition={one} level={2} />
        ))}
      </Page>,
    )
  })
}

const EditionLines = (props: { edition: EditionListed; level: 2 | 3 }) => {
  const link = (
    <a class="govuk-link" href={`/library/editions/${props.edition.id}`}>
      {props.edition.title}
    </a>
  )
  return (
    <>
      {props.level === 2 ? (
        <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{link}</h2>
      ) : (
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{link}</h3>
      )}
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        {[
          props.edition.subjects.map((subject) => subjectKinds[subject]).join(' and '),
          props.edition.nation && nations[props.edition.nation],
          props.edition.volumeLabel,
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      <p class="govuk-body">{props.edition.summary}</p>
    </>
  )
}

const Results = (props: { found: Found }) => (
  <>
    {props.found.results.map((result) => (
      <article>
        <EditionLines edition={result} level={3} />
        {result.passage && (
          <p class="govuk-body-s tl-passage">
            {result.passage.pieces.map((piece) => (piece.match ? <mark>{piece.text}</mark> : piece.text))}{' '}
            <a class="govuk-link" href={`/library/editions/${result.id}#${result.passage.anchor}`}>
              Read this passage
            </a>
          </p>
        )}
      </article>
    ))}
  </>
)

const Facet = (props: {
  name: FacetName
  values: FacetValue[]
  chosen: string
  at: (change: Record<string, string>) => string
}) =>
  props.values.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-s">{facetNames[props.name]}</h2>
      <ul class="govuk-list govuk-body-s">
        {props.chosen && (
          <li>
            <a class="govuk-link" href={props.at({ [props.name]: '', page: '' })}>
              Show all
            </a>
          </li>
        )}
        {props.values.slice(0, 12).map((one) => (
          <li>
            {one.value === props.chosen ? (
              <strong>{one.label}</strong>
            ) : (
              <a class="govuk-link" href={props.at({ [props.name]: one.value, page: '' })}>
                {one.label}
              </a>
            )}{' '}
            ({one.count})
          </li>
        ))}
      </ul>
    </section>
  )

const VolumeList = (props: { volumes: VolumeListed[] }) => (
  <section>
    <h2 class="govuk-heading-s">Volumes</h2>
    <ul class="govuk-list govuk-body-s">
      {props.volumes.slice(0, 12).map((one) => (
        <li>
          <a class="govuk-link" href={`/library/volumes/${one.id}`}>
            {one.label}
          </a>
        </li>
      ))}
    </ul>
  </section>
)
