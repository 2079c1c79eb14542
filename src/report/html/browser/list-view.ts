import { type Choice, type Chooser, NO_CHOICE } from '../choice.ts'
import type { Entry, Report } from '../packed.ts'
import { counted, number } from '../summary.ts'
import { named } from '../timeline.ts'
import { byId, element, isolated, place } from './element.ts'
import { findingRow } from './finding-row.ts'
import type { Store } from './store.ts'

/** Rows on a page: so few that a list is there at once, however many findings there are. */
const PAGE = 50
/** On paper there are no pages to turn. */
const MOST_PRINTED = 2000

/** The findings that are chosen, a page at a time. */
export function showList({ entries, subject }: Report, chooser: Chooser, store: Store): void {
  const list = place('list')
  let chosen: Entry[] = []

  const rows = (from: number, until: number): HTMLElement[] =>
    chosen.slice(from, until).map(entry => findingRow(entry, subject))
  const draw = (choice: Choice): void => {
    chosen = chooser.choose(choice)
    const last = Math.max(1, Math.ceil(chosen.length / PAGE))
    const page = Math.min(choice.page, last)
    const from = (page - 1) * PAGE
    list.replaceChildren(...rows(from, from + PAGE), ...(chosen.length === 0 ? [nothing(entries.length)] : []))
    tell(counting(chosen.length, page, last))
    showChosen(choice, store)
    place('pages').hidden = last === 1
    place('page').textContent = `Page ${number(page)} of ${number(last)}`
    byId('previous', HTMLButtonElement).disabled = page === 1
    byId('next', HTMLButtonElement).disabled = page === last
  }

  const turn = (by: number): void => {
    store.change({ page: Math.max(1, Math.min(store.now.page, Math.ceil(chosen.length / PAGE))) + by })
    place('findings').scrollIntoView()
    list.querySelector('summary')?.focus()
  }
  place('previous').addEventListener('click', () => turn(-1))
  place('next').addEventListener('click', () => turn(1))
  list.addEventListener('keydown', event => moveWithin(list, event))
  addEventListener('beforeprint', () => {
    list.replaceChildren(...rows(0, MOST_PRINTED))
    const rest = chosen.length > MOST_PRINTED ? `, of which the first ${number(MOST_PRINTED)} are printed` : ''
    tell(`${counted(chosen.length, 'finding')}${rest}`)
  })
  addEventListener('afterprint', () => draw(store.now))
  store.onChange(draw)
  place('findings').hidden = entries.length === 0
}

/** Said by a screen reader only where it has changed. */
function tell(text: string): void {
  const count = place('count')
  if (count.textContent !== text) count.textContent = text
}

function counting(total: number, page: number, last: number): string {
  return last === 1
    ? counted(total, 'finding')
    : `${counted(total, 'finding')}, page ${number(page)} of ${number(last)}`
}

function nothing(all: number): HTMLElement {
  return element('li', { class: 'none' }, `None of the ${counted(all, 'finding')} fits what is chosen.`)
}

/** What narrows the list besides the form, each with a way to take it back. */
function showChosen(choice: Choice, store: Store): void {
  const { provider, path, from, until } = choice
  const chosen: [string, Partial<Choice>][] = [
    ...(provider === '' ? [] : [[provider, { provider: '' }] as [string, Partial<Choice>]]),
    ...(path === '' ? [] : [[path, { path: '' }] as [string, Partial<Choice>]]),
    ...(from === '' ? [] : [[named({ from, until }), { from: '', until: '' }] as [string, Partial<Choice>]]),
  ]
  const isNarrowed = Object.entries(choice).some(
    ([name, value]) => !['page', 'order'].includes(name) && value !== NO_CHOICE[name as keyof Choice],
  )
  const items = chosen.map(([name, without]) => taking(name, `Take back ${name}`, () => store.change(without)))
  if (isNarrowed)
    items.push(
      taking('all that is chosen', 'Take back all that is chosen', () =>
        store.change({ ...NO_CHOICE, order: choice.order }),
      ),
    )
  place('chosen').replaceChildren(...items)
}

function taking(name: string, label: string, step: () => void): HTMLElement {
  const button = element('button', { type: 'button', 'aria-label': label }, isolated(name))
  button.addEventListener('click', () => {
    step()
    byId('search', HTMLInputElement).focus({ preventScroll: true })
  })
  return element('li', {}, button)
}

/** Arrow keys move from finding to finding, without opening them. */
function moveWithin(list: HTMLElement, event: KeyboardEvent): void {
  const summaries = [...list.querySelectorAll('summary')]
  const index = summaries.indexOf(event.target as HTMLElement)
  if (index < 0) return
  const target =
    summaries[{ ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: summaries.length - 1 }[event.key] ?? -1]
  if (target === undefined) return
  event.preventDefault()
  target.focus()
}
