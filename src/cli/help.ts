import type { Command, Option } from './command.ts'
import { commands } from './commands/index.ts'
import { HELP, VERSION } from './shared-options.ts'

/** More than these are named behind what the option does. */
const MOST_CHOICES = 3
const WIDTH = 80

/** The help of keyhook itself. */
export function overview(): string {
  return [
    'keyhook keeps API keys and other secrets out of git history.',
    '',
    'Usage: keyhook COMMAND [OPTION...]',
    '',
    'Commands:',
    ...rows(commands.map(({ name, says }) => [name, says])),
    '',
    'Options:',
    ...rows([HELP, VERSION].map(optionRow)),
    '',
    'keyhook COMMAND --help tells more of each. Start with: npx keyhook init',
    '',
  ].join('\n')
}

/** The help of one command. */
export function helpFor(command: Command): string {
  return [
    `keyhook ${command.name}: ${command.says}`,
    '',
    `Usage: ${usage(command)}`,
    '',
    ...command.explains,
    '',
    'Options:',
    ...rows([...command.options, HELP].map(optionRow)),
    '',
    'Examples:',
    ...command.examples.map(example => `  ${example}`),
    '',
  ].join('\n')
}

/** How a command is called, on one line. */
export function usage({ name, options, words }: Command): string {
  const parts = ['keyhook', name]
  if (options.length > 0) parts.push('[OPTION...]')
  if (words !== null) {
    const name = words.choices?.join('|') ?? words.name
    const word = words.most > 1 ? `${name}...` : name
    parts.push(words.least > 0 ? word : `[${word}]`)
  }
  return parts.join(' ')
}

/** An option as it is typed, and what it does. */
export function optionRow(option: Option): [string, string] {
  const few = option.choices !== undefined && option.choices.length <= MOST_CHOICES
  const value = few ? option.choices?.join('|') : option.value
  const long = `--${option.name}${value === undefined ? '' : ` ${value}`}`
  const says = few || option.choices === undefined ? option.says : `${option.says}: ${option.choices.join(', ')}`
  return [option.short === undefined ? long : `-${option.short}, ${long}`, says]
}

function rows(table: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...table.map(([left]) => left.length))
  return table.flatMap(([left, right]) =>
    broken(right, WIDTH - width - 4).map((line, at) => `  ${(at === 0 ? left : '').padEnd(width)}  ${line}`),
  )
}

/** A text in lines of at most `width` columns. */
function broken(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
