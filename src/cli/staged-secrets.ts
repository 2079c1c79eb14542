import { extractStaged } from '../extraction/staged.ts'
import type { Repository } from '../git/repository.ts'
import { readPolicy } from '../policy.ts'
import { type Scan, startScan } from '../scan.ts'
import type { Excerpt, Finding, Revealed } from '../types.ts'

/** A secret of the staged lines that stops a commit, with where it stands. */
export interface StagedSecret {
  readonly finding: Finding
  /** null for one in a name, and for a sign, which has no value. */
  readonly revealed: Revealed | null
}

export interface StagedSecrets {
  readonly secrets: readonly StagedSecret[]
  /** Those that do not stop a commit, as they are no live keys. */
  readonly others: number
  readonly scan: Scan
}

/** More halves of credentials than these do not hide behind each other. */
const MOST_ROUNDS = 4

/**
 * Finds what stops a commit, and what would once that is gone: of a credential of two halves only one is told, for it names the other.
 *
 * @param only as for a scan of what is staged
 */
export async function findStagedSecrets(
  repository: Repository,
  only: ((path: string) => boolean) | null,
  today: string,
): Promise<StagedSecrets> {
  const policy = await readPolicy(repository, null)
  const revealed: Revealed[] = []
  const scan = startScan({ policy, today, reveal: one => revealed.push(one) })
  await extractStaged(repository, { only, mergeAnnounced: false }, scan.take)
  const { findings } = await scan.verdict(0)
  const secrets = findings.filter(({ blocking }) => blocking).map(finding => withValue(finding, revealed))
  let open = revealed.splice(0)
  for (let round = 1; round < MOST_ROUNDS && open.length > 0; round++) {
    const next = startScan({ policy, today, reveal: one => revealed.push(one) })
    for (const excerpt of covered(open)) next.take(excerpt)
    const found = (await next.verdict(0)).findings.filter(({ blocking, sign }) => blocking && sign === undefined)
    secrets.push(...found.map(finding => withValue(finding, revealed)))
    open = revealed.splice(0)
  }
  return { secrets, others: findings.filter(({ blocking }) => !blocking).length, scan }
}

function withValue(finding: Finding, revealed: readonly Revealed[]): StagedSecret {
  const isSame = ({ finding: other }: Revealed): boolean =>
    other.fingerprint === finding.fingerprint &&
    other.path === finding.path &&
    other.line === finding.line &&
    other.column === finding.column
  return { finding, revealed: revealed.find(isSame) ?? null }
}

const PLACEHOLDER = 0x78

/** The excerpts with what was found in them made unrecognizable, and everything else where it was. */
function covered(found: readonly Revealed[]): Excerpt[] {
  const excerpts = new Map<Excerpt, Buffer>()
  for (const { excerpt, start, end } of found) {
    const bytes = excerpts.get(excerpt) ?? Buffer.from(excerpt.bytes)
    for (let at = start; at < end; at++) if (bytes[at] !== 0x0a) bytes[at] = PLACEHOLDER
    excerpts.set(excerpt, bytes)
  }
  return [...excerpts].map(([excerpt, bytes]) => ({ ...excerpt, bytes }))
}
