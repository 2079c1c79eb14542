import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { optionRow, usage } from './help.ts'
import { HELP, VERSION } from './shared-options.ts'

/** The manual page `keyhook(1)`, from the same tables as `--help`, in roff for man(7). */
export function manPage(): string {
  const lines = [
    '.\\" Written by "npm run docs" from src/cli/commands; a test holds it to them.',
    '.TH KEYHOOK 1 "" keyhook "User Commands"',
    '.SH NAME',
    'keyhook \\- keep API keys and other secrets out of git history',
    '.SH SYNOPSIS',
    ...commands.flatMap(command => [`.B keyhook ${text(command.name)}`, ...rest(command), '.br']).slice(0, -1),
    '.SH DESCRIPTION',
    text(
      'keyhook looks at the lines that a commit adds, before the commit is made, and stops it where they hold a secret.',
    ),
    text('It uses no network in a hook or a scan. Start with npx keyhook init in a repository.'),
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH OPTIONS',
    ...[HELP, VERSION].flatMap(option => tagged(...optionRow(option))),
    '.SH EXIT STATUS',
    ...tagged('0', 'clean, or done'),
    ...tagged('1', 'secrets found'),
    ...tagged('2', 'the command line or a file below .keyhook/ is wrong, or the scan could not be completed'),
    ...tagged('130', 'interrupted'),
    '.SH ENVIRONMENT',
    ...tagged('KEYHOOK_OVERRIDE', 'a reason; lets one commit through, which records it'),
    ...tagged('KEYHOOK_NODE', 'the node that the hooks run'),
    ...tagged('KEYHOOK_GUARD', 'off: hooks start the full scan without asking grep first'),
    ...tagged('NO_COLOR, FORCE_COLOR', 'no colours, or colours everywhere'),
    '.SH FILES',
    ...tagged('.keyhook/allowlist.yml', 'what is known and let through, and why'),
    ...tagged('.keyhook/config.yml', 'rules of the repository, and what is not scanned'),
    '.SH SEE ALSO',
    '.BR git (1),',
    '.BR githooks (5)',
  ]
  return `${lines.join('\n')}\n`
}

function rest(command: Command): string[] {
  const words = usage(command).split(' ').slice(2).join(' ')
  return words === '' ? [] : [text(words)]
}

function section(command: Command): string[] {
  const paragraphs = command.explains.join('\n').split('\n\n')
  return [
    `.SS keyhook ${text(command.name)}`,
    text(`${command.says[0]?.toUpperCase()}${command.says.slice(1)}.`),
    ...paragraphs.flatMap(paragraph => ['.PP', ...prose(paragraph)]),
    ...command.options.flatMap(option => tagged(...optionRow(option))),
    '.PP',
    'Examples:',
    '.nf',
    ...command.examples.map(example => `    ${text(example)}`),
    '.fi',
  ]
}

/** Columns that stand as they are, or sentences that may be broken anywhere. */
function prose(paragraph: string): string[] {
  const lines = paragraph.split('\n').map(text)
  return /\S {2,}\S/.test(paragraph) ? ['.nf', ...lines, '.fi'] : lines
}

function tagged(tag: string, says: string): string[] {
  return ['.TP', `.B ${text(tag)}`, text(says)]
}

/** What roff would take for more than text: backslashes, hyphens that are to be copied, and dots and quotes where a line begins. */
function text(plain: string): string {
  return plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replace(/^(?=[.'])/, '\\&')
}
