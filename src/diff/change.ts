/** One changed path of one commit (or of the index), as git's raw output tells it. */
export interface FileChange {
  /** Exact bytes of the new path, from the top level. */
  readonly path: Buffer
  /** One letter a parent: A D M R C T U. */
  readonly status: string
  readonly newMode: string
  /** Object id of the new content; zeros for a deletion. */
  readonly newId: string
  readonly oldIds: readonly string[]
}

/** Takes the lines of one file's patch in order. A long line comes in several parts; `ends` is true on its last. */
export interface LineSink {
  /** A line that is in the new file and in no parent. `line` is 1-based in the new file. */
  added(line: number, part: Buffer, ends: boolean): void
  /**
   * The same for `count` whole lines at once, line feeds and all, where it is worth it; `line` is the first. The bytes are the caller's again afterwards.
   * Where it is missing, `added` takes each.
   */
  addedLines?(line: number, bytes: Buffer, count: number): void
  /** A line that the new file shares with a parent. */
  context(line: number, part: Buffer, ends: boolean): void
  /** The file's patch is over. */
  end(): void
}

/** Takes what a patch stream holds, in order. */
export interface PatchSink {
  /** A new commit begins (streams of `diff-tree --stdin` only). */
  commit(id: string): void
  /** All changed paths of a commit are known before the first patch. Returns null for a file whose lines are not wanted. */
  file(change: FileChange): LineSink | null
  /** A merge changes a file that git shows no line of, in a combined diff. */
  unshown?(change: FileChange): void
}

/** The file name that a change brings into the repository; null where the path was there before. */
export function bringsName(change: FileChange): boolean {
  return /^[ARC]+$/.test(change.status)
}

export const GITLINK = '160000'
const SYMLINK = '120000'

/** Whether a file of that name holds what it, or the file it was renamed from, did not hold in any parent. A link holds only another name. */
export function bringsContent({ status, newMode, newId, oldIds }: FileChange): boolean {
  return !status.includes('D') && newMode !== GITLINK && newMode !== SYMLINK && !oldIds.includes(newId)
}

/** The place that is shown for a finding in a message. */
export const COMMIT_MESSAGE = 'COMMIT_MSG'

/** A path as it is shown: bytes that are not UTF-8 become U+FFFD. */
export function shownPath(path: Buffer): string {
  return apartFromMessage(path.toString('utf8'))
}

/** A file may be called what the message is called; the path still leads to it. */
export function apartFromMessage(path: string): string {
  return path === COMMIT_MESSAGE ? `./${path}` : path
}
