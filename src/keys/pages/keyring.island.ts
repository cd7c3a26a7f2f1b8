/** @module Says whether the holder's key is in this browser, and takes it out again on a shared computer. */
import { forgetMaster, heldMaster } from '#integrity/browser/held-keys.ts'

const status = document.querySelector<HTMLElement>('[data-keyring-here]')
const button = document.querySelector<HTMLButtonElement>('[data-forgets]')
const sheetKey = status?.dataset['keyringHere'] ?? ''

const say = async (): Promise<void> => {
  const isHere = (await heldMaster(sheetKey)) !== null
  status?.replaceChildren(isHere ? 'Yes' : 'No')
  if (button) button.hidden = !isHere
}

button?.addEventListener('click', () => void forgetMaster(sheetKey).then(say))
void say()
