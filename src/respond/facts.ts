import { type Exposure, type Occurrence, referencesOf, shortName } from '../exposure/exposure.ts'

/** What is known of a key, for people and for a provider's support; nothing of it is secret. */
export type Facts = readonly (readonly [label: string, value: string])[]

/** More places than these are counted, not named. */
const MOST = 8

/**
 * Which key, where, since when, and who may have it.
 *
 * @param title of its rule, as a noun phrase
 */
export function factsOf(exposure: Exposure, title: string): Facts {
  const { finding, history, staged, inHead } = exposure
  const branches = referencesOf(exposure, 'branch')
  const tags = referencesOf(exposure, 'tag')
  const [first, ...more] = history
  return [
    ['key', [finding.provider, finding.preview].filter(Boolean).join(' ')],
    ['rule', title === '' ? finding.rule : `${finding.rule} (${title})`],
    ['fingerprint', finding.fingerprint],
    ['state', state(exposure)],
    ...(first === undefined ? [] : [['first commit', place(first)] as const]),
    ...more.slice(0, MOST).map(one => ['also in', place(one)] as const),
    ...(more.length > MOST ? [['also in', `${more.length - MOST} more places`] as const] : []),
    ...staged.slice(0, MOST).map(one => ['staged in', place(one)] as const),
    ...(first === undefined ? [] : [['in HEAD', inHead ? 'yes, still' : 'no longer'] as const]),
    ...(branches.length === 0 ? [] : [['branches', list(branches.map(shortName))] as const]),
    ...(tags.length === 0 ? [] : [['tags', list(tags.map(shortName))] as const]),
  ]
}

/** How far it came, in one sentence. */
export function state(exposure: Exposure): string {
  switch (exposure.reach) {
    case 'staged':
      if (exposure.staged.length > 0) return 'only staged, in no commit'
      return exposure.finding.path === 'COMMIT_MSG'
        ? 'in the message of a commit that was stopped'
        : `in a file that is not staged: ${exposure.finding.path}`
    case 'backup':
      return 'only in the backup of an earlier rewrite'
    case 'local':
      return 'in commits here; no remote is known to have them'
    case 'pushed':
      return `pushed: ${exposure.remotes.map(remoteCopy).join('; ')}`
  }
}

function remoteCopy({ remote, branches, since, isPushedFromHere }: Exposure['remotes'][number]): string {
  const day = since?.slice(0, 10)
  const when =
    day === undefined
      ? 'since when is not known'
      : isPushedFromHere
        ? `pushed from here on ${day}`
        : `seen there on ${day}`
  return `${remote} (${list(branches)}), ${when}`
}

function place({ kind, commit, path, line, date }: Occurrence): string {
  const where =
    kind === 'message'
      ? 'its message'
      : kind === 'tag'
        ? 'its message (a tag)'
        : kind === 'name'
          ? `${path} (its name)`
          : `${path}:${line}`
  if (commit === null) return where
  return `${commit.slice(0, 12)}${date === null ? '' : ` of ${date.slice(0, 10)}`}, ${where}`
}

function list(names: readonly string[]): string {
  return names.length <= MOST ? names.join(', ') : `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`
}
