/**
 * An open workbench in the browser: decisions by single keys, stored at once, kept and sent again where the connection is
 * lost, and what another editor decides shown as it happens. One page has one, so its parts are looked up once.
 */
interface State {
  refused: string | null
  version: number
  undecided: number
  total: number
  undo: { id: number; says: string; mine: boolean } | null
  redo: string | null
  entities: [id: string, version: number, decision: string, replacement: string, suggested: string][]
}
interface Sending {
  path: string
  body: Record<string, string>
  entity: string | null
}

const box = document.getElementById('decide') ?? document.createElement('section')
const at = location.pathname.replace(/\/$/, '')
const store = `workbench:${box.dataset['report'] ?? ''}`
const form = (document.getElementById('decide-form') ?? document.createElement('form')) as HTMLFormElement
const words = (document.getElementById('decide-words') ?? document.createElement('input')) as HTMLInputElement
const keysOn = (document.getElementById('decide-keys') ?? document.createElement('input')) as HTMLInputElement
const say = (id: string, text: string) => {
  const place = document.getElementById(id)
  if (place && place.textContent !== text) place.textContent = text
}
const token = form.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? ''
const marks = [...document.querySelectorAll<HTMLElement>('a.tl-span[id^="s-"]')]
const entityOf = (mark: HTMLElement) => /entities\/([0-9a-f-]{36})/.exec(mark.getAttribute('href') ?? '')?.[1] ?? ''
const entries = new Map(
  [...document.querySelectorAll<HTMLElement>('[data-entity]')].map((li) => [li.dataset['entity'] ?? '', li]),
)
let selected: HTMLElement | null = null
let version = Number(box.dataset['version'])
let waiting: Sending[] = kept()
let sending = false
let pause = 2000

function kept(): Sending[] {
  try {
    return JSON.parse(sessionStorage.getItem(store) ?? '[]') as Sending[]
  } catch {
    return []
  }
}
const keep = () => {
  sessionStorage.setItem(store, JSON.stringify(waiting))
}

const undecided = (mark: HTMLElement) => entries.get(entityOf(mark))?.dataset['decision'] === 'undecided'

function select(mark: HTMLElement, focus = true): void {
  selected?.removeAttribute('aria-current')
  selected = mark
  mark.setAttribute('aria-current', 'true')
  const li = entries.get(entityOf(mark))
  const { canonical = '', kind = '', count = '', why = '', replacement = '', suggested = '' } = li?.dataset ?? {}
  say('decide-heading', `“${canonical}”`)
  say('decide-kind', `${kind}, ${count === '1' ? 'one mention' : `${count} mentions`}`)
  say('decide-why', why)
  words.value = replacement || suggested
  if (focus) mark.focus({ preventScroll: true })
  mark.scrollIntoView({ block: 'center' })
}

function move(step: 1 | -1, wanted: (mark: HTMLElement) => boolean): void {
  const from = selected ? marks.indexOf(selected) : step === 1 ? -1 : marks.length
  for (let n = from + step; n >= 0 && n < marks.length; n += step) {
    const mark = marks[n]
    if (mark && wanted(mark)) return select(mark)
  }
  const elsewhere = [...entries.values()].find((li) => li.dataset['decision'] === 'undecided')
  const part = elsewhere?.dataset['part']
  const here = new URLSearchParams(location.search).get('part') ?? '1'
  if (step === 1 && part && part !== here && waiting.length === 0) {
    location.href = `${at}?part=${part}#next`
    return
  }
  say('decide-status', elsewhere ? 'No more in this direction on this part.' : 'Everything is decided.')
}

function show(id: string, decision: string, replacement: string): void {
  const li = entries.get(id)
  if (li) {
    li.className = `tl-entities__one tl-entities__one--${decision}`
    Object.assign(li.dataset, { decision, replacement })
    const line = li.querySelector('.tl-entities__decision')
    const suggested = li.dataset['suggested'] ?? ''
    if (line)
      line.textContent =
        decision === 'keep'
          ? 'Stays'
          : decision === 'replace'
            ? `Becomes “${replacement}”`
            : suggested
              ? `Suggested: “${suggested}”`
              : 'Undecided'
  }
  const state = decision === 'keep' ? 'kept' : decision === 'replace' ? 'replaced' : 'proposed'
  for (const mark of marks) if (entityOf(mark) === id && !mark.dataset['own']) showMark(mark, state, replacement)
}

