import type { Repository } from '../git/repository.ts'

/** Files of HEAD in which a variable is named: what reads it stops working with the key. Relative to the top level, in order. */
export async function readersOf({ git }: Repository, variable: string): Promise<string[]> {
  const { code, stdout } = await git.attempt([
    'grep',
    '--full-name',
    '--name-only',
    '-z',
    '--fixed-strings',
    '--word-regexp',
    '-I',
    '-e',
    variable,
    'HEAD',
    '--',
  ])
  if (code !== 0) return []
  return stdout
    .toString()
    .split('\0')
    .filter(Boolean)
    .map(name => name.replace(/^HEAD:/, ''))
}
