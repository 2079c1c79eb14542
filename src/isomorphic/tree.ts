import { canonicalMode, type Entry } from './index-file.ts'
import type { Objects } from './objects.ts'
import { unreadable } from './unreadable.ts'

const ID = 20
const SPACE = 0x20
const DIRECTORY = '040000'

/** All files of a commit, by path (one character a byte). */
export async function readCommitTree(objects: Objects, commit: string): Promise<Map<string, Entry>> {
  const header = (await objects.whole(commit, 'commit')).toString('latin1', 0, 46)
  const tree = /^tree ([0-9a-f]{40})\n/.exec(header)?.[1]
  if (tree === undefined) throw unreadable(commit, null)
  const entries = new Map<string, Entry>()
  await readTree(objects, tree, '', entries)
  return entries
}

/** `<mode> SP <name> NUL <id, 20 bytes>`, one after another. Names are taken as bytes: they need not be UTF-8. */
async function readTree(objects: Objects, tree: string, prefix: string, into: Map<string, Entry>): Promise<void> {
  const content = await objects.whole(tree, 'tree')
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(SPACE, at)
    const end = content.indexOf(0, space)
    if (space < 0 || end < 0 || end + 1 + ID > content.length) throw unreadable(tree, null)
    const mode = canonicalMode(Number.parseInt(content.toString('latin1', at, space), 8))
    const path = prefix + content.toString('latin1', space + 1, end)
    const id = content.toString('hex', end + 1, end + 1 + ID)
    if (mode === DIRECTORY) await readTree(objects, id, `${path}/`, into)
    else into.set(path, { mode, id })
    at = end + 1 + ID
  }
}
