/**
 * The template of the terms of engagement: 25 clauses in our own plain wording. What each is about follows the list in the
 * field notes (section 2.10, read 2026-11), from the headings of two contracts for reviewers and the guarantees asked for
 * in 2009; those are marked `kept`: they can be added to and neither struck out nor weakened. Not legal advice: a body
 * that uses the template has it checked first. Another wording is another version; an engagement keeps the one that it was
 * offered with. Pure.
 */

/** Languages in which terms can be offered. */
export type Language = 'en' | 'cy'

/** Words in English and, once a translator has checked them, in Welsh. */
export type Words = { en: string; cy?: string }

/** One clause of the template. */
export interface TemplateClause {
  /** Permanent name of the clause, whatever its place or wording. */
  key: string
  heading: Words
  text: Words
  /** True for the guarantees. */
  kept: boolean
}

/** A version of the template. */
export interface Template {
  version: number
  clauses: readonly TemplateClause[]
}

const clause = (key: string, heading: string, text: string): TemplateClause => ({
  key,
  heading: { en: heading },
  text: { en: text },
  kept: false,
})
const guarantee = (key: string, heading: string, text: string): TemplateClause => ({
  ...clause(key, heading, text),
  kept: true,
})

const beforeWriting: readonly TemplateClause[] = [
  clause(
    'parties',
    'Who agrees, and to what',
    'These terms are between the board that leads the review, the author, and the national body. The review, its kind and the law or guidance it rests on are named at the top.',
  ),
  clause(
    'words-used',
    'Words used',
    'The final text is the report as the author submits it. The public edition is the same text with names and identifying details generalised. A factual error is something that evidence shows to be wrong. A change is any difference in the words, however small.',
  ),
  clause('purpose', 'Purpose', 'The review asks how and why. It seeks what can be learned, and not who is to blame.'),
  guarantee(
    'independence',
    'Independence',
    'Nobody directs the author as to what the report says or concludes. The chair, the board and the agencies may comment. They may not instruct.',
  ),
  clause(
    'interests',
    'Interests',
    'The author has declared every tie with the family, the board and the agencies, and declares each new one until the report is published. For one year after that, the author takes no paid work from the board or an agency involved that depends on this review.',
  ),
  guarantee(
    'terms-of-reference',
    'Questions of the review',
    'The author agrees the questions of the review before it begins, and may widen them, giving reasons, as it goes on.',
  ),
  guarantee(
    'records',
    'Access to records',
    'The board secures the records that the author asks for, from every agency involved.',
  ),
  guarantee(
    'interviewees',
    'Access to people',
    'The board secures conversations with the people whom the author asks to meet. A refusal is given in writing, with its reason, within ten working days. The author may publish that there was a refusal, and why.',
  ),
  guarantee(
    'family',
    'Access to the family',
    'The author may meet the family, if they wish it, and may tell them what was found before anybody else is told.',
  ),
  clause('method', 'Method', 'The author uses a systems approach and has professional supervision of their own.'),
  clause(
    'support',
    'Support',
    'The board gives the author an administrator and access to a legal adviser, and forms a panel to support the work.',
  ),
  clause(
    'time',
    'Time',
    'The dates are agreed at the start. A criminal trial or an inquest may pause them. The pause and its reason are recorded.',
  ),
]

const writingAndAfter: readonly TemplateClause[] = [
  clause(
    'drafts',
    'Drafts and accuracy',
    'There is one round of comments on a draft. Each comment says whether it is about a factual error, personal data, a legal risk or defamation. The author decides each one and says why.',
  ),
  guarantee(
    'seal',
    'Submission and seal',
    'When the author submits, the text is fixed. No word is changed afterwards without the author’s recorded agreement, change by change.',
  ),
  guarantee(
    'edition',
    'The public edition',
    'Names and identifying details are generalised, and nothing else is changed. The author agrees each change, and may attach a note of disagreement that is published with the edition.',
  ),
  guarantee(
    'publication',
    'Publication in full',
    'The public edition is published in full. It is withheld only by a reasoned decision on grounds that are listed, and the author and the national body are told of the decision and its reason.',
  ),
  clause(
    'attribution',
    'Attribution',
    'The author chooses to be named, to be described by role only, or to withdraw their name. The author asserts the right to be named and the right to object to altered work, and does not waive them.',
  ),
  clause(
    'ownership',
    'Ownership and use',
    'The author owns the copyright in the report and lets the board and the national body use it for learning and publish it as these terms say.',
  ),
  clause(
    'confidentiality',
    'Confidence and personal data',
    'Everybody keeps what they learn of the family and of staff in confidence and follows data protection law. Papers are returned or destroyed at the end, and it is recorded which.',
  ),
  guarantee(
    'disclosure',
    'Speaking up',
    'The author may tell the national body, in confidence and at any time, of anything that interferes with the author’s independence.',
  ),
  clause(
    'fees',
    'Fees',
    'Fees do not depend on what the report concludes. Each stage is paid for when it is delivered, and not when it is approved.',
  ),
  clause(
    'insurance',
    'Insurance and indemnity',
    'The author is insured for professional work. The board indemnifies the author for what is written in good faith.',
  ),
  clause(
    'disputes',
    'Disagreements',
    'A disagreement goes first to conciliation and then to an adjudicator named by the national body. The text stays sealed meanwhile.',
  ),
  clause(
    'ending',
    'Ending early',
    'The engagement cannot be ended because of what the report says. If it ends for another reason, the work done so far is deposited with the national body.',
  ),
  clause(
    'signatures',
    'Signatures',
    'The author, the chair of the board and the national body sign in this order. Each signs this exact text, which is named by its template, its wording and its fingerprint. The fingerprint of the author’s key for this review stands at the top once it is made.',
  ),
]

/** The template in force. */
export const template: Template = { version: 2, clauses: [...beforeWriting, ...writingAndAfter] }
