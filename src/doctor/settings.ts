import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { withoutFilters } from '../git/filters.ts'
import { ALLOWLIST, CONFIGURATION, type Policy, readPolicy } from '../policy.ts'
import { broken, type Check, ok, type Patient, warning } from './check.ts'
import { word } from './commands.ts'
import { deadEntries } from './dead-entries.ts'
import { deadGlobs } from './dead-globs.ts'

const WHY = 'What a team allows is read from what is staged; a malformed file stops every scan.'

/** Whether what stands in `.keyhook/` is well-formed, staged, and still needed. */
export async function settings(patient: Patient): Promise<Check[]> {
  const { repository } = patient
  if (repository.topLevel === null) return []
  let policy: Policy
  try {
    policy = await readPolicy(repository, null)
  } catch (error) {
    if (!(error instanceof KeyhookError) || error.code !== 'configuration') throw error
    return [await malformed(error, patient)]
  }
  const unstaged = await unstagedFiles(patient)
  const checks = [
    ...links(policy),
    ...(unstaged.length > 0 ? [notStaged(unstaged, patient)] : []),
    ...(await deadEntries(policy, unstaged, patient)),
    ...(await deadGlobs(policy, patient)),
  ]
  if (checks.length > 0) return checks
  const { length } = policy.allowlist.entries
  if (length === 0 && policy.configuration === null) return []
  return [ok({ id: 'settings', says: '.keyhook/ is well-formed, and nothing in it is out of use.', why: WHY })]
}

async function malformed(error: KeyhookError, patient: Patient): Promise<Check> {
  const [first = '', ...details] = error.message.split('\n')
  const path = [ALLOWLIST, CONFIGURATION].find(name => first.startsWith(name)) ?? '.keyhook'
  const before = await readPolicy(patient.repository, 'HEAD').catch(() => null)
  const repair =
    before === null ? null : `git reset --quiet -- ${word(join(patient.repository.topLevel ?? '', path), patient)}`
  return broken({
    id: 'settings',
    says: first,
    why: `${WHY} ${repair === null ? 'Correct that line, then stage the file.' : 'To go on with the version of HEAD:'}`,
    details,
    repair,
    files: [path],
  })
}

function links({ notes }: Policy): Check[] {
  return notes.map(says =>
    warning({ id: 'settings/link', says, why: 'What a link leads to is not what was reviewed.', repair: null }),
  )
}

/** Files under `.keyhook/` that differ from what is staged. */
async function unstagedFiles({ repository }: Patient): Promise<string[]> {
  const args = ['status', '--porcelain', '--untracked-files=all', '-z', '--', ALLOWLIST, CONFIGURATION]
  const { stdout } = await (await withoutFilters(repository.git)).attempt(args)
  const lines = stdout.toString().split('\0').filter(Boolean)
  return lines.filter(line => line[1] !== ' ').map(line => line.slice(3))
}

function notStaged(paths: readonly string[], patient: Patient): Check {
  const { topLevel } = patient.repository
  return warning({
    id: 'settings/unstaged',
    says: `${paths.join(' and ')} ${paths.length === 1 ? 'differs' : 'differ'} from what is staged.`,
    why: 'Only what is staged counts.',
    repair: `git add -- ${paths.map(path => word(join(topLevel ?? '', path), patient)).join(' ')}`,
    files: paths,
  })
}
