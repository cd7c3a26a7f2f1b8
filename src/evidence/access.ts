/**
 * Where a request stands, what may happen to it next, and the section on the limits of a review that follows. Pure.
 * Source: field notes, 2.10 clause 8 and section 5 number 6 (our own proposal).
 */
import type { Block } from '#documents/documents.ts'

/** What is asked for. */
export type RequestKind = 'person' | 'record'

/** Why an agency refuses, as a class: the words beside it could name somebody. */
export type ReasonClass =
  'proceedings' | 'legal-advice' | 'health' | 'left' | 'data-protection' | 'not-relevant' | 'other'

/** The classes as an agency chooses them, and as they are printed. */
export const reasonWords: Record<ReasonClass, { label: string; printed: string }> = {
  proceedings: { label: 'There are criminal or other proceedings', printed: 'there were proceedings' },
  'legal-advice': { label: 'On legal advice', printed: 'legal advice' },
  health: { label: 'The person is not well enough', printed: 'the person’s health' },
  left: { label: 'The person has left, or the record is lost', printed: 'the person had left or the record was lost' },
  'data-protection': { label: 'Data protection', printed: 'data protection' },
  'not-relevant': { label: 'It has nothing to do with the review', printed: 'the agency did not think it relevant' },
  other: { label: 'Another reason', printed: 'another reason' },
}

/** Something that happened to a request after it was made. */
export interface RequestEvent {
  event:
    | 'granted'
    | 'refused'
    | 'escalated-to-board'
    | 'escalated-to-national'
    | 'said'
    | 'happened'
    | 'not-happened'
    | 'withdrawn'
  reasonClass: ReasonClass | null
  words: string
  by: string
  at: Date
}

/** Where a request stands. `no-answer`: the day for an answer has passed. */
export type RequestState = 'waits' | 'no-answer' | 'granted' | 'refused' | 'happened' | 'not-happened' | 'withdrawn'

/** How far a request has been taken. */
export type Level = 'agency' | 'board' | 'national'

/** What a request's state is computed from. `dueOn` is 'YYYY-MM-DD'. */
export interface RequestFacts {
  dueOn: string
  events: readonly RequestEvent[]
}

/** Where a request stands on a day. */
export function stateOf(request: RequestFacts, today: string): RequestState {
  const last = request.events.findLast((one) => !/^(?:escalated|said)/.test(one.event))
  if (last) return last.event as RequestState
  return today > request.dueOn ? 'no-answer' : 'waits'
}

/** How far it was taken. */
export function levelOf(request: RequestFacts): Level {
  if (request.events.some((one) => one.event === 'escalated-to-national')) return 'national'
  return request.events.some((one) => one.event === 'escalated-to-board') ? 'board' : 'agency'
}

/** What may happen next. */
export type Next = 'answer' | 'escalate' | 'say' | 'outcome' | 'withdraw'

/** What may happen to a request now. An agency may always still grant what it has refused. */
export function mayNext(request: RequestFacts, today: string): Next[] {
  const state = stateOf(request, today)
  const level = levelOf(request)
  if (state === 'withdrawn' || state === 'happened') return []
  const open = state === 'waits' || state === 'no-answer' || state === 'refused'
  const next: Next[] = []
  if (open) next.push('answer')
  if ((state === 'no-answer' || state === 'refused') && level !== 'national') next.push('escalate')
  if (open && level !== 'agency') next.push('say')
  if (state === 'granted' || state === 'not-happened' || state === 'refused' || state === 'no-answer')
    next.push('outcome')
  if (open || state === 'granted') next.push('withdraw')
  return next
}

/** A request as the section on limits counts it. `named` is its agency by kind: “a police force”. */
export interface CountedRequest extends RequestFacts {
  kind: RequestKind
  named: string
  answerDays: number
}

const things: Record<RequestKind, string> = {
  person: 'to speak with a person from',
  record: 'to see a record of',
}

/**
 * The section on the limits of a review, made from the log: no agency is named but by its kind, nobody's name stands in it,
 * and nobody's words but the author's, which stand last.
 * @param comment the author's, paragraph by paragraph; may be empty
 * @returns nothing when the author asked for nothing; otherwise how many blocks were generated, and all blocks
 */
export function limitsSection(
  requests: readonly CountedRequest[],
  comment: readonly string[],
  today: string,
): { generated: Block[]; comment: Block[] } {
  const counted = requests.filter((one) => stateOf(one, today) !== 'withdrawn')
  const said: Block[] = comment.map((text) => ({ kind: 'paragraph', text }))
  const own: Block[] =
    said.length > 0 ? [{ kind: 'heading2', text: 'What the author says of these limits' }, ...said] : []
  if (counted.length === 0) return { generated: [], comment: [] }
  const limits = counted.flatMap((one) => limitOf(one, today))
  const items: Block[] = limits.map((text) => ({ kind: 'listItem', text, layout: { list: 'bullet', level: 1 } }))
  return {
    generated: [
      { kind: 'heading1', text: 'Limits on this review' },
      {
        kind: 'paragraph',
        text: 'This section is made from the record of what the author asked for. Only the author may comment on it, and nobody may take it out.',
      },
      { kind: 'paragraph', text: totals(counted, today) },
      ...items,
    ],
    comment: own,
  }
}

function totals(requests: readonly CountedRequest[], today: string): string {
  const of = (kind: RequestKind) => requests.filter((one) => one.kind === kind)
  const done = (kind: RequestKind) => of(kind).filter((one) => isDone(one, today)).length
  const people = of('person').length
  const records = of('record').length
  const sentences = [
    ...(people > 0
      ? [
          `The author asked to speak with ${count(people, 'person', 'people')}: ${count(done('person'), 'conversation', 'conversations')} took place.`,
        ]
      : []),
    ...(records > 0
      ? [
          `The author asked to see ${count(records, 'record', 'records')}: ${count(done('record'), 'was', 'were')} seen.`,
        ]
      : []),
  ]
  return sentences.join(' ')
}

/** A record that is granted has been seen unless the author says that it did not come. A conversation has to have happened. */
function isDone(request: CountedRequest, today: string): boolean {
  const state = stateOf(request, today)
  return state === 'happened' || (request.kind === 'record' && state === 'granted')
}

const numbers = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

function count(n: number, one: string, many: string): string {
  if (n === 0) return `no ${many}`.replace('no were', 'none were')
  return `${numbers[n] ?? String(n)} ${n === 1 ? one : many}`
}

function limitOf(request: CountedRequest, today: string): string[] {
  if (isDone(request, today)) return []
  const asked = `The author asked ${things[request.kind]} ${request.named}.`
  const taken = takenTo(request)
  const refusal = request.events.findLast((one) => one.event === 'refused')
  const state = stateOf(request, today)
  const cause = refusal?.reasonClass ? ` The reason given: ${reasonWords[refusal.reasonClass].printed}.` : ''
  const outcome: Record<RequestState, string> = {
    waits: 'There was no answer before the report was submitted.',
    'no-answer': `There was no answer within ${request.answerDays} working days, nor later.`,
    granted: 'This was granted and had not come about when the report was submitted.',
    refused: `This was refused.${cause}`,
    'not-happened': refusal ? `This was refused and did not come about.${cause}` : 'It did not come about.',
    happened: '',
    withdrawn: '',
  }
  return [`${asked} ${outcome[state]}${taken}`]
}

function takenTo(request: RequestFacts): string {
  const level = levelOf(request)
  if (level === 'national') return ' The author took it to the board and to the national body.'
  return level === 'board' ? ' The author took it to the board.' : ''
}
