import { longestWhy, mostDissentWords, unansweredDays } from '../consent/change.ts'
import type { ChangeRefusal } from '../consent/changing.ts'
import { refusalWords } from './refusal-words.ts'

/** Words for every refusal of a change. */
export const changeRefusalWords: Record<ChangeRefusal, string> = {
  'not-found': 'There is no such proposal for you',
  'stage-not-right': 'The text can no longer be changed: the review is past that stage',
  'no-such-block': 'That passage is no longer there',
  'reason-class-missing': 'Choose a class of reason',
  'why-missing': 'Say why, in a sentence or two',
  'why-too-long': `Use ${longestWhy} characters or fewer`,
  'text-missing': 'Enter the words that would stand there',
  'nothing-changed': 'Change something in the passage first',
  withheld: 'This passage is withheld by law, so no change of it is taken',
  'not-open': 'This proposal is no longer open: look again at where it stands',
  'author-agreed': 'The author agreed meanwhile. Confirm the change instead',
  'author-may-answer': `The author has ${unansweredDays} days to answer. Until then nothing is imposed`,
  'bad-seed':
    'Your browser did not seal the changed text. Switch JavaScript on, load the page again, then try once more',
  'root-differs': 'The text has changed since you opened this page. Look at it again',
  'dissent-missing': 'Write your dissent, or choose “Refuse”',
  'dissent-too-long': `Use ${mostDissentWords} words or fewer`,
  'already-withdrawn': 'This dissent is withdrawn already',
  generated: 'This part was generated when the report was submitted: nobody changes or hides it',
  'already-withheld': 'Some of this is withheld already',
  'unknown-kind': refusalWords['unknown-kind'],
  'not-normalised': refusalWords['not-normalised'],
  surrogate: refusalWords.surrogate,
  nul: refusalWords.nul,
  'line-break': refusalWords['line-break'],
  'reserved-bracket': refusalWords['reserved-bracket'],
}
