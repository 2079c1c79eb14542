import type { Entry, Subject } from '../packed.ts'
import { urgencyOf } from '../urgency.ts'
import { allowCommand, respondCommand } from './commands.ts'
import { commandLine } from './copy.ts'
import { element, isolated } from './element.ts'
import { pageLink } from './page-link.ts'

/** One finding: a line, and behind it what is known and what can be done, made when it is first opened. */
export function findingRow(entry: Entry, subject: Subject): HTMLElement {
  const { severity, provider, preview } = entry
  const summary = element(
    'summary',
    {},
    element('span', { class: `severity ${severity}` }, severity),
    element(
      'span',
      { class: 'what' },
      element('span', { class: 'provider' }, isolated(provider)),
      element('code', {}, isolated(preview)),
      element('span', { class: 'where' }, isolated(placeOf(entry))),
      element('span', { class: 'printed' }, isolated(identityOf(entry))),
    ),
    element('span', { class: 'facts' }, ...facts(entry)),
  )
  const details = element('details', {}, summary)
  details.addEventListener('toggle', () => {
    if (details.children.length === 1) details.append(more(entry, subject))
  })
  return element('li', {}, details)
}

function placeOf({ path, line, column }: Entry): string {
  return line === 0 ? `${path} (its name)` : `${path}:${line}:${column}`
}

/** On paper nothing opens. */
function identityOf({ fingerprint, commit, by, reason }: Entry): string {
  const parts = [
    fingerprint,
    ...(commit === null ? [] : [`commit ${commit}`]),
    ...(by === null ? [] : [`${by}: ${reason ?? ''}`]),
  ]
  return parts.join(', ')
}

function facts({ date, inHead, pushed, by, commit }: Entry): HTMLElement[] {
  const standing = [
    ...(pushed === null ? [] : [element('b', pushed ? { class: 'grave' } : {}, pushed ? 'pushed' : 'not pushed')]),
    ...(inHead === null ? [] : [inHead ? 'still in HEAD' : 'taken out']),
  ]
  return [
    ...(by === null ? [] : [element('span', {}, by === 'override' ? 'overridden' : 'allowed')]),
    ...(standing.length === 0
      ? []
      : [element('span', {}, ...standing.flatMap((one, index) => (index === 0 ? [one] : [', ', one])))]),
    ...(date === null ? [] : [element('span', {}, date.slice(0, 10))]),
    ...(date === null && commit === null ? [element('span', {}, 'not committed')] : []),
  ]
}

function more(entry: Entry, subject: Subject): HTMLElement {
  const { message, rule, confidence, fingerprint, commit, date, by, reason, help } = entry
  const known: [string, string | null][] = [
    ['Rule', `${rule}, ${confidence} confidence`],
    ['Fingerprint', fingerprint],
    ['Commit', commit],
    ['Written', date],
    ['Allowed', by === null ? null : `by ${by}: ${reason ?? ''}`],
  ]
  const commands = [respondCommand(subject, fingerprint), allowCommand(subject, entry)]
  return element(
    'div',
    { class: 'more' },
    element('p', {}, isolated(message)),
    element('p', {}, ...pageLink(help, urgencyOf(entry))),
    element(
      'dl',
      {},
      ...known.flatMap(([name, value]) =>
        value === null ? [] : [element('dt', {}, name), element('dd', {}, element('code', {}, isolated(value)))],
      ),
    ),
    ...commands.flatMap(command => (command === null ? [] : [commandLine(command)])),
  )
}
