import type { Choice, Chooser } from '../choice.ts'
import type { Entry, Report } from '../packed.ts'
import { number } from '../summary.ts'
import { element, isolated, place } from './element.ts'
import type { Store } from './store.ts'

interface Facet {
  readonly name: 'provider' | 'path'
  readonly section: string
  readonly list: string
}

const FACETS: readonly Facet[] = [
  { name: 'provider', section: 'by-provider', list: 'providers' },
  { name: 'path', section: 'by-file', list: 'files' },
]
const FEW = 8
/** A list longer than this is searched, not read. */
const MANY = 200

/** What leaked by provider and by file, the most first; each chooses its findings. */
export function showFacets({ entries }: Report, chooser: Chooser, store: Store): void {
  for (const facet of FACETS) {
    let shown = FEW
    const draw = (choice: Choice): void => {
      const groups = largest(chooser.choose(choice, facet.name), facet.name, choice[facet.name])
      const rows = groups.slice(0, shown).map(group => row(facet, group, groups[0]?.[1] ?? 1, store))
      const rest = Math.min(groups.length, MANY) - rows.length
      if (rest > 0 || shown > FEW) rows.push(more(rest))
      keepFocus(place(facet.list), rows)
    }
    const more = (rest: number): HTMLElement => {
      const button = element('button', { type: 'button', class: 'plain' }, rest > 0 ? `${number(rest)} more` : 'Fewer')
      button.addEventListener('click', () => {
        shown = rest > 0 ? MANY : FEW
        draw(store.now)
      })
      return element('li', {}, button)
    }
    store.onChange(draw)
    place(facet.section).hidden = entries.length === 0
  }
}

type Group = readonly [name: string, count: number]

/** What is chosen stays in sight, even where nothing else is left of it. */
function largest(entries: readonly Entry[], by: Facet['name'], chosen: string): Group[] {
  const counts = new Map<string, number>(chosen === '' ? [] : [[chosen, 0]])
  for (const entry of entries) counts.set(entry[by], (counts.get(entry[by]) ?? 0) + 1)
  const groups = [...counts].sort(([, one], [, other]) => other - one)
  const at = groups.findIndex(([name]) => name === chosen)
  return at < FEW ? groups : [...groups.slice(at, at + 1), ...groups.slice(0, at), ...groups.slice(at + 1)]
}

function row({ name }: Facet, [value, count]: Group, most: number, store: Store): HTMLElement {
  const chosen = store.now[name] === value
  const measure = element('span')
  measure.style.width = `${(100 * count) / Math.max(most, count, 1)}%`
  const button = element(
    'button',
    { type: 'button', 'aria-pressed': String(chosen), title: value },
    element('span', { class: `name ${name}` }, isolated(value)),
    element('span', { class: 'number' }, number(count)),
    element('span', { class: 'measure', 'aria-hidden': 'true' }, measure),
  )
  button.addEventListener('click', () => store.change({ [name]: chosen ? '' : value }))
  return element('li', {}, button)
}

/** Rows are made anew with each choice; whoever stood on one of them stands on the same one again. */
function keepFocus(list: HTMLElement, rows: readonly HTMLElement[]): void {
  const title = list.contains(document.activeElement) ? (document.activeElement?.textContent ?? '') : null
  const index =
    title === null ? -1 : [...list.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement)
  const named = title === null ? '' : (list.querySelectorAll('button')[index]?.title ?? '')
  list.replaceChildren(...rows)
  if (title === null) return
  const buttons = [...list.querySelectorAll('button')]
  const target =
    buttons.find(button => named !== '' && button.title === named) ?? buttons[Math.min(index, buttons.length - 1)]
  target?.focus({ preventScroll: true })
}
