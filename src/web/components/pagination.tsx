import { type Attributes, classNames, type Content, safeHref } from './params.ts'

/** The link to the page before or after; without `href` it is left out. */
export type PaginationLink = {
  href?: string | undefined
  text?: Content
  labelText?: string | undefined
  attributes?: Attributes | undefined
}
/** A page number or an ellipsis. */
export type PaginationItem = {
  number?: string | number | undefined
  href?: string | undefined
  current?: boolean | undefined
  ellipsis?: boolean | undefined
  visuallyHiddenText?: string | undefined
  attributes?: Attributes | undefined
}
/** GOV.UK pagination parameters. Without `items` it is the large "next / previous part" form. */
export type PaginationParams = {
  previous?: PaginationLink | undefined
  next?: PaginationLink | undefined
  items?: readonly (PaginationItem | false | null | undefined)[] | undefined
  landmarkLabel?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const Arrow = (props: { direction: 'prev' | 'next' }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${props.direction}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={arrows[props.direction]} />
  </svg>
)

const ArrowLink = (props: { link: PaginationLink; direction: 'prev' | 'next'; blockLevel: boolean }) => {
  const { link, direction, blockLevel } = props
  const decorated = blockLevel && !link.labelText && 'govuk-pagination__link-title--decorated'
  return (
    <div class={`govuk-pagination__${direction}`}>
      <a
        class="govuk-link govuk-pagination__link"
        href={safeHref(link.href ?? '#')}
        rel={direction}
        {...link.attributes}
      >
        {(blockLevel || direction === 'prev') && <Arrow direction={direction} />}{' '}
        <span class={classNames('govuk-pagination__link-title', decorated)}>
          {link.text ?? (
            <>
              {direction === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {link.labelText && blockLevel && (
          <>
            <span class="govuk-visually-hidden">:</span>{' '}
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}{' '}
        {!blockLevel && direction === 'next' && <Arrow direction={direction} />}
      </a>
    </div>
  )
}

const PageItem = (props: { item: PaginationItem }) => {
  const { item } = props
  if (item.ellipsis) return <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  return (
    <li class={classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        class="govuk-link govuk-pagination__link"
        href={safeHref(item.href ?? '#')}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )
}

/** GOV.UK pagination. */
export const Pagination = (props: PaginationParams) => {
  const blockLevel = !props.items && Boolean(props.next ?? props.previous)
  return (
    <nav
      class={classNames('govuk-pagination', blockLevel && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
      {...props.attributes}
    >
      {props.previous?.href && <ArrowLink link={props.previous} direction="prev" blockLevel={blockLevel} />}
      {props.items && (
        <ul class="govuk-pagination__list">{props.items.map((item) => item && <PageItem item={item} />)}</ul>
      )}
      {props.next?.href && <ArrowLink link={props.next} direction="next" blockLevel={blockLevel} />}
    </nav>
  )
}
