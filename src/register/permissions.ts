/** Who may do what in the register. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const registerActs = declareActs('register', {
  registerReview: {
    says: 'Register a review',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own' },
  },
  readReview: {
    says: 'See a review in the register',
    allow: {
      registrar: 'any',
      editor: 'any',
      analyst: 'any',
      'board-manager': 'own',
      'board-chair': 'own',
      'panel-member': 'own',
      author: 'own',
      'family-contact': 'own',
      'agency-member': 'own',
    },
  },
  changeStage: {
    says: 'Record a pause, a decision not to proceed or another change',
    allow: { registrar: 'any', 'board-manager': 'own' },
  },
  correctDates: { says: 'Correct a review’s dates', allow: { registrar: 'any', 'board-manager': 'own' } },
  linkFamilyContact: {
    says: 'Name the family’s contact or an agency’s member for a review',
    allow: { registrar: 'any', 'board-manager': 'own' },
  },
})
