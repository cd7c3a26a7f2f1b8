/** Who may do what with identity maps. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const crosswalkActs = declareActs('crosswalk', {
  keepMap: { says: 'Keep the identity map of a signed-off edition under a key of its own', allow: {}, task: true },
  readMap: {
    says: 'Read the identity map of a review that one edited; every reading is recorded',
    allow: { editor: 'own' },
  },
  seeSchedule: {
    says: 'See which identity maps there are and when each will be destroyed, without a name',
    allow: { editor: 'any', registrar: 'any' },
  },
  holdMap: {
    says: 'Keep an identity map from being destroyed until a day, with the reason',
    allow: { registrar: 'any' },
  },
  destroyMaps: {
    says: 'List identity maps that are due, and destroy the keys of those listed long enough',
    allow: {},
    task: true,
  },
})
