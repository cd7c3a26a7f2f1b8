/** Who may do what in commissioning. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const commissioningActs = declareActs('commissioning', {
  appointAuthor: { says: 'Appoint an author', allow: { registrar: 'any' } },
  withdrawAppointment: { says: 'Withdraw an appointment that is not accepted yet', allow: { registrar: 'any' } },
  answerAsAuthor: { says: 'Accept or decline the terms as the author', allow: { author: 'own' } },
  answerAsBoard: {
    says: 'Accept or decline the terms for the board',
    allow: { 'board-chair': 'own', 'board-manager': 'own' },
  },
  readTerms: {
    says: 'Read the terms of engagement of a review',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own', 'panel-member': 'own', author: 'own' },
  },
})
