import type { DirectoryRefusal } from '../directory.ts'

/** Each refusal in words, and the field that it belongs to. */
export const refusals: Record<DirectoryRefusal, { field: string; words: string }> = {
  'not-found': { field: 'experience', words: 'There is no such entry for you' },
  'changed-meanwhile': {
    field: 'experience',
    words:
      'This entry was changed in another window. Your words are kept below; look at what stands now, then send again',
  },
  'experience-missing': { field: 'experience', words: 'Say what experience you have' },
  'methods-missing': { field: 'methods', words: 'Say which methods you work with' },
  'no-nation': { field: 'nations', words: 'Choose at least one nation' },
  'no-subject': { field: 'subjects', words: 'Choose children’s reviews, adults’ reviews or both' },
  'date-missing': { field: 'available', words: 'Enter the date from which you are free' },
  'not-submitted': { field: 'state', words: 'This entry does not wait for a decision' },
  'reason-missing': { field: 'why', words: 'Say why, in a sentence or two' },
  'with-whom-missing': { field: 'with', words: 'Choose the body, or say in words with whom' },
  'no-such-review': { field: 'reference', words: 'There is no review with this reference that you can see' },
  'share-missing': { field: 'share', words: 'Enter the share of a year’s income, in per cent, from 0 to 100' },
  'dates-out-of-order': { field: 'until', words: 'It cannot end before it began' },
  'already-ended': { field: 'until', words: 'This interest has ended already' },
  'year-not-right': { field: 'year', words: 'Enter a year, in four numbers, not in the future' },
  'title-missing': { field: 'title', words: 'Say what the review was about, without names' },
}
