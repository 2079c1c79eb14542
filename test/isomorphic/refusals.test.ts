import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { type Repo, test } from '../support/repo.ts'

/** As on a machine without git: no directory of PATH holds it. */
async function scan(repo: Repo, { args = [], env = {}, cwd = repo.dir }: Asked = {}): Promise<Told> {
  const world = fakeWorld({ cwd, env: { ...repo.env(env), PATH: repo.home } })
  const code = await run(['scan', '--engine', 'isomorphic', ...args], world)
  return { code, out: world.told.out, err: world.told.err }
}

interface Asked {
  readonly args?: readonly string[]
  readonly env?: Record<string, string>
  readonly cwd?: string
}

interface Told {
  readonly code: number
  readonly out: string
  readonly err: string
}

function start(repo: Repo): void {
  repo.stage('dir/f', 'one\n')
  repo.stage('other/g', 'two\n')
  repo.git('commit', '-qm', 'start')
  repo.stage('dir/f', 'one\nmore\n')
}

const indexOf = (repo: Repo): string => join(repo.dir, '.git/index')

/** Gives the index another extension, and the checksum that belongs to it. */
function extendIndex(repo: Repo, name: string): void {
  const index = readFileSync(indexOf(repo))
  const body = Buffer.concat([index.subarray(0, -20), Buffer.from(name), Buffer.from([0, 0, 0, 0])])
  // Zeros: with index.skipHash git writes no checksum.
  writeFileSync(indexOf(repo), Buffer.concat([body, Buffer.alloc(20)]))
}

function configure(repo: Repo, text: string): void {
  appendFileSync(join(repo.dir, '.git/config'), `\n${text}\n`)
}

