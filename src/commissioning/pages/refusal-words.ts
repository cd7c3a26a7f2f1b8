import type { CommissioningRefusal } from '../commissioning.ts'

/** What each refusal of commissioning says to the person. */
export const refusalWords: Record<CommissioningRefusal, string> = {
  'not-found': 'There is no such review for you',
  'not-an-author': 'Choose an author from the list',
  'already-appointed': 'An author is appointed already',
  'stage-not-right': 'The review is not at a stage where this can be done: it may be paused or ended',
  'already-answered': 'You have signed this text already',
  'not-your-turn':
    'It is not your turn yet: the author signs first, then the chair of the board, then the national body',
  'not-open': 'These terms are no longer open',
  'reason-missing': 'Say why you decline, so that it can be put right',
  'other-text': 'The terms have changed since you opened this page. Read them again',
  'changed-meanwhile':
    'Somebody changed the terms while you were writing. Your words are kept below; look at what stands now, then send again if it is still right',
  'bad-key': 'This is not the fingerprint of a key',
  'no-such-clause': 'There is no such clause',
  guarantee: 'This clause is a guarantee: it can be added to, and neither changed nor struck out',
  weakens:
    'These words limit a guarantee (for example “unless”, “except” or “subject to”). Say only what is added, or change another clause',
  'words-missing': 'Enter the words',
  'why-missing': 'Say why, in a sentence or two: the others see your reason',
  'no-change': 'These are the words of the template. Change them, or go back',
}
