import type { Reference } from './exposure.ts'
import type { KeySource } from './key-source.ts'

/** A branch or tag that has to be moved by hand after the current branch was rewritten. */
export interface Follower {
  readonly reference: Reference
  /** It stood so many commits before HEAD, and will again. */
  readonly back: number
}

/** What every way of rewriting has to know. */
interface Rewriting {
  /** The references that change, each of which gets a backup first. */
  readonly rewritten: readonly Reference[]
}

/** And every way that goes over the current branch. */
interface OnBranch extends Rewriting {
  readonly followers: readonly Follower[]
  /** Files that have to be changed, and have changes already that are not committed. */
  readonly changed: readonly string[]
}

/** Of one commit, what has to be changed before it is made again. */
export interface Amendment {
  /** Full id. */
  readonly commit: string
  /** Files in which it stands. */
  readonly paths: readonly string[]
  readonly inMessage: boolean
  readonly inName: boolean
}

/** How a key gets out of history here: the plainest way that is sure to work. */
export type Removal =
  /** It is only staged, or only in a file as it lies there. */
  | { readonly way: 'unstage'; readonly isStaged: boolean; readonly paths: readonly string[] }
  /** Nothing but the backups of an earlier removal holds it. */
  | { readonly way: 'drop-backup'; readonly backups: readonly Reference[] }
  /** Nothing but stashes hold it. */
  | { readonly way: 'drop-stash' }
  /** Only remote-tracking branches lead to it. */
  | { readonly way: 'elsewhere' }
  /** Something is half done, which has to be ended first. */
  | { readonly way: 'wait'; readonly operation: string }
  /** It is in the newest commit. */
  | (OnBranch & { readonly way: 'amend'; readonly amendment: Amendment })
  /** It is in older commits, whose files were left alone since. */
  | (OnBranch & {
      readonly way: 'fixup'
      readonly amendments: readonly Amendment[]
      /** The commit before all of them; null where there is none. */
      readonly base: string | null
      readonly hasMerges: boolean
    })
  /** It is in the message of an older commit. */
  | (OnBranch & {
      readonly way: 'reword'
      readonly commit: string
      readonly base: string | null
      readonly hasMerges: boolean
    })
  /** It is in the messages of annotated tags. */
  | (Rewriting & { readonly way: 'retag' })
  /** Anything else: all commits from the first one on are made again. */
  | (Rewriting & {
      readonly way: 'filter'
      /** Commits that stay as they are, with all before them. */
      readonly kept: readonly string[]
      /** Null where no object holds it as it is: then whole files have to go. */
      readonly key: KeySource | null
      readonly paths: readonly string[]
      readonly inContent: boolean
      readonly inMessage: boolean
      readonly inName: boolean
      /** Uncommitted changes, which the rewriting would throw away. */
      readonly isChanged: boolean
      readonly isInstalled: boolean
    })
