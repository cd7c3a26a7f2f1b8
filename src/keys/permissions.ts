/** Who may do what with keys. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const keysActs = declareActs('keys', {
  keepKeyring: {
    says: 'Make a signing key of one’s own',
    allow: { author: 'own', 'board-chair': 'own', registrar: 'any', editor: 'any' },
  },
  readKeys: {
    says: 'See whose key is whose in a review',
    allow: {
      author: 'own',
      'board-chair': 'own',
      'board-manager': 'own',
      'panel-member': 'own',
      registrar: 'any',
      editor: 'any',
    },
  },
  signTerms: { says: 'Sign the terms of engagement as the author', allow: { author: 'own' } },
  signStatement: {
    says: 'Sign a statement about a review with one’s own key',
    allow: { author: 'own', 'board-chair': 'own', registrar: 'any', editor: 'any' },
  },
  rotateKey: {
    says: 'Put a new key in the place of one’s own',
    allow: { author: 'own', 'board-chair': 'own', registrar: 'any', editor: 'any' },
  },
  revokeKey: {
    says: 'Stop one’s own key',
    allow: { author: 'own', 'board-chair': 'own', registrar: 'any', editor: 'any' },
  },
  askForRecovery: {
    says: 'Ask for a new key after losing browser and key sheet',
    allow: { author: 'own', 'board-chair': 'own' },
  },
  stopRecovery: {
    says: 'Stop the recovery of one’s own key',
    allow: { author: 'own', 'board-chair': 'own' },
  },
  announceRecovery: { says: 'Announce the recovery of a key, as the national body', allow: { registrar: 'any' } },
  confirmRecovery: {
    says: 'Confirm the recovery of a key after its delay, as a board that has no part in the review',
    allow: { 'board-chair': 'any' },
  },
})
