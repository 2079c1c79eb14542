import { describe, expect } from 'vitest'
import { extractCommits, listCommits } from '../../src/extraction/commits.ts'
import { extractStaged } from '../../src/extraction/staged.ts'
import { openRepository } from '../../src/git/repository.ts'
import type { Excerpt } from '../../src/types.ts'
import { linesOf } from '../support/excerpts.ts'
import { expectCounts } from '../support/numstat.ts'
import { type Random, seeded } from '../support/random.ts'
import { edited, NAMES, randomText } from '../support/random-content.ts'
import { type Repo, test } from '../support/repo.ts'

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
