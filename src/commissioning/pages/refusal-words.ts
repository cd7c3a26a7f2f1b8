import type { CommissioningRefusal } from '../commissioning.ts'

/** What each refusal of commissioning says to the person. */
export const refusalWords: Record<CommissioningRefusal, string> = {
  'not-found': 'There is no such review for you',
  'not-an-author': 'Choose an author whom the national body has approved',
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
  'not-independent':
    'A test of independence is not met. The national body can override it, with a reason that is printed',
  'no-breach': 'This test is met, or overridden already',
  'override-reason-missing': 'Give the reason: it is printed in the published edition',
  'override-reason-names':
    'These words name a body or a person of this review. They are printed in public: say it without names',
  'not-an-agency': 'Choose an agency from the list',
  'name-missing': 'Enter the name',
  'has-a-chair': 'The panel has a chair already',
  'no-such-review': 'There is no other review with this reference',
  'bad-key': 'This is not the fingerprint of a key',
  'no-such-clause': 'There is no such clause',
  guarantee: 'This clause is a guarantee: it can be added to, and neither changed nor struck out',
  weakens:
    'These words limit a guarantee (for example “unless”, “except” or “subject to”). Say only what is added, or change another clause',
  'words-missing': 'Enter the words',
  'why-missing': 'Say why, in a sentence or two: the others see your reason',
  'no-change': 'These are the words of the template. Change them, or go back',
}
