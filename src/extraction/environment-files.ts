import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from '../git/repository.ts'

export interface EnvironmentFile {
  /** Absolute. */
  readonly file: Buffer
  /** From the top level. */
  readonly path: string
  /** Milliseconds since 1970. */
  readonly modified: number
}

const NAME = /(?:^|\/)\.env(?:rc|\.[^/]*)?$/
/** What is there to be copied, and holds placeholders. */
const TEMPLATE = /\.(?:example|sample|template|dist|defaults)(?:\.|$)/i

/** The project's `.env*` files as they lie in the working tree, those that git ignores too; not what is inside of ignored directories, and no links. */
export async function listEnvironmentFiles({ git, topLevel }: Repository): Promise<EnvironmentFile[]> {
  if (topLevel === null) return []
  const known = await git.output(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  const ignored = await git.output(['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'])
  const paths = new Set(`${known.toString()}\0${ignored.toString()}`.split('\0'))
  return [...paths]
    .filter(path => NAME.test(path) && !TEMPLATE.test(path))
    .sort()
    .flatMap(path => {
      const found = lstatSync(join(topLevel, path), { throwIfNoEntry: false })
      if (found?.isFile() !== true) return []
      return [{ file: Buffer.from(join(topLevel, path)), path, modified: Math.floor(found.mtimeMs) }]
    })
}
