import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, note, type Patient } from './check.ts'
import { word } from './commands.ts'

interface Scanner {
  readonly name: string
  /** Its own files, from the top level. */
  readonly files: readonly string[]
  /** What names it in the files that start tools. */
  readonly called: RegExp
}

/** Where each keeps its settings, from its documentation. */
const SCANNERS: readonly Scanner[] = [
  { name: 'gitleaks', files: ['.gitleaks.toml', '.gitleaksignore', '.gitleaks/config.toml'], called: /\bgitleaks\b/ },
  { name: 'betterleaks', files: ['.betterleaks.toml', '.betterleaksignore'], called: /\bbetterleaks\b/ },
  { name: 'ggshield', files: ['.gitguardian.yaml', '.gitguardian.yml'], called: /\bggshield\b|gitguardian/i },
  { name: 'detect-secrets', files: ['.secrets.baseline'], called: /\bdetect-secrets\b/ },
  {
    name: 'secretlint',
    files: [
      '.secretlintrc',
      '.secretlintrc.json',
      '.secretlintrc.yml',
      '.secretlintrc.yaml',
      '.secretlintrc.js',
      '.secretlintignore',
    ],
    called: /\bsecretlint\b/,
  },
  {
    name: 'trufflehog',
    files: ['.trufflehog.yml', '.trufflehog.yaml', '.trufflehogignore'],
    called: /\btrufflehog\b/i,
  },
  { name: 'git-secrets', files: ['.gitallowed'], called: /\bgit[ -]secrets\b/ },
  { name: 'talisman', files: ['.talismanrc'], called: /\btalisman\b/ },
  { name: 'ripsecrets', files: ['.secretsignore'], called: /\bripsecrets\b/ },
  { name: 'kingfisher', files: ['.kingfisher.yml', 'kingfisher.yaml'], called: /\bkingfisher (?:scan|github)\b/ },
]

/** What starts tools in a repository, besides the workflows of GitHub. */
const STARTERS = [
  'package.json',
  '.pre-commit-config.yaml',
  'lefthook.yml',
  '.lefthook.yml',
  '.husky/pre-commit',
  '.husky/pre-push',
  '.gitlab-ci.yml',
  '.lintstagedrc',
  '.lintstagedrc.json',
  'Makefile',
]

/** Beyond this a file is not one that starts tools; in bytes. */
const LARGEST = 1 << 20

/** Other secret scanners that are set up here: they go on working, and their lists of exceptions are not keyhook's. */
export async function otherScanners(patient: Patient): Promise<Check[]> {
  const { git, topLevel } = patient.repository
  if (topLevel === null) return []
  const starters = [...STARTERS, ...(await workflows(patient))].map(
    path => [path, readOwn(join(topLevel, path))] as const,
  )
  const found = SCANNERS.flatMap(({ name, files, called }) => {
    const own = files.filter(path => readOwn(join(topLevel, path)) !== null)
    const started = starters.filter(([, text]) => text !== null && called.test(text)).map(([path]) => path)
    const places = [...own, ...started]
    return places.length === 0 ? [] : [{ name, own, places }]
  })
  const patterns = await git.attempt(['config', '--get', 'secrets.patterns'])
  if (patterns.code === 0 && !found.some(({ name }) => name === 'git-secrets')) {
    found.push({ name: 'git-secrets', own: [], places: ['git config secrets.patterns'] })
  }
  if (found.length === 0) return []
  const lists = found.flatMap(({ own }) => own).filter(path => IMPORTED.test(path))
  return [
    note({
      id: 'other-scanners',
      says: `Set up here too: ${found.map(({ name, places }) => `${name} (${places[0]})`).join(', ')}.`,
      why: 'They run beside keyhook; what they allow does not count for keyhook unless it is imported.',
      repair: importing(lists, patient),
      files: found.flatMap(({ places }) => places),
    }),
  ]
}

/** Files with exceptions that `keyhook import` reads. */
const IMPORTED =
  /^\.(?:gitleaksignore|gitleaks\.toml|secrets\.baseline|secretlintignore|gitallowed|trufflehogignore|talismanrc)$/

function importing(lists: readonly string[], patient: Patient): string | null {
  const { commands, command, repository } = patient
  if (lists.length === 0 || !commands.includes('import') || repository.topLevel === null) return null
  const paths = lists.map(path => word(join(repository.topLevel ?? '', path), patient))
  return `${command} import ${paths.join(' ')}`
}

async function workflows({ repository: { git } }: Patient): Promise<string[]> {
  const listed = await git.attempt(['ls-files', '-z', '--', '.github/workflows'])
  return listed.stdout.toString().split('\0').filter(Boolean).slice(0, 100)
}

/** A file of the work tree itself; null for a link, for what is no file, and for a large one. */
function readOwn(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isFile() !== true || found.size > LARGEST) return null
  return readFileSync(path, 'latin1')
}
