import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { isObjectId } from '../git/parents.ts'
import type { Layout } from './layout.ts'

/** A reference may name another; git follows as many. */
const DEEPEST = 5

/** References that each linked worktree has for itself. */
const OWN = /^refs\/(?:bisect|worktree|rewritten)\//

/**
 * The id of HEAD's commit; null before the first commit.
 *
 * @throws KeyhookError 'git' where HEAD is there but broken: its content would otherwise count as scanned
 */
export function resolveHead(layout: Layout): string | null {
  let text = readFileSync(join(layout.gitDirectory, 'HEAD'), 'utf8').trim()
  for (let depth = 0; depth < DEEPEST; depth++) {
    if (isObjectId(text)) return text
    const name = /^ref:\s*(refs\/\S.*)$/s.exec(text)?.[1]
    if (name === undefined || /(?:^|\/)\.\.(?:\/|$)|[\r\n\0]/.test(name)) throw brokenHead()
    const next = readLoose(layout, name) ?? readPacked(layout, name)
    if (next === null) return null
    text = next
  }
  throw brokenHead()
}

export function brokenHead(): KeyhookError {
  return new KeyhookError(
    'git',
    'HEAD does not name a readable commit, so what is added cannot be told.',
    'Run "git fsck" and repair HEAD first.',
  )
}

function readLoose({ gitDirectory, commonDirectory }: Layout, name: string): string | null {
  const file = join(OWN.test(name) ? gitDirectory : commonDirectory, name)
  // git leaves empty directories behind where branches were.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return null
  return readFileSync(file, 'utf8').trim()
}

/** `<id> SP <name> LF`; lines that begin with `#` or `^` are about the file and about tags. */
function readPacked({ commonDirectory }: Layout, name: string): string | null {
  const file = join(commonDirectory, 'packed-refs')
  if (!existsSync(file)) return null
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line.slice(41).trimEnd() === name && isObjectId(line.slice(0, 40))) return line.slice(0, 40)
  return null
}
