/** Who may do what in trends. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. Reading is for everyone, since all of it is made of what is published. */
export const trendsActs = declareActs('trends', {
  readTrends: { says: 'Read how often published reviews have each theme', allow: {}, visitor: true },
  judgeRecurrence: {
    says: 'Say whether a finding came back in a later review',
    allow: { analyst: 'any' },
  },
  askFoundBefore: { says: 'Ask whether something was found before', allow: {}, visitor: true },
})
