/** Following a sealed text that changed in the open: what was decided stands, what the change touched is looked at anew. */
import { sealedReport } from '#authorship/authorship.ts'
import { perform } from '#identity/identity.ts'
import type { Context } from '#platform/context.ts'
import { reportStage } from '#register/register.ts'
import { askFor, settle } from '#worklist/worklist.ts'
import { proposeForBlocks } from '../engine/engine.ts'
import { loadWeights } from '../engine/load-weights.ts'
import { deidentificationActs } from '../permissions.ts'
import * as store from '../store.ts'

/**
 * Takes up the text as it is now: marks in changed passages are dropped and proposed anew, and an edition that was handed
 * on or signed off goes back to its editors. Does nothing where the text is the one that was worked on.
 */
export async function followText(
  ctx: Context,
  reportId: string,
): Promise<{ workId: string } | { refused: 'not-found' | 'text-unchanged' }> {
  return perform(ctx, deidentificationActs.followText, async (tx, act) => {
    const found = await store.workOfReport(tx, reportId)
    const work = found && (await store.work(tx, found.id, true))
    const report =
      work && (await sealedReport({ ...tx, actor: { kind: 'task', task: 'deidentification.follow-text' } }, reportId))
    if (!work || !report || !act.permits()) return { refused: 'not-found' as const }
    if (work.textMark === report.textMark) return { refused: 'text-unchanged' as const }
    const touched = new Set(report.changes.filter((one) => one.version > work.textVersion).map((one) => one.block))
    const gone = (await store.spans(tx, work.id)).filter((span) => touched.has(span.block))
    await store.dropSpans(
      tx,
      gone.map((span) => span.id),
    )
    const again = proposeForBlocks(report.blocks, { model: loadWeights() })
    const proposals = again.proposals.filter((one) => touched.has(one.block))
    const named = new Set(proposals.map((one) => one.entity))
    await store.addProposals(tx, work.id, { entities: again.entities.filter((one) => named.has(one.id)), proposals })
    await store.follow(tx, work.id, report.version, report.textMark)
    if (work.state !== 'open') {
      await settle(tx, `deidentification.sign-off:${work.id}`)
      await reportStage(tx, work.reviewId, 'in-deidentification')
    }
    await askFor(tx, {
      key: `deidentification.open:${work.id}`,
      role: 'editor',
      title: `The text of review ${report.reference} changed: look at its edition again`,
      link: `/workspace/deidentification/${reportId}`,
    })
    act.record({ review: work.reviewId, work: work.id })
    return { workId: work.id }
  })
}
