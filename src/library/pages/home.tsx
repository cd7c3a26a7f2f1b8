import type { FastifyInstance } from 'fastify'
import { Button } from '#web/components/button.tsx'
import { EmptyState } from '#web/components/empty-state.tsx'
import { SearchForm } from '#web/components/form.tsx'
import { Input } from '#web/components/input.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { sendPage, shellOf } from '#web/site.ts'
import { volumes } from '../library.ts'

const waysIn = [
  {
    href: '/library',
    title: 'I work with children or adults',
    words: 'Find what reviews have learned, paragraph by paragraph.',
  },
  { href: '/workspace', title: 'I work for a board', words: 'Register a review and follow it.' },
  { href: '/workspace', title: 'I write reviews', words: 'Bring in your report, correct it and seal it.' },
  {
    href: '/verify',
    title: 'I want to check an edition',
    words: 'See whether its words are those that were submitted.',
  },
  {
    href: '/contact',
    title: 'A review is about my family',
    words: 'What we publish, what we leave out, and how to reach a person.',
  },
]

const plain: { path: string; title: string; paragraphs: string[] }[] = [
  {
    path: '/about',
    title: 'About Throughline',
    paragraphs: [
      'When a child or an adult at risk is failed, a review asks how and why. Throughline gathers those reviews from the four nations of the United Kingdom.',
      'Each report is sealed when its author submits it. The public edition replaces names and identifying details, and nothing else. Editions are released together, so that none can be tied to a place.',
      'An author’s own signature is not part of this yet: the fingerprint beside an edition is recorded by Throughline.',
    ],
  },
  {
    path: '/accessibility',
    title: 'Accessibility statement',
    paragraphs: [
      'We want everybody to be able to use this site: with a keyboard, a screen reader, a phone, large text, or without scripts. Sealing a report is the one thing that needs scripts.',
      'The components are tested against WCAG 2.2 at level AA by machine. People with disabilities have not tested the whole site yet.',
    ],
  },
  {
    path: '/privacy',
    title: 'Privacy',
    paragraphs: [
      'Reading gives you no cookie and is not tracked. A form sets one cookie that protects it from misuse. Signing in sets one more.',
      'If you tell us that an edition could identify someone, editors see what you wrote and, if you gave it, how to reach you.',
    ],
  },
  {
    path: '/contact',
    title: 'Contact or report a problem',
    paragraphs: [
      'If an edition could identify someone, use the link “This could identify someone” on its page: it reaches an editor at once.',
      'If a review is about your family and something here distresses you, you can leave at once with the “Exit this page” button.',
    ],
  },
]

/** The home page and the pages of plain words. */
export function homeRoutes(app: FastifyInstance): void {
  app.get('/', { config: { rule: 'anyone' } }, async (request, reply) => {
    const all = await volumes(request.ctx)
    const latest = all.find((one) => !one.legacy) ?? all[0]
    const editions = all.reduce((sum, one) => sum + one.editions, 0)
    return sendPage(
      reply,
      <Page {...await shellOf(request, reply, 'public')} title="What reviews have learned" width="full">
        <h1 class="govuk-heading-xl">What reviews have learned</h1>
        <p class="govuk-body-l">
          When a child or an adult at risk is failed, a review asks how and why. Throughline publishes those reviews in
          full, without names, so that what one found is not found again.
        </p>
        <SearchForm action="/library" label="Search the reviews">
          <Input
            name="q"
            id="q"
            label={{ text: 'Search the reviews', classes: 'govuk-label--m' }}
            hint="For example: was not brought to appointments"
            type="search"
          />
          <Button text="Search" />
        </SearchForm>
        <h2 class="govuk-heading-m">Latest volume</h2>
        {latest ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`/library/volumes/${latest.id}`}>
              {latest.label}
            </a>
            , released on {dateInWords(latest.publishedOn)}, with {counted(latest.editions, 'edition')}. The collection
            holds {counted(editions, 'edition')}.
          </p>
        ) : (
          <EmptyState title="Nothing is published yet">The first volume will appear here.</EmptyState>
        )}
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
      </Page>,
    )
  })
  for (const { path, title, paragraphs } of plain) {
    app.get(path, { config: { rule: 'anyone' } }, async (request, reply) =>
      sendPage(
        reply,
        <Page {...await shellOf(request, reply, 'public')} title={title}>
          <h1 class="govuk-heading-l">{title}</h1>
          {paragraphs.map((words) => (
            <p class="govuk-body">{words}</p>
          ))}
        </Page>,
      ),
    )
  }
}
