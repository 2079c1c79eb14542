import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ended, Repo } from '../support/repo.ts'
import { type Fault, shell } from './fault.ts'
import { runHook } from './scene.ts'

const scan = (repo: Repo): Ended => repo.keyhook(['scan'])
const history = (repo: Repo): Ended => repo.keyhook(['scan', '--history'])

/** The file of a loose object, made writable. */
function objectFile(repo: Repo, name: string): string {
  const id = repo.git('rev-parse', name).trim()
  const file = join(repo.dir, '.git/objects', id.slice(0, 2), id.slice(2))
  chmodSync(file, 0o644)
  return file
}

/** Turns all bytes of a file around, but for its first and its last. */
function spoil(file: string): void {
  const bytes = readFileSync(file)
  for (let at = 30; at < bytes.length - 20; at++) bytes[at] = ~(bytes[at] ?? 0)
  chmodSync(file, 0o644)
  writeFileSync(file, bytes)
}

function packFile(repo: Repo, ending: string): string {
  repo.git('repack', '-adq')
  const folder = join(repo.dir, '.git/objects/pack')
  return join(folder, readdirSync(folder).find(name => name.endsWith(ending)) ?? '')
}

function damaged(
  fault: string,
  command: string,
  says: string,
  damage: (repo: Repo) => void,
  run: (repo: Repo) => Ended,
): Fault {
  return { fault, command, exit: [2], says, prepare: damage, act: run }
}

const HOOK = 'sh .git/hooks/pre-commit'
const GIT_FAILED = 'Run "git status" and "git fsck"'

/** What git has on disk is damaged. */
export const damageFaults: readonly Fault[] = [
  damaged('a staged blob is gone', HOOK, GIT_FAILED, repo => rmSync(objectFile(repo, ':app.js')), runHook),
  damaged('a staged blob is corrupt', HOOK, GIT_FAILED, repo => spoil(objectFile(repo, ':app.js')), runHook),
  damaged(
    'a staged blob is empty',
    'keyhook scan',
    GIT_FAILED,
    repo => truncateSync(objectFile(repo, ':app.js')),
    scan,
  ),
  damaged(
    'a blob of a commit is corrupt',
    'keyhook scan --history',
    GIT_FAILED,
    repo => spoil(objectFile(repo, 'HEAD:config.js')),
    history,
  ),
  damaged(
    'a tree is corrupt',
    'keyhook scan --history',
    GIT_FAILED,
    repo => spoil(objectFile(repo, 'HEAD^{tree}')),
    history,
  ),
  damaged(
    'a commit is gone',
    'keyhook scan --history',
    GIT_FAILED,
    repo => rmSync(objectFile(repo, 'HEAD~1')),
    history,
  ),
  damaged('a pack is corrupt', 'keyhook scan --history', GIT_FAILED, repo => spoil(packFile(repo, '.pack')), history),
  damaged(
    'a pack is cut off',
    'keyhook scan --history',
    GIT_FAILED,
    repo => truncateSync(packFile(repo, '.pack'), 100),
    history,
  ),
  damaged(
    'the list of a pack is corrupt',
    'keyhook scan --history',
    GIT_FAILED,
    repo => truncateSync(packFile(repo, '.idx'), 100),
    history,
  ),
  damaged('the index is garbage', HOOK, GIT_FAILED, repo => repo.write('.git/index', 'garbage'), runHook),
  damaged(
    'the index is cut off',
    'keyhook scan',
    GIT_FAILED,
    repo => truncateSync(join(repo.dir, '.git/index'), 60),
    scan,
  ),
  damaged('the index is corrupt', 'keyhook scan', GIT_FAILED, repo => spoil(join(repo.dir, '.git/index')), scan),
  damaged(
    'HEAD is garbage',
    HOOK,
    'git does not take this for a repository',
    repo => repo.write('.git/HEAD', 'garbage\n'),
    runHook,
  ),
  damaged(
    'the branch leads nowhere',
    HOOK,
    'HEAD does not name a readable commit',
    repo => repo.write('.git/refs/heads/main', `${'1'.repeat(40)}\n`),
    runHook,
  ),
  damaged(
    'the configuration of git is garbage',
    HOOK,
    'git could not open the repository',
    repo => repo.write('.git/config', '[core\n'),
    runHook,
  ),
  damaged(
    'the copy of the scanner is cut off',
    HOOK,
    'npx keyhook init',
    repo => truncateSync(join(repo.dir, '.git/keyhook/keyhook.cjs'), 500),
    repo => runHook(repo),
  ),
  damaged(
    'the body of the hooks is cut off',
    HOOK,
    'missing or damaged',
    repo => truncateSync(join(repo.dir, '.git/keyhook/hook.sh'), 400),
    repo => runHook(repo),
  ),
]

/** Commands that write, and what they say when they cannot. */
const WRITERS: Readonly<Record<string, string>> = {
  'keyhook allow FINGERPRINT --reason "made up for a test"': GIT_FAILED,
  'keyhook fix --yes': GIT_FAILED,
  'keyhook init': 'Nothing was changed, because this could not be written',
  'keyhook import ../.gitleaksignore': GIT_FAILED,
}

/** Nothing can be written. */
export const fullFaults: readonly Fault[] = [
  {
    fault: 'the disk is full where the report goes',
    command: 'keyhook scan --output /dev/full',
    exit: [2],
    says: 'The report could not be written',
    act: repo => repo.keyhook(['scan', '--output', '/dev/full']),
  },
  {
    fault: 'the disk is full behind standard output',
    command: 'keyhook scan --format json >/dev/full',
    exit: [2],
    says: 'the report could not be written to standard output (ENOSPC)',
    act: repo => shell(repo, 'keyhook scan --format json >/dev/full'),
  },
  {
    fault: 'the disk is full behind standard error',
    command: `${HOOK} 2>/dev/full`,
    exit: [1],
    says: 'ended with 1',
    act: repo => shell(repo, 'sh .git/hooks/pre-commit 2>/dev/full; code=$?; echo "ended with $code"; exit $code'),
  },
  ...Object.keys(WRITERS).map(
    (command): Fault => ({
      fault: 'no file can grow (as on a full disk)',
      command,
      exit: [2],
      says: WRITERS[command] ?? '',
      prepare: readyToWrite,
      act: repo => withoutSpace(repo, command),
    }),
  ),
]

/** There is something for each of them to do. */
function readyToWrite(repo: Repo): void {
  repo.write('../.gitleaksignore', `${repo.git('rev-parse', 'HEAD~1').trim()}:config.js:generic-api-key:1\n`)
  rmSync(join(repo.dir, '.git/keyhook/guard.sh'))
}

/** With a limit of no bytes for any file, every write fails, as it does on a full disk. */
function withoutSpace(repo: Repo, command: string): Ended {
  const { findings } = JSON.parse(repo.keyhook(['scan', '--format', 'json']).stdout)
  return shell(repo, `ulimit -f 0; ${command.replace('FINGERPRINT', findings[0].fingerprint)}`)
}
