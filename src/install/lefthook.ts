import { existsSync, readFileSync } from 'node:fs'
import { arch } from 'node:os'
import { isAbsolute, join, relative, sep } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { locateProgram } from '../git/locate.ts'
import { writing } from './changes.ts'
import { DOORS, type Door } from './doors.ts'
import { isInside, real } from './hooks-directory.ts'
import { extendWith, readConfig } from './lefthook-config.ts'
import type { Configured, Facts, Manager } from './managers.ts'
import { findMarked, renderMarked } from './marked.ts'
import { toolOf } from './other-hooks.ts'
import type { Site } from './site.ts'
import { editOf, needsRecord, notUnderstood, readText, splice } from './splice.ts'

/**
 * lefthook runs what its configuration says, from hook files of its own, which it writes anew when the configuration has changed.
 * So keyhook is a script in the configuration; where lefthook is not installed yet, git's own hook files guard, and make room for it.
 *
 * Source: https://lefthook.dev/configuration/, internal/command/lefthook.go
 */
export const lefthook: Manager = {
  name: 'lefthook',
  isPresent: facts => configOf(facts) !== null,
  sites,
  configure,
  files,
  remarks: ['lefthook is in use: it runs keyhook after your own commands, in every clone'],
}

/** In the order in which lefthook looks for them. */
const NAMES = ['lefthook', '.lefthook', '.config/lefthook']
const EXTENSIONS = ['.yml', '.yaml', '.json', '.jsonc', '.toml']

interface Config {
  readonly path: string
  readonly extension: string
  readonly text: string
}

function configOf({ repository: { topLevel } }: Facts): Config | null {
  if (topLevel === null) return null
  for (const extension of EXTENSIONS) {
    for (const name of NAMES) {
      const path = join(topLevel, name + extension)
      const text = readText(path)
      if (text !== null) return { path, extension, text }
    }
  }
  return null
}

function needConfig(facts: Facts): Config {
  const config = configOf(facts)
  if (config !== null) return config
  throw new KeyhookError('install', 'lefthook is not set up here.', 'Run: npx lefthook install && npx keyhook init')
}

/** The directory of lefthook's scripts: `source_dir`. */
function scriptsOf(facts: Facts, { path, extension, text }: Config): string {
  const top = facts.repository.topLevel ?? ''
  const config = readConfig(text, extension)
  if (config === null) throw notUnderstood(path, 'keyhook')
  const named = config['source_dir'] ?? '.lefthook'
  if (typeof named !== 'string') throw notUnderstood(path, 'keyhook')
  const directory = join(top, named)
  if (isAbsolute(named) || !isInside(real(directory), real(top)) || directory === top)
    throw notUnderstood(path, 'keyhook')
  return directory.endsWith(sep) ? directory.slice(0, -1) : directory
}

function sites(facts: Facts): Site[] {
  const directory = scriptsOf(facts, needConfig(facts))
  const own = DOORS.filter(door => isGuardedByLefthook(join(facts.hooks.path, door), facts))
  const rest = DOORS.filter(door => !own.includes(door))
  return [
    { directory, style: 'script', reach: 'tracked', active: own.length > 0, guards: own },
    { directory: facts.hooks.path, style: 'chain', reach: facts.hooks.reach, active: true, doors: rest, yields: true },
  ]
}

/** Whether lefthook's own hook stands there, and would find lefthook: where it does not, it lets everything through. */
function isGuardedByLefthook(path: string, { repository: { git, topLevel } }: Facts): boolean {
  const text = readText(path)
  if (text === null || toolOf(text) !== 'lefthook') return false
  if (locateProgram('lefthook', git.env, topLevel) !== null || (git.env['LEFTHOOK_BIN'] ?? '') !== '') return true
  const recorded = [...text.matchAll(/^ *(?:el)?if "?((?:\/|[A-Za-z]:)[^"\n]*?)"? -h /gm)].map(match => match[1] ?? '')
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${arch()}`
  const packaged = [`lefthook-${system}`, '@evilmartians/lefthook', '@evilmartians/lefthook-installer', 'lefthook']
  return (
    recorded.some(existsSync) || packaged.some(name => existsSync(join(topLevel ?? '', 'node_modules', name, 'bin')))
  )
}

const LINES = DOORS.flatMap((door: Door) => [
  `${door}:`,
  '  scripts:',
  '    keyhook:',
  '      runner: sh',
  ...(door === 'pre-push' ? ['      use_stdin: true'] : []),
])

function configure(facts: Facts): Configured {
  const config = needConfig(facts)
  const path = join(scriptsOf(facts, config), 'keyhook.yml')
  const file = relative(facts.repository.topLevel ?? '', path)
    .split(sep)
    .join('/')
  const splices = extendWith(config.text, config.extension, file)
  if (splices === null) throw notUnderstood(config.path, `"extends: [${file}]"`)
  const skipped = skipping(config)
  return {
    changes: [
      ...writing(path, ownFile(path)),
      ...(splices.length === 0 ? [] : writing(config.path, splice(config.text, splices))),
    ],
    notes:
      skipped.length === 0
        ? []
        : [`lefthook skips ${skipped.join(' and ')} in the cases that its configuration names, and keyhook with it`],
    edits: splices.filter(needsRecord).map(made => editOf(config.path, config.text, made)),
  }
}

function files(facts: Facts): string[] {
  const config = configOf(facts)
  return config === null ? [] : [config.path, join(scriptsOf(facts, config), 'keyhook.yml')].filter(existsSync)
}

/** What people added to keyhook's own file stays. */
function ownFile(path: string): string {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const [found] = findMarked(text)
  if (found === undefined) return text + renderMarked(LINES, { created: text === '' })
  return text.slice(0, found.start) + renderMarked(LINES, { created: found.created }) + text.slice(found.end)
}

/** The doors that the configuration has lefthook skip at times. */
function skipping({ text, extension }: Config): string[] {
  const config = readConfig(text, extension) ?? {}
  return DOORS.filter(door => {
    const hook = config[door]
    return typeof hook === 'object' && hook !== null && ('skip' in hook || 'only' in hook)
  })
}
