/**
 * The standard terms of engagement, version 1, in our own plain wording. The headings follow the list of clauses in the
 * field notes (section 2.10); those marked `kept` are the guarantees of the 2009 proposals and cannot be struck out.
 * Not legal advice; a body that uses them has them checked. Pure.
 */

/** One clause of the terms. */
export interface Clause {
  heading: string
  text: string
  /** True for the guarantees that can be added to and never weakened. */
  kept: boolean
}

/** The number of the terms in force. */
export const termsVersion = 1

const clause = (heading: string, text: string, kept = false): Clause => ({ heading, text, kept })

/** The terms in force. */
export const standardTerms: readonly Clause[] = [
  clause(
    'Who agrees',
    'These terms are between the board that leads the review, the author, and the national body. They belong to the review whose reference stands above.',
  ),
  clause(
    'Words used',
    'The final text is the report as the author submits it. The public edition is the same text with names and identifying details generalised. A factual error is something that evidence shows to be wrong. A change is any difference in the words.',
  ),
  clause('Purpose', 'The review asks how and why. It seeks what can be learned, not who is to blame.'),
  clause(
    'Independence',
    'Nobody directs the author as to what the report says or concludes. The chair, the board and the agencies may comment. They may not instruct.',
    true,
  ),
  clause(
    'Interests',
    'The author has declared every tie with the family, the board and the agencies, and goes on declaring new ones until the report is published.',
  ),
  clause(
    'Terms of reference',
    'The author agrees the questions of the review before it begins, and may widen them, with reasons, as it goes on.',
    true,
  ),
  clause(
    'Access to records',
    'The board secures the records that the author asks for, from every agency involved.',
    true,
  ),
  clause(
    'Access to people',
    'The board secures conversations with the people the author asks to meet. A refusal is given in writing, with its reason, within ten working days. The author may publish that there was a refusal and why.',
    true,
  ),
  clause(
    'Access to the family',
    'The author may meet the family, at their wish, and tell them what was found before anyone else is told.',
    true,
  ),
  clause('Method', 'The author uses a systems approach and has supervision of their own.'),
  clause(
    'Support',
    'The board gives the author administrative help and access to legal advice, and forms a panel to support the work.',
  ),
  clause(
    'Time',
    'The dates are agreed at the start. A criminal trial or an inquest may pause them; the pause and its reason are recorded.',
  ),
  clause(
    'Drafts and accuracy',
    'There is one round in which agencies may point to factual errors, personal data, legal risk or defamation. The author decides each point and says why.',
  ),
  clause(
    'Submission and seal',
    'When the author submits, the text is fixed. No word is changed afterwards without the author’s recorded agreement, change by change.',
    true,
  ),
  clause(
    'The anonymised edition',
    'Names and identifying details are generalised, and nothing else. The author agrees each change, or attaches a note of disagreement.',
    true,
  ),
  clause(
    'Publication in full',
    'The public edition is published in full. Anything withheld is withheld by a reasoned decision on stated grounds, and the author and the national body are told.',
    true,
  ),
  clause(
    'Attribution',
    'The author chooses to be named, to be described by role only, or to withdraw their name. The right to be named and to object to altered work is asserted and not waived.',
  ),
  clause(
    'Ownership',
    'The author owns the text. The board and the national body may keep, publish and use it for learning, free of charge.',
  ),
  clause(
    'Confidence',
    'Everybody keeps what they learn of the family and of staff in confidence, and returns or destroys papers at the end.',
  ),
  clause(
    'Speaking up',
    'The author may tell the national body, in confidence, of anything that interferes with their independence.',
    true,
  ),
  clause('Fees', 'Fees do not depend on what the report concludes. Stages are paid when delivered, not when approved.'),
  clause('Insurance', 'The board indemnifies the author for what is written in good faith.'),
  clause(
    'Disagreement',
    'A disagreement goes first to conciliation and then to an adjudicator named by the national body. The text stays sealed meanwhile.',
  ),
  clause(
    'Ending early',
    'The engagement cannot be ended because of what the report says. If it ends, the work so far is deposited with the national body.',
  ),
  clause(
    'Signatures',
    'The author and the board accept this exact text, which is named by its version and its fingerprint.',
  ),
]

/** The exact words whose fingerprint is accepted. */
export function termsText(clauses: readonly Clause[]): string {
  return clauses.map((one, index) => `${index + 1}. ${one.heading}${one.kept ? ' *' : ''}\n${one.text}\n`).join('\n')
}
