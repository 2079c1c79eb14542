import { GITLINK } from '../diff/change.ts'
import type { StoredFile } from '../git/stored-files.ts'
import { LARGEST_STORED, tooLarge } from '../git/stored-files.ts'
import type { Entry } from './index-file.ts'
import type { Objects } from './objects.ts'

/** Files of these names in the index. */
export async function readStagedFiles(
  objects: Objects,
  index: ReadonlyMap<string, Entry>,
  paths: readonly string[],
): Promise<Map<string, StoredFile>> {
  const files = new Map<string, StoredFile>()
  for (const path of paths) {
    const entry = index.get(Buffer.from(path).toString('latin1'))
    if (entry === undefined || entry.mode === GITLINK) continue
    const [size = 0] = await objects.sizes([entry.id])
    if (size > LARGEST_STORED) throw tooLarge(path)
    files.set(path, { mode: entry.mode, id: entry.id, content: await objects.whole(entry.id, 'blob') })
  }
  return files
}
