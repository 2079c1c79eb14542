import { realpathSync } from 'node:fs'
import type { Repository } from '../git/repository.ts'
import { installedByGo } from './go.ts'
import { installedByNpm, manifestDirectories } from './npm.ts'
import type { Installed } from './package.ts'
import { installedByPython } from './python.ts'

/** The packages that are installed for the project in a repository: npm's, PyPI's and Go's. */
export async function installedFor(repository: Repository): Promise<Installed> {
  const { git, topLevel } = repository
  if (topLevel === null) return { packages: [], notes: ['A bare repository has nothing installed.'] }
  const base = realpathSync.native(topLevel)
  const listed = await git.output(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  const paths = [...new Set(listed.toString().split('\0'))].filter(path => path !== '')
  const parts = [
    installedByNpm(base, manifestDirectories(base, paths)),
    await installedByPython(base, paths),
    installedByGo(base, paths, git.env),
  ]
  return { packages: parts.flatMap(part => part.packages), notes: parts.flatMap(part => part.notes) }
}
