// The time that hooks add to a clean one-file commit, measured where it is felt: whole `git commit` processes, interleaved so that a noisy machine
// is as noisy for each. `npm run bench` prints the table and writes it to bench/results/commit.md.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const RUNS = Number(process.env.RUNS ?? 30)
const TRACKED = 5000
const PROJECT = resolve(import.meta.dirname, '..')
const KEYHOOK = join(PROJECT, 'dist/keyhook.cjs')
const PEERS = process.env.PEERS ?? join(homedir(), '.cache/keyhook-peers')

const root = mkdtempSync(join(tmpdir(), 'keyhook-bench-'))
const env = {
  PATH: process.env.PATH,
  HOME: root,
  TMPDIR: root,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
}

const gitleaks = join(PEERS, 'bin/gitleaks')
const contenders = [
  { name: 'bare `git commit`', prepare() {} },
  { name: 'keyhook, all its hooks', prepare: directory => run(directory, process.execPath, KEYHOOK, 'init') },
  ...(existsSync(gitleaks)
    ? [
        {
          name: 'gitleaks 8.30.1, pre-commit',
          prepare: directory => hook(directory, `exec ${gitleaks} git --staged --no-banner --log-level error`),
        },
      ]
    : []),
  {
    name: 'a hook that starts node and does nothing',
    prepare: directory => hook(directory, `exec ${process.execPath} -e 0`),
  },
]

function run(cwd, program, ...args) {
  return execFileSync(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

function hook(directory, line) {
  mkdirSync(join(directory, '.git/hooks'), { recursive: true })
  writeFileSync(join(directory, '.git/hooks/pre-commit'), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
}

function repository(contender) {
  const directory = join(root, String(contenders.indexOf(contender)))
  mkdirSync(directory)
  run(directory, 'git', 'init', '-q', '-b', 'main')
  for (let file = 0; file < TRACKED; file++) {
    const folder = join(directory, `dir${file % 50}`)
    if (file < 50) mkdirSync(folder)
    writeFileSync(join(folder, `file${file}.js`), `export const value${file} = ${file}\n`)
  }
  run(directory, 'git', 'add', '.')
  run(directory, 'git', 'commit', '-qm', 'start')
  contender.prepare(directory)
  return directory
}

function commit(directory, number) {
  writeFileSync(
    join(directory, 'dir0/file0.js'),
    `export const value0 = ${number}\nexport const other = 'text ${number}'\n`,
  )
  run(directory, 'git', 'add', 'dir0/file0.js')
  const started = process.hrtime.bigint()
  const { status, stderr } = spawnSync('git', ['commit', '-qm', `commit ${number}`], {
    cwd: directory,
    env,
    encoding: 'utf8',
  })
  const took = Number(process.hrtime.bigint() - started) / 1e6
  if (status !== 0) throw new Error(`the commit was stopped: ${stderr}`)
  return took
}

const median = numbers => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]

try {
  const measured = contenders.map(contender => ({ ...contender, directory: repository(contender), times: [] }))
  for (let number = -2; number < RUNS; number++) {
    for (const { directory, times } of measured) {
      const took = commit(directory, number)
      if (number >= 0) times.push(took)
    }
  }
  const bare = median(measured[0].times)
  const rows = measured.map(
    ({ name, times }) => `| ${name} | ${median(times).toFixed(0)} | ${(median(times) - bare).toFixed(0)} |`,
  )
  const table = ['| hooks | whole commit | added |', '|---|--:|--:|', ...rows].join('\n')
  const report = [
    '# Time of a clean one-file commit',
    '',
    `Medians of ${RUNS} interleaved commits in a repository of ${TRACKED} tracked files; milliseconds. node ${process.version}, ${run(root, 'git', '--version').toString().trim()}, ${cpus().length} cores (${process.platform}).`,
    '',
    table,
    '',
  ].join('\n')
  console.log(report)
  mkdirSync(join(PROJECT, 'bench/results'), { recursive: true })
  writeFileSync(join(PROJECT, 'bench/results/commit.md'), report)
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8')
  const counted = readme.replace(/medians of \d+/, `medians of ${RUNS}`)
  writeFileSync(join(PROJECT, 'README.md'), counted.replace(/\| hooks \|.*\n(?:\|.*\n)*/, `${table}\n`))
} finally {
  rmSync(root, { recursive: true, force: true })
}
