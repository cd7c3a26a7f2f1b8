/** Who may do what to a report's text. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const authorshipActs = declareActs('authorship', {
  importReport: { says: 'Bring in the report from a Word or PDF file', allow: { author: 'own' } },
  readImport: { says: 'Read an uploaded file into blocks', allow: {}, task: true },
  correctReport: { says: 'Correct the draft', allow: { author: 'own' } },
  submitReport: { says: 'Submit and seal the report', allow: { author: 'own' } },
  readDraft: { says: 'Read the draft', allow: { author: 'own' } },
  readSealedReport: {
    says: 'Read the sealed report, with names',
    allow: { editor: 'any', author: 'own', 'board-chair': 'own', 'board-manager': 'own', 'panel-member': 'own' },
    task: true,
  },
  seeReportState: {
    says: 'See whether a report has been brought in or submitted',
    allow: {
      registrar: 'any',
      editor: 'any',
      author: 'own',
      'board-chair': 'own',
      'board-manager': 'own',
      'panel-member': 'own',
    },
  },
})
