import { lstatSync } from 'node:fs'
import { takeApart } from './block.ts'
import { ownText } from './chain.ts'
import { DOORS } from './doors.ts'
import { earlierOf, type Place } from './record.ts'
import { fileOf } from './site.ts'

/** What stands at each door of a directory, or stood there before keyhook: "absent", "link", "directory" or "file" with its mode. */
export function describeBefore(directory: string, style: Place['style']): Record<string, string> {
  return Object.fromEntries(DOORS.map(door => [door, before(directory, door, style)]))
}

function before(directory: string, door: string, style: Place['style']): string {
  const path = fileOf({ directory, style }, door)
  const text = ownText(path)
  const parts = text === null ? null : takeApart(text)
  if (parts === null) return describe(path)
  if (style !== 'chain' && !parts.notes.created) return describe(path)
  return describe(earlierOf(directory, door))
}

function describe(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'absent'
  if (found.isSymbolicLink()) return 'link'
  return found.isFile() ? `file ${(found.mode & 0o7777).toString(8)}` : 'directory'
}
