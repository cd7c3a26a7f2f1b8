/** Who may do what with the evidence of a review. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const evidenceActs = declareActs('evidence', {
  readLog: {
    says: 'See what the author of a review asked for and what became of it',
    allow: { author: 'own', registrar: 'any', 'board-manager': 'own', 'board-chair': 'own' },
  },
  readRequest: { says: 'See the requests made to one’s agency', allow: { 'agency-member': 'own' } },
  requestAccess: { says: 'Ask an agency for a person or a record', allow: { author: 'own' } },
  answerRequest: { says: 'Grant or refuse a request for one’s agency', allow: { 'agency-member': 'own' } },
  escalateRequest: {
    says: 'Take a refusal or a silence to the board, then to the national body',
    allow: { author: 'own' },
  },
  answerEscalation: {
    says: 'Say what is done about an escalated request',
    allow: { 'board-manager': 'own', 'board-chair': 'own', registrar: 'any' },
  },
  recordOutcome: { says: 'Record whether a conversation or a record came about', allow: { author: 'own' } },
  withdrawRequest: { says: 'Take a request back', allow: { author: 'own' } },
  commentOnLimits: { says: 'Comment on the limits of one’s review', allow: { author: 'own' } },
  seeFamilyPage: {
    says: 'Open the page of a family’s part in a review',
    allow: {
      'family-contact': 'own',
      author: 'own',
      registrar: 'any',
      'board-manager': 'own',
      'board-chair': 'own',
    },
  },
  readFamily: {
    says: 'See the questions and wishes of the family',
    allow: { author: 'own', registrar: 'any', 'board-manager': 'own', 'board-chair': 'own' },
  },
  speakForFamily: {
    says: 'Ask questions, say wishes and name quiet dates for the family',
    allow: { 'family-contact': 'own' },
  },
  nameLiaison: {
    says: 'Name whom the family can talk to',
    allow: { 'board-manager': 'own', 'board-chair': 'own', registrar: 'any' },
  },
  matchQuestion: { says: 'Say where the report answers a question of the family', allow: { author: 'own' } },
  sendHeldMail: { says: 'Send what was held for a family’s quiet dates', allow: {}, task: true },
  tellOfSilence: { says: 'Tell authors of requests that nobody answered in time', allow: {}, task: true },
})
