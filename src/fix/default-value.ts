import { defaultOf } from '../detect/advice/default-value.ts'
import type { Place } from './languages/language.ts'
import type { Site, Way } from './plan-types.ts'

/** `${NAME:-secret}` of shells and Compose, `${NAME:secret}` of Spring. */
const EXPANSION = /\$\{([A-Za-z_][\w.-]{1,80})(:?[-=]|:)$/
const OPERATOR = /[ \t\r\n]*(?:\|\||\?\?|\?:|\/\/|\bor\b)[ \t\r\n]*$/
const SECOND_ARGUMENT = /,[ \t\r\n]*$/

/** How to take out a secret that only stands in for a variable which is read there already: without it. Null where it is no such value. */
export function defaultWay(text: string, site: Site, place?: Pick<Place, 'start' | 'end' | 'path'>): Way | null {
  if (site.form !== null) return null
  const before = text.slice(Math.max(0, site.start - 200), site.start)
  const expansion = EXPANSION.exec(before)
  if (expansion !== null && text[site.end] === '}')
    return without(site, expansion[1] ?? '', site.start - (expansion[2] ?? '').length, site.end, '')
  if (place === undefined) return null
  const name = defaultOf(before)
  if (name === null || !/^[A-Z][A-Z0-9_]*$/.test(name)) return null
  const until = text.slice(Math.max(0, place.start - 200), place.start)
  const operator = OPERATOR.exec(until)?.[0]
  const typed = /\.[cm]?tsx?$/i.test(place.path) ? '!' : ''
  if (operator !== undefined) return without(site, name, place.start - operator.length, place.end, typed)
  const comma = SECOND_ARGUMENT.exec(until)?.[0]
  const isLast = /^[ \t\r\n]*\)/.test(text.slice(place.end, place.end + 80))
  return comma !== undefined && isLast ? without(site, name, place.start - comma.length, place.end, '') : null
}

function without(site: Site, name: string, start: number, end: number, instead: string): Way {
  const holding = { site, value: site.value, start: site.start, end: site.end, name, isFixed: true }
  return { holdings: [holding], edits: () => [{ start, end, text: instead }] }
}
