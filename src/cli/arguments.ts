import { parseArgs } from 'node:util'
import { KeyhookError } from '../errors.ts'
import type { Command, Option } from './command.ts'
import { commandNamed } from './commands/index.ts'
import { withNearest } from './nearest.ts'
import { HELP } from './shared-options.ts'

/** A command line that fits its command's table. */
export interface Arguments {
  /** What is no option, in order. */
  readonly words: readonly string[]
  /** Names, without dashes, of the flags that were given. */
  readonly flags: ReadonlySet<string>
  /** The values of the other options, never empty. */
  readonly values: ReadonlyMap<string, string>
}

/**
 * Reads what follows a command's name.
 *
 * @throws KeyhookError 'usage' for anything the command's table does not know
 */
export function parseArguments(name: string, argv: readonly string[]): Arguments {
  const command = commandNamed(name)
  const words: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, string>()
  // Not strict: parseArgs' own errors know no nearest option and would let `--output --quiet` write to "--quiet".
  for (const token of parseArgs({ args: [...argv], options: declared(command), strict: false, tokens: true }).tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = command.options.find(candidate => candidate.name === token.name)
    if (option === undefined) throw unknownOption(command, token.rawName)
    if (option.value === undefined) flags.add(flag(command, option, token.value))
    else keep(command, option, values, token.value, token.inlineValue === true)
  }
  return { words: fitting(command, words), flags, values }
}

type Declared = Record<string, { type: 'string' | 'boolean'; short?: string }>

function declared(command: Command): Declared {
  const entries = [...command.options, HELP].map(({ name, short, value }): [string, Declared[string]] => [
    name,
    { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
  ])
  return Object.fromEntries(entries)
}

function flag(command: Command, option: Option, value: string | undefined): string {
  if (value !== undefined) throw misuse(command, `--${option.name} takes no value.`)
  return option.name
}

function keep(
  command: Command,
  option: Option,
  values: Map<string, string>,
  value: string | undefined,
  inline: boolean,
): void {
  const { name, choices } = option
  if (value === undefined || value === '') throw misuse(command, `--${name} needs a value: ${option.value}.`)
  if (!inline && value.length > 1 && value.startsWith('-'))
    throw misuse(command, `--${name} needs a value, and ${value} looks like an option. If it is meant: --${name}=…`)
  if (choices !== undefined && !choices.includes(value))
    throw misuse(command, withNearest(`--${name} takes ${listed(choices)}, not ${value}.`, value, choices))
  // The last choice wins, as in git; of two free values one would be lost in silence.
  const before = values.get(name)
  if (choices === undefined && before !== undefined && before !== value)
    throw misuse(command, `--${name} is given twice.`)
  values.set(name, value)
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(part => part !== '').join(' or ')
}

function fitting(command: Command, words: readonly string[]): readonly string[] {
  const { least, most, name } = command.words ?? { least: 0, most: 0, name: '' }
  if (words.length < least) throw misuse(command, `${name} is missing.`)
  if (words.length > most) throw misuse(command, `unexpected argument for ${command.name}: ${words[most]}`)
  const stranger = words.find(word => command.words?.choices?.includes(word) === false)
  if (stranger !== undefined) {
    const choices = command.words?.choices ?? []
    throw misuse(command, withNearest(`${name} is ${choices.join(', ')}, not ${stranger}.`, stranger, choices))
  }
  if (words.includes('')) throw misuse(command, `${name} is empty.`)
  return words
}

function unknownOption(command: Command, given: string): KeyhookError {
  const known = [...command.options, HELP].map(option => `--${option.name}`)
  // One letter is like no name of an option, unless it begins it.
  const word = /^-\w$/.test(given) ? `-${given}` : given
  return misuse(command, withNearest(`unknown option ${given}.`, word, known))
}

function misuse(command: Command, message: string): KeyhookError {
  return new KeyhookError('usage', message, `keyhook ${command.name} --help`)
}
