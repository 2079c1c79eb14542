import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lineWith } from '../support/journey.ts'
import type { Repo } from '../support/repo.ts'
import { type Fault, nodeWith, preload, shell } from './fault.ts'
import { runHook, STAGED_KEY } from './scene.ts'

const HOOK = 'sh .git/hooks/pre-commit'
const MANY_LINES = 400_000

const OLD = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })"

/** A clock that stands at a time, or jumps to and fro. */
const clockAt = (time: string): string =>
  `const Real = Date; const at = () => ${time}; globalThis.Date = class extends Real { constructor(...a) { super(...(a.length ? a : [at()])) } static now() { return at() } }`

function atTime(fault: string, time: string): Fault {
  return {
    fault,
    command: HOOK,
    exit: [1],
    says: 'keyhook stopped this commit',
    act: repo => runHook(repo, { KEYHOOK_NODE: nodeWith(repo, preload(repo, clockAt(time))), KEYHOOK_GUARD: 'off' }),
  }
}

/** A staged file of some 10 MB, with the key in its last line. */
function stageMuch(repo: Repo): void {
  repo.stage('much.js', `${'export const filler = 1\n'.repeat(MANY_LINES)}${lineWith(STAGED_KEY)}`)
}

/** Programs that keyhook needs are not as they should be. */
export const programFaults: readonly Fault[] = [
  {
    fault: 'git is missing',
    command: HOOK,
    exit: [2],
    says: 'git was not found',
    act: repo => runHook(repo, { PATH: repo.home }),
  },
  {
    fault: 'git is missing',
    command: 'keyhook scan --history',
    exit: [2],
    says: 'git was not found',
    act: repo => repo.keyhook(['scan', '--history'], { env: { PATH: repo.home } }),
  },
  {
    fault: 'node is missing',
    command: HOOK,
    exit: [2],
    says: 'KEYHOOK_NODE is not the absolute path of a program',
    act: repo => runHook(repo, { KEYHOOK_NODE: '/nowhere/node' }),
  },
  {
    fault: 'node is too old',
    command: HOOK,
    exit: [2],
    says: 'Node 20 or newer is needed',
    act: repo => runHook(repo, { KEYHOOK_NODE: nodeWith(repo, preload(repo, OLD)) }),
  },
  {
    fault: 'node is too old',
    command: 'keyhook scan',
    exit: [2],
    says: 'node 20 or newer is needed',
    act: repo => shell(repo, 'keyhook scan', { node: nodeWith(repo, preload(repo, OLD)) }),
  },
  {
    fault: 'node is killed',
    command: HOOK,
    exit: [137],
    says: 'Killed',
    act: repo => runHook(repo, { KEYHOOK_NODE: nodeWith(repo, preload(repo, "process.kill(process.pid, 'SIGKILL')")) }),
  },
  {
    fault: 'node ends with 0 before it has scanned',
    command: HOOK,
    exit: [2],
    says: 'did not run its scanner',
    act: repo => runHook(repo, { KEYHOOK_NODE: nodeWith(repo, preload(repo, 'process.exit(0)')) }),
  },
]

/** What a process is given is short, closed or strange. */
export const surroundingFaults: readonly Fault[] = [
  {
    fault: 'memory for node is limited to 24 MB',
    command: `${HOOK}, 10 MB staged`,
    exit: [1],
    says: 'keyhook stopped this commit',
    prepare: stageMuch,
    act: repo => runHook(repo, { KEYHOOK_NODE: nodeWith(repo, '--max-old-space-size=24') }),
  },
  {
    fault: 'memory for node is limited to 6 MB',
    command: `${HOOK}, 10 MB staged`,
    exit: [134, 1],
    says: 'heap',
    prepare: stageMuch,
    act: repo => runHook(repo, { KEYHOOK_NODE: nodeWith(repo, '--max-old-space-size=6 --max-semi-space-size=1') }),
  },
  {
    fault: 'address space is limited to 600 MB (ulimit -v)',
    command: HOOK,
    exit: [2, 133, 134, 139],
    says: '',
    act: repo => shell(repo, 'ulimit -v 600000; sh .git/hooks/pre-commit', { KEYHOOK_GUARD: 'off' }),
  },
  {
    fault: 'only 25 files can be open (ulimit -n)',
    command: 'keyhook scan --history',
    exit: [2],
    says: 'too many files or processes are open',
    act: repo => shell(repo, 'ulimit -n 25; keyhook scan --history'),
  },
  {
    fault: 'the reader of the report is gone',
    command: 'keyhook scan --format json | true',
    exit: [1],
    says: 'ended with 1',
    act: repo => shell(repo, '{ keyhook scan --format json; echo "ended with $?" >&2; } | true; exit 1'),
  },
  {
    fault: 'the reader of the report takes one line',
    command: 'keyhook scan --history | head -1',
    exit: [1],
    says: 'ended with 1',
    act: repo => shell(repo, '{ keyhook scan --history; echo "ended with $?" >&2; } | head -1; exit 1'),
  },
  {
    fault: 'standard output is closed',
    command: 'keyhook scan >&-',
    exit: [1],
    says: 'ended with 1',
    act: repo => shell(repo, 'keyhook scan >&-; code=$?; echo "ended with $code"; exit $code'),
  },
  {
    fault: 'standard input, output and error are closed',
    command: `${HOOK} <&- >&- 2>&-`,
    exit: [1],
    says: 'ended with 1',
    act: repo => shell(repo, '(sh .git/hooks/pre-commit <&- >&- 2>&-); code=$?; echo "ended with $code"; exit $code'),
  },
  ...[HOOK, 'keyhook scan --history', 'keyhook doctor; keyhook scan'].map(
    (command): Fault => ({
      fault: 'HOME, TMPDIR and USER are not set',
      command,
      exit: [1],
      says: command === HOOK ? 'keyhook stopped this commit' : 'keyhook found 1 secret',
      act: repo =>
        shell(repo, command, { HOME: undefined, TMPDIR: undefined, USER: undefined, XDG_CONFIG_HOME: undefined }),
    }),
  ),
  {
    fault: 'TMPDIR does not exist',
    command: HOOK,
    exit: [1],
    says: 'keyhook stopped this commit',
    act: repo => runHook(repo, { TMPDIR: '/nowhere', HOME: '/nowhere', KEYHOOK_GUARD: 'off' }),
  },
  {
    fault: 'TMPDIR does not exist',
    command: 'keyhook init',
    exit: [2],
    says: 'Set TMPDIR to a directory that can be written',
    act: repo => repo.keyhook(['init'], { env: { TMPDIR: '/nowhere' } }),
  },
  {
    fault: 'the directory is gone',
    command: 'keyhook scan',
    exit: [2],
    says: 'the directory it was started in is gone',
    prepare: repo => mkdirSync(join(repo.root, 'gone')),
    act: repo => shell(repo, 'cd ../gone && rmdir ../gone && keyhook scan'),
  },
  atTime('the clock stands at 1970', '0'),
  atTime('the clock stands at 2999', '32472144000000'),
  atTime('the clock jumps to and fro by years', '1.8e12 + (Math.random() - 0.5) * 1e12'),
]
