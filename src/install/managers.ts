import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import type { Reach } from './block.ts'
import type { HooksDirectory } from './hooks-directory.ts'
import type { Project } from './project.ts'

/** What a manager is recognised by. */
export interface Facts {
  readonly repository: Repository
  readonly hooks: HooksDirectory
  readonly project: Project | null
}

/** A directory whose hook files hold the block. */
export interface Site {
  readonly directory: string
  readonly style: 'chain' | 'append'
  readonly reach: Reach
  /** Whether git comes to these files now, and not only once the manager is installed. */
  readonly active: boolean
}

export interface Manager {
  readonly name: string
  isPresent(facts: Facts): boolean
  /** @throws KeyhookError 'install' where the manager cannot be wired */
  sites(facts: Facts): readonly Site[]
  /** What people should know of it, as full sentences. */
  readonly remarks: readonly string[]
}

/** Asked in this order; the last one is there in every repository. */
export const MANAGERS: readonly Manager[] = [
  {
    name: 'husky',
    isPresent: facts => huskyDirectory(facts) !== null,
    sites: huskySites,
    remarks: [],
  },
  {
    name: 'lefthook',
    isPresent: facts =>
      hasFile(facts, 'lefthook.yml', '.lefthook.yml', 'lefthook.yaml', 'lefthook.toml', 'lefthook.json'),
    sites: gitSites,
    remarks: ['lefthook is in use: keyhook runs its hooks first. After "lefthook install", run "keyhook init" again'],
  },
  {
    name: 'pre-commit',
    isPresent: facts => hasFile(facts, '.pre-commit-config.yaml'),
    sites: gitSites,
    remarks: [
      'pre-commit is in use: keyhook runs its hooks first. After "pre-commit install", run "keyhook init" again',
    ],
  },
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

function gitSites({ hooks }: Facts): Site[] {
  if (isHuskyOwn(hooks)) {
    throw new KeyhookError(
      'install',
      "git runs its hooks from husky's own directory here, which husky rewrites.",
      'Run: npx keyhook init --manager husky',
    )
  }
  return [{ directory: hooks.path, style: 'chain', reach: hooks.reach, active: true }]
}

function huskySites(facts: Facts): Site[] {
  const directory = huskyDirectory(facts)
  if (directory === null) {
    throw new KeyhookError('install', 'husky is not set up here.', 'Run: npx husky init && npx keyhook init')
  }
  const active = isHuskyOwn(facts.hooks)
  const site: Site = { directory, style: 'append', reach: 'tracked', active }
  // Until husky has been installed in this clone, git still looks in its own directory.
  return active ? [site] : [site, ...gitSites(facts)]
}

/** The directory with husky's hook files; null where husky 9 or newer is not used. */
function huskyDirectory({ repository, hooks, project }: Facts): string | null {
  if (isHuskyOwn(hooks)) return dirname(hooks.path)
  if (repository.topLevel === null || project === null) return null
  const range = project.dependencies['husky']
  const major = Number(/\d+/.exec(range ?? '')?.[0] ?? 9)
  const directory = join(repository.topLevel, '.husky')
  return range !== undefined && major >= 9 && existsSync(directory) ? directory : null
}

function isHuskyOwn({ path }: HooksDirectory): boolean {
  return basename(path) === '_' && (basename(dirname(path)) === '.husky' || existsSync(join(path, 'h')))
}

function hasFile({ repository: { topLevel } }: Facts, ...names: string[]): boolean {
  return topLevel !== null && names.some(name => existsSync(join(topLevel, name)))
}
