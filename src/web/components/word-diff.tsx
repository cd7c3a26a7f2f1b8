/** A run of words that stays, goes or comes. */
export type DiffRun = { how: 'same' | 'gone' | 'new'; text: string }

/**
 * Two texts in one, word by word: struck out and underlined for the eye, and said in words for who listens, since
 * neither colour nor the deletion element is read out by most screen readers.
 */
export const WordDiff = (props: { parts: readonly DiffRun[] }) => (
  <p class="tl-diff">
    {props.parts.map((part) =>
      part.how === 'same' ? (
        part.text
      ) : part.how === 'gone' ? (
        <del class="tl-diff__gone">
          <span class="govuk-visually-hidden"> [taken out: </span>
          {part.text}
          <span class="govuk-visually-hidden">] </span>
        </del>
      ) : (
        <ins class="tl-diff__new">
          <span class="govuk-visually-hidden"> [put in: </span>
          {part.text}
          <span class="govuk-visually-hidden">] </span>
        </ins>
      ),
    )}
  </p>
)
