import type { Choice } from '../choice.ts'
import type { Report } from '../packed.ts'
import { byId, place } from './element.ts'
import type { Store } from './store.ts'

const SELECTS = ['severity', 'head', 'pushed', 'decided', 'order'] as const

/** The form above the list. */
export function showFilters({ entries }: Report, store: Store): void {
  const search = byId('search', HTMLInputElement)
  search.addEventListener('input', () => store.change({ search: search.value }))
  place('filters').addEventListener('submit', event => event.preventDefault())
  for (const name of SELECTS) {
    const select = byId(name, HTMLSelectElement)
    select.addEventListener('change', () => store.change({ [name]: select.value } as Partial<Choice>))
  }
  // Only commits have a date, a place in HEAD, and somewhere to be pushed to.
  if (entries.every(({ commit }) => commit === null))
    for (const one of document.querySelectorAll<HTMLElement>('.of-history')) one.hidden = true
  store.onChange(choice => {
    if (search.value !== choice.search) search.value = choice.search
    for (const name of SELECTS) byId(name, HTMLSelectElement).value = choice[name]
  })
}
