import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { locateHooks } from '../install/hooks-directory.ts'
import { quote } from '../report/shell.ts'
import { broken, type Check, ok, type Patient } from './check.ts'
import { shown } from './commands.ts'
import { stateOf } from './file-state.ts'

const WHY = 'git runs the hooks of one directory only; guarded hooks anywhere else are never started.'

/** Which directory git runs hooks from, who set that, and whether there is such a directory. */
export async function hooksPath(patient: Patient): Promise<Check> {
  const { repository } = patient
  const { path } = await locateHooks(repository)
  const set = await repository.git.attempt(['config', '--show-origin', '--get', 'core.hooksPath'])
  const [origin = '', value = ''] = set.code === 0 ? set.stdout.toString().replace(/\n$/, '').split('\t') : []
  const place = shown(path, repository.topLevel)
  const told = { id: 'hooks-path', why: WHY, files: [place] }
  const from = set.code === 0 ? ` (core.hooksPath, set in ${origin.replace(/^file:/, '')})` : ''
  if (set.code === 0 && value.trim() === '') {
    const says = `core.hooksPath is empty${from.replace('core.hooksPath, ', '')}, so git runs no hooks here.`
    return broken({ ...told, files: [], says, repair: await overrule(patient) })
  }
  const found = stateOf(path)
  if (found?.isDirectory() === true) return ok({ ...told, says: `git runs the hooks of ${place}${from}.` })
  if (found !== null) {
    const says = `git looks for hooks in ${place}${from}, which is no directory, so it runs none.`
    return broken({ ...told, says, repair: await overrule(patient) })
  }
  const says = `git looks for hooks in ${place}${from}, which does not exist, so it runs none.`
  return broken({ ...told, says, repair: repairOfMissing(path, patient) })
}

/** Takes the setting back where this repository made it, else sets its own. */
async function overrule({ repository: { git, commonDirectory } }: Patient): Promise<string> {
  const here = await git.attempt(['config', '--local', '--get', 'core.hooksPath'])
  const usual = `git config core.hooksPath ${quote(join(commonDirectory, 'hooks'))}`
  if (here.code !== 0) return usual
  const everywhere = await git.attempt(['config', '--global', '--get', 'core.hooksPath'])
  return everywhere.code === 0 ? usual : 'git config --unset-all core.hooksPath'
}

/** A worktree in which husky was not installed yet has no `.husky/_`, and git says nothing of it. */
function repairOfMissing(path: string, { repository: { topLevel }, command }: Patient): string {
  if (!isHuskyOwn(path) || topLevel === null) return `${command} init`
  if (!existsSync(join(topLevel, 'package.json'))) return `git config --unset-all core.hooksPath && ${command} init`
  return reinstallHusky(topLevel)
}

export function isHuskyOwn(path: string): boolean {
  return basename(path) === '_' && (basename(dirname(path)) === '.husky' || existsSync(join(path, 'h')))
}

/** Each lock file, with the command that installs by it and runs the project's `prepare`. */
const INSTALLS = [
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
  ['bun.lockb', 'bun install'],
] as const

/** What puts husky's own directory back. */
export function reinstallHusky(topLevel: string): string {
  if (existsSync(join(topLevel, 'node_modules', 'husky'))) return 'npx husky'
  return INSTALLS.find(([lock]) => existsSync(join(topLevel, lock)))?.[1] ?? 'npm install'
}
