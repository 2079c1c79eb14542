// Writes docs/transcripts.md: what a developer sees, from the first command on, in the situations they may be in. It runs each of them with the packed
// package, offline, and ends with an error, leaving the file as it was, unless each step ends as it should.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openStage } from './stage.mjs'

const PROJECT = resolve(import.meta.dirname, '..')
const DATE = '2026-01-02T03:04:05Z'
const SYSTEM = '/usr/bin:/bin'
/** Where the hook looks for node when it is neither recorded nor on PATH; what is below HOME is not there on the stage. */
const KNOWN = [
  '/opt/homebrew/bin/node',
  '/usr/local/bin/node',
  '/home/linuxbrew/.linuxbrew/bin/node',
  '/opt/local/bin/node',
  '/snap/bin/node',
  '/usr/bin/node',
  '/bin/node',
]

let text = ''
const stage = openStage(part => {
  text += part
}, 'transcripts')
const { root, env } = stage
Object.assign(env, { GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE, LC_ALL: 'C', TZ: 'UTC' })
Object.assign(env, { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'init.defaultBranch', GIT_CONFIG_VALUE_0: 'main' })
Object.assign(env, { npm_config_offline: 'true', npm_config_update_notifier: 'false', npm_config_loglevel: 'error' })

function section(title, explanation, play) {
  text += `\n## ${title}\n\n${explanation}\n\n\`\`\`console`
  play()
  text += '```\n'
}

/** The command that a message tells to copy, with a reason in place of the one to fill in. */
function advice(said, word) {
  const line = said.split('\n').find(candidate => candidate.startsWith('    ') && candidate.includes(word))
  if (line === undefined) throw new Error(`There is no advice with "${word}" in:\n${said}`)
  return line.trim().replace('"why"', '"made up for this page"')
}

function init() {
  stage.show(`npx --package ${packed} keyhook init`)
}

/** Stops a planted key, allows it as told, and commits. */
function stopAllowCommit() {
  stage.plant('client.js')
  stage.show('git add client.js')
  const stopped = stage.show('git commit -m "Talk to the model"', 'stopped')
  stage.show(advice(stopped, ' allow '))
  stage.show('git commit -m "Talk to the model"')
}

function override() {
  stage.plant('hotfix.js')
  stage.show('git add hotfix.js')
  stage.show('KEYHOOK_OVERRIDE="production is down, key is revoked within the hour" git commit -m "Hotfix"')
  stage.show('git log -1 --format=%B')
}

function freshClone() {
  stage.enter('.')
  stage.show('git clone -q upstream.git fresh')
  stage.show('cd fresh')
  stage.enter('fresh')
  init()
  stopAllowCommit()
  override()
  stage.show('git push -q origin HEAD:feature')
}

function existingHook() {
  stage.enter('.')
  stage.prepare('git clone -q upstream.git hooked')
  stage.enter('hooked')
  stage.write('.git/hooks/lib/style.sh', 'echo "our own hook: style is fine"\n')
  stage.write('.git/hooks/pre-commit', '#!/bin/sh\n. "$(dirname "$0")/lib/style.sh"\n', 0o750)
  const state =
    'ls -l .git/hooks | cut -c1-10; cat .git/hooks/pre-commit .git/hooks/lib/style.sh .git/config | git hash-object --stdin'
  const before = stage.prepare(state)
  stage.show('cat .git/hooks/pre-commit')
  init()
  stopAllowCommit()
  override()
  stage.show('node .git/keyhook/keyhook.cjs uninstall')
  stage.show('ls .git/hooks | grep -v sample; git status --short')
  if (stage.prepare(state) !== before) throw new Error('uninstall left the hooks or the configuration changed')
}

function linkedWorktree() {
  stage.enter('.')
  stage.prepare('git clone -q upstream.git main-tree')
  stage.enter('main-tree')
  stage.show('git worktree add -q ../linked')
  stage.show('cd ../linked')
  stage.enter('linked')
  init()
  stopAllowCommit()
  override()
}

