import type { Finding } from '../types.ts'
import { type Allowlist, type AllowlistEntry, hasExpired } from './allowlist.ts'

export type Cover = (finding: Pick<Finding, 'fingerprint' | 'rule' | 'path'>) => AllowlistEntry | null

/**
 * Says which entry covers a finding: the first one that counts on the day `today` and whose conditions all hold.
 * Entries are looked up by fingerprint, then by rule, so that thousands of them cost no more than a few.
 */
export async function coverage(allowlist: Allowlist, today: string): Promise<Cover> {
  const live = allowlist.entries.filter(entry => !hasExpired(entry, today))
  const byFingerprint = group(live, entry => entry.fingerprint)
  const byRule = group(
    live.filter(entry => entry.fingerprint === undefined),
    entry => entry.rule,
  )
  const anywhere = live.filter(entry => entry.fingerprint === undefined && entry.rule === undefined)
  const matches = await pathMatcher(live.some(entry => entry.path !== undefined))

  return finding => {
    const candidates = [byFingerprint.get(finding.fingerprint), byRule.get(finding.rule), anywhere]
    for (const entries of candidates) {
      const entry = entries?.find(
        ({ rule, path }) =>
          (rule ?? finding.rule) === finding.rule && (path === undefined || matches(path, finding.path)),
      )
      if (entry !== undefined) return entry
    }
    return null
  }
}

function group(
  entries: readonly AllowlistEntry[],
  key: (entry: AllowlistEntry) => string | undefined,
): ReadonlyMap<string, readonly AllowlistEntry[]> {
  const groups = new Map<string, AllowlistEntry[]>()
  for (const entry of entries) {
    const name = key(entry)
    if (name === undefined) continue
    const members = groups.get(name)
    if (members === undefined) groups.set(name, [entry])
    else members.push(entry)
  }
  return groups
}

/** Compares globs with paths; each glob is compiled once, and each pair compared once. The library is loaded only where a glob is. */
async function pathMatcher(needed: boolean): Promise<(glob: string, path: string) => boolean> {
  if (!needed) return () => false
  const { compileGlob } = await import('./glob.ts')
  const compiled = new Map<string, { match: (path: string) => boolean; answers: Map<string, boolean> }>()
  return (glob, path) => {
    const known = compiled.get(glob) ?? { match: compileGlob(glob), answers: new Map<string, boolean>() }
    compiled.set(glob, known)
    const answer = known.answers.get(path) ?? known.match(path)
    known.answers.set(path, answer)
    return answer
  }
}
