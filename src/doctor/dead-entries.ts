import { join } from 'node:path'
import { type AllowlistEntry, hasExpired } from '../allowlist/allowlist.ts'
import { extentOf } from '../allowlist/extent.ts'
import { unmatched } from '../allowlist/unmatched.ts'
import { readStoredFiles } from '../git/stored-files.ts'
import { ALLOWLIST, type Policy } from '../policy.ts'
import { type Check, type Patient, warning } from './check.ts'
import { word } from './commands.ts'
import { findingsOfHistory, findingsOfIndex } from './findings.ts'

const WHY = 'An entry that nothing needs may one day let a real key pass.'
/** In a history of more commits than this no entry is looked for: that would take longer than a minute. */
const MOST_COMMITS = 50_000
const NAMED = 10

interface Dead {
  readonly entry: AllowlistEntry
  readonly reason: string
}

/**
 * Entries of the allowlist that expired, or that no finding needs: neither in the files of the index, nor in any commit.
 * The history is only looked at for entries that the index does not need.
 */
export async function deadEntries(policy: Policy, unstaged: readonly string[], patient: Patient): Promise<Check[]> {
  const { entries } = policy.allowlist
  if (entries.length === 0) return []
  const expired = entries.filter(entry => hasExpired(entry, patient.today))
  const { left, looked } = await unneeded(policy, patient)
  const dead: Dead[] = [
    ...expired.map(entry => ({ entry, reason: `expired on ${entry.expires}` })),
    ...left.map(entry => ({ entry, reason: 'matches nothing any more' })),
  ].sort((one, other) => one.entry.line - other.entry.line)
  if (dead.length === 0) return []
  const text = (await readStoredFiles(patient.repository, null, [ALLOWLIST])).get(ALLOWLIST)?.content.toString() ?? ''
  const rest = dead.length - NAMED
  return [
    warning({
      id: 'allowlist/dead',
      says: `${ALLOWLIST}: ${dead.length} of ${entries.length} ${entries.length === 1 ? 'entry is' : 'entries are'} dead${left.length > 0 ? ` (looked at: ${looked})` : ''}.`,
      why: WHY,
      details: [
        ...dead.slice(0, NAMED).map(({ entry, reason }) => `line ${entry.line}: ${subject(entry)} ${reason}`),
        ...(rest > 0 ? [`and ${rest} more`] : []),
      ],
      repair: unstaged.includes(ALLOWLIST) ? null : takingOut(dead, text, patient),
      files: [ALLOWLIST],
    }),
  ]
}

async function unneeded(policy: Policy, patient: Patient): Promise<{ left: AllowlistEntry[]; looked: string }> {
  const { entries } = policy.allowlist
  const { today } = patient
  if (entries.every(entry => hasExpired(entry, today))) return { left: [], looked: '' }
  const index = await findingsOfIndex(policy, patient)
  const left = await unmatched(entries, index.found, today)
  const files = `${index.count} files of the index`
  if (left.length === 0) return { left, looked: files }
  const history = await findingsOfHistory(policy, patient, MOST_COMMITS)
  if (history === null) return { left, looked: `${files}; not the history, of more than ${MOST_COMMITS} commits` }
  return { left: await unmatched(left, history.found, today), looked: `${files}, ${history.count} commits` }
}

function subject({ fingerprint, rule, path }: AllowlistEntry): string {
  return fingerprint ?? [rule, path].filter(part => part !== undefined).join(' in ')
}

/** Takes the lines of entries out of the file; for sed of every make. */
function takingOut(dead: readonly Dead[], text: string, patient: Patient): string | null {
  const extents = dead.map(({ entry }) => extentOf(entry, text))
  if (extents.length > NAMED * 2 || extents.includes(null)) return null
  const file = word(join(patient.repository.topLevel ?? '', ALLOWLIST), patient)
  const steps = extents.map(extent => `-e ${extent?.first},${extent?.last}d`).join(' ')
  return `sed -i.old ${steps} ${file} && rm ${file}.old && git add -- ${file}`
}
