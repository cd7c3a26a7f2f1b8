/** Who may do what in the author directory. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const directoryActs = declareActs('directory', {
  readDirectory: {
    says: 'See authors with their interests and what they have done',
    allow: { registrar: 'any', 'board-manager': 'any', 'board-chair': 'any', author: 'own' },
  },
  keepProfile: { says: 'Keep one’s own entry in the author directory', allow: { author: 'own' } },
  decideAuthor: { says: 'Approve, return or end an author’s entry', allow: { registrar: 'any' } },
  declareInterest: { says: 'Declare an interest of an author', allow: { author: 'own', registrar: 'any' } },
  endInterest: { says: 'Say that an interest has ended', allow: { author: 'own', registrar: 'any' } },
})
