/** @module Signs with the key that only the paper key sheet makes: for stopping a key whose browser is gone. */
import { fromBase64, toBase64 } from '#integrity/base64.ts'
import { secretOf, wordsFaultInWords } from '#integrity/browser/key-sheet.ts'
import { put, whenSent } from '#integrity/browser/signing-form.ts'
import { canSign, sheetKey, signText } from '#integrity/browser/web-keys.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sheet-signs]')) {
  const button = form.querySelector<HTMLButtonElement>('[data-sheet-button]')
  void canSign().then((able) => {
    if (button) button.disabled = !able
  })
  whenSent(form, async () => {
    const error = form.querySelector<HTMLElement>('[data-sheet-error]')
    const say = (words: string) => {
      error?.replaceChildren(words)
      if (error) error.hidden = words === ''
      form.querySelector<HTMLElement>('textarea')?.focus()
      return 'stay' as const
    }
    const secret = secretOf(form.querySelector('textarea')?.value ?? '')
    if ('fault' in secret) return say(wordsFaultInWords(secret))
    const key = await sheetKey(Uint8Array.from(secret))
    if (toBase64(key.publicKey) !== toBase64(fromBase64(form.dataset['sheetKey'] ?? '')))
      return say('These are the words of another key sheet. Check the date on yours')
    put(form, 'signature', toBase64(await signText(key, form.dataset['text'] ?? '')))
    return undefined
  })
}
