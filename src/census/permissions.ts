/** Who may do what in the quarterly census. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const censusActs = declareActs('census', {
  answerCensus: {
    says: 'Answer the quarterly census for a board',
    allow: { 'board-manager': 'own', 'board-chair': 'own' },
  },
  seeCensus: {
    says: 'See a board’s answers and where they differ from the register',
    allow: { registrar: 'any', 'board-manager': 'own', 'board-chair': 'own' },
  },
  publishFigures: { says: 'Publish a quarter’s census figures', allow: { registrar: 'any' } },
  askBoards: { says: 'Ask boards for a quarter’s census', allow: {}, task: true },
})
