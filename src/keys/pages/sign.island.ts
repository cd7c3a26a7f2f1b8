/**
 * @module Signs a statement in its holder's browser. The text stands in the page, where its holder can read it; what is
 * sent is the public key and the signature. Where the text names the key itself, `{key}` stands in its place. Without a text only the key is sent.
 */
import { toBase64 } from '#integrity/base64.ts'
import { signText } from '#integrity/browser/web-keys.ts'
import {
  keyFor,
  put,
  putSignature,
  showWhatIsPossible,
  signingParts,
  whenSent,
} from '#integrity/browser/signing-form.ts'

for (const part of signingParts()) {
  const { form, element } = part
  void showWhatIsPossible(part)
  const { text, newNumber } = element.dataset
  if (text === undefined) continue
  whenSent(form, async () => {
    const key = await keyFor(part)
    if (!key) throw new Error('no key here')
    if (text === '') return put(form, 'publicKey', toBase64(key.publicKey))
    if (newNumber === undefined) return putSignature(form, key, text.replace('{key}', toBase64(key.publicKey)))
    // A rotation: the next key is made here, and both sign the text that names both.
    const next = await keyFor({ ...part, element: nextElement(element) }, Number(newNumber))
    if (!next) throw new Error('no key here')
    const named = text.replace('{key}', toBase64(next.publicKey))
    await putSignature(form, key, named)
    put(form, 'newKey', toBase64(next.publicKey))
    put(form, 'newSignature', toBase64(await signText(next, named)))
    return undefined
  })
}

/** The new key comes from the keyring in use, the old one from that which it was made from. */
function nextElement(element: HTMLElement): HTMLElement {
  const next = element.cloneNode(false) as HTMLElement
  next.dataset['keyring'] = element.dataset['newKeyring'] ?? element.dataset['keyring'] ?? ''
  return next
}
