/** Who may do what with quality markers. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const qualityActs = declareActs('quality', {
  readMarkers: {
    says: 'See how the quality markers of a review are answered',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own', 'panel-member': 'own', author: 'own' },
  },
  answerMarker: {
    says: 'Answer a quality marker of a review',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own', author: 'own' },
  },
})
