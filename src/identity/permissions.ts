/** Who may do what to accounts. One rule per act. */
import { declareActs } from '#platform/permission.ts'
import { roleNames } from '#vocabulary/vocabulary.ts'

const everyone = Object.fromEntries(roleNames.map((role) => [role, 'any' as const]))

/** The acts of this folder. */
export const identityActs = declareActs('identity', {
  invitePerson: { says: 'Invite a person to a role', allow: { administrator: 'any' }, task: true },
  inviteFirstAdministrator: {
    says: 'Invite the first administrator, from the command line',
    allow: {},
    task: true,
  },
  grantRole: {
    says: 'Give a person another role, or cover for somebody absent',
    allow: { administrator: 'any' },
    task: true,
  },
  endRole: { says: 'End a person’s role', allow: { administrator: 'any' } },
  closeAccount: { says: 'Close the account of a person who leaves', allow: { administrator: 'any' } },
  resetSecondFactor: { says: 'Let a person set up a lost second factor again', allow: { administrator: 'any' } },
  addOrganisation: { says: 'Add a board or an agency', allow: { administrator: 'any', registrar: 'any' }, task: true },
  correctOrganisations: { says: 'Import and correct the list of boards', allow: { registrar: 'any' }, task: true },
  seePeople: { says: 'See the list of people and their roles', allow: { administrator: 'any' } },
  acceptInvitation: { says: 'Accept an invitation that one was sent', allow: {}, visitor: true },
  askForNewPassword: { says: 'Ask for a link to set a new password', allow: {}, visitor: true },
  signIn: { says: 'Sign in', allow: {}, visitor: true },
  useWorkspace: { says: 'See one’s own home page, account and drafts', allow: everyone },
})
