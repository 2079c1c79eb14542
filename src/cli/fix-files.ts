import type { Refusal, Site, SourceFile } from '../fix/plan-types.ts'
import { lineStarts, placeInFile } from '../fix/site-in-file.ts'
import { readObjects, readSizes } from '../git/blobs.ts'
import { type IndexEntry, readEntries } from '../git/index-edit.ts'
import type { Repository } from '../git/repository.ts'
import type { Finding } from '../types.ts'
import type { StagedSecret } from './staged-secrets.ts'

/** Larger files are no sources. */
const LARGEST = 16 * 1024 * 1024
const SYMLINK = '120000'

export interface StagedFiles {
  readonly files: readonly SourceFile[]
  readonly refusals: readonly Unfixed[]
  readonly entries: ReadonlyMap<string, IndexEntry>
  staged(path: string): string | null
}

/** A finding that stays, and why. */
export interface Unfixed {
  readonly finding: Finding
  readonly why: string
  readonly instead: readonly string[]
}

export function unfixed({ site, why, instead }: Refusal): Unfixed {
  return { finding: site.finding, why, instead }
}

/** Reads the staged files that secrets stand in, and some others by name, and finds the secrets in them. */
export async function readStagedFiles(
  repository: Repository,
  secrets: readonly StagedSecret[],
  more: readonly string[],
): Promise<StagedFiles> {
  const refusals: Unfixed[] = []
  const byPath = new Map<string, StagedSecret[]>()
  for (const secret of secrets) {
    const why = whyNot(secret)
    if (why !== null) refusals.push({ finding: secret.finding, why, instead: [secret.finding.message] })
    else if (secret.revealed !== null) {
      const { path } = secret.revealed.excerpt
      byPath.set(path, [...(byPath.get(path) ?? []), secret])
    }
  }
  const entries = await readEntries(repository, [...new Set([...byPath.keys(), ...more])])
  const texts = await readTexts(repository, [...entries.values()])
  const files: SourceFile[] = []
  for (const [path, own] of byPath) {
    const text = texts.get(path)
    const entry = entries.get(path)
    const fault =
      entry === undefined
        ? 'its path cannot be read'
        : entry.mode === SYMLINK
          ? 'it is the target of a symbolic link'
          : text === undefined
            ? 'the file is larger than 16 MB'
            : text.includes('\0')
              ? 'the file is UTF-16 or binary; write it in UTF-8 first'
              : null
    if (fault !== null || text === undefined)
      refusals.push(...own.map(({ finding }) => ({ finding, why: fault ?? '', instead: [] })))
    else files.push(located(path, text, own, refusals))
  }
  return { files, refusals, entries, staged: path => texts.get(path) ?? null }
}

function whyNot({ finding, revealed }: StagedSecret): string | null {
  if (revealed !== null && revealed.excerpt.kind === 'content') return null
  return finding.line === 0 ? 'it stands in the name of a file' : 'it is no value that a variable could hold'
}

async function readTexts(repository: Repository, entries: readonly IndexEntry[]): Promise<Map<string, string>> {
  const ids = entries.map(({ id }) => id)
  const sizes = await readSizes(repository.git, ids)
  const small = entries.filter((_, index) => (sizes[index] ?? 0) <= LARGEST)
  const texts = new Map<string, string>()
  let next = 0
  await readObjects(
    repository.git,
    small.map(({ id }) => id),
    (_, content) => {
      const entry = small[next++]
      if (entry !== undefined) texts.set(entry.path, content.toString('latin1'))
    },
  )
  return texts
}

function located(path: string, text: string, secrets: readonly StagedSecret[], refusals: Unfixed[]): SourceFile {
  const starts = lineStarts(text)
  const sites: Site[] = []
  for (const { finding, revealed } of secrets) {
    if (revealed === null) continue
    const { excerpt, rule, value, form } = revealed
    const place = placeInFile(excerpt, revealed.start, revealed.end, text, starts)
    if (place === null) refusals.push({ finding, why: 'its bytes could not be found in the staged file', instead: [] })
    else sites.push({ finding, rule, value, form, ...place })
  }
  sites.sort((one, other) => one.start - other.start || other.end - one.end)
  // Of two that overlap the longer one, which begins first, is taken out.
  const apart = sites.filter((site, index) => !sites.slice(0, index).some(before => before.end > site.start))
  return { path, text, sites: apart }
}
