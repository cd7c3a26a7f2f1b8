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
  proposeChange: {
    says: 'Propose other words for a passage of the sealed text, or take that back',
    allow: {
      author: 'own',
      'board-chair': 'own',
      'board-manager': 'own',
      'panel-member': 'own',
      'agency-member': 'own',
    },
  },
  answerProposal: {
    says: 'Agree to a change of one’s own report, refuse it, or refuse and dissent',
    allow: { author: 'own' },
  },
  confirmChange: { says: 'Confirm a change that the author agreed to', allow: { 'board-chair': 'own' } },
  imposeChange: {
    says: 'Change a passage without its author’s agreement, shown as that for ever',
    allow: { 'board-chair': 'own' },
  },
  dissent: { says: 'Dissent from what was done to one’s own report, or withdraw that', allow: { author: 'own' } },
  withholdPart: { says: 'Withhold a part by law, with a class of reason', allow: { 'board-chair': 'own' } },
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
