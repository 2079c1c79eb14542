import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PEERS, ROOT } from './environment.mjs'

const GITLEAKS = join(PEERS, 'bin/gitleaks')
const RIPSECRETS = join(PEERS, 'rs/bin/ripsecrets')
const DETECT_SECRETS = join(PEERS, 'venv/bin/detect-secrets')
const SECRETLINT = join(PEERS, 'sl/node_modules/.bin/secretlint')
const PRESET = join(PEERS, 'sl/node_modules/@secretlint/secretlint-rule-preset-recommend')

const secretlintrc = join(ROOT, 'secretlintrc.json')
writeFileSync(secretlintrc, JSON.stringify({ rules: [{ id: PRESET }] }))

const STAGED = 'git diff --cached --name-only -z --diff-filter=ACMR | xargs -0 -r'

/**
 * The tools that bench/peers.sh installs: `hooks`, by their names, in the plainest way that each documents, and `scan`, its command for a
 * directory. Of those that are `slow` a scan is measured on a small sample.
 */
const PEER_TOOLS = [
  {
    name: 'gitleaks',
    program: GITLEAKS,
    hooks: { 'pre-commit': `exec '${GITLEAKS}' git --pre-commit --staged --no-banner --log-level error` },
    scan: directory => [GITLEAKS, 'dir', '--no-banner', '--log-level', 'error', directory],
  },
  {
    name: 'ripsecrets',
    program: RIPSECRETS,
    hooks: { 'pre-commit': `${STAGED} '${RIPSECRETS}' --strict-ignore` },
    scan: directory => [RIPSECRETS, directory],
  },
  {
    name: 'secretlint',
    program: SECRETLINT,
    hooks: { 'pre-commit': `${STAGED} '${SECRETLINT}' --secretlintrc '${secretlintrc}' --no-glob` },
    scan: directory => [SECRETLINT, '--secretlintrc', secretlintrc, `${directory}/**/*`],
  },
  {
    name: 'detect-secrets',
    program: DETECT_SECRETS,
    hooks: { 'pre-commit': `${STAGED} '${DETECT_SECRETS}-hook' --no-verify` },
    scan: directory => [DETECT_SECRETS, 'scan', '--all-files', '--no-verify', directory],
  },
  {
    name: 'git-secrets',
    program: '/usr/bin/git-secrets',
    settings: ['secrets', '--register-aws'],
    hooks: {
      'pre-commit': 'exec git secrets --pre_commit_hook -- "$@"',
      'commit-msg': 'exec git secrets --commit_msg_hook -- "$@"',
      'prepare-commit-msg': 'exec git secrets --prepare_commit_msg_hook -- "$@"',
    },
  },
]

export const peers = PEER_TOOLS.filter(({ program }) => existsSync(program)).map(peer => ({ ...peer, slow: true }))

/** ripgrep, as a floor: the fastest search for words there is. */
export const RIPGREP = [join(PEERS, 'rg/bin/rg'), '/usr/bin/rg', '/usr/local/bin/rg'].find(existsSync)
