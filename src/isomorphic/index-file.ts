import { createHash } from 'node:crypto'
import { KeyhookError } from '../errors.ts'
import { refused } from './refusals.ts'

/** What the index, or a tree, has under a path. */
export interface Entry {
  /** Six octal digits. */
  readonly mode: string
  readonly id: string
}

const ID = 20
const FIXED = 62
const HEADER = 12
const NAME_LENGTH = 0x0fff
const STAGE = 0x3000
const EXTENDED = 0x4000
const INTENT_TO_ADD = 0x2000

/**
 * The entries of an index file that would be committed, by path (one character a byte). Paths that were only announced with `git add -N` are none.
 *
 *     DIRC <version> <count>, then for each entry:
 *     ctime mtime dev ino  mode  uid gid size  id  flags [more flags]  path NUL…  (to a multiple of eight bytes)
 *     then extensions: four letters, length, content; then the checksum of all before it
 *
 * @throws KeyhookError 'incomplete' for an index of another form, a damaged one, and one with an unresolved conflict
 */
export function parseIndexFile(file: Buffer): Map<string, Entry> {
  if (file.toString('latin1', 0, 4) !== 'DIRC' || file.length < HEADER + ID) throw damaged()
  const version = file.readUInt32BE(4)
  if (version !== 2 && version !== 3) throw refused(`its index has version ${version}`)
  const end = file.length - ID
  verifyChecksum(file, end)
  const entries = new Map<string, Entry>()
  let at = HEADER
  for (let left = file.readUInt32BE(8); left > 0; left--) {
    if (at + FIXED > end) throw damaged()
    const flags = file.readUInt16BE(at + FIXED - 2)
    const isExtended = (flags & EXTENDED) !== 0
    const more = isExtended ? file.readUInt16BE(at + FIXED) : 0
    const pathStart = at + FIXED + (isExtended ? 2 : 0)
    const pathEnd = file.indexOf(0, pathStart)
    const length = pathEnd - pathStart
    // Such an entry replaces one of the other half.
    if (length === 0) throw refused('its index is split')
    if (length < 0 || pathEnd >= end || Math.min(length, NAME_LENGTH) !== (flags & NAME_LENGTH)) throw damaged()
    if ((flags & STAGE) !== 0) throw unresolved()
    if ((more & INTENT_TO_ADD) === 0)
      entries.set(file.toString('latin1', pathStart, pathEnd), {
        mode: canonicalMode(file.readUInt32BE(at + 24)),
        id: file.toString('hex', at + 40, at + 40 + ID),
      })
    at += (pathEnd - at + 8) & ~7
  }
  refuseExtensions(file, at, end)
  return entries
}

/** Extensions whose name begins with a small letter change what the index means. */
function refuseExtensions(file: Buffer, start: number, end: number): void {
  let at = start
  while (at + 8 <= end) {
    const name = file.toString('latin1', at, at + 4)
    if (name === 'link') throw refused('its index is split')
    if (name === 'sdir') throw refused('its index is sparse')
    if (!/^[A-Z]/.test(name)) throw refused('its index has an extension that is not known here')
    at += 8 + file.readUInt32BE(at + 4)
  }
  if (at !== end) throw damaged()
}

/** With `index.skipHash` git writes zeros instead. */
function verifyChecksum(file: Buffer, end: number): void {
  const written = file.subarray(end)
  const isSkipped = written.every(byte => byte === 0)
  if (!isSkipped && !createHash('sha1').update(file.subarray(0, end)).digest().equals(written)) throw damaged()
}

/** Old repositories have files with permissions that git no longer records. */
export function canonicalMode(mode: number): string {
  const type = mode & 0o170000
  if (type === 0o100000) return (mode & 0o100) === 0 ? '100644' : '100755'
  if (type !== 0o120000 && type !== 0o160000 && type !== 0o040000) throw damaged()
  return type.toString(8).padStart(6, '0')
}

function damaged(): KeyhookError {
  return new KeyhookError(
    'incomplete',
    'The index file is damaged, or of a form that --engine isomorphic does not know.',
    'Scan with git: keyhook scan --engine git',
  )
}

function unresolved(): KeyhookError {
  return new KeyhookError(
    'incomplete',
    'The index holds an unresolved merge conflict, so what would be committed is not known.',
    'Resolve it, run "git add" on the files, then try again.',
  )
}
