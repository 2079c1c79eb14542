import { installedFor } from '../dependencies/installed.ts'
import type { Package } from '../dependencies/package.ts'
import { type Scanned, scanPackages } from '../dependencies/scan-packages.ts'
import { termsOf } from '../dependencies/terms.ts'
import type { Repository } from '../git/repository.ts'
import { createProgress } from './progress.ts'
import type { World } from './world.ts'

/** What the installed dependencies of a project mention of the keys of providers. */
export interface Dependencies extends Scanned {
  readonly packages: readonly Package[]
  /** What was not looked into, as sentences. */
  readonly notes: readonly string[]
  readonly ms: number
}

/** Looks through the installed dependencies of the project in a repository. Nothing of them is run, and nothing is sent anywhere. */
export async function lookAtDependencies(repository: Repository, world: World): Promise<Dependencies> {
  const started = performance.now()
  const { packages, notes } = await installedFor(repository)
  const { rules } = await import('../detect/rules/index.ts')
  const progress = createProgress(world, packages.length, false, undefined, 'packages')
  try {
    const base = repository.topLevel ?? world.cwd
    const scanned = await scanPackages(packages, termsOf(rules), base, progress.update)
    return { ...scanned, packages, notes, ms: Math.round(performance.now() - started) }
  } finally {
    progress.clear()
  }
}
