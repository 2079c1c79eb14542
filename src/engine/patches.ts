import type { FileChange, LineSink, PatchSink } from '../diff/change.ts'
import { addedPieces } from '../diff/lines.ts'
import { createPatchParser } from '../diff/patch.ts'
import { parseRawRecord } from '../diff/raw.ts'
import { readSizes } from '../git/blobs.ts'
import { PATCH_FLAGS, RAW_FLAGS } from '../git/flags.ts'
import type { Repository } from '../git/repository.ts'

/** git prints no patch of a file that is, or was, larger than this, and ends with an error (`MAX_XDIFF_SIZE` in its xdiff-interface.h). */
const LARGEST_DIFFED = 1023 * 1024 * 1024

/** One diff: a command and the options it takes before the pinned ones, and what it compares. */
export interface Diff {
  readonly command: readonly string[]
  readonly revisions: readonly string[]
}

/**
 * Streams a diff's patch. Files that are too large for git to print one are streamed whole from the object store, after the others: all of their lines count as
 * added, whatever was there before.
 */
export async function streamPatch(repository: Repository, diff: Diff, sink: PatchSink): Promise<void> {
  const resumable = createResumable(sink)
  try {
    await stream(repository, diff, [], resumable.sink)
  } catch (error) {
    await resumePatch(repository, diff, resumable, error)
  }
}

/** Streams what is missing of a diff that git gave up; throws `error` where the reason was not the size of a file. */
export async function resumePatch(
  repository: Repository,
  diff: Diff,
  resumable: Resumable,
  error: unknown,
): Promise<void> {
  const large = await findLarge(repository, diff).catch(() => [])
  if (large.length === 0) throw error
  const paths = large.map(({ path }) => path.toString('utf8'))
  // What is no UTF-8 cannot be named on a command line.
  if (large.some(({ path }, index) => !Buffer.from(paths[index] ?? '').equals(path))) throw error
  resumable.leaveOut(paths)
  await stream(
    repository,
    diff,
    paths.map(path => `:(top,exclude,literal)${path}`),
    resumable.sink,
  )
  for (const change of large)
    if (!/^0+$/.test(change.newId)) await streamWhole(repository, change, sinkOf(resumable, change))
}

/** A sink that can be fed a second time, from the start, and takes only what it has not taken. */
export interface Resumable {
  readonly sink: PatchSink
  /** From here on files taken before are passed over. The patch of the last one was over, unless its path is among these. */
  leaveOut(paths: readonly string[]): void
  /** The sink that a file's lines were to go to when the stream broke off. */
  readonly begun: ReadonlyMap<string, LineSink | null>
}

export function createResumable(sink: PatchSink): Resumable {
  let passedOver: ReadonlySet<string> | null = null
  let taken = new Set<string>()
  let last: LineSink | null = null
  let lastPath = ''
  const begun = new Map<string, LineSink | null>()
  return {
    sink: {
      ...sink,
      commit(id) {
        if (passedOver !== null) return
        taken = new Set()
        last = null
        sink.commit(id)
      },
      file(change) {
        lastPath = change.path.toString('latin1')
        if (passedOver?.has(lastPath) === true) return null
        taken.add(lastPath)
        last = sink.file(change)
        return last
      },
    },
    leaveOut(paths) {
      passedOver = new Set(taken)
      const isLarge = paths.some(path => Buffer.from(path).toString('latin1') === lastPath)
      if (isLarge && taken.has(lastPath)) begun.set(lastPath, last)
      else last?.end()
      last = null
    },
    begun,
  }
}

function sinkOf({ sink, begun }: Resumable, change: FileChange): LineSink | null {
  const path = change.path.toString('latin1')
  return begun.has(path) ? (begun.get(path) ?? null) : sink.file(change)
}

async function stream(
  repository: Repository,
  { command, revisions }: Diff,
  pathspecs: readonly string[],
  sink: PatchSink,
): Promise<void> {
  const parser = createPatchParser(sink)
  const magic = pathspecs.length === 0 ? [] : ['--no-literal-pathspecs']
  await repository.objects.stream([...magic, ...command, ...PATCH_FLAGS, ...revisions, '--', ...pathspecs], parser.push)
  parser.end()
}

async function streamWhole({ objects }: Repository, { newId }: FileChange, sink: LineSink | null): Promise<void> {
  if (sink === null) return
  const pieces = addedPieces(sink)
  await objects.stream(['cat-file', 'blob', newId], pieces.push)
  pieces.end()
}

/** The changes of a diff that git can print no patch of. */
async function findLarge({ git, objects }: Repository, { command, revisions }: Diff): Promise<FileChange[]> {
  const listed = await objects.output([...command, ...RAW_FLAGS, ...revisions, '--'])
  const changes = rawChanges(listed)
  const idsOf = ({ newId, oldIds }: FileChange): string[] => [newId, ...oldIds].filter(id => !/^0+$/.test(id))
  const ids = [...new Set(changes.filter(({ newMode }) => newMode !== '160000').flatMap(idsOf))]
  const sizes = await readSizes(git, ids)
  const large = new Set(ids.filter((_, index) => (sizes[index] ?? 0) > LARGEST_DIFFED))
  return changes.filter(change => idsOf(change).some(id => large.has(id)))
}

/** `(record NUL path NUL [path NUL])*`, after the id of a commit that some commands print first. */
function rawChanges(listed: Buffer): FileChange[] {
  const fields = listed.toString('latin1').split('\0')
  const changes: FileChange[] = []
  for (let at = fields[0]?.startsWith(':') === false ? 1 : 0; at + 1 < fields.length; ) {
    const { paths, change } = parseRawRecord(fields[at] ?? '')
    changes.push(change(Buffer.from(fields[at + paths] ?? '', 'latin1')))
    at += paths + 1
  }
  return changes
}
