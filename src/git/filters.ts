import { KeyhookError } from '../errors.ts'
import type { Git } from './git.ts'

/**
 * The same git for commands that compare with the working tree, without the filters of `.gitattributes`: each is a program that the configuration names,
 * and git would run it for any file whose time has changed. A filtered file (Git LFS) may then pass for changed.
 *
 * @throws KeyhookError 'git' for a filter whose name cannot be overruled on a command line
 */
export async function withoutFilters(git: Git): Promise<Pick<Git, 'attempt' | 'output'>> {
  const { stdout } = await git.attempt(['config', '-z', '--name-only', '--get-regexp', '^filter\\.'])
  const drivers = stdout
    .toString()
    .split('\0')
    .flatMap(name => /^filter\.(.*)\.[^.]+$/s.exec(name)?.[1] ?? [])
  const overruled = [...new Set(drivers)].flatMap(driver => {
    if (/[=\n]/.test(driver)) throw notOverruled()
    return ['clean=', 'smudge=', 'process=', 'required=false'].flatMap(value => ['-c', `filter.${driver}.${value}`])
  })
  return {
    attempt: (args, options) => git.attempt([...overruled, ...args], options),
    output: (args, options) => git.output([...overruled, ...args], options),
  }
}

function notOverruled(): KeyhookError {
  return new KeyhookError(
    'git',
    'The configuration of git has a filter with an equals sign in its name, which would be run.',
    'Give it another name: git config --rename-section',
  )
}
