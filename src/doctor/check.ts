import type { Repository } from '../git/repository.ts'
import type { AtExit } from '../install/scratch.ts'

/**
 * How a part of the protection was found.
 * - `broken`: a secret could pass, or a clean commit is stopped: the repository counts as not protected
 * - `warning`: to be repaired, but the doors hold
 * - `note`: good to know
 */
export type State = 'ok' | 'broken' | 'warning' | 'note'

/** What was found out about one part, as people and machines are told it. */
export interface Check {
  /** Stable, kebab-case, with a `/` before the part it is about: `door/pre-commit`. */
  readonly id: string
  readonly state: State
  /** What is so, as one full sentence. */
  readonly says: string
  /** Why it matters, as one full sentence. */
  readonly why: string
  /** What there is to say of each part of it, a line each. */
  readonly details: readonly string[]
  /** The one command that repairs it; null where nothing has to be repaired, or no command can. */
  readonly repair: string | null
  /** Where to go on reading, or acting; null where nowhere. */
  readonly link: string | null
  /** The files it is about: absolute outside of the work tree, else from the top level. */
  readonly files: readonly string[]
}

/** What an examiner may know. */
export interface Patient {
  readonly repository: Repository
  /** Where the user stands; commands are written to be run there. */
  readonly cwd: string
  /** The environment that a commit would be made in. */
  readonly env: NodeJS.ProcessEnv
  /** The directory of the running bundle. */
  readonly home: string
  /** Of the running keyhook. */
  readonly version: string
  /** The program that runs now. */
  readonly node: string
  /** The UTC day, as YYYY-MM-DD. */
  readonly today: string
  /** How keyhook can be called from `cwd`. */
  readonly command: string
  /** The names of keyhook's own commands. */
  readonly commands: readonly string[]
  readonly atExit?: AtExit | undefined
  /** Starts telling how far something long has come. */
  progress(total: number, noun: string): { update(done: number): void; clear(): void }
}

/** Looks at one part; says nothing where there is nothing of it here. */
export type Examiner = (patient: Patient) => Promise<readonly Check[]> | readonly Check[]

type Said = Pick<Check, 'id' | 'says' | 'why'> & Partial<Check>

export function ok(said: Said): Check {
  return { state: 'ok', repair: null, link: null, details: [], files: [], ...said }
}

export function broken(said: Said): Check {
  return { ...ok(said), state: 'broken' }
}

export function warning(said: Said): Check {
  return { ...ok(said), state: 'warning' }
}

export function note(said: Said): Check {
  return { ...ok(said), state: 'note' }
}
