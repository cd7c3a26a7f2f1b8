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
  correctReview: {
    says: 'Correct what the register holds of a review',
    allow: { registrar: 'any', 'board-manager': 'own' },
  },
  linkReviews: {
    says: 'Mark a review as a duplicate, split it or merge it into another',
    allow: { registrar: 'any', 'board-manager': 'own' },
  },
  withholdReview: {
    says: 'Withhold a review from publication on a listed ground, or end that',
    allow: { registrar: 'any', 'board-chair': 'own' },
  },
  seeOverdue: {
    says: 'See what is overdue and what is due soon',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own' },
  },
  remindBoards: { says: 'Remind boards of what is due', allow: {}, task: true },
  runClocks: { says: 'Work out anew what is due', allow: {}, task: true },
  keepBankHolidays: { says: 'Add bank holidays', allow: { registrar: 'any' }, task: true },
  linkFamilyContact: {
    says: 'Name the family’s contact or an agency’s member for a review',
    allow: { registrar: 'any', 'board-manager': 'own' },
  },
})
