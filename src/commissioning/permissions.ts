/** Who may do what in commissioning. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const commissioningActs = declareActs('commissioning', {
  appointAuthor: { says: 'Appoint an author', allow: { registrar: 'any' } },
  withdrawAppointment: { says: 'Withdraw an appointment that is not signed by all yet', allow: { registrar: 'any' } },
  readIndependence: {
    says: 'See the agencies and the panel of a review, and what is known of an author’s independence',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own', author: 'own' },
  },
  stateCircumstances: {
    says: 'State the agencies involved, the panel and earlier reviews of the same family',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own' },
  },
  overrideIndependence: {
    says: 'Allow an appointment although a test of independence is not met, with a reason that is printed',
    allow: { registrar: 'any' },
  },
  changeTerms: {
    says: 'Change or add to a clause of the terms for one engagement, before all have signed',
    allow: { author: 'own', 'board-chair': 'own', 'board-manager': 'own', registrar: 'any' },
  },
  recordAuthorKey: {
    says: 'Have the fingerprint of one’s key for a review printed in its terms',
    allow: { author: 'own' },
  },
  answerAsAuthor: { says: 'Sign or decline the terms as the author', allow: { author: 'own' } },
  answerAsBoard: { says: 'Sign or decline the terms for the board', allow: { 'board-chair': 'own' } },
  answerForNation: { says: 'Sign or decline the terms for the national body', allow: { registrar: 'any' } },
  readTerms: {
    says: 'Read the terms of engagement of a review',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own', 'panel-member': 'own', author: 'own' },
  },
})
