import type { Command, Option } from '../command.ts'
import { type Completed, completedValue, completedWord, GENERAL_OPTIONS, optionsOf } from './completed.ts'

/** A script for fish 3.0 and newer. */
export function fishScript(commands: readonly Command[]): string {
  const first = "-n '__fish_use_subcommand'"
  return `# Completes keyhook in fish: keyhook completions fish > ~/.config/fish/completions/keyhook.fish
complete -c keyhook -f
${GENERAL_OPTIONS.map(option => line(first, ...optionParts(option))).join('\n')}
${line(first, '-a help', says('show the help of a command'))}
${commands.map(command => line(first, `-a ${command.name}`, says(command.says))).join('\n')}
${line("-n '__fish_seen_subcommand_from help'", `-a '${commands.map(({ name }) => name).join(' ')}'`)}
${commands.map(ofCommand).join('\n')}
`
}

function ofCommand(command: Command): string {
  const here = `-n '__fish_seen_subcommand_from ${command.name}'`
  const word = completedWord(command)
  const words = word.by === 'nothing' ? [] : [line(here, ...offered(word))]
  return [...optionsOf(command).map(option => line(here, ...optionParts(option))), ...words].join('\n')
}

function optionParts(option: Option): string[] {
  const completed = completedValue(option)
  const name = [`-l ${option.name}`, ...(option.short === undefined ? [] : [`-s ${option.short}`]), says(option.says)]
  return completed === null ? name : [...name, completed.by === 'files' ? '-r' : '-x', ...offered(completed)]
}

function offered(completed: Completed): string[] {
  if (completed.by === 'words') return [`-a '${completed.words.join(' ')}'`]
  if (completed.by === 'files') return ['-F']
  return completed.by === 'nothing' ? [] : [`-a '(keyhook completions ${completed.by} 2>/dev/null)'`]
}

function says(text: string): string {
  return `-d '${text.replace(/[\\']/g, '\\$&')}'`
}

function line(...parts: readonly string[]): string {
  return ['complete -c keyhook', ...parts].join(' ')
}
