import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const PROJECT = resolve(import.meta.dirname, '../..')

/** What is built when this begins; a build in the meantime changes nothing. */
const COPY = mkdtempSync(join(tmpdir(), 'keyhook-built-'))
for (const part of ['dist', 'hooks', 'templates']) cpSync(join(PROJECT, part), join(COPY, part), { recursive: true })
process.on('exit', () => rmSync(COPY, { recursive: true, force: true }))
const KEYHOOK = join(COPY, 'dist/keyhook.cjs')
const PEERS = process.env.PEERS ?? join(homedir(), '.cache/keyhook-peers')
const PRE_COMMIT = join(PEERS, 'venv/bin/pre-commit')
const NODE = process.execPath

/** Through pre-commit.com, which hands a tool the staged files with what is not staged put aside. */
function throughPreCommit(name, program, hook) {
  return {
    name,
    exists: () => existsSync(PRE_COMMIT) && existsSync(program),
    install(repository, cwd) {
      const config = join(repository.root, 'pre-commit.yaml')
      const fields = { id: 'peer', name: 'peer', language: 'system', entry: program, ...hook(repository) }
      writeFileSync(config, JSON.stringify({ repos: [{ repo: 'local', hooks: [fields] }] }))
      repository.hook(cwd, 'pre-commit', `exec '${PRE_COMMIT}' run --color never --config '${config}'`)
    },
  }
}

/** Every tool in the way that its own documentation says for a hook, with its default rules. */
export const contenders = [
  {
    name: 'keyhook',
    exists: () => true,
    install: (repository, cwd) => repository.run(NODE, [KEYHOOK, 'init'], { cwd }),
  },
  {
    name: 'keyhook, no git',
    exists: () => true,
    install: (repository, cwd) =>
      repository.hook(cwd, 'pre-commit', `PATH=/nowhere exec '${NODE}' '${KEYHOOK}' scan --engine isomorphic`),
  },
  {
    name: 'gitleaks',
    exists: () => existsSync(join(PEERS, 'bin/gitleaks')),
    install: (repository, cwd) =>
      repository.hook(
        cwd,
        'pre-commit',
        `exec '${join(PEERS, 'bin/gitleaks')}' git --pre-commit --staged --redact --no-banner`,
      ),
  },
  throughPreCommit('ripsecrets', join(PEERS, 'rs/bin/ripsecrets'), () => ({
    args: ['--strict-ignore'],
    types: ['text'],
  })),
  throughPreCommit('detect-secrets', join(PEERS, 'venv/bin/detect-secrets-hook'), () => ({
    args: ['--no-verify'],
  })),
  throughPreCommit('secretlint', join(PEERS, 'sl/node_modules/.bin/secretlint'), repository => {
    const config = join(repository.root, 'secretlintrc.json')
    const rules = [{ id: join(PEERS, 'sl/node_modules/@secretlint/secretlint-rule-preset-recommend') }]
    writeFileSync(config, JSON.stringify({ rules }))
    return { args: ['--secretlintrc', config, '--no-glob'] }
  }),
  {
    name: 'git-secrets',
    exists: () => existsSync('/usr/bin/git-secrets') || existsSync('/usr/local/bin/git-secrets'),
    install(repository, cwd) {
      repository.run('git', ['secrets', '--register-aws'], { cwd })
      for (const [name, verb] of [
        ['pre-commit', 'pre_commit_hook'],
        ['commit-msg', 'commit_msg_hook'],
        ['prepare-commit-msg', 'prepare_commit_msg_hook'],
      ])
        repository.hook(cwd, name, `exec git secrets --${verb} -- "$@"`)
    },
  },
]
