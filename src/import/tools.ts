import { basename } from 'node:path'
import { readBaseline } from './detect-secrets.ts'
import { readGgshield } from './ggshield.ts'
import { readGitAllowed } from './git-secrets.ts'
import { readGitleaksConfig } from './gitleaks-config.ts'
import { readGitleaksIgnore } from './gitleaks-ignore.ts'
import type { Reader } from './reader.ts'
import { readSecretsIgnore } from './ripsecrets.ts'
import { readSecretlintConfig, readSecretlintIgnore } from './secretlint.ts'
import type { Tool } from './tool-names.ts'
import { readTrufflehog } from './trufflehog.ts'

interface Format {
  readonly tool: Tool
  /** What such files are called. */
  readonly names: RegExp
  /** Whether it is TOML, JSON or YAML. */
  readonly isData: boolean
  readonly read: Reader
}

/** Of one tool, the one whose names fit; where none does, the one that is data where the file is, and a list of lines otherwise. */
const FORMATS: readonly Format[] = [
  { tool: 'gitleaks', names: /^\.?gitleaksignore$|gitleaks.*ignore/i, isData: false, read: readGitleaksIgnore },
  { tool: 'gitleaks', names: /gitleaks.*\.toml$/i, isData: true, read: readGitleaksConfig },
  { tool: 'detect-secrets', names: /secrets.*baseline/i, isData: true, read: readBaseline },
  { tool: 'secretlint', names: /^\.secretlintrc(\.json|\.ya?ml)?$/i, isData: true, read: readSecretlintConfig },
  { tool: 'secretlint', names: /^\.secretlintignore$/i, isData: false, read: readSecretlintIgnore },
  { tool: 'git-secrets', names: /^\.gitallowed$/i, isData: false, read: readGitAllowed },
  { tool: 'trufflehog', names: /trufflehog|^exclude[-_]?(paths|patterns)\.txt$/i, isData: false, read: readTrufflehog },
  { tool: 'ggshield', names: /^\.?(gitguardian|ggshield)\.ya?ml$/i, isData: true, read: readGgshield },
  { tool: 'ripsecrets', names: /^\.(rip)?secrets_?ignore$/i, isData: false, read: readSecretsIgnore },
]

/** The names by which files are known without `--tool`, for messages. */
export const KNOWN_FILES = [
  '.gitleaksignore',
  '.gitleaks.toml',
  '.secrets.baseline',
  '.secretlintignore',
  '.secretlintrc.json',
  '.gitallowed',
  '.trufflehogignore',
  '.gitguardian.yaml',
  '.secretsignore',
]

/**
 * The format of a file.
 *
 * @param tool whose it is; null where its name has to say so
 * @returns null where nobody knows
 */
export function formatOf(file: string, tool: Tool | null): Format | null {
  const name = basename(file)
  const formats = FORMATS.filter(format => tool === null || format.tool === tool)
  const named = formats.find(format => format.names.test(name))
  if (named !== undefined || tool === null) return named ?? null
  const isData = /\.(toml|json|ya?ml|baseline)$/i.test(name)
  return formats.find(format => format.isData === isData) ?? formats[0] ?? null
}