function withoutNode() {
  const own = join(root, 'node/bin')
  mkdirSync(own, { recursive: true })
  copyFileSync(process.execPath, join(own, 'node'))
  stage.enter('.')
  stage.prepare('git clone -q upstream.git windowed')
  stage.enter('windowed')
  stage.show('command -v node', 'passes', `PATH=${own}:$PATH command -v node`)
  stage.show(`npx --package ${packed} keyhook init`, 'passes', `PATH=${own}:$PATH npx --package ${packed} keyhook init`)
  stage.show(`export PATH=${SYSTEM}`)
  stage.show(
    'command -v node || echo "no node on PATH"',
    'passes',
    nodeless('command -v node || echo "no node on PATH"'),
  )
  stage.plant('client.js')
  stage.show('git add client.js')
  stage.show('git commit -m "Talk to the model"', 'stopped', nodeless('git commit -m "Talk to the model"'))
  text += '\n# the node that init recorded is uninstalled, and there is no other\n'
  const moved = join(root, 'elsewhere')
  stage.show(`mv ${join(root, 'node')} ${moved}`)
  stage.show('git commit -m "Talk to the model"', 'stopped', nodeless('git commit -m "Talk to the model"'))
  const set = `export KEYHOOK_NODE=${moved}/bin/node`
  stage.show(set)
  const found = stage.show(
    'git commit -m "Talk to the model"',
    'stopped',
    nodeless(`${set}; git commit -m "Talk to the model"`),
  )
  const allow = advice(found, ' allow ')
  stage.show(allow, 'passes', nodeless(`${set}; ${allow}`))
  stage.show('git commit -m "Talk to the model"', 'passes', nodeless(`${set}; git commit -m "Talk to the model"`))
}

/** A command as it runs where no node is on PATH, nor anywhere the hook would look: on Linux, in a mount namespace in which those are hidden. */
function nodeless(command) {
  const hide = KNOWN.filter(path => existsSync(path)).map(path => `mount --bind /dev/null ${path} 2>/dev/null`)
  const lines = `${hide.join('\n')}\nexport PATH=${SYSTEM}\n${command}`
  if (hide.length === 0) return lines
  const rights = process.getuid?.() === 0 ? '' : '--user --map-root-user'
  return `unshare --mount ${rights} sh -c '${lines.replaceAll("'", "'\\''")}'`
}

function pack() {
  const { status, stderr } = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', root], {
    cwd: PROJECT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`)
  return join(root, readdirSync(root).find(name => name.endsWith('.tgz')) ?? '')
}

const packed = pack()
try {
  stage.enter('.')
  stage.prepare('git init -q --bare upstream.git && git clone -q upstream.git seed 2>/dev/null')
  stage.enter('seed')
  stage.write('README.md', 'An application.\n')
  stage.prepare('git add README.md && git commit -q -m "Start" && git push -q origin HEAD')

  section('A fresh clone', 'From the first command to an override that is on record.', freshClone)
  section(
    'With a hook that is there already',
    'It runs first, once, and finds the file beside it; uninstall leaves it as it was.',
    existingHook,
  )
  section('In a linked worktree', 'One init guards all working trees of the repository.', linkedWorktree)
  section(
    'Where node is not on PATH',
    'As in programs with a window, which start git with a PATH such as `/usr/bin:/bin`. node lies elsewhere, and is found where init saw it; without any, the commit stops.',
    withoutNode,
  )
  stage.refuseLeak(text)
} finally {
  stage.remove()
}

const page = `# Transcripts

What \`npm run transcripts\` sees and writes: real commands, real output, made-up keys. It fails where a step ends otherwise. \`<tmp>\` is its temporary directory.
${text.replaceAll(root, '<tmp>')}`
writeFileSync(join(PROJECT, 'docs/transcripts.md'), page)
console.log('docs/transcripts.md is written: every step ended as it should.')
