import type { Repository } from '../git/repository.ts'
import { NO_POLICY, type Policy, readPolicy } from '../policy.ts'
import { policyOf } from './widening.ts'

/** Where the policy of a scan of commits comes from: names of trees. */
export interface PolicySource {
  /** The newest of what is scanned; null where there is none. */
  readonly tip: string | null
  /** Given in a strict scan: what had it before. Only what both allow counts; where this is null, nothing does. */
  readonly base?: string | null
}

/** The policy that counts, and in a strict scan also the tip's, which does not. */
export interface CountingPolicy {
  readonly policy: Policy
  readonly strict: { readonly tip: Policy } | null
}

/**
 * Reads `.keyhook/`.
 *
 * @throws KeyhookError 'configuration' where it is malformed in the tip; in the base it counts as none then
 */
export async function readCounting(repository: Repository, { tip, base }: PolicySource): Promise<CountingPolicy> {
  const newest = tip === null ? NO_POLICY : await readPolicy(repository, tip)
  if (base === undefined) return { policy: newest, strict: null }
  const before = base === null ? NO_POLICY : await policyOf(repository, base)
  return { policy: narrowed(before, newest), strict: { tip: newest } }
}

/** What both policies let pass: whoever adds an entry cannot use it at once, and one that was taken away counts no more. */
export function narrowed(before: Policy, after: Policy): Policy {
  return {
    allowlist: { entries: commonEntries(before, after) },
    configuration: commonConfiguration(before, after),
    rules: [...before.rules, ...after.rules.filter(({ id }) => !before.rules.some(rule => rule.id === id))],
    notes: after.notes,
  }
}

type Entry = Policy['allowlist']['entries'][number]

function commonEntries(before: Policy, after: Policy): Entry[] {
  const old = new Map(before.allowlist.entries.map(entry => [conditions(entry), entry]))
  return after.allowlist.entries.flatMap(entry => {
    const was = old.get(conditions(entry))
    return was === undefined ? [] : [{ ...entry, ...earlier(was, entry) }]
  })
}

function conditions({ fingerprint, rule, path }: Entry): string {
  return JSON.stringify([fingerprint ?? null, rule ?? null, path ?? null])
}

function earlier(one: Entry, other: Entry): Pick<Entry, 'expires'> {
  const [first] = [one.expires, other.expires].filter(date => date !== undefined).sort()
  return first === undefined ? {} : { expires: first }
}

/** Most severe first. */
const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const

function commonConfiguration(before: Policy, after: Policy): Policy['configuration'] {
  const [old, now] = [before.configuration, after.configuration]
  if (old === null && now === null) return null
  const rank = SEVERITIES.indexOf.bind(SEVERITIES)
  const [one, other] = [old?.blockFrom ?? 'medium', now?.blockFrom ?? 'medium']
  const common = <T>(first: readonly T[] = [], second: readonly T[] = []): T[] =>
    first.filter(item => second.includes(item))
  return {
    blockFrom: rank(one) > rank(other) ? one : other,
    disabled: new Set(common([...(old?.disabled ?? [])], [...(now?.disabled ?? [])])),
    ignore: path => old?.ignore(path) === true && now?.ignore(path) === true,
    ignoreGlobs: common(old?.ignoreGlobs, now?.ignoreGlobs),
    markers: common(old?.markers, now?.markers),
    rules: [...(old?.rules ?? []), ...(now?.rules ?? [])],
  }
}
