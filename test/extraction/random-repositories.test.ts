import { describe, expect } from 'vitest'
import { extractCommits, listCommits } from '../../src/extraction/commits.ts'
import { extractStaged } from '../../src/extraction/staged.ts'
import { openRepository } from '../../src/git/repository.ts'
import type { Excerpt } from '../../src/types.ts'
import { linesOf } from '../support/excerpts.ts'
import { type Random, seeded } from '../support/random.ts'
import { type Repo, test } from '../support/repo.ts'
import { stagedPaths } from '../support/second-git.ts'

const NAMES = [
  'a',
  'b.txt',
  'dir/c',
  'dir/sp ace',
  'ta\tb',
  'new\nline',
  'quo"te',
  'é',
  '-dash',
  'x b/y',
  'HEAD',
  '--cached',
  ':(top)z',
]
const LINES = [
  'one',
  'two',
  '',
  'three',
  '+++ b/x',
  '--- a/x',
  '@@ -1 +1 @@',
  'diff --git a/x b/x',
  '\\ No newline at end of file',
  'crlf\r',
  'é\xff',
  'long '.repeat(50),
]

function randomText(random: Random): string {
  const lines = Array.from({ length: random.below(12) }, () => random.pick(LINES))
  return lines.join('\n') + (random.chance(0.7) && lines.length > 0 ? '\n' : '')
}

function edited(text: string, random: Random): string {
  const lines = text.split('\n')
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    lines.splice(
      random.below(lines.length + 1),
      random.below(3),
      ...Array.from({ length: random.below(3) }, () => random.pick(LINES)),
    )
  }
  return lines.join('\n')
}

function change(repo: Repo, random: Random): void {
  const tracked = repo.git('ls-files', '-z').split('\0').filter(Boolean)
  const path = random.pick(NAMES)
  const known = tracked.includes(path)
  const act = random.below(6)
  if (known && act === 0) unstage(repo, path)
  else if (known && act === 1) {
    stageBlob(repo, `moved ${path}`, '100644', edited(repo.git('show', `:0:${path}`), random))
    unstage(repo, path)
  } else if (known && act === 2) stageBlob(repo, path, '100755', repo.git('show', `:0:${path}`))
  else if (act === 3) stageBlob(repo, path, '120000', random.pick(NAMES))
  else if (known && act === 4) stageBlob(repo, path, '100644', edited(repo.git('show', `:0:${path}`), random))
  else stageBlob(repo, path, '100644', randomText(random))
}

function unstage(repo: Repo, path: string): void {
  repo.git('--literal-pathspecs', 'rm', '-qf', '--cached', '--', path)
}

/** Straight into the index: the working tree is to play no part. */
function stageBlob(repo: Repo, path: string, mode: string, text: string): void {
  const id = repo.run('git', ['hash-object', '-w', '--stdin'], { input: Buffer.from(text, 'latin1') }).stdout.trim()
  const conflicting = repo
    .git('ls-files', '-z')
    .split('\0')
    .some(other => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))
  if (conflicting) return
  repo.git('update-index', '--add', '--cacheinfo', `${mode},${id},${path}`)
}

/**
 * Added lines a file, as git itself counts them. Of a changed type (file to symbolic link) it counts what differs, while everything of the new one is added:
 * such files are left out.
 */
function counts(repo: Repo, ...args: string[]): Map<string, number> {
  const fields = repo
    .git(...args, '--numstat', '-z', '-M50%', '--text', '--no-ext-diff', '--no-textconv')
    .split('\0')
    .filter(field => field !== '')
  const found = new Map<string, number>()
  for (let at = 0; at < fields.length; at++) {
    const [added = '', , path = ''] = (fields[at] ?? '')
      .split('\t', 2)
      .concat((fields[at] ?? '').split('\t').slice(2).join('\t'))
    const name = path === '' ? (fields[at + 2] ?? '') : path
    if (path === '') at += 2
    if (Number(added) > 0) found.set(name, Number(added))
  }
  return found
}

function grouped(lines: ReturnType<typeof linesOf>): Map<string, number> {
  const found = new Map<string, number>()
  for (const { path } of lines) found.set(path, (found.get(path) ?? 0) + 1)
  return found
}

