import type { Content } from './params.ts'

/** Says that a list is empty, why, and what to do next. */
export const EmptyState = (props: { title: string; children?: Content; headingLevel?: 2 | 3 | undefined }) => {
  const Heading = `h${props.headingLevel ?? 2}` as 'h2'
  return (
    <div class="tl-empty">
      <Heading class="govuk-heading-s tl-empty__title">{props.title}</Heading>
      {props.children && <div class="govuk-body tl-empty__words">{props.children}</div>}
    </div>
  )
}
