import type { EvidenceRefusal } from '../evidence.ts'

/** What each refusal of evidence says to the person. */
export const refusalWords: Record<EvidenceRefusal, string> = {
  'not-found': 'There is no such request for you',
  'stage-not-right': 'The review is not in progress: requests belong to the time in which the report is written',
  'not-involved': 'Choose an agency that the board has stated as involved',
  'asks-missing': 'Say whom or what you ask for',
  'may-not-follow': 'This was changed meanwhile and cannot be done any more. Look at what stands now',
  'reason-missing': 'Choose the reason and give it in writing: the author and the board read it',
  'words-missing': 'Say it in a sentence or two',
  'changed-meanwhile':
    'You changed this in another window. Your words are kept below; look at what stands now, then send again',
  'question-missing': 'Write your question',
  'date-missing': 'Enter a day and a month in numbers',
}
