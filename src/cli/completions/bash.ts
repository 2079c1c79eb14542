import type { Command } from '../command.ts'
import { type Completed, completedValue, completedWord, GENERAL_OPTIONS, optionsOf } from './completed.ts'

/** A script for bash 3.2 and newer, which is what macOS has; it needs no bash-completion. */
export function bashScript(commands: readonly Command[]): string {
  const values = commands.flatMap(command =>
    optionsOf(command).flatMap(option => {
      const completed = completedValue(option)
      return completed === null ? [] : [`    '${command.name} --${option.name}') ${answer(completed)} ;;`]
    }),
  )
  const names = commands.map(({ name }) => name)
  return `# Completes keyhook in bash. In ~/.bashrc: eval "$(keyhook completions bash)"
_keyhook() {
  local program=$1 current=$2 previous=$3 command= kind= words= index word
  COMPREPLY=()
  # bash takes the = of --option=value for a word of its own.
  if [ "$current" = = ]; then
    current=
  elif [ "$previous" = = ]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      -*) ;;
      *) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  case "$command $previous" in
${values.join('\n')}
    *)
      case "$command $current" in
        ' -'*) words='${flags(GENERAL_OPTIONS)}' ;;
        ' '* | 'help '*) words='${['help', ...names].join(' ')}' ;;
${commands.map(command => `        '${command.name} -'*) words='${flags(optionsOf(command))}' ;;`).join('\n')}
${commands.map(command => `        '${command.name} '*) ${answer(completedWord(command))} ;;`).join('\n')}
      esac
      ;;
  esac
  case $kind in
    # Left to bash, which knows how to quote them.
    files) return ;;
    rules | providers) words=$("$program" completions "$kind" 2>/dev/null) ;;
    *) words=\${words// /$'\\n'} ;;
  esac
  type compopt >/dev/null 2>&1 && compopt +o default +o bashdefault 2>/dev/null
  while IFS= read -r word; do
    case $word in
      '') ;;
      "$current"*) COMPREPLY+=("$(printf %q "$word")") ;;
    esac
  done <<< "$words"
}
complete -o bashdefault -o default -F _keyhook keyhook
`
}

function answer(completed: Completed): string {
  return completed.by === 'words' ? `words='${completed.words.join(' ')}'` : `kind=${completed.by}`
}

function flags(options: readonly { readonly name: string }[]): string {
  return options.map(({ name }) => `--${name}`).join(' ')
}
