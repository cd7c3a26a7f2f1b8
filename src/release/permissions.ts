/** Who may do what in release. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const releaseActs = declareActs('release', {
  seeWaiting: {
    says: 'See the editions that wait for a volume',
    allow: { registrar: 'any', editor: 'any', analyst: 'any' },
  },
  confirmThemes: { says: 'Confirm the themes of an edition', allow: { analyst: 'any' } },
  releaseVolume: { says: 'Release a volume', allow: { registrar: 'any' } },
  publishLegacyVolume: {
    says: 'Publish old editions into the legacy collection',
    allow: { registrar: 'any' },
    task: true,
  },
  withdrawEdition: { says: 'Withdraw a published edition', allow: { editor: 'any', registrar: 'any' } },
  settleConcern: {
    says: 'Settle a concern that an edition could identify someone',
    allow: { editor: 'any', registrar: 'any' },
  },
})
