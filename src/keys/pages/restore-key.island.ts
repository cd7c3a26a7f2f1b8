/** @module Brings a master secret back into this browser from the 12 words of its key sheet. The words are not sent. */
import { fromBase64 } from '#integrity/base64.ts'
import { keepMaster } from '#integrity/browser/held-keys.ts'
import { secretOf, wordsFaultInWords } from '#integrity/browser/key-sheet.ts'
import { canSign, holdMaster, unwrapMaster } from '#integrity/browser/web-keys.ts'

const form = document.querySelector<HTMLFormElement>('[data-restore-form]')
const field = document.querySelector<HTMLTextAreaElement>('#words')

const say = (error: string): void => {
  const message = document.querySelector<HTMLElement>('#words-error')
  message?.replaceChildren(error)
  if (message) message.hidden = error === ''
  document.querySelector('#words-group')?.classList.toggle('govuk-form-group--error', error !== '')
  field?.classList.toggle('govuk-textarea--error', error !== '')
  document.querySelector('[data-restoring]')?.replaceChildren(error ? '' : 'Restoring…')
  if (error) field?.focus()
}

const restore = async (): Promise<void> => {
  const { wrapped = '', sheetKey = '', then = '/workspace/keys' } = form?.dataset ?? {}
  const secret = secretOf(field?.value ?? '')
  if ('fault' in secret) return say(wordsFaultInWords(secret))
  const master = await unwrapMaster(Uint8Array.from(fromBase64(wrapped)), Uint8Array.from(secret))
  if (!master) return say('These are the words of another key sheet. Check the date on yours')
  say('')
  await keepMaster(sheetKey, await holdMaster(master))
  if (field) field.value = ''
  window.location.assign(then)
  return undefined
}

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  canSign().then(
    (able) =>
      able
        ? restore().catch(() => say('This browser would not keep the key. Use an ordinary window, then try again'))
        : say('This browser cannot sign. Use Chrome or Edge 137, Firefox 129, Safari 17, or newer ones of these'),
    () => undefined,
  )
})
