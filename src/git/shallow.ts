import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from './repository.ts'

/** Commits of a shallow clone whose parents are not here, so that they look like first commits; none in a whole clone. */
export function shallowCommits({ commonDirectory }: Pick<Repository, 'commonDirectory'>): Set<string> {
  const file = join(commonDirectory, 'shallow')
  return new Set(existsSync(file) ? readFileSync(file, 'latin1').split('\n').filter(Boolean) : [])
}
