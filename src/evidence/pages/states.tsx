import { Tag } from '#web/components/tag.tsx'
import type { RequestKind, RequestState, RequestEvent } from '../access.ts'

const stateTags: Record<RequestState, { text: string; classes: string }> = {
  waits: { text: 'Waits for an answer', classes: 'govuk-tag--blue' },
  'no-answer': { text: 'No answer in time', classes: 'govuk-tag--red' },
  granted: { text: 'Granted', classes: 'govuk-tag--green' },
  refused: { text: 'Refused', classes: 'govuk-tag--red' },
  happened: { text: 'Came about', classes: 'govuk-tag--green' },
  'not-happened': { text: 'Did not come about', classes: 'govuk-tag--orange' },
  withdrawn: { text: 'Taken back', classes: 'govuk-tag--grey' },
}

/** Where a request stands. */
export const StateTag = (props: { state: RequestState }) => <Tag {...stateTags[props.state]} />

/** What is asked for. */
export const kindWords: Record<RequestKind, string> = { person: 'To speak with a person', record: 'To see a record' }

/** What happened, for the history. */
export const eventWords: Record<RequestEvent['event'], string> = {
  granted: 'Granted by the agency',
  refused: 'Refused by the agency',
  'escalated-to-board': 'Taken to the board by the author',
  'escalated-to-national': 'Taken to the national body by the author',
  said: 'Answered',
  happened: 'Came about',
  'not-happened': 'Did not come about',
  withdrawn: 'Taken back by the author',
}
