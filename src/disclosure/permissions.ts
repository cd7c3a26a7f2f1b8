/** Who may do what with protected disclosures. One rule per act. No role of a board but the panel's has any. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const disclosureActs = declareActs('disclosure', {
  reportInterference: {
    says: 'Tell the national body in confidence of interference with a review',
    allow: { author: 'own', 'panel-member': 'own' },
  },
  readOwnReports: {
    says: 'See what one has told in confidence and what became of it',
    allow: { author: 'own', 'panel-member': 'own' },
  },
  addMessage: { says: 'Add to what one has told in confidence', allow: { author: 'own', 'panel-member': 'own' } },
  readReports: { says: 'See what was told in confidence', allow: { registrar: 'any' } },
  acknowledgeReport: { says: 'Acknowledge what was told in confidence', allow: { registrar: 'any' } },
  answerReport: { says: 'Answer, note or close what was told in confidence', allow: { registrar: 'any' } },
})
