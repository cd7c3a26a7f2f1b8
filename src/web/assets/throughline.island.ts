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

markAsScripted()
initAll()
document.querySelectorAll<HTMLButtonElement>('button[data-copies]').forEach(offerCopying)
document.querySelectorAll<HTMLButtonElement>('button[data-prints]').forEach(offerPrinting)
document.querySelectorAll<HTMLElement>('[data-follows-reading]').forEach((contents) => {
  openBeside(contents)
  followReading(contents)
})
