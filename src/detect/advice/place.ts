import type { Excerpt } from '../../types.ts'
import type { HiddenForm } from '../matches.ts'

/** Where a finding stands. All texts are masked. */
export interface Place {
  readonly kind: Excerpt['kind']
  readonly path: string
  /** What stands before it on its line, and behind it; of a very long line the nearest part. */
  readonly before: string
  readonly after: string
  /** The line before; null where it is not known. */
  readonly previous: string | null
  /** The text around, other lines included. */
  readonly nearby: string
  /** How the secret is hidden, if it is. */
  readonly form?: HiddenForm | undefined
}

const QUOTE = String.raw`["'\x60]?`
/** A name, and a value that begins; in YAML and JSON too. */
const ASSIGNED = new RegExp(String.raw`(?:^|[\s,;{("'\x60])([A-Za-z_][\w.-]{0,80})${QUOTE}\s{0,8}[:=]\s{0,8}${QUOTE}$`)
/** `- name: X` and, on the next line, `value: …`, as Kubernetes and Compose have it. */
const VALUE = new RegExp(String.raw`^[\s-]{0,80}${QUOTE}value${QUOTE}\s{0,8}:\s{0,8}${QUOTE}$`)
const NAMED = new RegExp(String.raw`^[\s-]{0,80}${QUOTE}name${QUOTE}\s{0,8}:\s{0,8}${QUOTE}([A-Za-z_][\w.-]{0,80})`)

/** The name that the line gives to the value, as it is written; null where it gives none. */
export function nameGiven({ before, previous }: Pick<Place, 'before' | 'previous'>): string | null {
  if (VALUE.test(before)) return NAMED.exec(previous ?? '')?.[1] ?? null
  return ASSIGNED.exec(before)?.[1] ?? null
}

/** Whether a name is one of an environment variable. */
export function isVariable(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name)
}
