/** Commands and their options, as data: argument parsing, `--help` and the documentation all read these tables. */

export interface Option {
  /** Without the dashes. */
  readonly name: string
  /** One letter, without the dash. */
  readonly short?: string
  /** The placeholder of its value; absent for a flag. */
  readonly value?: string
  /** The only values it takes. */
  readonly choices?: readonly string[]
  readonly says: string
}

export interface Words {
  readonly name: string
  readonly least: number
  readonly most: number
}

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly says: string
  /** What the command's own help adds, each line at most 80 columns. */
  readonly explains: readonly string[]
  /** What may stand beside the options; null where nothing may. */
  readonly words: Words | null
  readonly options: readonly Option[]
  readonly examples: readonly string[]
}

export const HELP: Option = { name: 'help', short: 'h', says: 'show this help' }
export const VERSION: Option = { name: 'version', short: 'v', says: 'show the version' }

const FORMAT: Option = { name: 'format', value: 'FORMAT', choices: ['text', 'json'], says: 'how to report' }
const NO_COLOR: Option = { name: 'no-color', says: 'no colours (also NO_COLOR=1)' }

export const commands: readonly Command[] = [
  {
    name: 'init',
    says: 'guard this repository: every commit, merge, patch and push',
    explains: [
      'Installs the hooks of the repository you are in, beside those already there, and',
      'proves them with a made-up key. Running it again repairs and updates.',
    ],
    words: null,
    options: [
      {
        name: 'manager',
        value: 'git|husky',
        says: 'wire this one, instead of the one in use',
        choices: ['git', 'husky'],
      },
      {
        name: 'prepare',
        says: 'have npm install guard every clone',
      },
      { name: 'dry-run', says: 'say what would be written, and write nothing' },
    ],
    examples: ['keyhook init', 'keyhook init --dry-run'],
  },
  {
    name: 'uninstall',
    says: 'remove exactly what init installed',
    explains: ['Hooks and configuration are as they were before; what you changed since is kept.'],
    words: null,
    options: [],
    examples: ['keyhook uninstall'],
  },
  {
    name: 'scan',
    says: 'look for secrets in what is staged, or in files',
    explains: [
      'Without PATH: the staged added lines. With PATH: whole files; directories are',
      'walked. Exit code: 0 clean, 1 secrets found, 2 could not be completed.',
    ],
    words: { name: 'PATH', least: 0, most: Number.POSITIVE_INFINITY },
    options: [
      { name: 'staged', says: 'only what is staged of each PATH (for lint-staged)' },
      { name: 'stdin', says: 'scan standard input' },
      { name: 'range', value: 'A..B', says: 'what each commit in the range adds, and its message' },
      { name: 'history', says: 'the same for all commits; one finding a key' },
      { name: 'jobs', value: 'N', says: 'threads that scan commits; by default as many as pay' },
      { name: 'shard', value: 'K/N', says: 'only the Kth of N equal parts of the commits' },
      FORMAT,
      { name: 'output', value: 'FILE', says: 'write the report there; the exit code stays' },
      {
        name: 'engine',
        value: 'ENGINE',
        choices: ['git', 'isomorphic'],
        says: 'what reads it; isomorphic needs no git',
      },
      NO_COLOR,
      { name: 'quiet', says: 'nothing but the findings' },
    ],
    examples: [
      'keyhook scan',
      'keyhook scan src config.json',
      'keyhook scan --range origin/main..HEAD',
      'keyhook scan --format json --output report.json',
    ],
  },
  {
    name: 'merge',
    says: 'join the results of shards',
    explains: [
      'Takes the JSON results of all parts of one history, each made with --shard K/N.',
      'Reports what one scan would have reported, and ends with its exit code.',
    ],
    words: { name: 'FILE', least: 1, most: Number.POSITIVE_INFINITY },
    options: [
      FORMAT,
      { name: 'output', value: 'FILE', says: 'write the report there; the exit code stays' },
      NO_COLOR,
      { name: 'quiet', says: 'nothing but the findings' },
    ],
    examples: ['keyhook merge shard-1.json shard-2.json', 'keyhook merge --format json --output all.json shard-*.json'],
  },
  {
    name: 'allow',
    says: 'record that a finding is no secret, and why',
    explains: ['Adds to .keyhook/allowlist.yml and stages that entry.'],
    words: { name: 'FINGERPRINT', least: 1, most: Number.POSITIVE_INFINITY },
    options: [
      { name: 'reason', value: 'TEXT', says: 'why it may stay (required)' },
      { name: 'expires', value: 'YYYY-MM-DD', says: 'the day on which the entry stops counting' },
      { name: 'path', value: 'GLOB', says: 'only in these files, from the top level' },
    ],
    examples: ['keyhook allow 0123456789abcdef --reason "example from the public docs"'],
  },
  {
    name: 'rules',
    says: 'list what is detected, or show one rule',
    explains: ['Without ID: all rules. With ID: what it finds, and where to revoke such a key.'],
    words: { name: 'ID', least: 0, most: 1 },
    options: [FORMAT, NO_COLOR],
    examples: ['keyhook rules', 'keyhook rules openai-project-key'],
  },
]

/** The table of a command that is known to exist; a wrong name is a fault of the caller. */
export function commandNamed(name: string): Command {
  const command = commands.find(candidate => candidate.name === name)
  if (command === undefined) throw new Error(`no such command in the table: ${name}`)
  return command
}
