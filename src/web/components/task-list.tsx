import { type Attributes, classNames, type Content, safeHref } from './params.ts'
import { Tag, type TagParams } from './tag.tsx'

/** One task with where it stands. */
export type TaskListItem = {
  title: { text?: Content; classes?: string | undefined }
  href?: string | undefined
  hint?: { text?: Content } | undefined
  status: { text?: Content; tag?: TagParams | undefined; classes?: string | undefined }
  classes?: string | undefined
}

const Task = (props: { item: TaskListItem; idPrefix: string }) => {
  const { item, idPrefix } = props
  const hintId = `${idPrefix}-hint`
  const statusId = `${idPrefix}-status`
  return (
    <li class={classNames('govuk-task-list__item', item.href && 'govuk-task-list__item--with-link', item.classes)}>
      <div class="govuk-task-list__name-and-hint">
        {item.href ? (
          <a
            class={classNames('govuk-link govuk-task-list__link', item.title.classes)}
            href={safeHref(item.href)}
            aria-describedby={classNames(item.hint && hintId, statusId)}
          >
            {item.title.text}
          </a>
        ) : (
          <div class={item.title.classes}>{item.title.text}</div>
        )}
        {item.hint && (
          <div id={hintId} class="govuk-task-list__hint">
            {item.hint.text}
          </div>
        )}
      </div>
      <div class={classNames('govuk-task-list__status', item.status.classes)} id={statusId}>
        {item.status.tag ? <Tag {...item.status.tag} /> : item.status.text}
      </div>
    </li>
  )
}

/** GOV.UK task list. */
export const TaskList = (props: {
  items: readonly (TaskListItem | false | null | undefined)[]
  idPrefix?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <ul class={classNames('govuk-task-list', props.classes)} {...props.attributes}>
    {props.items.map(
      (item, index) => item && <Task item={item} idPrefix={`${props.idPrefix || 'task-list'}-${index + 1}`} />,
    )}
  </ul>
)
