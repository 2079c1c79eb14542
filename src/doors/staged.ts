import { extractStaged } from '../extraction/staged.ts'
import type { Repository } from '../git/repository.ts'
import { readPolicy } from '../policy.ts'
import { type Scan, startScan } from '../scan.ts'
import { applyOverride, passes, refusal } from '../verdict/override.ts'
import type { DoorOutcome, DoorWorld } from './outcome.ts'
import { ownCommitWidens } from './widening.ts'

/** The variable that lets one commit through. */
export const OVERRIDE = 'KEYHOOK_OVERRIDE'

interface StagedDoor {
  readonly what: 'commit' | 'merge' | 'patch'
  /** Whether `git merge` itself started the hook; it has not written MERGE_HEAD yet then. */
  readonly mergeAnnounced: boolean
  /** Whether the override may open this door: only where commit-msg follows and records it. */
  readonly overridable: boolean
}

/** Scans what the index adds. */
export async function scanStaged(repository: Repository, world: DoorWorld, door: StagedDoor): Promise<DoorOutcome> {
  const given = door.overridable ? world.env[OVERRIDE] : undefined
  const policy = readPolicy(repository, null)
  const scan = startScan({ policy, today: world.today, ...(given === undefined ? {} : { reason: given }) })
  const files = await extractStaged(repository, { only: null, mergeAnnounced: door.mergeAnnounced }, scan.take)
  const found = await scan.verdict(files)
  const verdict = {
    ...found,
    notes: [...found.notes, ...(await ownCommitWidens(repository, await policy)).map(scan.mask)],
  }
  if (given === undefined || passes(verdict)) return { what: door.what, verdict, override: null, refused: null }
  const refused = refusalOf(given, scan)
  if (refused !== null) return { what: door.what, verdict, override: null, refused }
  const reason = scan.mask(given)
  return { what: door.what, verdict: applyOverride(verdict, () => reason), override: { reason }, refused: null }
}

function refusalOf(reason: string, scan: Scan): string | null {
  return (
    refusal(reason) ?? (scan.reasonHoldsSecret() || scan.mask(reason) !== reason ? 'it holds a secret itself' : null)
  )
}
