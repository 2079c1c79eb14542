/** The tools whose files can be imported, as `--tool` names them. */
export const TOOLS = [
  'detect-secrets',
  'ggshield',
  'git-secrets',
  'gitleaks',
  'ripsecrets',
  'secretlint',
  'trufflehog',
] as const

export type Tool = (typeof TOOLS)[number]