function expectCounts(repo: Repo, lines: ReturnType<typeof linesOf>, ...args: string[]): void {
  const changedType = repo.git(...args, '--name-only', '-z', '--diff-filter=T').split('\0')
  const [ours, gits] = [grouped(lines), counts(repo, ...args)]
  for (const path of changedType) for (const found of [ours, gits]) found.delete(path)
  expect(ours).toEqual(gits)
}

async function staged(repo: Repo): Promise<ReturnType<typeof linesOf>> {
  const excerpts: Excerpt[] = []
  const repository = await openRepository(repo.dir, repo.env())
  await extractStaged(repository, { only: null, mergeAnnounced: false }, excerpt => excerpts.push(excerpt))
  return linesOf(excerpts)
}

const ROUNDS = Number(process.env['KEYHOOK_ROUNDS'] ?? 8)

describe.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))('seed %i', seed => {
  test('staged lines are where the index has them, and as many as git counts', async ({ repo }) => {
    const random = seeded(seed)
    for (let commit = 0; commit < 4; commit++) {
      for (let changes = 2 + random.below(6); changes > 0; changes--) change(repo, random)
      const lines = await staged(repo)
      for (const { path, line, text } of lines) {
        const content = repo.run('git', ['cat-file', 'blob', `:0:${path}`]).stdout
        expect(Buffer.from(text, 'latin1').toString().replace(/\r$/, '')).toBe(
          (content.split('\n')[line - 1] ?? '').replace(/\r$/, ''),
        )
      }
      expectCounts(repo, lines, 'diff', '--cached')
      // A second implementation of git knows nothing of renames or added lines, but it must see a change wherever we see one.
      expect(await stagedPaths(repo.dir)).toEqual(expect.arrayContaining([...grouped(lines).keys()]))
      repo.git('commit', '-qm', `commit ${commit}`, '--allow-empty')
    }
    const repository = await openRepository(repo.dir, repo.env())
    for (const commit of await listCommits(repository, ['HEAD'])) {
      const excerpts: Excerpt[] = []
      await extractCommits(repository, [commit], excerpt => excerpts.push(excerpt))
      expectCounts(repo, linesOf(excerpts), 'show', '--format=', '--root', commit)
    }
  })

  test('of a merge, the index and the commit agree on what no parent has', async ({ repo }) => {
    const random = seeded(seed + 1000)
    repo.stage('f', 'one\ntwo\nthree\nfour\nfive\nsix\n')
    repo.stage('g', randomText(random))
    repo.git('commit', '-qm', 'base')
    repo.git('checkout', '-qb', 'side')
    repo.stage('f', 'side\none\ntwo\nthree\nfour\nfive\nsix\n')
    repo.stage('side-only', randomText(random))
    repo.git('commit', '-qm', 'side')
    repo.git('checkout', '-q', 'main')
    repo.stage('f', 'one\ntwo\nthree\nfour\nfive\nsix\nmain\n')
    repo.git('commit', '-qm', 'main')
    repo.git('merge', '-q', '--no-commit', '--no-ff', 'side')
    stageBlob(repo, 'f', '100644', edited('side\none\ntwo\nthree\nfour\nfive\nsix\nmain\n', random))
    stageBlob(repo, 'slipped in', '100644', randomText(random))
    const inIndex = await staged(repo)
    repo.git('commit', '-qm', 'merge')
    const excerpts: Excerpt[] = []
    const repository = await openRepository(repo.dir, repo.env())
    const tip = repo.git('rev-parse', 'HEAD').trim()
    // A merge after it that brings nothing of its own: git prints less of it than of other commits.
    repo.git(
      'update-ref',
      'HEAD',
      repo.git('commit-tree', '-m', 'clean', '-p', 'HEAD', '-p', 'HEAD~1', 'HEAD^{tree}').trim(),
    )
    await extractCommits(repository, await listCommits(repository, ['HEAD']), excerpt => excerpts.push(excerpt))
    const committed = linesOf(excerpts)
      .filter(line => line.commit === tip)
      .map(({ path, line, text }) => ({ path, line, text }))
    expect(committed).toEqual(inIndex.map(({ path, line, text }) => ({ path, line, text })))
  })
})
