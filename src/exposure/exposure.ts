import type { Finding } from '../types.ts'

/** Where in a commit, a tag or the index a key stands. */
export interface Occurrence {
  readonly kind: 'content' | 'name' | 'message' | 'tag'
  /** Full id of the commit, or of the annotated tag; null for what is staged. */
  readonly commit: string | null
  readonly path: string
  readonly line: number
  /** When the commit was written, as ISO 8601; null where that cannot be told. */
  readonly date: string | null
}

/** A reference through which a key can be reached. */
export interface Reference {
  /** In full: `refs/heads/main`. */
  readonly name: string
  readonly kind: 'branch' | 'tag' | 'remote' | 'stash' | 'backup' | 'other'
  /** What it names: a commit, or an annotated tag. */
  readonly id: string
  readonly isAnnotated: boolean
}

/** A remote that has a key, as far as its remote-tracking branches tell. */
export interface RemoteCopy {
  readonly remote: string
  /** Without the remote's name: `main`. */
  readonly branches: readonly string[]
  /** The first moment at which one of them is known to have had it, as ISO 8601; null where git kept no record. */
  readonly since: string | null
  /** Whether it was pushed from here at that moment; else it was seen there then, and may be older. */
  readonly isPushedFromHere: boolean
}

/**
 * How far a key has come: not beyond the index; into the backup that is left of an earlier removal, and nothing else; into commits that no remote is known
 * to have; or to a remote.
 */
export type Reach = 'staged' | 'backup' | 'local' | 'pushed'

/** One key, and all that this repository tells of where it is. */
export interface Exposure {
  /** Its first occurrence. */
  readonly finding: Finding
  readonly reach: Reach
  /** In the index and not in HEAD. */
  readonly staged: readonly Occurrence[]
  /** What adds it in history, oldest first. */
  readonly history: readonly Occurrence[]
  readonly inHead: boolean
  /** All references that lead to it. */
  readonly references: readonly Reference[]
  readonly remotes: readonly RemoteCopy[]
}

/** Ids of the commits that add a key, each once, oldest first. */
export function commitsOf({ history }: Pick<Exposure, 'history'>): string[] {
  return [...new Set(history.flatMap(({ kind, commit }) => (kind === 'tag' || commit === null ? [] : [commit])))]
}

/** The references of one kind. */
export function referencesOf({ references }: Pick<Exposure, 'references'>, kind: Reference['kind']): Reference[] {
  return references.filter(reference => reference.kind === kind)
}

/** Without `refs/heads/` and the like, as people name it. */
export function shortName({ name }: Pick<Reference, 'name'>): string {
  return name.replace(/^refs\/(?:heads|tags|remotes)\//, '')
}
