import { ALLOWLIST_PATH, type AllowlistEntry } from '../allowlist/allowlist.ts'
import { KeyhookError } from '../errors.ts'
import { openRepository } from '../git/repository.ts'
import type { Finding } from '../types.ts'
import { type AllowArguments, readAllowArguments } from './allow-arguments.ts'
import { day } from './day.ts'
import { readVersions, type Versions, writeVersions } from './policy-versions.ts'
import type { World } from './world.ts'

/**
 * Finds what fingerprints stand for in the repository of the working directory; one that is nowhere is not in the answer.
 *
 * @throws KeyhookError 'usage' where the reason holds a part of a secret that is found on the way
 */
export type Locate = (
  fingerprints: ReadonlySet<string>,
  reason: string,
  world: World,
) => Promise<ReadonlyMap<string, Finding>>

type NewEntry = Omit<AllowlistEntry, 'line'>

/** `keyhook allow`: adds entries to the allowlist, and stages these and nothing else. */
export async function allow(argv: readonly string[], world: World): Promise<number> {
  const { locate } = await import('./locate.ts')
  return allowWith(locate, argv, world)
}

/** @throws KeyhookError 'usage', and 'configuration' where the allowlist is malformed; nothing is changed then */
export async function allowWith(locate: Locate, argv: readonly string[], world: World): Promise<number> {
  const today = day(world.now)
  const given = await readAllowArguments(argv, today)
  const repository = await openRepository(world.cwd, world.env)
  const versions = await readVersions(repository)
  const { readPolicy } = await import('../policy.ts')
  const { rules } = await import('../detect/rules/index.ts')
  const active = [...rules, ...(await readPolicy(repository, null)).rules]
  await refuseSecrets(given.reason, active)

  const found = await locate(new Set(given.fingerprints), given.reason, world)
  const editing = { ...given, found, today, knownRules: new Set(active.map(({ id }) => id)) }
  const staged = await edited(versions.staged?.text ?? null, editing)
  const written = await edited(versions.written ?? versions.staged?.text ?? null, editing)
  const isLeftOut = versions.staged?.skipsWorkTree === true && versions.written === null
  await writeVersions(repository, versions, { staged: staged.text, written: isLeftOut ? null : written.text })
  await tell({ given, found, staged: staged.added, written: written.added, isNew: isNew(versions) }, world)
  return 0
}

interface Editing extends AllowArguments {
  readonly found: ReadonlyMap<string, Finding>
  readonly knownRules: ReadonlySet<string>
  readonly today: string
}

interface Edited {
  /** null where the version has all the entries already. */
  readonly text: string | null
  readonly added: ReadonlySet<string>
}

/** One version of the file with the entries that it lacks. Reads the outcome again, so that a malformed file is never written. */
async function edited(text: string | null, editing: Editing): Promise<Edited> {
  const { parseAllowlist } = await import('../allowlist/parse.ts')
  const { coverage } = await import('../allowlist/coverage.ts')
  const before = parseAllowlist(text ?? '', ALLOWLIST_PATH, editing.knownRules)
  const cover = await coverage(before, editing.today)
  const lacking = editing.fingerprints.filter(fingerprint => {
    const finding = editing.found.get(fingerprint) ?? { fingerprint, rule: '', path: '' }
    return cover(finding)?.fingerprint !== fingerprint
  })
  if (lacking.length === 0) return { text: null, added: new Set() }
  const entries = lacking.map(fingerprint => entryFor(fingerprint, editing))

  const { addEntries } = await import('../allowlist/edit.ts')
  const after = addEntries(text, entries)
  if (!holdsAll(() => parseAllowlist(after, ALLOWLIST_PATH, editing.knownRules).entries, before.entries, entries)) {
    throw new KeyhookError(
      'configuration',
      `${ALLOWLIST_PATH} is written in a way that keyhook cannot add to. Nothing was changed.`,
      `Add by hand, and stage: ${JSON.stringify(entries)}`,
    )
  }
  return { text: after, added: new Set(lacking) }
}

function entryFor(fingerprint: string, { found, reason, expires, path }: Editing): NewEntry {
  const rule = found.get(fingerprint)?.rule
  if (rule === undefined) {
    throw new KeyhookError(
      'usage',
      `Nothing in this repository has the fingerprint ${fingerprint}`,
      'See what there is: keyhook scan',
    )
  }
  return {
    fingerprint,
    rule,
    ...(path === undefined ? {} : { path }),
    reason,
    ...(expires === undefined ? {} : { expires }),
  }
}

function holdsAll(
  read: () => readonly AllowlistEntry[],
  before: readonly AllowlistEntry[],
  added: readonly NewEntry[],
): boolean {
  const facts = ({ fingerprint, rule, path, reason, expires }: NewEntry): string =>
    JSON.stringify([fingerprint, rule, path, reason, expires])
  try {
    return read().map(facts).join('\n') === [...before, ...added].map(facts).join('\n')
  } catch {
    return false
  }
}

async function refuseSecrets(reason: string, rules: Parameters<typeof detectorOf>[0]): Promise<void> {
  const detector = await detectorOf(rules)
  if (detector.mask(reason) === reason) return
  throw reasonWithSecret()
}

export function reasonWithSecret(): KeyhookError {
  return new KeyhookError('usage', 'The reason holds a secret. Nothing was changed.', 'Say why in words: --reason TEXT')
}

async function detectorOf(rules: Parameters<typeof import('../detect/detector.ts').createDetector>[0]['rules']) {
  const { createDetector } = await import('../detect/detector.ts')
  return createDetector({ rules, blockFrom: 'low' })
}

function isNew({ staged, written }: Versions): boolean {
  return staged === null && written === null
}

interface Done {
  readonly given: AllowArguments
  readonly found: ReadonlyMap<string, Finding>
  /** Fingerprints whose entries are new in the index, and those new in the working tree. */
  readonly staged: ReadonlySet<string>
  readonly written: ReadonlySet<string>
  readonly isNew: boolean
}

async function tell({ given, found, staged, written, isNew }: Done, world: World): Promise<void> {
  const { printable } = await import('../report/terminal.ts')
  for (const fingerprint of given.fingerprints) {
    const finding = found.get(fingerprint)
    const place = finding === undefined ? '' : ` (${finding.rule}, ${printable(finding.path)}:${finding.line})`
    world.stdout.write(`${staged.has(fingerprint) ? 'Allowed' : 'Already allowed:'} ${fingerprint}${place}\n`)
    if (finding !== undefined && (await misses(given.path, finding.path))) {
      world.stdout.write(`  Note: --path does not match ${printable(finding.path)}, so it is still reported there.\n`)
    }
  }
  if (staged.size === 0) {
    world.stdout.write(
      written.size === 0 ? 'Nothing was changed.\n' : `Written to ${ALLOWLIST_PATH}, where it was missing.\n`,
    )
    return
  }
  const what = staged.size === 1 ? 'That entry, and nothing else, is' : 'Those entries, and nothing else, are'
  world.stdout.write(`${what} now staged in ${ALLOWLIST_PATH}${isNew ? ', a new file' : ''}.\n`)
  world.stdout.write('Next: git commit\n')
}

async function misses(glob: string | undefined, path: string): Promise<boolean> {
  if (glob === undefined) return false
  const { compileGlob } = await import('../allowlist/glob.ts')
  return !compileGlob(glob)(path)
}
