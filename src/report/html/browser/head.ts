import type { Report } from '../packed.ts'
import { counted, number, type Step, summarize } from '../summary.ts'
import { respondCommand } from './commands.ts'
import { commandLine } from './copy.ts'
import { element, isolated, place } from './element.ts'
import { pageLink } from './page-link.ts'
import type { Store } from './store.ts'

/** More first steps than this are no first steps. */
const MOST_STEPS = 5

/** The first look, which does not change with what is chosen. */
export function showHead(report: Report, store: Store): void {
  const { subject, stats, notes } = report
  const { headline, details, steps } = summarize(report)
  const day = subject.made.slice(0, 10)
  place('masthead').append(element('span', {}, ' report of '), isolated(subject.name), element('span', {}, `, ${day}`))
  place('headline').textContent = headline
  place('details').append(...details.map(text => element('p', {}, text)))
  place('scanned').textContent =
    `${counted(stats.files, 'file')} and ${counted(stats.lines, 'line')} were scanned in ${seconds(stats.ms)}.`
  showSteps(steps, report, store)
  place('notes-list').append(...notes.map(note => element('li', {}, isolated(note))))
  place('notes').hidden = notes.length === 0
}

function showSteps(steps: readonly Step[], { subject }: Report, store: Store): void {
  const shown = steps.slice(0, MOST_STEPS).map(step => {
    const show = element(
      'button',
      { type: 'button', class: 'plain', 'aria-label': `Show the findings of ${step.provider}` },
      'Show',
    )
    show.addEventListener('click', () => {
      store.change({ provider: step.provider, decided: 'open' })
      place('findings').focus()
    })
    const command = respondCommand(subject, step.fingerprint)
    return element(
      'li',
      {},
      element(
        'div',
        {},
        element('span', { class: 'name' }, isolated(step.provider)),
        element('span', { class: 'extent' }, step.says),
      ),
      element('div', { class: 'go' }, ...pageLink(step.help, step.urgency), show),
      ...(command === null ? [] : [commandLine(command)]),
    )
  })
  place('steps').append(...shown)
  place('first').hidden = shown.length === 0
  const more = steps.length - shown.length
  place('more-steps').hidden = more <= 0
  place('more-steps').textContent = `Then ${number(more)} more ${more === 1 ? 'provider' : 'providers'}, below.`
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
