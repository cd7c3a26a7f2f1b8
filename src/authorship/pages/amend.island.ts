/**
 * @module Seals a changed text in the browser of whoever agrees to the change or imposes it: draws a new seed for the one
 * changed block and computes the report's new root from the words that the page shows. Our server computes the root again
 * from its own text: if it had shown one text and stored another, the two would differ and nothing would change.
 */
import { amendInBrowser } from '#integrity/amending.ts'

const form = document.querySelector<HTMLFormElement>('#amend-form')
const shown = document.querySelector<HTMLElement>('[data-amend-block]')

form?.addEventListener('submit', (event) => {
  const pressed = event.submitter
  if (!shown || !(pressed instanceof HTMLButtonElement) || pressed.dataset['seals'] !== 'yes') return
  const { seed, root } = amendInBrowser((shown.dataset['amendRoots'] ?? '').split(','), {
    n: Number(shown.dataset['amendBlock']),
    kind: shown.dataset['amendKind'] ?? '',
    text: shown.textContent ?? '',
  })
  for (const [name, value] of Object.entries({ seed, root })) {
    const input = form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
    if (input) input.value = value
  }
})
