/**
 * What the scripts of signing pages share: finding the holder's key for the form that `SigningFields` marked, and saying
 * why it cannot be used here. Runs in the browser.
 */
import { toBase64 } from '../base64.ts'
import { heldMaster } from './held-keys.ts'
import { canSign, reviewKey, signText, type HeldKey } from './web-keys.ts'

/** The part of a form that signs, with what the server said about the key. */
export interface SigningPart {
  readonly form: HTMLFormElement
  readonly element: HTMLElement
}

/** The signing parts of this page. */
export function signingParts(): SigningPart[] {
  return [...document.querySelectorAll<HTMLElement>('[data-signing]')].flatMap((element) => {
    const form = element.closest('form')
    return form ? [{ form, element }] : []
  })
}

/** The holder's key for this form; null when this browser cannot sign or does not have it. */
export async function keyFor({ element }: SigningPart, number?: number): Promise<HeldKey | null> {
  const { keyring = '', reference = '', holder = '', number: given = '1' } = element.dataset
  const master = await heldMaster(keyring)
  return master && reviewKey(master, { reference, holder, number: number ?? Number(given) })
}

/** Shows what this browser can do: sign, say that it cannot, or lead to restoring the key. */
export async function showWhatIsPossible(part: SigningPart): Promise<void> {
  const able = await canSign()
  const key = able ? await keyFor(part).catch(() => null) : null
  const { publicKey } = part.element.dataset
  const isOurs = key !== null && (!publicKey || publicKey === toBase64(key.publicKey))
  show(part, !able ? 'unable' : isOurs ? 'ready' : 'missing')
  if (key && isOurs) showFingerprint(part, toBase64(key.publicKey))
}

function show({ form }: SigningPart, state: 'ready' | 'missing' | 'unable'): void {
  for (const element of form.querySelectorAll<HTMLElement>('[data-when]'))
    element.hidden = element.dataset['when'] !== state
  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-signs]')) button.disabled = state !== 'ready'
}

function showFingerprint({ form }: SigningPart, fingerprint: string): void {
  for (const element of form.querySelectorAll<HTMLElement>('[data-key-fingerprint]')) {
    element.dataset['value'] = fingerprint
    element.replaceChildren(...(fingerprint.match(/.{1,4}/g) ?? []).map(groupOf))
  }
}

function groupOf(text: string): HTMLElement {
  const group = document.createElement('span')
  group.className = 'tl-fingerprint__group'
  group.textContent = text
  return group
}

/** Puts a value into a field of the form. */
export function put(form: HTMLFormElement, name: string, value: string): void {
  const input = form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (input) input.value = value
}

/** Signs a text and puts key and signature into the form's fields. */
export async function putSignature(form: HTMLFormElement, key: HeldKey, text: string): Promise<void> {
  put(form, 'publicKey', toBase64(key.publicKey))
  put(form, 'signature', toBase64(await signText(key, text)))
}

/** Does the work when the form is sent, then sends it, unless it says `stay`. What goes wrong is said where the form says `data-sign-status`. */
export function whenSent(form: HTMLFormElement, work: () => Promise<void | 'stay'>): void {
  let done = false
  form.addEventListener('submit', (event) => {
    if (done) return
    event.preventDefault()
    const status = form.querySelector<HTMLElement>('[data-sign-status]')
    status?.replaceChildren('Signing…')
    work().then(
      (answer) => {
        if (answer === 'stay') return status?.replaceChildren()
        done = true
        return form.submit()
      },
      () => status?.replaceChildren('Your browser could not sign. Load the page again, then try once more.'),
    )
  })
}
