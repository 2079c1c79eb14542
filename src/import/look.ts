import { excerptsOfFile } from '../diff/text.ts'
import { extractCommits, listCommits } from '../extraction/commits.ts'
import { readObjects, readSizes, resolveNames } from '../git/blobs.ts'
import type { Ids } from '../git/ids.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY } from '../policy.ts'
import { type Scan, startScan } from '../scan.ts'
import type { Rule } from '../types.ts'
import { sightOf } from './sights.ts'
import type { Sight } from './wish.ts'

/** A tracked file that is larger holds no fixture that anybody would list. */
const LARGEST_LOADED = 32 * 1024 * 1024
/** Files read by one git. */
const BATCH = 200

/** What is in the repository, looked through for findings; each is handed over with its secret. */
export interface Look {
  /** The files in the index of these names, or all of them. Returns the names that are there. */
  index(paths: ReadonlySet<string> | null, see: (sight: Sight) => void): Promise<ReadonlySet<string>>
  /** What commits add. Returns the full id of each that is here, by the name it was asked for. */
  commits(names: readonly string[], see: (sight: Sight) => void): Promise<ReadonlyMap<string, string>>
  /** What all commits add that touch these files, or all commits. */
  history(paths: readonly string[] | null, see: (sight: Sight) => void): Promise<void>
  /** A text in which every secret is replaced, or null where it holds a part of one that was found. */
  mask(text: string): string | null
}

/** @param rules all those that keyhook knows here, be they switched off or not */
export function lookInto(repository: Repository, rules: readonly Rule[], today: string): Look {
  const scans: Scan[] = []
  const scanning = (see: (sight: Sight) => void): Scan => {
    // What is allowed or ignored already is looked for as well: an entry may be missing all the same.
    const scan = startScan({ policy: { ...NO_POLICY, rules }, today, reveal: revealed => see(sightOf(revealed)) })
    scans.push(scan)
    return scan
  }
  const read = async (ids: Ids, see: (sight: Sight) => void): Promise<void> => {
    const scan = scanning(see)
    await extractCommits(repository, ids, scan.take)
  }
  return {
    async index(paths, see) {
      const scan = scanning(see)
      const files = (await stagedFiles(repository)).filter(({ path }) => paths === null || paths.has(path))
      for (let at = 0; at < files.length; at += BATCH) await readBatch(repository, files.slice(at, at + BATCH), scan)
      return new Set(files.map(({ path }) => path))
    },
    async commits(names, see) {
      const asked = names.filter(name => /^[0-9a-f]{4,64}$/.test(name)).map(name => `${name}^{commit}`)
      const ids = await resolveNames(repository.git, asked)
      await read([...new Set(ids.values())], see)
      return new Map(Array.from(ids, ([name, id]) => [name.replace('^{commit}', ''), id]))
    },
    async history(paths, see) {
      const inside = paths?.filter(isInside) ?? []
      if (paths !== null && inside.length === 0) return
      const names = paths === null ? [] : ['--', ...inside]
      await read(await listCommits(repository, names, ['--all']), see)
    },
    mask(text) {
      const first = scans[0] ?? startScan({ policy: NO_POLICY, today })
      return scans.some(scan => scan.holdsPart(text)) ? null : first.mask(text)
    },
  }
}

/** Git ends with an error where a path leads out of the repository. */
function isInside(path: string): boolean {
  return path !== '' && !/^\/|(^|\/)\.\.?(\/|$)|[\n\0]|^[A-Za-z]:/.test(path)
}

interface StagedFile {
  readonly id: string
  readonly path: string
}

/** `100644 <id> <stage> TAB <path> NUL`; submodules (160000) have no content here. */
async function stagedFiles({ git }: Repository): Promise<StagedFile[]> {
  const listed = await git.output(['ls-files', '-z', '--stage'])
  return listed
    .toString()
    .split('\0')
    .flatMap(line => {
      const [, mode, id = '', path = ''] = /^(\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? []
      return mode === undefined || mode === '160000' ? [] : [{ id, path }]
    })
}

async function readBatch({ git }: Repository, files: readonly StagedFile[], scan: Scan): Promise<void> {
  const sizes = await readSizes(
    git,
    files.map(({ id }) => id),
  )
  const small = files.filter((_, index) => (sizes[index] ?? 0) <= LARGEST_LOADED)
  let next = 0
  await readObjects(
    git,
    small.map(({ id }) => id),
    (_, content) => {
      const path = small[next++]?.path ?? ''
      excerptsOfFile(content, { kind: 'content', path, commit: null }, scan.take)
    },
  )
}
