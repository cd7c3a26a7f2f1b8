/**
 * @module Seals the report in the author's browser: makes a random seed for each block from this machine's own source,
 * computes the root from the text that the page shows, and sends both with the form. Our server recomputes the root from
 * its own text: if it had shown one text and stored another, the two would differ and nothing would be submitted.
 */
import { sealInBrowser } from '#integrity/sealing.ts'

const form = document.querySelector<HTMLFormElement>('#seal-form')
const status = document.querySelector<HTMLElement>('#seal-status')

const shownBlocks = () =>
  [...document.querySelectorAll<HTMLElement>('[data-seal-block]')]
    .toSorted((a, b) => Number(a.dataset['sealBlock']) - Number(b.dataset['sealBlock']))
    .map((element) => ({ kind: element.dataset['sealKind'] ?? '', text: element.textContent ?? '' }))

const put = (name: string, value: string): void => {
  const input = form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (input) input.value = value
}

form?.addEventListener('submit', () => {
  const { seeds, root } = sealInBrowser(shownBlocks())
  put('seeds', seeds.join(','))
  put('root', root)
  status?.replaceChildren('Sealing and sending…')
})
