/** Who may do what in trends. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. All of it is made of what is published, so all of it is for everyone. */
export const trendsActs = declareActs('trends', {
  readTrends: { says: 'Read how often published reviews have each theme', allow: {}, visitor: true },
  askFoundBefore: { says: 'Ask whether something was found before', allow: {}, visitor: true },
})
