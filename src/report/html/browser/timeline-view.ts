import { type Chooser, NO_CHOICE } from '../choice.ts'
import type { Report } from '../packed.ts'
import { counted, number } from '../summary.ts'
import { named, type Stretch, stretches, tally } from '../timeline.ts'
import { element, place } from './element.ts'
import type { Store } from './store.ts'

/** When secrets got in: a bar a stretch, which chooses it. One of them is a stop of the Tab key, arrow keys lead to the others. */
export function showTimeline({ entries }: Report, chooser: Chooser, store: Store): void {
  const all = stretches(entries)
  if (all.length === 0) return
  const bars = all.map(() =>
    element('button', { type: 'button', class: 'bar' }, element('span'), element('span', { class: 'pushed' })),
  )
  const most = Math.max(...tally(all, entries).map(count => count.all))
  let last = 0
  for (const [index, bar] of bars.entries()) {
    bar.tabIndex = index === 0 ? 0 : -1
    bar.addEventListener('click', event => {
      store.change(chosenBy(all, index, event.shiftKey ? last : index, store))
      last = index
    })
    bar.addEventListener('keydown', event => {
      const target =
        bars[{ ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: bars.length - 1 }[event.key] ?? -1]
      if (target === undefined) return
      event.preventDefault()
      bar.tabIndex = -1
      target.tabIndex = 0
      target.focus()
    })
  }
  place('timeline').append(...bars)
  place('axis').append(...labels(all))
  place('when').hidden = false
  store.onChange(choice => {
    const counts = tally(all, chooser.choose(choice, 'date'))
    for (const [index, bar] of bars.entries()) {
      const { all: total = 0, pushed = 0 } = counts[index] ?? {}
      const stretch = all[index]
      if (stretch === undefined) continue
      const [rest, below] = bar.querySelectorAll('span')
      if (rest) rest.style.height = height(total - pushed, most)
      if (below) below.style.height = height(pushed, most)
      const label = `${named(stretch)}: ${counted(total, 'finding')}${pushed > 0 ? `, ${number(pushed)} pushed` : ''}`
      bar.title = label
      bar.setAttribute('aria-label', label)
      bar.setAttribute(
        'aria-pressed',
        String(choice.from !== '' && stretch.from >= choice.from && stretch.until <= choice.until),
      )
    }
    place('timeline').classList.toggle('narrowed', choice.from !== '')
  })
  showLegend(
    entries.some(entry => entry.pushed !== null),
    entries.filter(({ date }) => date === null).length,
  )
}

function chosenBy(
  all: readonly Stretch[],
  one: number,
  other: number,
  { now }: Store,
): { from: string; until: string } {
  const first = all[Math.min(one, other)]
  const end = all[Math.max(one, other)]
  if (first === undefined || end === undefined) return { from: '', until: '' }
  const again = now.from === first.from && now.until === end.until
  return again ? { from: NO_CHOICE.from, until: NO_CHOICE.until } : { from: first.from, until: end.until }
}

/** What is there is seen, however little. */
function height(count: number, most: number): string {
  return count === 0 ? '0' : `max(2px, ${(100 * count) / most}%)`
}

function showLegend(knowsPushed: boolean, undated: number): void {
  const key = (name: string): HTMLElement => element('span', { class: `key ${name}` })
  const legend = place('when-legend')
  legend.append('Findings by the date of the commit that brought them in')
  if (knowsPushed) legend.append(': ', key('pushed'), ' pushed, ', key(''), ' not')
  legend.append(undated > 0 ? `. ${counted(undated, 'finding')} without a date.` : '.')
}

/** A label where a year begins, or a month where all is days; not so many that they run into each other. */
function labels(all: readonly Stretch[]): HTMLElement[] {
  const length = all[0]?.from.length === 10 ? 7 : 4
  const heads = all.map(({ from }) => from.slice(0, length))
  const begins = heads.flatMap((head, index) => (head === heads[index - 1] ? [] : [index]))
  const room = Math.ceil(all.length / 12)
  // A first year that is nearly over gives way to the next one.
  const [first = 0, second = all.length] = begins
  const shown = new Set<number>()
  let last = -room
  for (const index of second - first < room ? begins.slice(1) : begins) {
    if (index - last < room) continue
    shown.add(index)
    last = index
  }
  return heads.map((head, index) => element('span', {}, shown.has(index) ? head : ''))
}
