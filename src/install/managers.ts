import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import type { Wiring } from './chain.ts'
import { gitSites } from './git-sites.ts'
import type { HooksDirectory } from './hooks-directory.ts'
import { husky } from './husky.ts'
import { lefthook } from './lefthook.ts'
import { preCommit } from './pre-commit.ts'
import type { Project } from './project.ts'
import type { ScriptEdit } from './record.ts'
import type { Site } from './site.ts'

export type { Site } from './site.ts'

/** What a manager is recognised by. */
export interface Facts {
  readonly repository: Repository
  readonly hooks: HooksDirectory
  readonly project: Project | null
}

/** What to change in a manager's own configuration. */
export interface Configured extends Wiring {
  /** What was put in place of what, where no markers tell it. */
  readonly edits: readonly ScriptEdit[]
}

export interface Manager {
  readonly name: string
  isPresent(facts: Facts): boolean
  /** @throws KeyhookError 'install' where the manager cannot be wired */
  sites(facts: Facts): readonly Site[]
  /** Missing for a manager that is wired by hook files alone. Throws as `sites` does. */
  configure?(facts: Facts): Configured
  /** The files that `configure` writes to, as far as they exist. */
  files?(facts: Facts): readonly string[]
  /** What people should know of it, as full sentences. */
  readonly remarks: readonly string[]
}

/** Asked in this order; the last one is there in every repository. */
export const MANAGERS: readonly Manager[] = [
  husky,
  lefthook,
  preCommit,
  {
    name: 'simple-git-hooks',
    isPresent: ({ project }) =>
      project !== null && (project.has('simple-git-hooks') || 'simple-git-hooks' in project.dependencies),
    sites: gitSites,
    remarks: [
      'simple-git-hooks is in use: when it installs itself again it removes keyhook. Run "keyhook init" after it',
    ],
  },
  { name: 'git', isPresent: () => true, sites: gitSites, remarks: [] },
]

/** The manager to wire: the one asked for, or the first that is present. */
export function chooseManager(facts: Facts, wanted: string | null): Manager {
  const found = MANAGERS.find(manager => (wanted === null ? manager.isPresent(facts) : manager.name === wanted))
  if (found !== undefined) return found
  throw new KeyhookError('usage', `There is no manager called ${wanted}`)
}
