import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { gitSites, isHuskyOwn } from './git-sites.ts'
import type { Facts, Manager } from './managers.ts'
import type { Site } from './site.ts'

/** husky 9: git runs the hooks in `.husky/_`, which husky rewrites, and each of these runs the file of its name in `.husky`. */
export const husky: Manager = {
  name: 'husky',
  isPresent: facts => huskyDirectory(facts) !== null,
  sites: huskySites,
  remarks: [],
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
