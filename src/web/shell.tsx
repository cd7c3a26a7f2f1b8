import { BackLink } from './components/back-link.tsx'
import { type Breadcrumb, Breadcrumbs } from './components/breadcrumbs.tsx'
import { ExitThisPage } from './components/exit-this-page.tsx'
import { CsrfField } from './components/form.tsx'
import { NotificationBanner } from './components/notification-banner.tsx'
import { classNames, type Content, safeHref } from './components/params.ts'
import { ServiceNavigation } from './components/service-navigation.tsx'
import { SkipLink } from './components/skip-link.tsx'
import { Tag } from './components/tag.tsx'
import { markedPlaces, type Place, publicPlaces, type Wing, workspacePlaces } from './navigation.ts'

/** The service's name, as it stands in titles and in the masthead. */
export const serviceName = 'Throughline'

/** Where the quick exit goes: a page that says nothing to somebody looking over a shoulder. GOV.UK's own choice. */
const quickExitTo = 'https://www.bbc.co.uk/weather'

/** Who looks at the page: only what the layout needs to offer the right links. */
export type Viewer = { kind: 'visitor' } | { kind: 'person'; name: string; roles: readonly string[] }

/** What every page of one request has in common; built once by the server and spread into `Page`. */
export type Shell = {
  viewer: Viewer
  wing: Wing
  demonstration: boolean
  /** The page's own path, without query: marks where one is in the navigation. */
  path: string
  /** The token of this session's forms; with it, signing out is one button. */
  csrf?: string | undefined
  /** What was just done, shown once after a redirect. */
  message?: string | null | undefined
  /** Replaces the wing's own places. */
  places?: readonly Place[] | undefined
}

/** What one page says of itself. */
export type PageParams = {
  /** The page's name, the same words as its h1. */
  title: string
  children: Content
  /** The page shows a form again because something in it was wrong: says "Error:" first in the title. */
  inError?: boolean | undefined
  backLink?: string | { href: string; text: string } | undefined
  breadcrumbs?: readonly Breadcrumb[] | undefined
  /** Offers the quick exit: on public pages that show what reviews say. */
  quickExit?: boolean | undefined
  /** Text column of two thirds (the default), or the whole width for tables, reading and workbenches. */
  width?: 'two-thirds' | 'full' | undefined
  description?: string | undefined
  /** Keeps search engines away: drafts, receipts, unsubscribing. The workspace is never indexed. */
  noindex?: boolean | undefined
  canonical?: string | undefined
  feeds?: readonly { href: string; title: string }[] | undefined
  /** Islands beside the common one: paths under /assets/. */
  scripts?: readonly `/assets/${string}.js`[] | undefined
  lang?: string | undefined
}

