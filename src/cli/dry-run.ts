import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, relative, sep } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { type Change, describeChange } from '../install/changes.ts'
import { DOORS } from '../install/doors.ts'
import { count } from '../report/layout.ts'

/**
 * What `--dry-run` says: a unified diff of each file that would be written, and a line for whatever else would be done.
 *
 * @param own the directory of the scanner's copy, whose files are too many to show
 * @returns lines, still to be masked; none where nothing would be changed
 */
export function tellDryRun(changes: readonly Change[], own: string, cwd: string): string[] {
  const show = (path: string): string => relative(cwd, path).split(sep).join('/')
  const copied = changes.filter(change => change.kind === 'write' && dirname(change.path) === own)
  const lines: string[] = []
  const told = new Set<string>()
  for (const change of changes) {
    if (copied.includes(change)) continue
    if (change.kind !== 'write') {
      lines.push(describeChange(change, show))
      continue
    }
    const before = existsSync(change.path) ? readFileSync(change.path, 'utf8') : ''
    const patch = patchOf(before, change.bytes.toString(), show(change.path))
    const alike = anyDoor(patch)
    if (told.has(alike)) lines.push(`write ${show(change.path)}, likewise`)
    else lines.push(...patch)
    told.add(alike)
  }
  return copied.length === 0 ? lines : [...lines, `write ${show(own)}/* (the scanner, ${count(copied.length, 'file')})`]
}

function patchOf(before: string, after: string, name: string): string[] {
  const from = before === '' ? '/dev/null' : name
  const patch = createTwoFilesPatch(from, name, before, after, undefined, undefined, { context: 3 })
  return patch
    .split('\n')
    .slice(/^Index: /.test(patch) ? 2 : 1)
    .map(line => line.replace(/^((?:---|\+\+\+) .*?)\t$/, '$1').replace(/\r$/, ''))
    .slice(0, -1)
}

/** The hook files differ in nothing but the name of the door. */
function anyDoor(patch: readonly string[]): string {
  const [, named = '', ...rest] = patch
  const door = [basename(named), basename(dirname(named))].find(name => DOORS.some(known => known === name)) ?? ''
  return door === '' ? patch.join('\n') : rest.join('\n').replaceAll(`=${door}\n`, '=door\n')
}
