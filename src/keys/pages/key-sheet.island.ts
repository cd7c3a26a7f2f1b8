/**
 * @module Makes a signing key in its holder's browser, in three steps on one page: make, print the key sheet, show that
 * two of its words are at hand. The words never leave this page. What is sent is the master secret wrapped under the
 * sheet, and the sheet's public key.
 */
import { renderSVG } from 'uqr'
import { toBase64 } from '#integrity/base64.ts'
import { keepMaster } from '#integrity/browser/held-keys.ts'
import { isSameWord, sheetWordCount, wordsOf } from '#integrity/browser/key-sheet.ts'
import { put } from '#integrity/browser/signing-form.ts'
import { canSign, holdMaster, newSecrets, sheetKey, wrapMaster } from '#integrity/browser/web-keys.ts'

const form = document.querySelector<HTMLFormElement>('#keyring-form')
const one = <E extends Element = HTMLElement>(selector: string) => document.querySelector<E & HTMLElement>(selector)
const secrets = newSecrets()
const words = wordsOf(secrets.sheet)
let asked: [number, number] = [0, 1]

const show = (step: string): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-step]'))
    element.hidden = element.dataset['step'] !== step
  one(`[data-step="${step}"] h1`)?.focus()
  window.scrollTo(0, 0)
}

const showSheet = async (): Promise<void> => {
  const { publicKey } = await sheetKey(secrets.sheet)
  one('[data-sheet-words]')?.replaceChildren(
    ...words.map((word) => Object.assign(document.createElement('li'), { textContent: word })),
  )
  const picture = one('[data-sheet-picture]')
  if (picture) picture.innerHTML = renderSVG(words.join(' '))
  one('[data-sheet-date]')?.replaceChildren(new Date().toLocaleDateString('en-GB', { dateStyle: 'long' }))
  one('[data-sheet-number]')?.replaceChildren(toBase64(publicKey).slice(0, 8))
  show('2')
}

/** Two different words, chosen anew each time the sheet was put away. */
const askForTwoWords = (): void => {
  const [first = 0, second = 0] = crypto.getRandomValues(new Uint32Array(2))
  const low = first % (sheetWordCount - 1)
  asked = [low, low + 1 + (second % (sheetWordCount - 1 - low))]
  for (const [i, place] of asked.entries()) {
    one(`[data-word-number="${i + 1}"]`)?.replaceChildren(String(place + 1))
    const input = one<HTMLInputElement>(`#word-${i + 1}`)
    if (input) input.value = ''
    sayWrong(i + 1, '')
  }
  show('3')
}

const sayWrong = (n: number, error: string): void => {
  const message = one(`[data-word-error="${n}"]`)
  const input = one(`#word-${n}`)
  message?.replaceChildren(error)
  if (message) message.hidden = error === ''
  one(`[data-word-group="${n}"]`)?.classList.toggle('govuk-form-group--error', error !== '')
  input?.classList.toggle('govuk-input--error', error !== '')
  if (error) input?.setAttribute('aria-describedby', `word-${n}-error`)
  else input?.removeAttribute('aria-describedby')
}

const wordsAreRight = (): boolean => {
  const wrong = asked.flatMap((place, i) => {
    const typed = one<HTMLInputElement>(`#word-${i + 1}`)?.value ?? ''
    const right = isSameWord(typed, words[place]!)
    const wrong =
      typed.trim() === ''
        ? `Enter word ${place + 1} of your sheet`
        : `Word ${place + 1} of your sheet is another one. Look again`
    sayWrong(i + 1, right ? '' : wrong)
    return right ? [] : [i + 1]
  })
  if (wrong.length > 0) one(`#word-${wrong[0]}`)?.focus()
  return wrong.length === 0
}

const finish = async (): Promise<void> => {
  if (!form || !wordsAreRight()) return
  one('[data-finishing]')?.replaceChildren('Keeping your key…')
  const { publicKey } = await sheetKey(secrets.sheet)
  // Kept before it is sent: once the server has it, this browser must have it too.
  await keepMaster(toBase64(publicKey), await holdMaster(secrets.master))
  put(form, 'wrapped', toBase64(await wrapMaster(secrets.master, secrets.sheet)))
  put(form, 'sheetKey', toBase64(publicKey))
  form.submit()
}

const goes: Record<string, () => void | Promise<void>> = { make: showSheet, words: askForTwoWords, sheet: showSheet }

const start = async (): Promise<void> => {
  if (!(await canSign())) return show('unable')
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-goes]')) {
    button.hidden = false
    button.addEventListener('click', () => void goes[button.dataset['goes'] ?? '']?.())
  }
  one('[data-words-form]')?.addEventListener('submit', (event) => {
    event.preventDefault()
    finish().catch(() =>
      one('[data-finishing]')?.replaceChildren(
        'This browser would not keep the key. A private window may be the cause. Use an ordinary window, then try again.',
      ),
    )
  })
  return undefined
}
void start()
