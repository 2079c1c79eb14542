import { lstatSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { ALLOWLIST_PATH } from '../allowlist/allowlist.ts'
import { rules } from '../detect/rules/index.ts'
import { KeyhookError } from '../errors.ts'
import { throughLinks, withSlashes } from '../extraction/walk.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { carry } from '../import/carry.ts'
import { lookInto } from '../import/look.ts'
import type { ForeignFile } from '../import/reader.ts'
import { resolveWishes } from '../import/resolve.ts'
import { TOOLS, type Tool } from '../import/tool-names.ts'
import { formatOf, KNOWN_FILES } from '../import/tools.ts'
import type { Wish } from '../import/wish.ts'
import { CONFIGURATION } from '../policy.ts'
import { parseArguments } from './arguments.ts'
import { day } from './day.ts'
import { CLEAN, FAILED } from './exit.ts'
import { tellImport } from './import-report.ts'
import { readVersions, type Versions, writeAllVersions } from './policy-versions.ts'
import type { World } from './world.ts'

const LARGEST_FILE = 64 * 1024 * 1024

/**
 * `keyhook import`: other tools' allowlists and configurations, as far as keyhook can say the same.
 *
 * @returns 0 where anything was carried over, or nothing had to be; 2 where there was something and nothing of it could be
 * @throws KeyhookError before anything is changed
 */
export async function importFiles(argv: readonly string[], world: World): Promise<number> {
  const { words, values, flags } = parseArguments('import', argv)
  const tool = TOOLS.find(name => name === values.get('tool')) ?? null
  const repository = await openRepository(world.cwd, world.env)
  const [allowlist, configuration] = [await readVersions(repository), await readVersions(repository, CONFIGURATION)]
  const files = [...new Set(words)].map(word => readForeign(word, tool, repository, world))

  const today = day(world.now)
  const look = lookInto(repository, rules, today)
  const wishes: readonly Wish[] = files.flatMap(({ file, read }) => read(file, { rules }))
  const resolved = await resolveWishes(wishes, look, text => stands(text, repository))
  const carrying = { names: { allowlist: ALLOWLIST_PATH, configuration: CONFIGURATION }, rules, today, mask: look.mask }
  const staged = await carry(
    resolved,
    { allowlist: stagedOf(allowlist), configuration: stagedOf(configuration) },
    carrying,
  )
  const written = await carry(
    resolved,
    { allowlist: writtenOf(allowlist), configuration: writtenOf(configuration) },
    carrying,
  )
  const changes = ([allowlist, configuration] as const).map((versions, index) => {
    const key = index === 0 ? 'allowlist' : 'configuration'
    const isLeftOut = versions.staged?.skipsWorkTree === true && versions.written === null
    return { versions, texts: { staged: staged.texts[key], written: isLeftOut ? null : written.texts[key] } }
  })
  if (!flags.has('dry-run')) await writeAllVersions(repository, changes)
  const changed = changes.filter(({ texts }) => texts.staged !== null).map(({ versions }) => versions.path)
  await tellImport(staged.told, { changed, isTrial: flags.has('dry-run'), mask: look.mask }, world)
  const carried = staged.told.some(({ outcome }) => outcome !== 'refused')
  return carried || staged.told.length === 0 ? CLEAN : FAILED
}

function stagedOf({ staged }: Versions): string | null {
  return staged?.text ?? null
}

function writtenOf({ written, staged }: Versions): string | null {
  return written ?? staged?.text ?? null
}

function readForeign(word: string, tool: Tool | null, { topLevel }: Repository, world: World) {
  const path = throughLinks(resolve(world.cwd, word))
  const format = formatOf(path, tool)
  if (format === null) {
    throw new KeyhookError(
      'usage',
      `${word} is no file that keyhook knows by its name. Known are ${KNOWN_FILES.join(', ')}.`,
      `keyhook import --tool TOOL ${word}`,
    )
  }
  const inside = withSlashes(relative(topLevel ?? world.cwd, path))
  const isInside = !inside.startsWith('../') && !isAbsolute(inside)
  const folder = isInside && inside.includes('/') ? dirname(inside) : ''
  const file: ForeignFile = { name: isInside ? inside : word, folder, text: textOf(path, word) }
  return { file, read: format.read }
}

function textOf(path: string, word: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new KeyhookError('usage', `There is no file ${word}`, 'keyhook import --help')
  if (!found.isFile()) throw new KeyhookError('usage', `${word} is no regular file.`, 'keyhook import --help')
  if (found.size > LARGEST_FILE)
    throw new KeyhookError('usage', `${word} is too large to be one.`, 'keyhook import --help')
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new KeyhookError('incomplete', `${word} could not be read (${code}).`, `ls -l ${word}`)
  }
}

/** Whether a text stands in a tracked file, as it is staged. */
async function stands(text: string, { git }: Repository): Promise<boolean> {
  const { code } = await git.attempt(['grep', '--cached', '--quiet', '--fixed-strings', '-e', text])
  return code === 0
}
