/**
 * @module Makes the workbench quick. Everything works without it.
 */
import { startWorkbench } from './open-workbench.ts'

if (document.getElementById('decide')) startWorkbench()
else markPage()

/** On the page that marks words: what is selected fills the form. */
function markPage(): void {
  const target = document.querySelector<HTMLElement>('[data-selects-into]')
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection()
    const words = selection?.toString().trim()
    const input = document.getElementById(target?.dataset['selectsInto'] ?? '')
    if (!target || !words || !(input instanceof HTMLInputElement) || !selection?.anchorNode) return
    if (target.contains(selection.anchorNode)) input.value = words
  })
}
