/**
 * What happens to some invented reports after they are submitted, so that the demonstration shows every state of a text:
 * changed with the author's agreement, changed without it, with a part withheld, and an edition that its author refused.
 */
import {
  answerComment,
  answerProposal,
  commentOnReport,
  confirmChange,
  imposeChange,
  proposeChange,
  sealedReport,
  withholdPart,
} from '#authorship/authorship.ts'
import { sealChangedBlock } from '#integrity/integrity.ts'
import type { MarkedReport } from './marked-report.ts'
import { done, peopleOf, type At } from './steps.ts'

/** What happens to a report. */
export type Afterwards = 'agreed' | 'imposed' | 'withheld'

/** Lets it happen, through the verbs that the people of a real review would use. */
export async function letHappen(
  what: Afterwards,
  at: At,
  board: string,
  reportId: string,
  report: MarkedReport,
): Promise<void> {
  const manager = at(peopleOf(at, board).manager)
  const chair = at(peopleOf(at, board).chair)
  const [first = 0, second = 0] = unmarkedParagraphs(report)
  if (what === 'withheld') {
    const why = 'An invented court has ordered that this is not published.'
    done(await withholdPart(chair, reportId, { from: first, to: first, reason: 'court-order', why }))
    return
  }
  if (what === 'imposed') return imposed(at, chair, reportId, report, first)
  const comment = {
    block: first,
    kind: 'factual-error',
    words: 'Our records for these weeks were incomplete, which the report does not say.',
  }
  const { commentId } = done(await commentOnReport(manager, reportId, comment))
  done(
    await answerComment(at('author'), commentId, { settled: 'accepted', words: 'It is so, and readers should know.' }),
  )
  await agreed(at, manager, chair, reportId, first, 'factual-error', ' The records for these weeks were incomplete.')
  await agreed(at, chair, chair, reportId, second, 'other', ' The agencies have since changed how they work together.')
}

/** Paragraphs of some length in which nothing is to be generalised, so that a change moves no mark. */
function unmarkedParagraphs({ blocks, passages }: MarkedReport): number[] {
  const marked = new Set(passages.map((passage) => passage.block))
  return blocks.flatMap((block, n) =>
    block.kind === 'paragraph' && block.text.length > 150 && /\. \p{Lu}/u.test(block.text) && !marked.has(n) ? [n] : [],
  )
}

type Person = ReturnType<At>

async function agreed(
  at: At,
  by: Person,
  chair: Person,
  reportId: string,
  block: number,
  reason: string,
  added: string,
): Promise<void> {
  const text = `${await textOf(at, reportId, block)}${added}`
  const why = 'Invented, for the demonstration: the board asks that the report say this too.'
  const { proposalId } = done(await proposeChange(by, reportId, { block, text, reason, why }))
  const seal = await sealOf(at, reportId, block, text)
  done(await answerProposal(at('author'), proposalId, { answer: 'agree', seal }))
  done(await confirmChange(chair, proposalId))
}

async function imposed(at: At, chair: Person, reportId: string, report: MarkedReport, block: number): Promise<void> {
  const text = (report.blocks[block]?.text ?? '').replace(/(?<=\.) \p{Lu}[^.]*\.$/u, '')
  const why = 'Invented, for the demonstration: the board’s solicitor advises against the last sentence.'
  const change = { block, text, reason: 'legal-risk', why }
  const { proposalId } = done(await proposeChange(chair, reportId, change))
  const words =
    'The sentence that the board took out says what the agencies did not do. Without it a reader cannot tell why the findings follow. I was given no legal ground, and I do not agree.'
  done(await answerProposal(at('author'), proposalId, { answer: 'dissent', words }))
  done(await imposeChange(chair, proposalId, await sealOf(at, reportId, block, text)))
}

async function textOf(at: At, reportId: string, block: number): Promise<string> {
  return (await sealedReport(at('author'), reportId))?.blocks[block]?.text ?? ''
}

/** In service the seal is made in the browser of whoever agrees or imposes. */
async function sealOf(at: At, reportId: string, block: number, text: string) {
  const report = await sealedReport(at('author'), reportId)
  if (!report) throw new Error('the demonstration seals a report that is not there')
  return sealChangedBlock(report.blocks, report.seeds, { n: block, text })
}
