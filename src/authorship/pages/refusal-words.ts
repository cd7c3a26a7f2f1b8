import { keysRefusalWords, type KeysRefusal } from '#keys/keys.ts'
import type { AuthorshipRefusal } from '../authorship.ts'

/** Words for every refusal of authorship. */
export const refusalWords: Record<AuthorshipRefusal | KeysRefusal, string> = {
  ...keysRefusalWords,
  'not-found': 'There is no such report for you',
  'no-accepted-terms': 'The terms of engagement must be accepted by you and the board first',
  'already-submitted': 'This report is submitted and sealed. It can no longer be changed',
  'stage-not-right': 'The review is not at a stage where the report can be written. It may be paused',
  'no-text': 'There is no text yet. Bring in a file first',
  'changed-meanwhile':
    'The report was changed in another window meanwhile. Look at it again; nothing of yours was stored',
  'no-such-block': 'That paragraph is no longer there',
  'nothing-to-undo': 'There is nothing left to undo',
  'empty-block': 'Enter the text, or remove the paragraph instead',
  'root-differs':
    'The fingerprint that your browser made differs from ours, so nothing was submitted. Reload the page and try again; if it happens again, tell the national body',
  'bad-seeds': 'Your browser did not send everything that sealing needs. Reload the page and try again',
  'unknown-kind': 'Choose what kind of paragraph this is',
  'not-normalised': 'The text holds characters that cannot be stored. Type it again',
  surrogate: 'The text holds a broken character. Type it again',
  nul: 'The text holds a character that cannot be stored. Type it again',
  'line-break': 'The text holds a line break. Make two paragraphs instead',
  'reserved-bracket': 'The brackets ⟦ and ⟧ are kept for replacements. Use others',
}
