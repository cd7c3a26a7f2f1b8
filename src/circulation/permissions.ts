/** Who may do what in circulation. One rule per act. What visitors do is recorded by the schema's own functions. */
import { declareActs } from '#platform/permission.ts'
import { roleNames } from '#vocabulary/vocabulary.ts'

const everyone = Object.fromEntries(roleNames.map((role) => [role, 'any' as const]))

/** The acts of this folder. */
export const circulationActs = declareActs('circulation', {
  subscribe: { says: 'Ask for bulletins', allow: {}, visitor: true },
  confirmSubscription: { says: 'Confirm a subscription with the link that one was sent', allow: {}, visitor: true },
  changeSubscription: { says: 'Change a subscription with the link of a bulletin', allow: {}, visitor: true },
  unsubscribe: { says: 'End a subscription with the link of a bulletin', allow: {}, visitor: true },
  followBulletin: { says: 'Open a bulletin with its link', allow: {}, visitor: true },
  confirmReading: { says: 'Say that one has read a bulletin', allow: {}, visitor: true },
  recordDiscussion: { says: 'Say that a team has discussed a bulletin', allow: {}, visitor: true },
  sendConfirmation: { says: 'Mail the link that confirms a subscription', allow: {}, task: true },
  sendBulletins: { says: 'Write a bulletin’s mails', allow: {}, task: true },
  forgetUnconfirmed: { says: 'Forget addresses that were never confirmed', allow: {}, task: true },
  signUpConfirmed: { says: 'Add a subscriber who has confirmed already (demonstration)', allow: {}, task: true },
  readCirculation: {
    says: 'See how many subscribers there are and what became of bulletins',
    allow: { 'circulation-officer': 'any', analyst: 'any', registrar: 'any' },
  },
  settleMail: { says: 'Say what became of a mail', allow: { 'circulation-officer': 'any' } },
  readMailFolder: {
    says: 'Read the mail folder of an installation that sends no mail',
    allow: { 'circulation-officer': 'any', administrator: 'any' },
  },
  openDemonstrationMail: { says: 'Read the fictional demonstration’s mail folder', allow: everyone },
})
