import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { writing } from './changes.ts'
import { DOORS } from './doors.ts'
import { gitSites } from './git-sites.ts'
import type { Configured, Facts, Manager } from './managers.ts'
import { besidePreCommit, toolOf } from './other-hooks.ts'
import { addEntry, entryOf, NotUnderstood, STAGES } from './pre-commit-config.ts'
import type { Site } from './site.ts'
import { editOf, needsRecord, notUnderstood, readText, type Splice, splice } from './splice.ts'

/**
 * pre-commit (https://pre-commit.com) runs what its configuration says, from hook files of its own, and first of all a hook that it found
 * in their place. So keyhook's stay in force beside it, and the configuration guards clones that have no others.
 *
 * Source: pre_commit/commands/hook_impl.py, install_uninstall.py
 */
export const preCommit: Manager = {
  name: 'pre-commit',
  isPresent: facts => configOf(facts).text !== null,
  sites,
  configure,
  files: facts => (configOf(facts).text === null ? [] : [configOf(facts).path]),
  remarks: ['pre-commit is in use: it runs keyhook in every clone, once its configuration is staged'],
}

/**
 * Where pre-commit's own hook stands, its configuration guards. But of all that is pushed it tells a hook the first reference alone,
 * and it knows no pre-applypatch: there git's own hook files stay.
 */
function sites(facts: Facts): Site[] {
  const { path, text } = needConfig(facts)
  const written = edited(path, text, ({ after }) => after)
  const own = STAGES.filter(door => {
    const called = join(facts.hooks.path, door)
    const isOwn = toolOf(readText(called)) === 'pre-commit' && besidePreCommit(called) === null
    return isOwn && door !== 'pre-push' && entryOf(written, door) !== null
  })
  const doors = DOORS.filter(door => !own.includes(door))
  const entry = { directory: path, style: 'entry', reach: 'tracked', active: own.length > 0, guards: own } as const
  return [entry, ...gitSites(facts).map(site => ({ ...site, doors }))]
}

function configOf({ repository: { topLevel } }: Facts): { path: string; text: string | null } {
  const path = join(topLevel ?? '', '.pre-commit-config.yaml')
  return { path, text: topLevel === null ? null : readText(path) }
}

function needConfig(facts: Facts): { path: string; text: string } {
  const { path, text } = configOf(facts)
  if (text !== null) return { path, text }
  throw new KeyhookError(
    'install',
    'pre-commit is not set up here: there is no .pre-commit-config.yaml.',
    'Run: pre-commit sample-config > .pre-commit-config.yaml && npx keyhook init',
  )
}

function configure(facts: Facts): Configured {
  const { path, text } = needConfig(facts)
  return edited(path, text, ({ splices, after }) => ({
    changes: after === text ? [] : writing(path, after),
    notes: [],
    edits: splices.filter(needsRecord).map(made => editOf(path, text, made)),
  }))
}

function edited<Result>(
  path: string,
  text: string,
  use: (edit: { readonly splices: readonly Splice[]; readonly after: string }) => Result,
): Result {
  try {
    const splices = addEntry(text)
    return use({ splices, after: splice(text, splices) })
  } catch (error) {
    if (error instanceof NotUnderstood) throw notUnderstood(path, 'keyhook')
    throw error
  }
}
