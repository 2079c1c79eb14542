import { type Choice, NO_CHOICE } from '../choice.ts'

const FREE = ['search', 'provider', 'path', 'from', 'until'] as const
const CLOSED = {
  severity: ['', 'critical', 'high', 'medium', 'low'],
  head: ['', 'in', 'gone'],
  pushed: ['', 'yes', 'no', 'unknown'],
  decided: ['open', 'settled', 'all'],
  order: ['urgency', 'newest', 'oldest', 'path'],
} as const

/** What the part of the address behind `#` asks for, so that a view can be kept and handed on; anything it does not know counts as not there. */
export function readAddress(): Choice {
  const given = new URLSearchParams(location.hash.slice(1))
  const choice: Record<string, string | number> = { ...NO_CHOICE }
  for (const name of FREE) choice[name] = given.get(name) ?? ''
  for (const [name, values] of Object.entries(CLOSED)) {
    const value = given.get(name)
    if (value !== null && (values as readonly string[]).includes(value)) choice[name] = value
  }
  if (!/^\d{4}/.test(String(choice['from'])) || choice['until'] === '') Object.assign(choice, { from: '', until: '' })
  const page = Number(given.get('page'))
  if (Number.isInteger(page) && page > 0) choice['page'] = page
  return choice as unknown as Choice
}

/** Not a step in the browser's history each: whoever types a word does not want to go back by letters. */
export function writeAddress(choice: Choice): void {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(choice))
    if (value !== NO_CHOICE[name as keyof Choice]) given.set(name, String(value))
  const hash = String(given)
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`)
}
