import { type Attributes, classNames, type Content, isPlainText } from './params.ts'

/** One tab with its panel; plain words become a paragraph. */
export type TabItem = {
  label: string
  id?: string | undefined
  panel: { content?: Content; attributes?: Attributes | undefined }
  attributes?: Attributes | undefined
}

/** GOV.UK tabs; without scripts, a list of links to the sections below it. */
export const Tabs = (props: {
  items: readonly (TabItem | false | null | undefined)[]
  title?: string | undefined
  id?: string | undefined
  idPrefix?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => {
  const panelId = (item: TabItem, index: number): string => item.id || `${props.idPrefix ?? ''}-${index + 1}`
  return (
    <div id={props.id} class={classNames('govuk-tabs', props.classes)} {...props.attributes} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {props.items.length > 0 && (
        <ul class="govuk-tabs__list">
          {props.items.map(
            (item, index) =>
              item && (
                <li class={classNames('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
                  <a class="govuk-tabs__tab" href={`#${panelId(item, index)}`} {...item.attributes}>
                    {item.label}
                  </a>
                </li>
              ),
          )}
        </ul>
      )}
      {props.items.map(
        (item, index) =>
          item && (
            <div
              class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
              id={panelId(item, index)}
              {...item.panel.attributes}
            >
              {isPlainText(item.panel.content) ? <p class="govuk-body">{item.panel.content}</p> : item.panel.content}
            </div>
          ),
      )}
    </div>
  )
}
