import { DOORS } from '../install/doors.ts'
import { broken, type Check, note, type Patient } from './check.ts'

const WHY = 'From git 2.54 on, hooks may also stand in the configuration; they run beside those of the hooks directory.'
/** The first git that knows hooks in its configuration. */
const FIRST = [2, 54] as const

/**
 * Hooks that stand in git's configuration. They add to the hooks directory, but one event can be switched off as a whole, so git
 * is asked what it would run.
 *
 * Source: https://git-scm.com/docs/git-hook/2.54.0
 */
export async function configuredHooks({ repository: { git } }: Patient): Promise<Check[]> {
  const { code, stdout } = await git.attempt(['config', '-z', '--get-regexp', '^hook\\.'])
  if (code !== 0) return []
  const hooks = readConfiguredHooks(stdout.toString())
  const version = (await git.output(['version'])).toString()
  const told = { id: 'configured-hooks', why: WHY }
  if (!knowsConfiguredHooks(version)) {
    const says = `git's configuration names hooks (${hooks.names.join(', ')}), which this git is too old to run.`
    return [note({ ...told, says })]
  }
  const left: Check[] = []
  for (const door of DOORS) {
    const listed = await git.attempt(['hook', 'list', door])
    if (runsHooksDirectory(listed.stdout.toString())) continue
    left.push(
      broken({
        ...told,
        id: `configured-hooks/${door}`,
        says: `git leaves out the ${door} hook of the hooks directory (hook.${door}.enabled).`,
        repair: `git config --unset-all hook.${door}.enabled`,
      }),
    )
  }
  const says = `git runs hooks of its configuration too (${hooks.names.join(', ')}), beside keyhook's.`
  return left.length > 0 ? left : [note({ ...told, says })]
}

/** `hook.<name>.<key> LF <value> NUL`, as `git config -z --get-regexp` prints it. */
export function readConfiguredHooks(listed: string): { readonly names: readonly string[] } {
  const names = listed
    .split('\0')
    .map(entry => /^hook\.(.+)\.[a-z]+(?:\n|$)/s.exec(entry)?.[1] ?? '')
    .filter(name => name !== '')
  return { names: [...new Set(names)].slice(0, 10) }
}

/** Whether a git runs hooks of the configuration, by what `git version` says. */
export function knowsConfiguredHooks(version: string): boolean {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number)
  return major > FIRST[0] || (major === FIRST[0] && minor >= FIRST[1])
}

/** Whether `git hook list` names the hook of the hooks directory, as one that is run. */
export function runsHooksDirectory(listed: string): boolean {
  return listed.split('\n').some(line => /\bhookdir\b/.test(line) && !/\bdisabled\b/i.test(line))
}
