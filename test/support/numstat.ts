import { expect } from 'vitest'
import type { AddedLine } from './excerpts.ts'
import type { Repo } from './repo.ts'

/**
 * Sees that of each file as many lines were found as git itself counts. Of a changed type (file to symbolic link) git counts what differs, while
 * everything of the new one is added: such files are left out, and so are submodules.
 *
 * @param args of git, beginning with `diff` or `show`
 */
export function expectCounts(repo: Repo, lines: readonly AddedLine[], ...args: string[]): void {
  const found = new Map<string, number>()
  for (const { path } of lines) found.set(path, (found.get(path) ?? 0) + 1)
  const { counts, changedType } = byGit(repo, args)
  for (const path of changedType) found.delete(path)
  expect(found).toEqual(counts)
}

/**
 *     :100644 120000 <id> <id> T NUL path NUL      or, renamed: … R086 NUL old NUL new NUL
 *     3 TAB 1 TAB path NUL                         or, renamed: 3 TAB 1 TAB NUL old NUL new NUL
 */
function byGit(repo: Repo, args: readonly string[]): { counts: Map<string, number>; changedType: Set<string> } {
  const fields = repo
    .git(...args, '--raw', '--numstat', '-z', '-M50%', '--text', '--no-ext-diff', '--no-textconv')
    .split('\0')
  const counts = new Map<string, number>()
  const changedType = new Set<string>()
  for (let at = 0; at < fields.length; ) {
    const field = fields[at++] ?? ''
    const raw = /^:\d+ (\d+) \S+ \S+ ([A-Z])/.exec(field)
    const counted = /^(\d+)\t\d+\t(.*)$/s.exec(field)
    if (raw !== null) {
      const path = fields[raw[2] === 'R' ? at + 1 : at] ?? ''
      if (raw[2] === 'T' || raw[1] === '160000') changedType.add(path)
      at += raw[2] === 'R' ? 2 : 1
    } else if (counted !== null) {
      const path = counted[2] === '' ? (fields[at + 1] ?? '') : (counted[2] ?? '')
      if (counted[2] === '') at += 2
      if (Number(counted[1]) > 0 && !changedType.has(path)) counts.set(path, Number(counted[1]))
    }
  }
  return { counts, changedType }
}
