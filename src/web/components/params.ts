import type { Child } from 'hono/jsx'

/**
 * What can stand inside a component: plain words (escaped on output) or JSX. Where GOV.UK Frontend has a `text` and an
 * `html` parameter, ours has one parameter of this type, so nobody passes a string of HTML.
 */
export type Content = Child

/**
 * Extra attributes a caller may set. Closed on purpose: no `style` and no `on…` (the content security policy blocks
 * both), no `href` or `formaction` (addresses go through `safeHref`).
 */
export type Attributes = Readonly<
  { [name: `data-${string}` | `aria-${string}`]: string | number | undefined } & {
    id?: string | undefined
    lang?: string | undefined
    rel?: string | undefined
    target?: '_blank' | undefined
    title?: string | undefined
    hidden?: boolean | undefined
    form?: string | undefined
    accept?: string | undefined
    maxlength?: number | undefined
    required?: boolean | undefined
    readonly?: boolean | undefined
    placeholder?: string | undefined
    tabindex?: number | undefined
    role?: string | undefined
    autocorrect?: 'off' | undefined
    download?: string | undefined
    spellcheck?: boolean | undefined
  }
>

/** Joins class names, leaving out what is absent. */
export const classNames = (...names: readonly (string | false | undefined)[]): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ')

/** Joins the ids that describe a field, or undefined when there are none, so that no empty attribute is written. */
export const describedByIds = (...ids: readonly (string | false | undefined)[]): string | undefined =>
  classNames(...ids) || undefined

/** Whether there is anything to show. */
export const hasContent = (content: Content | undefined): boolean =>
  content !== undefined && content !== null && content !== '' && content !== false

/** Words given as a plain string, as opposed to JSX: these get a paragraph of their own where the component has none. */
export const isPlainText = (content: Content | undefined): boolean =>
  typeof content === 'string' || typeof content === 'number'

/**
 * Removes what a browser removes before it reads an address: controls, spaces at the ends, tabs and newlines anywhere.
 * Source: WHATWG URL Standard, "basic URL parser", steps 1–3.
 */
const asBrowserReads = (address: string): string =>
  // oxlint-disable-next-line no-control-regex -- the standard strips exactly these controls
  address.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '').replace(/[\t\n\r]/g, '')

const safeSchemes = new Set(['http', 'https', 'mailto', 'tel'])

/**
 * Makes an address safe to put into `href`: anything with a scheme other than http, https, mailto and tel
 * (`javascript:`, `data:`, `vbscript:`, …) becomes `#`. Relative addresses pass unchanged.
 * No template engine does this; GOV.UK Frontend's own templates write any address they are given.
 */
export const safeHref = (address: string): string => {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(asBrowserReads(address))?.[1]
  return scheme === undefined || safeSchemes.has(scheme.toLowerCase()) ? address : '#'
}
