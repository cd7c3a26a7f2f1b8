import type { FastifyInstance } from 'fastify'
import { ReportText } from '#web/components/report-text.tsx'
import { counted } from '#web/components/words.ts'
import { Page } from '#web/shell.tsx'
import { NotFound, pathOf, sendPage, shellOf } from '#web/site.ts'
import type { Context } from '#platform/context.ts'
import { reviewById } from '#register/register.ts'
import { documentsOf, documentText } from '../legacy.ts'
import { legacyActs } from '../permissions.ts'

/** The text of an old review's file, for editors and the registrar. */
export function documentRoutes(app: FastifyInstance): void {
  app.get('/workspace/legacy/documents/:id', { config: { rule: legacyActs.readDocument } }, async (request, reply) => {
    const found = await documentText(request.ctx, pathOf(request, 'id'))
    const review = found && (await reviewById(request.ctx, found.reviewId))
    if (!found || !review) throw new NotFound()
    return sendPage(
      reply,
      <Page
        {...await shellOf(request, reply, 'workspace')}
        title={`${found.label}: review ${review.reference}`}
        backLink={`/workspace/reviews/${review.reference}`}
      >
        <span class="govuk-caption-l">Review {review.reference}</span>
        <h1 class="govuk-heading-l">{found.label}</h1>
        <p class="govuk-body">As it was read from the file, names and all. That you read it is recorded.</p>
        <ReportText blocks={found.blocks} inside={(block) => block.text} />
      </Page>,
    )
  })
}

/** The files of an old review on its page; nothing for who may not read them. */
export async function documentSlot(ctx: Context, review: { id: string }) {
  const documents = await documentsOf(ctx, review.id)
  if (documents.length === 0) return null
  return {
    title: 'Files brought in',
    body: (
      <ul class="govuk-list govuk-list--bullet">
        {documents.map((document) => (
          <li>
            <a class="govuk-link" href={`/workspace/legacy/documents/${document.id}`}>
              {document.label}
            </a>
            , {counted(document.words, 'word')}
            {document.pages ? `, ${counted(document.pages, 'page')}` : ''}
          </li>
        ))}
      </ul>
    ),
  }
}
