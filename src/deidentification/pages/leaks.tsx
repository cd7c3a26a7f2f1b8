import type { FastifyInstance } from 'fastify'
import { InsetText } from '#web/components/inset-text.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { NotFound, sendPage, shellOf } from '#web/site.ts'
import { leakCheck, type FoundLeak, type LeakForm } from '../deidentification.ts'
import { deidentificationActs } from '../permissions.ts'
import { benchFor, benchPath } from './workbench.tsx'

/** In what form a leak was found, in words. */
export const leakWords: Record<LeakForm, string> = {
  name: 'A name or code, or part of it',
  phrase: 'A place, body or telling phrase',
  initials: 'Initials of a name',
  misspelt: 'A name with one letter different',
  'letters apart': 'A name with its letters set apart',
  'run together': 'A whole name run together',
  date: 'An exact date within the case’s time',
  unreadable: 'A part that cannot be read',
}

/** What can still be read in the edition as it would be handed on. */
export function leakRoutes(app: FastifyInstance): void {
  const path = '/workspace/deidentification/:report/leaks'
  app.get(path, { config: { rule: deidentificationActs.seeWork } }, async (request, reply) => {
    const bench = await benchFor(request)
    const leaks = await leakCheck(request.ctx, bench.work.reportId)
    if (!leaks) throw new NotFound()
    const at = benchPath(bench.work.reportId)
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={`Names that can still be read in review ${bench.reference}`}
        backLink={at}
      >
        <h1 class="govuk-heading-l">Names that can still be read in review {bench.reference}</h1>
        {leaks.length === 0 ? (
          <InsetText text="No name, code, place, initials or exact date that was replaced was found in the edition’s text, its file or its title. This does not say that nobody could be recognised." />
        ) : (
          <>
            <p class="govuk-body">
              {counted(leaks.length, 'place gives', 'places give')} away something that was replaced. The edition cannot
              be handed on until each is marked, or kept on purpose.
            </p>
            <Leaks leaks={leaks} at={at} />
          </>
        )}
      </Page>,
    )
  })
}

const Leaks = (props: { leaks: readonly FoundLeak[]; at: string }) => (
  <table class="govuk-table tl-table--stacked">
    <caption class="govuk-visually-hidden">What can still be read</caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {['Where', 'What', 'Gives away', 'Do'].map((head) => (
          <th scope="col" class="govuk-table__header">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.leaks.slice(0, 200).map((leak) => (
        <tr class="govuk-table__row">
          <td class="govuk-table__cell">…{leak.around}…</td>
          <td class="govuk-table__cell">{leakWords[leak.how]}</td>
          <td class="govuk-table__cell">{leak.form}</td>
          <td class="govuk-table__cell">
            {leak.block === null ? (
              leak.output
            ) : (
              <a class="govuk-link" href={`${props.at}/blocks/${leak.block}`}>
                Mark it<span class="govuk-visually-hidden"> in “{leak.around}”</span>
              </a>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
