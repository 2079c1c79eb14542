// Protects a fresh repository and shows what a developer sees: a planted key is stopped, allowed with a reason, let through with another.
// Everything happens in a temporary directory with real git and the real build; it ends with an error unless each step does what it should.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const KEYHOOK = resolve(import.meta.dirname, '../dist/keyhook.cjs')
const root = mkdtempSync(join(tmpdir(), 'keyhook-demo-'))
const directory = join(root, 'my-app')
mkdirSync(directory)

const env = {
  PATH: process.env.PATH,
  HOME: root,
  TMPDIR: root,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'You',
  GIT_AUTHOR_EMAIL: 'you@example.com',
  GIT_COMMITTER_NAME: 'You',
  GIT_COMMITTER_EMAIL: 'you@example.com',
}

/** Shows a command as it would be typed, runs it, shows what it prints, and insists on how it ends. */
function show(typed, expected, more = {}) {
  console.log(`\n$ ${typed.replaceAll(KEYHOOK, 'keyhook.cjs')}`)
  const { status, stdout, stderr } = spawnSync('sh', ['-c', typed], {
    cwd: directory,
    env: { ...env, ...more },
    encoding: 'utf8',
  })
  const said = stdout + stderr
  if (said !== '') process.stdout.write(said)
  if ((status === 0) !== (expected === 'passes'))
    throw new Error(`"${typed}" should have ended as: ${expected}. It ended with ${status}.`)
  return said
}

/** A made-up key of the right form, new at each run, so that none stands in this file. */
function plantedKey() {
  const part = () => randomBytes(60).toString('base64url').slice(0, 74)
  const marker = Buffer.from('OpenAI').toString('base64')
  return ['sk', 'proj', `${part()}${marker}${part()}`].join('-')
}

function plant(file) {
  writeFileSync(join(directory, file), `export const client = new OpenAI({ apiKey: '${plantedKey()}' })\n`)
}

try {
  show('git init -q -b main', 'passes')
  show(`node ${KEYHOOK} init`, 'passes')
  plant('client.js')
  show('git add client.js', 'passes')
  const stopped = show('git commit -m "Talk to the model"', 'stopped')
  const fingerprint = /\ballow ([0-9a-f]{16})/.exec(stopped)?.[1]
  show(`node .git/keyhook/keyhook.cjs allow ${fingerprint} --reason "made up for this demonstration"`, 'passes')
  show('git commit -q -m "Talk to the model"', 'passes')
  plant('other.js')
  show('git add other.js', 'passes')
  show('KEYHOOK_OVERRIDE="production is down, key is revoked within the hour" git commit -q -m "Hotfix"', 'passes')
  show('git log -1 --format=%B', 'passes')
  console.log(
    '\nA planted key was stopped by git commit, allowed with a reason, and let through with an override that is on record.',
  )
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
}
