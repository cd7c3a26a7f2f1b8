import { type Attributes, classNames, type Content, hasContent, safeHref } from './params.ts'

/** One link of the navigation: `current` is this page, `active` its section. */
export type NavigationItem = {
  text?: Content
  href?: string | undefined
  current?: boolean | undefined
  active?: boolean | undefined
  attributes?: Attributes | undefined
}
/** GOV.UK service navigation parameters. */
export type ServiceNavigationParams = {
  navigation?: readonly (NavigationItem | false | null | undefined)[] | undefined
  serviceName?: string | undefined
  serviceUrl?: string | undefined
  collapseNavigationOnMobile?: boolean | undefined
  menuButtonText?: string | undefined
  menuButtonLabel?: string | undefined
  navigationLabel?: string | undefined
  navigationId?: string | undefined
  navigationClasses?: string | undefined
  ariaLabel?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}

const Item = (props: { item: NavigationItem }) => {
  const { item } = props
  const marked = item.active || item.current
  const ariaCurrent = marked ? (item.current ? 'page' : 'true') : undefined
  /* Strong inside, so that someone with own styles still sees where they are (GOV.UK Frontend). */
  const words = marked ? <strong class="govuk-service-navigation__active-fallback">{item.text}</strong> : item.text
  return (
    <li class={classNames('govuk-service-navigation__item', marked && 'govuk-service-navigation__item--active')}>
      {item.href ? (
        <a
          class="govuk-service-navigation__link"
          href={safeHref(item.href)}
          aria-current={ariaCurrent}
          {...item.attributes}
        >
          {words}
        </a>
      ) : (
        hasContent(item.text) && (
          <span class="govuk-service-navigation__text" aria-current={ariaCurrent}>
            {words}
          </span>
        )
      )}
    </li>
  )
}

const Menu = (props: ServiceNavigationParams & { items: readonly NavigationItem[] }) => {
  const words = props.menuButtonText || 'Menu'
  const id = props.navigationId || 'navigation'
  return (
    <nav
      aria-label={props.navigationLabel || words}
      class={classNames('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {(props.collapseNavigationOnMobile ?? props.items.length > 1) && (
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={props.menuButtonLabel && props.menuButtonLabel !== words ? props.menuButtonLabel : undefined}
          hidden
          aria-hidden="true"
        >
          {words}
        </button>
      )}
      <ul class="govuk-service-navigation__list" id={id}>
        {props.items.map((item) => (
          <Item item={item} />
        ))}
      </ul>
    </nav>
  )
}

/** GOV.UK service navigation. */
export const ServiceNavigation = (props: ServiceNavigationParams) => {
  const items = (props.navigation ?? []).filter((item) => item !== false && item !== null && item !== undefined)
  const inner = (
    <div class="govuk-width-container">
      <div class="govuk-service-navigation__container">
        {props.serviceName && (
          <span class="govuk-service-navigation__service-name">
            {props.serviceUrl ? (
              <a href={safeHref(props.serviceUrl)} class="govuk-service-navigation__link">
                {props.serviceName}
              </a>
            ) : (
              <span class="govuk-service-navigation__text">{props.serviceName}</span>
            )}
          </span>
        )}
        {items.length > 0 && <Menu {...props} items={items} />}
      </div>
    </div>
  )
  const shared = {
    class: classNames('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
    ...props.attributes,
  }
  /* With a service name it is a landmark of its own; without, the nav inside is enough. */
  return props.serviceName ? (
    <section aria-label={props.ariaLabel ?? 'Service information'} {...shared}>
      {inner}
    </section>
  ) : (
    <div {...shared}>{inner}</div>
  )
}
