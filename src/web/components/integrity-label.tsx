import { Tag } from './tag.tsx'

/** What can be said of a text: by its author's hand alone, or changed, and how; or never sealed at all. */
export type TextState =
  'as-written' | 'changed-with-agreement' | 'changed-without-agreement' | 'withheld' | 'not-sealed'

/** The states in words. */
export const textStateWords: Record<TextState, string> = {
  'as-written': 'As the author wrote it',
  'changed-with-agreement': 'Changed with the author’s agreement',
  'changed-without-agreement': 'Changed without the author’s agreement',
  withheld: 'Parts withheld by law',
  'not-sealed': 'Not sealed by its author',
}

const colours: Record<TextState, string> = {
  'as-written': 'govuk-tag--green',
  'changed-with-agreement': 'govuk-tag--blue',
  'changed-without-agreement': 'govuk-tag--red',
  withheld: 'govuk-tag--purple',
  'not-sealed': 'govuk-tag--grey',
}

/** The states of a text as tags; the words carry the meaning, never the colour alone. */
export const TextStates = (props: { states: readonly TextState[] }) => (
  <p class="tl-text-states">
    {props.states.map((state) => (
      <>
        <Tag text={textStateWords[state]} classes={colours[state]} />{' '}
      </>
    ))}
  </p>
)
