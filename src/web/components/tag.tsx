import { type Attributes, classNames, type Content } from './params.ts'

/** A tag's words and colour. */
export type TagParams = {
  text?: Content
  children?: Content
  /** `govuk-tag--grey`, `--green`, `--turquoise`, `--blue`, `--purple`, `--pink`, `--red`, `--orange`, `--yellow`. */
  classes?: string | undefined
  attributes?: Attributes | undefined
}

/** GOV.UK tag. The words carry the meaning, never the colour alone. */
export const Tag = (props: TagParams) => (
  <strong class={classNames('govuk-tag', props.classes)} {...props.attributes}>
    {props.text ?? props.children}
  </strong>
)
