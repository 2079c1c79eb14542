// Real histories through the real hook: how many commits start node, and how many are stopped. Consecutive published versions of known packages, fetched
// by npm, stand in for their repositories; this project's own history is one. Writes bench/results/histories.md.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPUS, ENVIRONMENT, git, KEYHOOK, PROJECT, ROOT, run } from './support/environment.mjs'
import { publish, table } from './support/page.mjs'

const PACKAGES = (process.env.PACKAGES ?? 'express eslint fastify').split(' ')
const VERSIONS = 15
/** Of a history no more commits than this are tried. */
const MOST = Number(process.env.MOST ?? 150)

const log = join(ROOT, 'started')
const node = join(ROOT, 'node')
writeFileSync(node, `#!/bin/sh\necho started >>'${log}'\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 })

function npm(...args) {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`)
  return stdout
}

/** The last releases of a package, oldest first, as archives in the corpus. */
function archives(name) {
  const folder = join(CORPUS, 'versions', name)
  mkdirSync(folder, { recursive: true })
  const record = join(folder, 'versions.json')
  if (!existsSync(record)) {
    const all = JSON.parse(npm('view', name, 'versions', '--json'))
    writeFileSync(record, JSON.stringify(all.filter(version => /^[\d.]+$/.test(version)).slice(-VERSIONS)))
  }
  return JSON.parse(readFileSync(record, 'utf8')).map(version => {
    const archive = join(folder, `${name}-${version}.tgz`)
    if (!existsSync(archive)) npm('pack', '--silent', '--pack-destination', folder, `${name}@${version}`)
    return archive
  })
}

/** A repository with a commit for each archive, in which only what differs is new. */
function historyOf(name) {
  const directory = join(ROOT, name)
  mkdirSync(directory)
  git(directory, 'init', '-q', '-b', 'main')
  git(directory, 'config', 'gc.auto', '0')
  git(directory, 'commit', '-qm', 'start', '--allow-empty')
  for (const archive of archives(name)) {
    for (const old of git(directory, 'ls-files', '-z').split('\0').filter(Boolean)) rmSync(join(directory, old))
    run(directory, 'tar', '-xzf', archive, '--strip-components=1')
    git(directory, 'add', '-Af')
    git(directory, 'commit', '-qm', archive.slice(archive.lastIndexOf('/') + 1), '--allow-empty')
  }
  return directory
}

/** Every changed file of every commit as a commit of its own, the way that people commit: one thing at a time. */
function fileByFile(directory) {
  const commits = git(directory, 'rev-list', '--reverse', 'HEAD').trim().split('\n').slice(2)
  const changes = commits.flatMap(commit =>
    git(directory, 'diff-tree', '-r', '--no-renames', '-z', `${commit}~`, commit)
      .split('\0:')
      .map(change => change.replace(/^:/, '').split(/[ \0]/))
      .filter(([, mode, , blob]) => mode !== undefined && !/^0+$/.test(blob))
      .map(([, mode, , blob, , path]) => ({ parent: `${commit}~`, info: `${mode},${blob},${path}` })),
  )
  return spread(changes)
}

/** As many as are tried, from all over. */
function spread(all) {
  return all.length <= MOST
    ? all
    : Array.from({ length: MOST }, (_, index) => all[Math.floor((index * all.length) / MOST)])
}

/** Commits of one parent, as what is staged over it. */
function wholeCommits(directory) {
  const commits = git(directory, 'rev-list', '--reverse', '--no-merges', '--min-parents=1', 'HEAD').trim().split('\n')
  return spread(commits.map(commit => ({ parent: `${commit}~`, tree: commit })))
}

/** Stages a change and runs both hooks of a commit, as git does. */
function attempt(directory, { parent, tree, info }) {
  git(directory, 'update-ref', '--no-deref', 'HEAD', git(directory, 'rev-parse', parent).trim())
  git(directory, 'read-tree', tree ?? parent)
  if (info !== undefined) git(directory, 'update-index', '--add', '--cacheinfo', info)
  const message = join(directory, '.git/COMMIT_EDITMSG')
  writeFileSync(message, tree === undefined ? 'Change a file\n' : git(directory, 'log', '-1', '--format=%B', tree))
  rmSync(log, { force: true })
  const env = { ...ENVIRONMENT, KEYHOOK_NODE: node, GIT_INDEX_FILE: '.git/index' }
  const ends = [['pre-commit'], ['commit-msg', '.git/COMMIT_EDITMSG']].map(([hook, ...args]) =>
    spawnSync(join(directory, '.git/hooks', hook), args, { cwd: directory, env, encoding: 'utf8' }),
  )
  const broken = ends.find(({ status }) => status !== 0 && status !== 1)
  if (broken !== undefined) throw new Error(`a hook ended with ${broken.status}: ${broken.stderr}`)
  const told = ends.flatMap(({ stderr }) =>
    [...stderr.matchAll(/^(\S+?):\d+.*\(([a-z0-9-]+)\)$/gm)].map(([, path, rule]) => `${rule} in ${path}`),
  )
  return { started: existsSync(log), stopped: ends.some(({ status }) => status === 1), told }
}

const rows = []
const stops = []
function tell(name, directory, changes) {
  const ends = changes.map(change => attempt(directory, change))
  const started = ends.filter(end => end.started).length
  const stopped = ends.filter(end => end.stopped)
  for (const { told } of stopped) stops.push(`- ${name}: ${told.join(', ')}`)
  rows.push([
    name,
    ends.length,
    started,
    `${((100 * started) / Math.max(1, ends.length)).toFixed(0)} %`,
    stopped.length,
  ])
  console.log(rows.at(-1).join(' | '))
}

for (const name of PACKAGES) {
  const directory = historyOf(name)
  const [files, versions] = [fileByFile(directory), wholeCommits(directory)]
  git(directory, 'checkout', '-q', '--detach')
  run(directory, process.execPath, KEYHOOK, 'init')
  tell(`${name}, a file at a time`, directory, files)
  tell(`${name}, a release at a time`, directory, versions.slice(1))
}
const own = join(ROOT, 'own')
git(ROOT, 'clone', '-q', '--no-hardlinks', PROJECT, own)
const commits = wholeCommits(own)
git(own, 'checkout', '-q', '--detach')
// Its own rules and tests are what it looks for; without its allowlist it would have been stopped.
cpSync(join(PROJECT, 'dist'), join(own, 'dist'), { recursive: true })
run(own, process.execPath, KEYHOOK, 'init')
tell('this project', own, commits)

publish('histories', {
  title: 'How many commits start node',
  paragraphs: [
    `\`npm run bench -- histories\`. Each commit is staged over its parent, and both hooks of a commit run. The histories are the last ${VERSIONS} releases of well-known packages, fetched from the registry: each changed file as a commit by
itself, which is nearer to what people commit, and each release as one commit, which is far larger than a commit is. This project's own history is full of what it looks for. At most ${MOST} of each, from all over.`,
    table(['history', 'commits', 'start node', 'share', 'stopped'], rows),
    ...(stops.length > 0 ? [`Stopped:\n\n${[...new Set(stops)].join('\n')}`] : []),
  ],
})
