import { Hint } from './hint.tsx'
import { classNames } from './params.ts'
import { Textarea, type TextareaParams } from './textarea.tsx'

/** GOV.UK character count parameters: a textarea with a limit in characters or words. */
export type CharacterCountParams = TextareaParams & {
  maxlength?: number | undefined
  maxwords?: number | undefined
  /** Percentage of the limit from which the count is shown. */
  threshold?: number | undefined
  countMessage?: { classes?: string | undefined } | undefined
}

/** GOV.UK character count. */
export const CharacterCount = ({ maxlength, maxwords, threshold, countMessage, ...textarea }: CharacterCountParams) => {
  const id = textarea.id ?? textarea.name
  const limit = maxwords ?? maxlength
  const unit = maxwords === undefined ? 'characters' : 'words'
  return (
    <Textarea
      {...textarea}
      id={id}
      describedBy={`${id}-info`}
      classes={classNames('govuk-js-character-count', textarea.classes)}
      formGroup={{
        classes: classNames('govuk-character-count', textarea.formGroup?.classes),
        attributes: {
          'data-module': 'govuk-character-count',
          'data-maxlength': maxlength,
          'data-maxwords': maxwords,
          'data-threshold': threshold,
          'data-count-type': maxwords === undefined ? undefined : 'words',
          ...textarea.formGroup?.attributes,
        },
        before: textarea.formGroup?.before,
        after: (
          <>
            <Hint
              id={`${id}-info`}
              classes={classNames('govuk-character-count__message', countMessage?.classes)}
              text={limit === undefined ? '' : `You can enter up to ${limit} ${unit}`}
            />
            {textarea.formGroup?.after}
          </>
        ),
      }}
    />
  )
}
