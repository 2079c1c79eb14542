import { listEnvironmentFiles } from '../extraction/environment-files.ts'
import { extractFile } from '../extraction/files.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import { openState } from '../state/state.ts'
import type { Revealed } from '../types.ts'
import { collectKeys, type FoundKey } from '../verify/keys.ts'
import { type Age, ageOf } from './ages.ts'
import { firstSeen } from './first-seen.ts'

export interface Place {
  readonly path: string
  readonly line: number
  /** The variable that holds it; null where it stands elsewhere. */
  readonly variable: string | null
}

/** A key in the project's `.env*` files, with the secret itself: it must reach no output. */
export interface EnvironmentKey {
  readonly key: FoundKey
  readonly places: readonly Place[]
  readonly age: Age
}

/**
 * The keys in the `.env*` files of a working tree, git-ignored ones too, the oldest first. When they were seen first is remembered.
 *
 * @param now milliseconds since 1970
 * @param maxAge days
 */
export async function environmentKeys(repository: Repository, now: number, maxAge: number): Promise<EnvironmentKey[]> {
  const collector = collectKeys()
  const places = new Map<string, Place[]>()
  const written = new Map<string, number>()
  const { rules } = await readPolicy(repository, null)
  for (const { file, path, modified } of await listEnvironmentFiles(repository)) {
    const reveal = (revealed: Revealed): void => {
      const { fingerprint, line } = revealed.finding
      collector.reveal(revealed)
      places.set(fingerprint, [...(places.get(fingerprint) ?? []), { path, line, variable: variableOf(revealed) }])
      written.set(fingerprint, Math.min(modified, written.get(fingerprint) ?? modified))
    }
    const scan = startScan({ policy: { ...NO_POLICY, rules }, today: new Date(now).toISOString().slice(0, 10), reveal })
    extractFile({ file, follows: false }, path, scan.take)
    await scan.verdict(1)
  }
  const keys = [...collector.keys.values()]
  const seen = keys.map(({ secret, finding }) => ({ secret, written: written.get(finding.fingerprint) ?? now }))
  const dates = firstSeen(seen, openState(repository.commonDirectory), now)
  return keys
    .map((key, index) => ({
      key,
      places: places.get(key.finding.fingerprint) ?? [],
      age: ageOf(dates[index] ?? now, now, maxAge),
    }))
    .sort((one, other) => other.age.days - one.age.days)
}

/** The name in front of the secret, on its line: `export NAME=`. */
function variableOf({ excerpt, start }: Revealed): string | null {
  const before = excerpt.bytes.toString('latin1', Math.max(0, start - 400), start)
  return /(?:^|\n)[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]{0,100})[ \t]*=[^\n]*$/.exec(before)?.[1] ?? null
}
