import type { DeidentificationRefusal } from '../deidentification.ts'

/** Words for every refusal of de-identification. */
export const refusalWords: Record<DeidentificationRefusal, string> = {
  'not-found': 'There is no such work for you',
  'already-started': 'Somebody has started on this report already',
  'not-open': 'This edition has been handed on and cannot be changed unless it is sent back',
  'no-such-entity': 'There is nothing left to decide here',
  'no-such-span': 'That mention is no longer there',
  'replacement-missing': 'Enter the words that stand in its place',
  'replacement-names':
    'The replacement still names somebody. Use a role or a kind, such as “Mother” or “a primary school”',
  'words-not-there': 'Those words are not there. Copy them exactly as they stand',
  'nothing-to-redo': 'There is nothing to do again',
  unchecked: 'You have not answered every difference yet',
  'no-such-attribute': 'Choose from the list',
  'minutes-missing': 'Enter how many minutes you tried, from 1 to 600',
  'no-such-day': 'Choose a day that there is',
  'nothing-to-undo': 'There is nothing left to undo',
  'changed-meanwhile': 'Somebody changed this meanwhile. Look at it again',
  'same-person': 'You prepared this edition, so somebody else must sign it off',
  'not-awaiting-sign-off': 'This edition is not waiting for a second check',
  'text-changed':
    'The text was changed in the open since this was made. Load the page again in a moment: what the change touched is looked at anew',
  'author-not-answered':
    'The author has not answered yet. They have been asked to agree to the edition or refuse it, and have time until the day they were told',
  'reason-missing': 'Say why, so that it can be put right',
  undecided: 'Something is still undecided',
  leak: 'A name or code that was replaced can still be read. Look for names that can still be read to see where',
  'no-title': 'Enter a public title without names',
  'no-summary': 'Enter a short public summary without names',
}