const Head = (props: Shell & PageParams) => (
  <head>
    <meta charset="utf-8" />
    <title>{`${props.inError ? 'Error: ' : ''}${props.title} – ${serviceName}`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content="#12343b" />
    <meta name="format-detection" content="telephone=no" />
    {props.description && <meta name="description" content={props.description} />}
    {(props.noindex || props.wing === 'workspace' || props.demonstration) && (
      <meta name="robots" content="noindex, nofollow" />
    )}
    <link rel="icon" href="/assets/throughline.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/throughline.css" />
    {props.canonical && <link rel="canonical" href={safeHref(props.canonical)} />}
    {props.feeds?.map((feed) => (
      <link rel="alternate" type="application/atom+xml" title={feed.title} href={safeHref(feed.href)} />
    ))}
    <script type="module" src="/assets/throughline.js"></script>
    {props.scripts?.map((script) => (
      <script type="module" src={script}></script>
    ))}
  </head>
)

/** Three cases on one line: what the body looks for. Decorative; the name beside it is text. */
const Mark = () => (
  <svg class="tl-masthead__mark" viewBox="0 0 48 24" width="48" height="24" aria-hidden="true" focusable="false">
    <path class="tl-masthead__thread" d="M0 12h48" fill="none" stroke-width="2" />
    <circle class="tl-masthead__case" cx="10" cy="12" r="5" stroke-width="2" />
    <circle class="tl-masthead__case" cx="24" cy="12" r="5" stroke-width="2" />
    <circle class="tl-masthead__found" cx="38" cy="12" r="6" />
  </svg>
)

const SignOut = (props: { csrf: string | undefined }) =>
  props.csrf === undefined ? (
    <a class="tl-masthead__link" href="/sign-out">
      Sign out
    </a>
  ) : (
    <form class="tl-masthead__sign-out" method="post" action="/sign-out">
      <CsrfField token={props.csrf} />
      <button class="tl-masthead__link" type="submit">
        Sign out
      </button>
    </form>
  )

const Account = (props: Shell) => (
  <div class="tl-masthead__account">
    {props.viewer.kind === 'visitor' ? (
      <a class="tl-masthead__link" href="/sign-in">
        Sign in
      </a>
    ) : (
      <>
        <a class="tl-masthead__link" href={props.wing === 'public' ? '/workspace' : '/account'}>
          {props.wing === 'public' ? (
            'Your work'
          ) : (
            <>
              <span class="govuk-visually-hidden">Your account: </span>
              {props.viewer.name}
            </>
          )}
        </a>
        <SignOut csrf={props.csrf} />
      </>
    )}
  </div>
)

const Masthead = (props: Shell) => (
  <div class={classNames('tl-masthead', `tl-masthead--${props.wing}`)}>
    <div class="tl-masthead__inner govuk-width-container">
      <a class="tl-masthead__home" href="/">
        <Mark />
        <span class="tl-masthead__name">{serviceName}</span>
        {props.wing === 'workspace' && <span class="tl-masthead__wing">Workspace</span>}
      </a>
      <Account {...props} />
    </div>
  </div>
)

const DemonstrationBanner = () => (
  <div class="tl-demonstration">
    <p class="tl-demonstration__words govuk-width-container">
      <Tag classes="tl-demonstration__tag">Demonstration</Tag>{' '}
      <span>Everything here is fiction: no person, place, organisation or case is real.</span>
    </p>
  </div>
)

const footerLinks: readonly Place[] = [
  { text: 'About', href: '/about' },
  { text: 'Accessibility statement', href: '/accessibility' },
  { text: 'Privacy', href: '/privacy' },
  { text: 'Contact or report a problem', href: '/contact' },
  { text: 'Check an edition', href: '/verify' },
]

const Footer = () => (
  <footer class="tl-footer">
    <div class="govuk-width-container">
      <h2 class="govuk-visually-hidden">About this site</h2>
      <ul class="tl-footer__links">
        {footerLinks.map((link) => (
          <li>
            <a class="tl-footer__link" href={link.href}>
              {link.text}
            </a>
          </li>
        ))}
      </ul>
      <p class="tl-footer__words">
        {serviceName} gathers safeguarding reviews of children and adults from the four nations of the United Kingdom,
        so that what one review found is not found again.
      </p>
    </div>
  </footer>
)

const BeforeMain = (props: Shell & PageParams) => {
  const back = typeof props.backLink === 'string' ? { href: props.backLink, text: 'Back' } : props.backLink
  return (
    <>
      {props.quickExit && <ExitThisPage redirectUrl={quickExitTo} />}
      {props.breadcrumbs && <Breadcrumbs items={props.breadcrumbs} collapseOnMobile />}
      {back && (
        <nav aria-label="Back">
          <BackLink href={back.href} text={back.text} />
        </nav>
      )}
    </>
  )
}

const Main = (props: Shell & PageParams) => (
  <main class="govuk-main-wrapper" id="main-content">
    {props.message && <NotificationBanner type="success" text={props.message} />}
    {props.width === 'full' ? (
      props.children
    ) : (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">{props.children}</div>
      </div>
    )}
  </main>
)

/**
 * A whole page. Works without scripts; carries no inline script and no inline style, so that the content security
 * policy can forbid both.
 */
export const Page = (props: Shell & PageParams) => {
  const places = props.places ?? (props.wing === 'public' ? publicPlaces : workspacePlaces)
  return (
    <html lang={props.lang ?? 'en-GB'} class="govuk-template">
      <Head {...props} />
      <body class={classNames('govuk-template__body', `tl-wing-${props.wing}`)}>
        <SkipLink href="#main-content" text="Skip to main content" />
        <header>
          {props.quickExit && (
            <SkipLink
              href={quickExitTo}
              text="Exit this page"
              classes="govuk-js-exit-this-page-skiplink"
              attributes={{ rel: 'nofollow noreferrer' }}
            />
          )}
          <Masthead {...props} />
          <ServiceNavigation navigation={markedPlaces(places, props.path)} navigationLabel="Main" />
          {props.demonstration && <DemonstrationBanner />}
        </header>
        <div class="tl-page">
          <div class="govuk-width-container">
            <BeforeMain {...props} />
            <Main {...props} />
          </div>
        </div>
        <Footer />
      </body>
    </html>
  )
}
