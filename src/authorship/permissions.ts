/** Who may do what to a report's text. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const authorshipActs = declareActs('authorship', {
  importReport: { says: 'Bring in the report from a Word or PDF file', allow: { author: 'own' } },
  readImport: { says: 'Read an uploaded file into blocks', allow: {}, task: true },
  correctReport: { says: 'Correct the draft', allow: { author: 'own' } },
  submitReport: { says: 'Submit and seal the report', allow: { author: 'own' } },
  takePack: { says: 'Download the pack that proves one’s own report, with names', allow: { author: 'own' } },
  readDraft: { says: 'Read the draft', allow: { author: 'own' } },
  readSealedReport: {
    says: 'Read the sealed report, with names',
    allow: {
      editor: 'any',
      author: 'own',
      'board-chair': 'own',
      'board-manager': 'own',
      'panel-member': 'own',
      'agency-member': 'own',
      'family-contact': 'own',
    },
    task: true,
  },
  commentOnReport: {
    says: 'Comment beside the sealed text, while the round is open',
    allow: {
      'board-chair': 'own',
      'board-manager': 'own',
      'panel-member': 'own',
      'agency-member': 'own',
      'family-contact': 'own',
    },
  },
  seeAllComments: {
    says: 'See what everybody commented on the sealed text',
    allow: { editor: 'any', 'board-chair': 'own', 'board-manager': 'own' },
  },
  answerComment: { says: 'Settle a comment on one’s own report, with a reason', allow: { author: 'own' } },
  chooseDelegate: {
    says: 'Choose who reads and answers comments while one is away; they never sign',
    allow: { author: 'own' },
  },
  setSecondAddress: { says: 'Set a second address at which one is told', allow: { author: 'own' } },
  seeReportState: {
    says: 'See whether a report has been brought in or submitted',
    allow: {
      registrar: 'any',
      editor: 'any',
      author: 'own',
      'board-chair': 'own',
      'board-manager': 'own',
      'panel-member': 'own',
      'agency-member': 'own',
      'family-contact': 'own',
    },
  },
})
