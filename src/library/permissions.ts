/** Who may do what in the library. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. Publishing and withdrawing are acts of release. */
export const libraryActs = declareActs('library', {
  raiseConcern: { says: 'Say that an edition could identify someone', allow: {}, visitor: true },
  checkEdition: { says: 'Check an edition file', allow: {}, visitor: true },
})
