/**
 * @module Seals the report in the author's browser: makes a random seed for each block from this machine's own source,
 * computes the root from the text that the page shows, and sends both with the form. Our server recomputes the root from
 * its own text: if it had shown one text and stored another, the two would differ and nothing would be submitted. Where
 * the author has a key in this review, the browser writes the `submit` statement itself and signs it: the server cannot
 * put another text under the author's key.
 */
import { keyFor, put, putSignature, signingParts } from '#integrity/browser/signing-form.ts'
import { sealInBrowser } from '#integrity/sealing.ts'
import { writeStatement } from '#integrity/statement.ts'

const form = document.querySelector<HTMLFormElement>('#seal-form')
const status = document.querySelector<HTMLElement>('#seal-status')

const shownBlocks = () =>
  [...document.querySelectorAll<HTMLElement>('[data-seal-block]')]
    .toSorted((a, b) => Number(a.dataset['sealBlock']) - Number(b.dataset['sealBlock']))
    .map((element) => ({ kind: element.dataset['sealKind'] ?? '', text: element.textContent ?? '' }))

const seal = (to: HTMLFormElement): { root: string; blocks: number } => {
  const shown = shownBlocks()
  const { seeds, root } = sealInBrowser(shown)
  put(to, 'seeds', seeds.join(','))
  put(to, 'root', root)
  return { root, blocks: shown.length }
}

const sign = async (to: HTMLFormElement, sealed: { root: string; blocks: number }, previous: string): Promise<void> => {
  const part = signingParts()[0]
  const key = part && (await keyFor(part))
  if (!key) throw new Error('no key here')
  const named = previous === 'none' ? null : previous
  await putSignature(
    to,
    key,
    writeStatement({ kind: 'submit', version: 1, ...sealed, manifest: null, previous: named }),
  )
}

let done = false
form?.addEventListener('submit', (event) => {
  const previous = form.querySelector<HTMLElement>('[data-sealing]')?.dataset['previous']
  if (done) return
  if (previous === undefined) {
    seal(form)
    status?.replaceChildren('Sealing and sending…')
    return
  }
  event.preventDefault()
  const unsigned = event.submitter instanceof HTMLElement && 'unsigned' in event.submitter.dataset
  status?.replaceChildren(unsigned ? 'Sealing and sending…' : 'Sealing, signing and sending…')
  const sealed = seal(form)
  put(form, 'unsigned', unsigned ? 'yes' : '')
  const work = unsigned ? Promise.resolve() : sign(form, sealed, previous)
  work.then(
    () => {
      done = true
      form.submit()
    },
    () => status?.replaceChildren('Your browser could not sign. Nothing was sent. Load the page again.'),
  )
})
