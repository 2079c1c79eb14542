import { addItems } from '../yaml/edit.ts'
import { blockEntry, flowEntry, type NewEntry } from './entry-text.ts'
import { TEMPLATE } from './template.ts'

/**
 * Adds entries to the text of a valid allowlist and changes no other byte of it.
 *
 * @param text null where there is no file yet; a file that explains itself is begun
 */
export function addEntries(text: string | null, entries: readonly NewEntry[]): string {
  const items = entries.map(entry => ({ block: (indent: number) => blockEntry(entry, indent), flow: flowEntry(entry) }))
  return addItems(text === null || text.trim() === '' ? TEMPLATE : text, 'entries', items)
}
