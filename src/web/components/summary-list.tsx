import { type Attributes, classNames, type Content, hasContent, safeHref } from './params.ts'

/** A link that acts on a row or card; `visuallyHiddenText` completes it for screen readers: "Change" + "name". */
export type SummaryAction = {
  text?: Content
  href?: string | undefined
  visuallyHiddenText?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}
/** Actions with their wrapper's class. */
export type SummaryActions = {
  items?: readonly SummaryAction[] | undefined
  classes?: string | undefined
}
/** A key with its value. Both may be given as plain strings. */
export type SummaryRow = {
  key: string | { text?: Content; classes?: string | undefined }
  value?: string | { text?: Content; classes?: string | undefined } | undefined
  actions?: SummaryActions | undefined
  classes?: string | undefined
}
/** The card around a list. */
export type SummaryCard = {
  title?: { text?: Content; headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined; classes?: string | undefined } | undefined
  actions?: SummaryActions | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}

const ActionLink = (props: { action: SummaryAction; cardTitle?: Content }) => {
  const { action, cardTitle } = props
  return (
    <a class={classNames('govuk-link', action.classes)} href={safeHref(action.href ?? '#')} {...action.attributes}>
      {action.text}
      {(action.visuallyHiddenText || hasContent(cardTitle)) && (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
          {hasContent(cardTitle) && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  )
}

const Card = (props: SummaryCard & { children: Content }) => {
  const Heading = `h${props.title?.headingLevel || 2}` as 'h2'
  const items = props.actions?.items ?? []
  const actionsClass = classNames('govuk-summary-card__actions', props.actions?.classes)
  return (
    <div class={classNames('govuk-summary-card', props.classes)} {...props.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {props.title && (
          <Heading class={classNames('govuk-summary-card__title', props.title.classes)}>{props.title.text}</Heading>
        )}
        {items.length === 1 && items[0] && (
          <div class={actionsClass}>
            <ActionLink action={items[0]} cardTitle={props.title?.text} />
          </div>
        )}
        {items.length > 1 && (
          <ul class={actionsClass}>
            {items.map((action) => (
              <li class="govuk-summary-card__action">
                <ActionLink action={action} cardTitle={props.title?.text} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">{props.children}</div>
    </div>
  )
}

const Row = (props: { row: SummaryRow; anyRowHasActions: boolean; cardTitle?: Content }) => {
  const { row, cardTitle } = props
  const key = typeof row.key === 'string' ? { text: row.key, classes: undefined } : row.key
  const value = typeof row.value === 'string' ? { text: row.value, classes: undefined } : row.value
  const items = row.actions?.items ?? []
  const noActions = props.anyRowHasActions && !row.actions?.items && 'govuk-summary-list__row--no-actions'
  return (
    <div class={classNames('govuk-summary-list__row', noActions, row.classes)}>
      <dt class={classNames('govuk-summary-list__key', key.classes)}>{key.text}</dt>
      <dd class={classNames('govuk-summary-list__value', value?.classes)}>{value?.text}</dd>
      {items.length > 0 && (
        <dd class={classNames('govuk-summary-list__actions', row.actions?.classes)}>
          {items.length === 1 && items[0] ? (
            <ActionLink action={items[0]} cardTitle={cardTitle} />
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {items.map((action) => (
                <li class="govuk-summary-list__actions-list-item">
                  <ActionLink action={action} cardTitle={cardTitle} />
                </li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  )
}

/** GOV.UK summary list, in a card when `card` is given. `classes`: `govuk-summary-list--no-border`. */
export const SummaryList = (props: {
  rows: readonly (SummaryRow | false | null | undefined)[]
  card?: SummaryCard | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => {
  const anyRowHasActions = props.rows.some((row) => row && (row.actions?.items?.length ?? 0) > 0)
  const list = (
    <dl class={classNames('govuk-summary-list', props.classes)} {...props.attributes}>
      {props.rows.map(
        (row) => row && <Row row={row} anyRowHasActions={anyRowHasActions} cardTitle={props.card?.title?.text} />,
      )}
    </dl>
  )
  return props.card ? <Card {...props.card}>{list}</Card> : list
}
