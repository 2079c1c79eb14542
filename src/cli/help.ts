import type { Command, Option } from './command.ts'
import { commands } from './commands/index.ts'
import { HELP, VERSION } from './shared-options.ts'

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

/** More choices than fit on a line are told in the command's own words. */
const LONGEST_CHOICES = 40

/** An option as it is typed, and what it does. */
export function optionRow(option: Option): [string, string] {
  const choices = option.choices?.join('|')
  const value = choices === undefined || choices.length > LONGEST_CHOICES ? option.value : choices
  const long = `--${option.name}${value === undefined ? '' : ` ${value}`}`
  return [option.short === undefined ? long : `-${option.short}, ${long}`, option.says]
}

function rows(table: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...table.map(([left]) => left.length))
  return table.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
