/**
 * @module Makes the workbench quicker: words selected with the mouse or the keyboard fill the form that marks them; `n` and
 * `p` go to the next and the previous undecided mention. Everything works without it.
 */
const target = document.querySelector<HTMLElement>('[data-selects-into]')

document.addEventListener('selectionchange', () => {
  const selection = document.getSelection()
  const words = selection?.toString().trim()
  const input = document.getElementById(target?.dataset['selectsInto'] ?? '')
  if (
    !target ||
    !words ||
    !(input instanceof HTMLInputElement) ||
    !selection?.anchorNode ||
    !target.contains(selection.anchorNode)
  )
    return
  input.value = words
})

const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement

document.addEventListener('keydown', (event) => {
  if (isTyping(document.activeElement) || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key !== 'n' && event.key !== 'p') return
  const open = [...document.querySelectorAll<HTMLElement>('.tl-span--proposed')]
  const at = open.findIndex((span) => span === document.activeElement)
  const next = event.key === 'n' ? open[at + 1] : open[at <= 0 ? open.length - 1 : at - 1]
  next?.focus()
  next?.scrollIntoView({ block: 'center' })
})