describe('a repository that it would misread is refused, and it says why', () => {
  const situations: [string, (repo: Repo) => unknown, RegExp][] = [
    ['index version 4', repo => void repo.git('update-index', '--index-version', '4'), /its index has version 4/],
    ['split index', repo => void repo.git('update-index', '--split-index'), /its index is split/],
    [
      'sparse index',
      repo => {
        repo.git('commit', '-qm', 'more')
        repo.git('sparse-checkout', 'init', '--cone', '--sparse-index')
        repo.git('sparse-checkout', 'set', 'dir')
      },
      /its index is sparse/,
    ],
    ['an index extension from the future', repo => extendIndex(repo, 'next'), /extension that is not known/],
    ['a damaged index', repo => damage(indexOf(repo), 30), /index file is damaged/],
    [
      'an index cut short',
      repo => writeFileSync(indexOf(repo), readFileSync(indexOf(repo)).subarray(0, 90)),
      /damaged/,
    ],
    ['no index file', () => ({ env: { GIT_INDEX_FILE: '.git/none' } }), /no index file/],
    ['sha256', repo => void sha256(repo), /its object format is sha256/],
    ['a reftable', repo => configure(repo, '[extensions]\nrefStorage = reftable'), /its references are a reftable/],
    ['an unknown extension', repo => configure(repo, '[extensions] later = yes ; no'), /it has the extension later/],
    ['a format from the future', repo => void repo.git('config', 'core.repositoryFormatVersion', '2'), /version 2/],
    ['a malformed configuration', repo => configure(repo, '[core'), /configuration is malformed in line/],
    ['alternates', repo => ({ cwd: shared(repo) }), /it borrows objects from another repository/],
    ['alternates by variable', () => ({ env: { GIT_ALTERNATE_OBJECT_DIRECTORIES: '/x' } }), /it borrows objects/],
    ['objects elsewhere', () => ({ env: { GIT_OBJECT_DIRECTORY: '/x' } }), /another place for its objects/],
    ['a partial clone', repo => ({ cwd: partial(repo) }), /it is a partial clone/],
    ['a promisor remote', repo => void repo.git('config', 'remote.x.promisor', 'true'), /it is a partial clone/],
    [
      'a pack with an old index',
      repo => void repo.git('-c', 'pack.indexVersion=1', 'repack', '-adq'),
      /index of version 2/,
    ],
    ['an unresolved conflict', conflict, /unresolved merge conflict/],
    [
      'a HEAD that leads nowhere',
      repo => writeFileSync(join(repo.dir, '.git/HEAD'), 'garbage\n'),
      /HEAD does not name/,
    ],
    ['a branch that is empty', repo => writeFileSync(join(repo.dir, '.git/refs/heads/main'), ''), /HEAD does not name/],
    [
      'a HEAD without its commit',
      repo => writeFileSync(join(repo.dir, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`),
      /HEAD does not name/,
    ],
    ['a `.git` file that leads nowhere', repo => ({ cwd: danglingFile(repo) }), /leads to no git repository/],
    ['a bare repository', repo => ({ cwd: bare(repo) }), /Nothing is ever staged in a bare repository/],
    ['no repository', repo => ({ cwd: repo.root }), /not in a git repository/],
    ['--range', () => ({ args: ['--range', 'HEAD~..HEAD'] }), /--range needs git/],
    ['--history', () => ({ args: ['--history'] }), /--history needs git/],
    ['a directory of a repository', () => ({ args: ['.'] }), /scans no directory of a repository/],
  ]
  test.for(situations)('%s', async ([, arrange, says], { repo }) => {
    start(repo)
    const { code, out, err } = await scan(repo, askedBy(arrange(repo)))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(says)
    // What is wrong, and what to do.
    expect(err.trim().split('\n')).toHaveLength(2)
  })
})

describe('an object is what its id says, or the scan is not complete', () => {
  const blobOf = (repo: Repo): string => repo.git('rev-parse', ':dir/f').trim()
  const looseFile = (repo: Repo, id: string): string => join(repo.dir, '.git/objects', id.slice(0, 2), id.slice(2))

  test('a missing one', async ({ repo }) => {
    start(repo)
    repo.run('rm', ['-f', looseFile(repo, blobOf(repo))])
    expect(await scan(repo)).toMatchObject({ code: 2, err: expect.stringContaining(blobOf(repo)) })
  })

  test('another one in its place', async ({ repo }) => {
    start(repo)
    const other = repo.git('rev-parse', ':other/g').trim()
    repo.run('cp', ['-f', looseFile(repo, other), looseFile(repo, blobOf(repo))])
    expect(await scan(repo)).toMatchObject({ code: 2, err: expect.stringContaining(blobOf(repo)) })
  })

  test('a large one, read as it comes', async ({ repo }) => {
    start(repo)
    repo.stage('large', Buffer.alloc(20_000_000, 'a line of a large file\n'))
    const id = repo.git('rev-parse', ':large').trim()
    const file = looseFile(repo, id)
    expect(await scan(repo)).toMatchObject({ code: 0 })
    repo.run('chmod', ['u+w', file])
    damage(file, Math.floor(readFileSync(file).length / 2))
    expect(await scan(repo)).toMatchObject({ code: 2, err: expect.stringContaining(id) })
  })

  test('a damaged pack', async ({ repo }) => {
    start(repo)
    repo.git('commit', '-qm', 'more')
    repo.git('repack', '-adq')
    repo.stage('dir/f', 'other\n')
    const packs = join(repo.dir, '.git/objects/pack')
    const pack = join(packs, readdirSync(packs).find(name => name.endsWith('.pack')) ?? '')
    repo.run('chmod', ['u+w', pack])
    damage(pack, 40)
    expect((await scan(repo)).code).toBe(2)
  })

  test('a commit in the place of a file', async ({ repo }) => {
    start(repo)
    const head = repo.git('rev-parse', 'HEAD').trim()
    repo.git('update-index', '--add', '--cacheinfo', `100644,${head},c`)
    expect((await scan(repo)).code).toBe(2)
  })
})

/** What a situation asks for, where it asks for something. */
function askedBy(asked: unknown): Asked {
  return typeof asked === 'object' && asked !== null ? asked : {}
}

function damage(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(file, bytes)
}

function sha256(repo: Repo): void {
  repo.run('rm', ['-rf', '.git'])
  repo.git('init', '-q', '--object-format=sha256')
  repo.stage('f', 'x\n')
}

function shared(repo: Repo): string {
  repo.git('commit', '-qm', 'more')
  repo.git('clone', '-q', '--shared', '.', '../clone')
  return join(repo.root, 'clone')
}

function bare(repo: Repo): string {
  repo.git('clone', '-q', '--bare', '.', '../bare.git')
  return join(repo.root, 'bare.git')
}

function partial(repo: Repo): string {
  repo.git('commit', '-qm', 'more')
  repo.git('config', 'uploadpack.allowFilter', 'true')
  repo.git('clone', '-q', '--filter=blob:none', `file://${repo.dir}`, '../clone')
  return join(repo.root, 'clone')
}

function conflict(repo: Repo): void {
  repo.git('commit', '-qm', 'more')
  repo.git('checkout', '-qb', 'side', 'HEAD~')
  repo.stage('dir/f', 'side\n')
  repo.git('commit', '-qm', 'side')
  repo.run('git', ['merge', 'main'])
}

function danglingFile(repo: Repo): string {
  repo.write('inner/.git', 'gitdir: ../nowhere\n')
  return join(repo.dir, 'inner')
}
