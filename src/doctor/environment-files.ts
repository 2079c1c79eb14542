import { join } from 'node:path'
import { excerptOfPath } from '../diff/text.ts'
import { readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import { type Check, ok, type Patient, warning } from './check.ts'
import { word } from './commands.ts'

const WHY = 'That is where keys belong; git must neither have them nor pick them up with "git add".'
/** Asks of a file that need not be there; git refuses that along with literal paths, and this path has nothing to expand. */
const CHECK = ['check-ignore', '--quiet', '--no-index']
/** Paths named in a command. */
const NAMED = 10

/** Whether `.env` files, examples aside, are ignored and untracked. */
export async function environmentFiles(patient: Patient): Promise<Check[]> {
  const { git, topLevel } = patient.repository
  if (topLevel === null) return []
  const tracked = await holdingKeys(await list(patient, ['--cached']), patient)
  const open = await holdingKeys(await list(patient, ['--others', '--exclude-standard']), patient)
  const ignored = (await git.attempt(['--no-literal-pathspecs', ...CHECK, '--', '.env'])).code === 0
  const told = { id: 'environment-files', why: WHY }
  const ignoring = `printf '%s\\n' '' .env '.env.*' '!.env.example' >> ${word(join(topLevel, '.gitignore'), patient)}`
  if (tracked.length > 0) {
    const taken = `git rm --quiet --cached -- ${tracked
      .slice(0, NAMED)
      .map(path => word(join(topLevel, path), patient))
      .join(' ')}`
    const says = `git tracks ${named(tracked)}; what it held stays in the history.`
    return [warning({ ...told, says, repair: ignored ? taken : `${taken} && ${ignoring}`, files: tracked })]
  }
  if (open.length > 0) {
    return [warning({ ...told, says: `git does not ignore ${named(open)}.`, repair: ignoring, files: open })]
  }
  if (!ignored) return [warning({ ...told, says: 'git would not ignore a file called .env.', repair: ignoring })]
  return [ok({ ...told, says: '.env is ignored, and no such file is tracked.' })]
}

async function list({ repository: { git } }: Patient, which: readonly string[]): Promise<string[]> {
  const listed = (await git.output(['ls-files', '-z', ...which])).toString()
  return [...new Set(listed.split('\0'))].filter(path => /(?:^|\/)\.env[^/]*$/.test(path))
}

/** Those that a scan would name: no examples, none among tests, none that the team allows. */
async function holdingKeys(paths: readonly string[], { repository, today }: Patient): Promise<string[]> {
  if (paths.length === 0) return []
  const scan = startScan({ policy: await readPolicy(repository, null), today })
  for (const path of paths) scan.take(excerptOfPath(Buffer.from(path), path, null))
  const { findings } = await scan.verdict(0)
  return [...new Set(findings.map(({ path }) => path))].sort()
}

function named(paths: readonly string[]): string {
  const rest = paths.length - 3
  return `${paths.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
