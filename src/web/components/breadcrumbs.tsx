import { type Attributes, classNames, type Content, safeHref } from './params.ts'

/** One step; the page one is on has no `href`. */
export type Breadcrumb = { text?: Content; href?: string | undefined; attributes?: Attributes | undefined }

/** GOV.UK breadcrumbs. */
export const Breadcrumbs = (props: {
  items: readonly Breadcrumb[]
  collapseOnMobile?: boolean | undefined
  labelText?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}) => (
  <nav
    class={classNames(
      'govuk-breadcrumbs',
      props.classes,
      props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
    )}
    {...props.attributes}
    aria-label={props.labelText ?? 'Breadcrumb'}
  >
    <ol class="govuk-breadcrumbs__list">
      {props.items.map((item) =>
        item.href ? (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={safeHref(item.href)} {...item.attributes}>
              {item.text}
            </a>
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {item.text}
          </li>
        ),
      )}
    </ol>
  </nav>
)
