import { stringify } from 'yaml'
import type { AllowlistEntry } from './allowlist.ts'

export type NewEntry = Omit<AllowlistEntry, 'line'>

const ORDER = ['fingerprint', 'rule', 'path', 'reason', 'expires'] as const

/** The fields of an entry in the order in which people read them, each value quoted where YAML asks for it. */
function fields(entry: NewEntry, quote: (field: string, value: string) => string): string[] {
  return ORDER.flatMap(field => {
    const value = entry[field]
    return value === undefined ? [] : [`${field}: ${quote(field, value)}`]
  })
}

/** An entry as lines of a block list whose dashes stand in column `indent` (0-based). */
export function blockEntry(entry: NewEntry, indent: number): string[] {
  const space = ' '.repeat(indent)
  return fields(entry, blockValue).map((line, index) => `${space}${index === 0 ? '- ' : '  '}${line}`)
}

/** An entry in braces, for a list in brackets. */
export function flowEntry(entry: NewEntry): string {
  return `{ ${fields(entry, (_, value) => JSON.stringify(value)).join(', ')} }`
}

function blockValue(field: string, value: string): string {
  if (field === 'expires') return value
  // Globs are quoted always: people copy them, and most begin with what YAML takes for something else.
  return field === 'path' ? JSON.stringify(value) : stringify(value, { lineWidth: 0 }).trimEnd()
}
