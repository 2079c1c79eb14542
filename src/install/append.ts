import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { renderBlock, takeApart, withoutBlock } from './block.ts'
import { joined, ownText, type Wiring } from './chain.ts'
import { writing } from './changes.ts'
import { DOORS, type Door } from './doors.ts'
import { fileOf, type Site } from './site.ts'

/**
 * Guards each door by a block in a manager's own hook files, which are sh scripts.
 * It comes last, so that what a formatter adds is checked too; but first where a script may end before its last line.
 */
export function appendDoors(directory: string): Wiring {
  return joined(DOORS.map(door => appendDoor(directory, door)))
}

/** Has a file of keyhook's own for each door, as lefthook wants its scripts. */
export function writeScripts(directory: string): Wiring {
  return joined(
    DOORS.map(door => {
      const path = fileOf({ directory, style: 'script' }, door)
      const text = ownText(path)
      if (text === null && lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw notAFile(path)
      const parts = text === null ? null : takeApart(text)
      const notes = parts?.notes ?? { created: text === null || text === '' }
      const block = renderBlock(door, 'tracked', notes, 'in words')
      const content = (parts?.before ?? text ?? '') + block + (parts?.after ?? '')
      // lefthook makes it executable where it is not, which git would then show as a change.
      return { changes: writing(path, Buffer.from(content, 'latin1'), true), notes: [] }
    }),
  )
}

export function removeBlocks(place: Pick<Site, 'directory' | 'style'>): Wiring {
  return joined(DOORS.map(door => removeBlock(fileOf(place, door))))
}

function appendDoor(directory: string, door: Door): Wiring {
  const path = join(directory, door)
  const text = ownText(path)
  if (text === null && lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw notAFile(path)
  if (text === null) return { changes: writing(path, renderBlock(door, 'tracked', { created: true })), notes: [] }
  const parts = takeApart(text)
  const content =
    parts === null ? insert(text, door) : parts.before + renderBlock(door, 'tracked', parts.notes) + parts.after
  const early = parts === null && mayEndEarly(text)
  return {
    changes: writing(path, Buffer.from(content, 'latin1')),
    notes: early ? [`keyhook comes first in ${path}, because that script may end before its last line`] : [],
  }
}

function insert(text: string, door: Door): string {
  if (mayEndEarly(text)) {
    const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0
    if (start > 0 || !text.startsWith('#!'))
      return text.slice(0, start) + renderBlock(door, 'tracked') + text.slice(start)
  }
  const joining = text !== '' && !text.endsWith('\n')
  return `${text}${joining ? '\n' : ''}${renderBlock(door, 'tracked', { joined: joining })}`
}

function mayEndEarly(text: string): boolean {
  return text.split('\n').some(line => /^[^#]*(?:^|[\s;&|({])(?:exit|exec|return)(?:\s|;|$)/.test(line))
}

function removeBlock(path: string): Wiring {
  const text = ownText(path)
  const parts = text === null ? null : takeApart(text)
  if (parts === null) return { changes: [], notes: [] }
  const rest = withoutBlock(parts)
  if (rest === null) return { changes: [{ kind: 'remove', path }], notes: [] }
  return { changes: writing(path, Buffer.from(rest, 'latin1')), notes: [] }
}

/** Two doors may lead to one file, and a link may lead out of the repository. */
function notAFile(path: string): KeyhookError {
  return new KeyhookError(
    'install',
    `This is a link or a directory, and keyhook adds its lines only to plain files: ${path}`,
    'Put a file that calls it in its place, then run "npx keyhook init" again.',
  )
}
