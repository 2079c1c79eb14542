// Many commits, one after another and in several worktrees at once, each through the installed hooks: node bench/soak.mjs [COMMITS] [WORKTREES]
// Times, memory and what lies in the git directory have to stay as they were. Needs `npm run build`. By default 10000 commits and 8 worktrees.

import { execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const KEYHOOK = resolve(import.meta.dirname, '../dist/keyhook.cjs')
const commits = Number(process.argv[2] ?? 10_000)
const worktrees = Number(process.argv[3] ?? 8)
/** Every so many commits one without hooks, to tell what git itself takes by then, and one in which node looks. */
const EVERY = 10
/** How much slower, or larger, the end may be than the beginning. */
const FLAT = 1.5

const root = mkdtempSync(join(tmpdir(), 'keyhook-soak-'))
const main = join(root, 'main')
const memory = join(root, 'memory')
const node = join(root, 'node')
const env = {
  PATH: process.env.PATH,
  HOME: root,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  KEYHOOK_NODE: node,
}

try {
  prepare()
  const alone = await timed(main, commits)
  tell(`${commits} commits in a row`, alone)
  const trees = Array.from({ length: worktrees }, (_, at) => join(root, `tree-${at}`))
  for (const [at, tree] of trees.entries()) git(main, 'worktree', 'add', '-q', '-b', `tree-${at}`, tree)
  const each = Math.ceil(commits / worktrees)
  const together = await Promise.all(trees.map(tree => timed(tree, each)))
  tell(`${each} commits in each of ${worktrees} worktrees at once`, together.flat())
  tellMemory()
  tellFiles()
  await tellProcess()
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
}

function prepare() {
  mkdirSync(main)
  git(main, 'init', '-q', '-b', 'main')
  git(main, 'config', 'gc.auto', '0')
  writeFileSync(join(main, 'start.txt'), 'start\n')
  git(main, 'add', '.')
  git(main, 'commit', '-qm', 'start')
  writeFileSync(
    join(root, 'noting.cjs'),
    `process.on('exit', () => require('fs').appendFileSync(${JSON.stringify(memory)}, process.resourceUsage().maxRSS + '\\n'))`,
  )
  writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" --require "${root}/noting.cjs" "$@"\n`, { mode: 0o755 })
  execFileSync(process.execPath, [KEYHOOK, 'init'], { cwd: main, env, stdio: 'ignore' })
}

function git(cwd, ...args) {
  return execFileSync('git', args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] }).toString()
}

/** @returns of each commit how it was made, and the milliseconds it took; in order */
async function timed(cwd, count) {
  const times = []
  for (let number = 0; number < count; number++) {
    appendFileSync(join(cwd, 'log.txt'), `line ${number} of a file that grows: const answer = ${number * 7}\n`)
    if (number % 200 === 0) writeFileSync(join(cwd, 'log.txt'), 'begins anew\n')
    git(cwd, 'add', '-A')
    const way = number % EVERY === 0 ? 'plain' : number % EVERY === 1 ? 'node' : 'guard'
    const start = performance.now()
    await commit(cwd, way)
    times.push({ way, at: number / count, took: performance.now() - start })
  }
  return times
}

function commit(cwd, way) {
  const args = ['commit', '-qm', `number made by ${way}`, ...(way === 'plain' ? ['--no-verify'] : [])]
  const child = spawn('git', args, {
    cwd,
    env: { ...env, ...(way === 'node' && { KEYHOOK_GUARD: 'off' }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', chunk => (said += chunk))
  return new Promise((settle, reject) => {
    child.on('error', reject)
    child.on('close', code => (code === 0 ? settle() : reject(new Error(`git commit ended with ${code}: ${said}`))))
  })
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0
}

function tell(title, times) {
  console.log(`\n${title}: milliseconds a commit, median\n              first fifth   last fifth`)
  for (const way of ['plain', 'guard', 'node']) {
    const of = (from, to) =>
      median(times.filter(one => one.way === way && one.at >= from && one.at < to).map(({ took }) => took))
    judge(
      { plain: 'without hooks', guard: 'with the guard', node: 'with node' }[way],
      of(0, 0.2),
      of(0.8, 1),
      way !== 'plain',
    )
  }
}

function judge(name, first, last, counts) {
  const isFlat = last <= first * FLAT
  console.log(
    `${name.padEnd(16)} ${first.toFixed(1).padStart(8)} ${last.toFixed(1).padStart(12)}${isFlat ? '' : '   grows'}`,
  )
  if (counts && !isFlat) process.exitCode = 1
}

function tellMemory() {
  const sizes = readFileSync(memory, 'utf8')
    .trim()
    .split('\n')
    .map(size => Number(size) / 1024)
  const fifth = Math.ceil(sizes.length / 5)
  console.log('\nmost memory of a hook in node, MB, median')
  judge(`${sizes.length} starts`, median(sizes.slice(0, fifth)), median(sizes.slice(-fifth)), true)
}

/** A commit leaves nothing of keyhook's in the git directory, nor in the directory of temporary files. */
function tellFiles() {
  const ours = readdirSync(join(main, '.git')).filter(name => name.startsWith('keyhook'))
  const left = readdirSync(root).filter(name => name.startsWith('keyhook-'))
  console.log(
    `\nin the git directory: ${ours.join(', ')}; left behind: ${left.length === 0 ? 'nothing' : left.join(', ')}`,
  )
  if (ours.length !== 1 || left.length > 0) process.exitCode = 1
}

/** Scans of one process, as a program makes them with the API. */
async function tellProcess() {
  const file = resolve(import.meta.dirname, '../dist/index.cjs')
  if (!existsSync(file)) return
  const { scan } = createRequire(import.meta.url)(file)
  const sizes = []
  for (let number = 0; number < 300; number++) {
    await scan({ cwd: main })
    if (number % 30 === 29) {
      globalThis.gc?.()
      sizes.push(process.memoryUsage().rss / 1024 / 1024)
    }
  }
  console.log('\nmemory of one process over 300 scans, MB')
  judge('rss', sizes[1], sizes.at(-1), true)
}
