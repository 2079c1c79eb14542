import { KeyhookError } from '../errors.ts'
import { commands } from './commands/index.ts'
import { CLEAN, FAILED } from './exit.ts'
import { withNearest } from './nearest.ts'
import type { World } from './world.ts'

type Run = (argv: readonly string[], world: World) => Promise<number>

/** Each in a file of its own, so that a command loads only what it needs. */
const modules: Readonly<Record<string, () => Promise<Run>>> = {
  init: async () => (await import('./init.ts')).init,
  uninstall: async () => (await import('./uninstall.ts')).uninstall,
  scan: async () => (await import('./scan.ts')).scan,
  merge: async () => (await import('./merge.ts')).merge,
  allow: async () => (await import('./allow.ts')).allow,
  doctor: async () => (await import('./doctor.ts')).doctor,
  verify: async () => (await import('./verify.ts')).verify,
  rotate: async () => (await import('./rotate.ts')).rotate,
  account: async () => (await import('./account.ts')).account,
  respond: async () => (await import('./respond.ts')).respond,
  import: async () => (await import('./import.ts')).importFiles,
  completions: async () => (await import('./completions.ts')).completions,
  fix: async () => (await import('./fix.ts')).fix,
  rules: async () => (await import('./rules.ts')).rules,
}

/** Finds the command that `argv` begins with and runs it, or answers `--help` and `--version`. */
export async function dispatch(argv: readonly string[], world: World): Promise<number> {
  const [first, ...rest] = argv
  // To standard error and not 0: a script that lost its command must not pass for a clean scan.
  if (first === undefined) return tell(world.stderr, FAILED, await overview())
  if (first === '--version' || first === '-v' || first === 'version')
    return tell(world.stdout, CLEAN, `${await currentVersion()}\n`)
  if (first === '--help' || first === '-h') return tell(world.stdout, CLEAN, await overview())
  if (first === 'help') return help(rest, world)
  const load = Object.hasOwn(modules, first) ? modules[first] : undefined
  if (load === undefined) throw unknown(first)
  if (asksForHelp(rest)) return help([first], world)
  return (await load())(rest, world)
}

async function help([name]: readonly string[], world: World): Promise<number> {
  if (name === undefined) return tell(world.stdout, CLEAN, await overview())
  const command = commands.find(candidate => candidate.name === name)
  if (command === undefined) throw unknown(name)
  const { helpFor } = await import('./help.ts')
  return tell(world.stdout, CLEAN, helpFor(command))
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return (end === -1 ? argv : argv.slice(0, end)).some(word => word === '--help' || word === '-h')
}

function unknown(word: string): KeyhookError {
  const [kind, candidates] = word.startsWith('-')
    ? ['option', ['--help', '--version']]
    : ['command', commands.map(command => command.name)]
  return new KeyhookError('usage', withNearest(`unknown ${kind} ${word}.`, word, candidates), 'keyhook --help')
}

async function overview(): Promise<string> {
  return (await import('./help.ts')).overview()
}

async function currentVersion(): Promise<string> {
  return (await import('./version.ts')).version
}

function tell(output: World['stdout'], code: number, text: string): number {
  output.write(text)
  return code
}
