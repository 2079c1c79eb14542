import type { Verdict } from '../types.ts'

/** What a door saw, for the report and the exit code. */
export interface DoorOutcome {
  readonly what: 'commit' | 'merge' | 'message' | 'patch' | 'push'
  readonly verdict: Verdict
  /** The reason given for letting this one commit through, once it was accepted. */
  readonly override: { readonly reason: string } | null
  /** Why the override given does not count; null where it does, or where there is none. */
  readonly refused: string | null
}

/** What a door needs to know of the world. */
export interface DoorWorld {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly today: string
}