function showMark(mark: HTMLElement, state: string, replacement: string): void {
  mark.className = mark.className.replace(/tl-span--(?:proposed|replaced|kept)/, `tl-span--${state}`)
  mark.querySelector('.tl-span__replacement')?.remove()
  const last = mark.querySelector('.govuk-visually-hidden:last-child')
  if (last) last.textContent = (last.textContent ?? '').replace(/, (?:proposed|replaced|kept)\)/, `, ${state})`)
  if (state !== 'replaced') return
  const after = document.createElement('span')
  after.className = 'tl-span__replacement'
  after.innerHTML = '<span aria-hidden="true"> → </span><span class="govuk-visually-hidden"> becomes </span>'
  after.append(replacement)
  mark.insertBefore(after, last)
}

function decide(act: 'replace' | 'keep' | 'removed' | 'here'): void {
  if (!selected) return say('decide-status', 'Choose a mark first: press n.')
  const id = entityOf(selected)
  const li = entries.get(id)
  if (!li) return
  const name = li.dataset['canonical'] ?? ''
  const replacement = act === 'removed' ? 'removed' : words.value.trim()
  if (act === 'replace' && replacement === '') {
    words.focus()
    return say('decide-status', 'Enter the words that stand in its place.')
  }
  if (act === 'here') {
    selected.dataset['own'] = 'keep'
    showMark(selected, 'kept', '')
    send({ path: `/entities/${id}/mentions/${selected.id.slice(2)}`, body: { decision: 'keep' }, entity: null })
    say('decide-status', `“${name}” stays in this place only.`)
  } else {
    const body = { decision: act, replacement, version: li.dataset['version'] ?? '' }
    show(id, act === 'keep' ? 'keep' : 'replace', replacement)
    send({ path: `/entities/${id}`, body, entity: id })
    say('decide-status', act === 'keep' ? `“${name}” stays.` : `“${name}” becomes “${replacement}” everywhere.`)
  }
  move(1, undecided)
}

function send(one: Sending): void {
  waiting.push(one)
  keep()
  void flush()
}

