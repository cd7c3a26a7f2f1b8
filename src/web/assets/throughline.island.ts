/**
 * @module The script of every page. It only enhances: whatever it does, the page works without it. It starts GOV.UK
 * Frontend's components, marks the page as scripted for their styles, and offers copying and printing.
 */
import { initAll } from 'govuk-frontend'

/** Their styles wait for these classes. Their template sets them in an inline script, which our policy forbids. */
const markAsScripted = (): void => {
  document.body.classList.add('js-enabled')
  if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
}

/** A button that copies the text of another element, and says so to everyone, screen readers included. */
const offerCopying = (button: HTMLButtonElement): void => {
  const source = document.getElementById(button.dataset['copies'] ?? '')
  const status = document.getElementById(button.getAttribute('aria-describedby') ?? '')
  const text = source?.dataset['value'] ?? source?.textContent
  if (!text || navigator.clipboard === undefined) return
  button.hidden = false
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text.trim()).then(
      () => status?.replaceChildren('Copied'),
      () => status?.replaceChildren('Could not copy. Select the characters and copy them yourself.'),
    )
  })
}

const offerPrinting = (button: HTMLButtonElement): void => {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

/** Opens the contents beside a text on a wide screen, for browsers whose style sheet cannot. */
const openBeside = (contents: HTMLElement): void => {
  const details = contents.querySelector('details')
  if (details && window.matchMedia('(min-width: 60rem)').matches) details.open = true
}

/** Marks in a long page's contents the section that is being read. */
const followReading = (contents: HTMLElement): void => {
  const links = [...contents.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
  const linkOf = new Map(links.map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting)
      if (!seen) return
      for (const link of links) link.removeAttribute('aria-current')
      linkOf.get(seen.target.id)?.setAttribute('aria-current', 'true')
    },
    { rootMargin: '0px 0px -75% 0px' },
  )
  for (const id of linkOf.keys()) {
    const heading = document.getElementById(id)
    if (heading) observer.observe(heading)
  }
}

/**
 * Mends what accessibility checks rightly find in GOV.UK Frontend 6.6.0 once its scripts have run:
 * - aria-expanded on a radio that reveals a question: the role does not allow it (ARIA in HTML, "radio");
 * - names of accordion and upload buttons whose hidden commas break up the visible words, so that somebody who says
 *   what they see is not understood (WCAG 2.5.3). The heading and the label still come first in the name.
 * Runs after their own listeners, which were added first.
 */
const mendNames = (): void => {
  for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) {
    radio.removeAttribute('aria-expanded')
  }
  for (const comma of document.querySelectorAll(
    '.govuk-accordion__section-heading-divider, .govuk-file-upload-button > .govuk-visually-hidden',
  )) {
    const names = comma.parentElement?.getAttribute('aria-labelledby')
    if (names) comma.parentElement?.setAttribute('aria-labelledby', names.replace(` ${comma.id} `, ' '))
    comma.replaceWith(' ')
  }
  for (const button of document.querySelectorAll('.govuk-accordion__section-button')) {
    button.removeAttribute('aria-label')
  }
}

markAsScripted()
initAll()
mendNames()
document.addEventListener('click', mendNames)
window.addEventListener('pageshow', mendNames)
document.addEventListener('beforematch', mendNames)
document.querySelectorAll<HTMLButtonElement>('button[data-copies]').forEach(offerCopying)
document.querySelectorAll<HTMLButtonElement>('button[data-prints]').forEach(offerPrinting)
document.querySelectorAll<HTMLElement>('[data-follows-reading]').forEach((contents) => {
  openBeside(contents)
  followReading(contents)
})
