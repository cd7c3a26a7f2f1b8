import { type Attributes, classNames, type Content, hasContent, isPlainText } from './params.ts'

/** One section; plain words become a paragraph. */
export type AccordionItem = {
  heading: { text?: Content }
  summary?: { text?: Content } | undefined
  content: { content?: Content }
  expanded?: boolean | undefined
}

const Section = (props: { item: AccordionItem; id: string; index: number; headingLevel: number }) => {
  const { item, id, index } = props
  const Heading = `h${props.headingLevel}` as 'h2'
  const content = item.content.content
  return (
    <div class={classNames('govuk-accordion__section', item.expanded && 'govuk-accordion__section--expanded')}>
      <div class="govuk-accordion__section-header">
        <Heading class="govuk-accordion__section-heading">
          <span class="govuk-accordion__section-button" id={`${id}-heading-${index}`}>
            {item.heading.text}
          </span>
        </Heading>
        {hasContent(item.summary?.text) && (
          <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${index}`}>
            {item.summary?.text}
          </div>
        )}
      </div>
      <div id={`${id}-content-${index}`} class="govuk-accordion__section-content">
        {isPlainText(content) && hasContent(content) ? <p class="govuk-body">{content}</p> : content}
      </div>
    </div>
  )
}

/** GOV.UK accordion; without scripts all sections stand open. */
export const Accordion = (props: {
  id: string
  items: readonly (AccordionItem | false | null | undefined)[]
  headingLevel?: 2 | 3 | 4 | 5 | 6 | undefined
  /** Whether the browser remembers what was open. Default true; set false where a shared computer must forget. */
  rememberExpanded?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <div
    class={classNames('govuk-accordion', props.classes)}
    data-module="govuk-accordion"
    id={props.id}
    data-remember-expanded={props.rememberExpanded}
    {...props.attributes}
  >
    {props.items.map(
      (item, index) =>
        item && <Section item={item} id={props.id} index={index + 1} headingLevel={props.headingLevel ?? 2} />,
    )}
  </div>
)
