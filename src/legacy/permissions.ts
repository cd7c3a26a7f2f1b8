/** Who may do what with the legacy collection. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const legacyActs = declareActs('legacy', {
  startBatch: { says: 'Begin to bring in reviews of the past', allow: { registrar: 'any' }, task: true },
  bringInReview: { says: 'Bring in one review of the past with its files', allow: { registrar: 'any' }, task: true },
  seeBatches: { says: 'Follow the bringing in of reviews of the past', allow: { registrar: 'any' } },
  readDocument: { says: 'Read the text of a review of the past', allow: { registrar: 'any', editor: 'any' } },
})
