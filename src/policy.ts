import type { Allowlist } from './allowlist/allowlist.ts'
import type { Configuration } from './configuration/configuration.ts'
import { rules } from './detect/rules/index.ts'
import type { Engine } from './engine/engine.ts'
import type { Repository } from './git/repository.ts'
import { isSymlink, readStoredFiles, type StoredFile } from './git/stored-files.ts'
import type { Rule } from './types.ts'

export const ALLOWLIST = '.keyhook/allowlist.yml'
export const CONFIGURATION = '.keyhook/config.yml'

/** The folder too: it may be a link. */
const FILES = ['.keyhook', ALLOWLIST, CONFIGURATION]

/** What a team has decided, as it stands in one commit or in the index. */
export interface Policy {
  readonly allowlist: Allowlist
  readonly configuration: Configuration | null
  /** The built-in rules that are not disabled, and the team's own. */
  readonly rules: readonly Rule[]
  readonly notes: readonly string[]
}

export const NO_POLICY: Policy = { allowlist: { entries: [] }, configuration: null, rules, notes: [] }

/**
 * Reads `.keyhook/` from the index (`commit` null) or from a commit; never from the working tree.
 *
 * @throws KeyhookError 'configuration' naming file and line of what is malformed
 */
export async function readPolicy(repository: Repository, commit: string | null): Promise<Policy> {
  return policyFrom(await readStoredFiles(repository, commit, FILES))
}

/** The same from the index, whatever engine reads it. */
export async function readStagedPolicy(engine: Engine): Promise<Policy> {
  return policyFrom(await engine.stagedFiles(FILES))
}

async function policyFrom(files: ReadonlyMap<string, StoredFile>): Promise<Policy> {
  if (files.size === 0) return NO_POLICY
  const notes = [...files]
    .filter(([, file]) => isSymlink(file))
    .map(([path]) => `${path} is a symbolic link, so it does not count.`)
  const configuration = await parsedConfiguration(regular(files, CONFIGURATION))
  const active = rules.filter(rule => configuration?.disabled.has(rule.id) !== true)
  const known = configuration === null ? active : [...active, ...configuration.rules]
  const allowlist = await parsedAllowlist(regular(files, ALLOWLIST), [...rules, ...known])
  return { allowlist, configuration, rules: known, notes }
}

async function parsedConfiguration(content: Buffer | null): Promise<Configuration | null> {
  if (content === null) return null
  const { parseConfiguration } = await import('./configuration/parse.ts')
  return parseConfiguration(content.toString('utf8'), CONFIGURATION, rules)
}

async function parsedAllowlist(content: Buffer | null, known: readonly Rule[]): Promise<Allowlist> {
  if (content === null) return NO_POLICY.allowlist
  const { parseAllowlist } = await import('./allowlist/parse.ts')
  return parseAllowlist(content.toString('utf8'), ALLOWLIST, new Set(known.map(rule => rule.id)))
}

function regular(files: ReadonlyMap<string, StoredFile>, path: string): Buffer | null {
  const file = files.get(path)
  return file === undefined || isSymlink(file) ? null : file.content
}

/** What the newer policy suppresses that the older one did not, one line each. */
export async function policyChanges(before: Policy, after: Policy): Promise<string[]> {
  const old = new Set(before.allowlist.entries.map(entryName))
  const added = after.allowlist.entries.filter(entry => !old.has(entryName(entry)))
  const notes = added.map(entry => `New in ${ALLOWLIST}: ${entryName(entry)} (${entry.reason})`)
  if (after.configuration === null) return notes
  const { widened } = await import('./configuration/widened.ts')
  return [...notes, ...widened(before.configuration, after.configuration)]
}

function entryName(entry: Allowlist['entries'][number]): string {
  return [entry.fingerprint, entry.rule, entry.path].filter(part => part !== undefined).join(' ')
}
