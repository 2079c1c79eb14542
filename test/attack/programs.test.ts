import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { install, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

// A repository, and its configuration, that name a program wherever git, node or npm take one: keyhook starts none of them.

const key = openaiKey('programs')

/** Settings of git whose value is a program; DRIVER is one that .gitattributes names. */
const PROGRAMS = [
  ...['core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.editor', 'core.askPass', 'core.gitProxy'],
  ...[
    'core.alternateRefsCommand',
    'diff.external',
    'pager.diff',
    'pager.rev-list',
    'pager.ls-files',
    'interactive.diffFilter',
  ],
  ...[
    'diff.DRIVER.command',
    'diff.DRIVER.textconv',
    'filter.DRIVER.clean',
    'filter.DRIVER.smudge',
    'filter.DRIVER.process',
  ],
  ...['merge.DRIVER.driver', 'gpg.program', 'credential.helper', 'sequence.editor', 'uploadpack.packObjectsHook'],
  ...[
    'trailer.x.command',
    'trailer.x.cmd',
    'submodule.x.update',
    'remote.origin.uploadpack',
    'remote.origin.receivepack',
  ],
]
/** Commands that keyhook gives to git: an alias must not take their place. */
const VERBS = [
  'rev-parse',
  'diff-index',
  'diff-tree',
  'cat-file',
  'ls-files',
  'rev-list',
  'update-index',
  'hash-object',
]
/** Hooks that git itself would run for what keyhook has it do. */
const OTHER_HOOKS = ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman']

function hostile(repo: Repo): string {
  repo.stage('start.js', lineWith(openaiKey('in history')))
  repo.git('commit', '-qm', 'start')
  install(repo)
  const mark = join(repo.root, 'ran')
  const program = `/bin/sh -c 'echo "$0" >>${mark}; cat' NAME`
  repo.write('.gitattributes', '* diff=DRIVER filter=DRIVER merge=DRIVER text eol=crlf\n')
  repo.write('.npmrc', `node-options=--require ${repo.root}/preload.cjs\nscript-shell=${repo.root}/program\n`)
  repo.write('../preload.cjs', `require('fs').appendFileSync(${JSON.stringify(mark)}, 'preload\\n')`)
  for (const name of ['git', 'node', 'sh', 'grep', 'tr', 'cat', 'head', 'cp'])
    repo.write(name, `#!/bin/sh\necho planted ${name} >>${mark}\n`, 0o755)
  for (const name of OTHER_HOOKS) repo.write(`.git/hooks/${name}`, `#!/bin/sh\necho ${name} >>${mark}\n`, 0o755)
  repo.write('app.js', `import OpenAI from 'openai'\n${lineWith(key)}`)
  repo.git('-c', 'core.hooksPath=/dev/null', 'add', 'app.js')
  for (const name of PROGRAMS) repo.git('config', name, program.replace('NAME', name))
  for (const verb of VERBS) repo.git('config', `alias.${verb}`, `!${program.replace('NAME', `alias.${verb}`)}`)
  repo.git('config', 'commit.gpgSign', 'true')
  repo.run('touch', ['-d', '2030-01-01T00:00:00Z', 'app.js', 'start.js']) // so that git has to look into them
  return mark
}

const COMMANDS: readonly [string, number][] = [
  ['scan', 1],
  ['scan .', 1],
  ['scan --history', 1],
  ['respond openai', 0],
  ['doctor', 0],
  ['init', 0],
  ['rotate', 0],
  ['fix --yes', 0],
  ['fix --undo', 0],
  ['allow FINGERPRINT --reason made-up', 0],
]

test('no command and no hook starts a program that the repository or its configuration names', ({ repo }) => {
  const mark = hostile(repo)
  const ran = (): string => (existsSync(mark) ? readFileSync(mark, 'utf8') : '')
  const env = { PATH: `.:${repo.dir}:${process.env['PATH']}`, NODE_OPTIONS: `--require ${repo.root}/preload.cjs` }
  const hook = repo.run('/bin/sh', ['.git/hooks/pre-commit'], { env: { ...env, KEYHOOK_GUARD: 'off' } })
  expect([hook.code, ran()], hook.all).toEqual([1, ''])
  repo.write('.git/MESSAGE', `a key: ${key}\n`)
  const message = repo.run('/bin/sh', ['.git/hooks/commit-msg', '.git/MESSAGE'], { env })
  expect([message.code, ran()], message.all).toEqual([1, ''])
  const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json'], { env: { PATH: env.PATH } }).stdout)
  for (const [command, code] of COMMANDS) {
    const words = command.replace('FINGERPRINT', findings[0].fingerprint).split(' ')
    const ended = repo.run(process.execPath, [KEYHOOK, ...words], { env: { PATH: env.PATH } })
    expect([command, ran()], ended.all).toEqual([command, ''])
    expect(ended.code, `${command}\n${ended.all}`).toBe(code)
  }
})