async function ask(path: string, body: Record<string, string> | null): Promise<State | null> {
  const response = await fetch(`${at}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { accept: 'application/json' },
    redirect: 'error',
    ...(body ? { body: new URLSearchParams({ ...body, _csrf: token }) } : {}),
  })
  if (response.status !== 200 && response.status !== 409) throw new Error(String(response.status))
  return (await response.json()) as State
}

async function flush(): Promise<void> {
  if (sending) return
  sending = true
  while (waiting.length > 0) {
    const [one] = waiting
    if (!one) break
    say('decide-saved', 'Saving…')
    try {
      const state = await ask(one.path, one.body)
      waiting.shift()
      keep()
      pause = 2000
      if (state?.refused) say('decide-status', `${state.refused}.`)
      if (state) take(state, one.entity)
    } catch {
      const many = waiting.length === 1 ? 'One decision is' : `${waiting.length} decisions are`
      say('decide-saved', `${many} not saved yet. Trying again. If you were signed out, sign in again in another tab.`)
      await new Promise((resolve) => setTimeout(resolve, pause))
      pause = Math.min(30_000, pause * 2)
    }
  }
  sending = false
  say('decide-saved', 'Everything is saved.')
}

/** Shows the state as the server has it, save for what is still on its way. */
function take(state: State, mine: string | null): void {
  const onTheWay = new Set(waiting.map((one) => one.entity))
  const others: string[] = []
  for (const [id, at, decision, replacement, suggested] of state.entities) {
    const li = entries.get(id)
    if (!li) continue
    const changed =
      li.dataset['decision'] !== decision || (decision === 'replace' && li.dataset['replacement'] !== replacement)
    Object.assign(li.dataset, { version: String(at), suggested })
    if (!changed || onTheWay.has(id)) continue
    show(id, decision, replacement)
    if (id !== mine) others.push(li.dataset['canonical'] ?? '')
  }
  if (others.length > 0 && mine === null)
    say(
      'decide-status',
      `Decided elsewhere: ${others
        .slice(0, 3)
        .map((one) => `“${one}”`)
        .join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}.`,
    )
  if (state.total !== entries.size && waiting.length === 0)
    say('decide-saved', 'Marks were added or taken away elsewhere. Load the page again to see them.')
  version = state.version
  const bar = document.getElementById('decided') as HTMLProgressElement | null
  if (bar) bar.value = state.total - state.undecided
  const line = document.getElementById('decided-words')
  if (line) line.textContent = `${state.total - state.undecided} of ${state.total} people, places and details`
  const undo = document.querySelector<HTMLInputElement>('[data-history="undo"] [name="change"]')
  if (undo && state.undo) undo.value = String(state.undo.id)
}

async function history(which: 'undo' | 'redo'): Promise<void> {
  if (waiting.length > 0) return say('decide-status', 'Wait until everything is saved.')
  try {
    const now = await ask('/state', null)
    const answer = await ask(`/${which}`, which === 'undo' && now?.undo ? { change: String(now.undo.id) } : {})
    say(
      'decide-status',
      answer?.refused ? `${answer.refused}.` : which === 'undo' ? `Undone: ${now?.undo?.says ?? ''}.` : 'Done again.',
    )
    if (answer && answer.total !== entries.size) location.reload()
    else if (answer) take(answer, '')
  } catch {
    say('decide-status', 'The connection is lost. Try again.')
  }
}

const acts: Record<string, () => void> = {
  n: () => move(1, undecided),
  p: () => move(-1, undecided),
  j: () => move(1, () => true),
  a: () => {
    const suggested = entries.get(selected ? entityOf(selected) : '')?.dataset['suggested']
    if (suggested && words.value === '') words.value = suggested
    decide('replace')
  },
  c: () => {
    words.focus()
    words.select()
  },
  k: () => decide('keep'),
  o: () => decide('here'),
  x: () => decide('removed'),
  w: () => {
    const why = document.getElementById('decide-why')
    if (why) why.hidden = false
    say('decide-status', `Found because: ${why?.textContent ?? ''}`)
  },
  u: () => void history('undo'),
  r: () => void history('redo'),
  m: () => {
    const block = selected?.closest('[id^="b"]')?.id.slice(1)
    const link = document.querySelector<HTMLAnchorElement>(`[data-mark-block="${block ?? ''}"]`)
    link?.click()
  },
  '?': () => {
    const keys = box.querySelector('details')
    if (keys) keys.open = !keys.open
    keys?.querySelector('summary')?.focus()
  },
}

/** Starts it: keys, clicks, the queue of what is not stored yet, and asking what others decided. */
export function startWorkbench(): void {
  document.addEventListener('keydown', (event) => {
    const { target } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && selected) return select(selected)
    const typing =
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && target.type !== 'checkbox')
    if (typing || !keysOn.checked) return
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const button = event.submitter as HTMLButtonElement | null
    const value = button?.value ?? 'replace'
    decide(value === 'keep' || value === 'removed' || value === 'here' ? value : 'replace')
  })
  for (const mark of marks)
    mark.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      select(mark)
    })
  keysOn.checked = localStorage.getItem('workbench:keys') !== 'off'
  keysOn.addEventListener('change', () => {
    localStorage.setItem('workbench:keys', keysOn.checked ? 'on' : 'off')
  })
  addEventListener('beforeunload', (event) => {
    if (waiting.length > 0) event.preventDefault()
  })
  addEventListener('online', () => void flush())
  setInterval(() => {
    if (document.hidden || sending) return
    ask('/state', null).then(
      (state) => state && state.version !== version && take(state, null),
      () => undefined,
    )
  }, 8000)
  box.hidden = false
  if (waiting.length > 0) void flush()
  if (location.hash === '#next') move(1, undecided)
}
