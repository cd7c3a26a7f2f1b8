import { Tag } from '#web/components/tag.tsx'
import { stageWords, type Stage } from '../stages.ts'

const colours: Partial<Record<Stage, string>> = {
  published: 'govuk-tag--green',
  waiting: 'govuk-tag--turquoise',
  paused: 'govuk-tag--yellow',
  withheld: 'govuk-tag--red',
  discontinued: 'govuk-tag--grey',
  'not-to-proceed': 'govuk-tag--grey',
}

/** A review's stage as a tag: the words carry it, the colour helps. */
export const StageTag = (props: { stage: Stage }) => (
  <Tag text={stageWords[props.stage]} classes={colours[props.stage] ?? ''} />
)
