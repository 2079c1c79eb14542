import type { Command, Option } from '../command.ts'
import { type Completed, completedValue, completedWord, GENERAL_OPTIONS, optionsOf } from './completed.ts'

/** A script for zsh, to be evaluated, or to be put into a directory of `$fpath` as `_keyhook`. */
export function zshScript(commands: readonly Command[]): string {
  const described = commands.map(({ name, says }) => `        ${quoted(`${name}:${says}`)}`)
  return `#compdef keyhook
# Completes keyhook in zsh. In ~/.zshrc, after compinit: eval "$(keyhook completions zsh)"
_keyhook_names() {
  local -a names
  names=(\${(f)"$(_call_program names \${keyhook_program:-keyhook} completions $1 2>/dev/null)"})
  compadd -a names
}
_keyhook() {
  local curcontext=$curcontext state line keyhook_program=$words[1]
  typeset -A opt_args
  _arguments -C \\
${GENERAL_OPTIONS.map(option => `    ${argument(option)} \\`).join('\n')}
    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command)
      local -a commands
      commands=(
        'help:show the help of a command'
${described.join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
        help)
          _arguments '1:command:(${commands.map(({ name }) => name).join(' ')})'
          ;;
${commands.map(branch).join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = _keyhook ]; then
  _keyhook "$@"
else
  compdef _keyhook keyhook
fi
`
}

function branch(command: Command): string {
  const word = completedWord(command)
  const options = optionsOf(command).map(option => `          ${argument(option)}`)
  const { most = 0, name = '' } = command.words ?? {}
  const words = most === 0 ? [] : [`          ${quoted(`${most > 1 ? '*' : '1'}:${name}:${action(word)}`)}`]
  return `        ${command.name})
          _arguments \\
  ${[...options, ...words].join(' \\\n  ')}
          ;;`
}

function argument(option: Option): string {
  const completed = completedValue(option)
  const says = option.says.replace(/[[\]:\\]/g, '\\$&')
  if (completed === null) return quoted(`--${option.name}[${says}]`)
  return quoted(`--${option.name}=[${says}]:${(option.value ?? '').replace(/:/g, '\\:')}:${action(completed)}`)
}

function action(completed: Completed): string {
  if (completed.by === 'words') return `(${completed.words.join(' ')})`
  if (completed.by === 'files') return '_files'
  return completed.by === 'nothing' ? ' ' : `_keyhook_names ${completed.by}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
