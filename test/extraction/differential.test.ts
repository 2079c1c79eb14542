import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { linesOf } from '../support/excerpts.ts'
import { expectCounts } from '../support/numstat.ts'
import { fillRandomly } from '../support/random-repository.ts'
import { Repo } from '../support/repo.ts'
import { type Answer, answerOf, openGitEngine, openIsomorphicEngine } from './engines.ts'

/** `KEYHOOK_REPOSITORIES=2000` is the nightly form; another first seed makes other ones. */
const REPOSITORIES = Number(process.env['KEYHOOK_REPOSITORIES'] ?? 200)
const FIRST = Number(process.env['KEYHOOK_FIRST_SEED'] ?? 1)
const BATCH = 25

const template = new Repo()
template.git('init', '-q', '-b', 'main', '--template=')
afterAll(() => template.remove())

function randomRepository(seed: number): Repo {
  const repo = new Repo()
  cpSync(join(template.dir, '.git'), join(repo.dir, '.git'), { recursive: true })
  mkdirSync(join(repo.dir, '.git/info'), { recursive: true })
  fillRandomly(repo, seed)
  return repo
}

function told({ files, excerpts }: Answer): unknown {
  return {
    files,
    names: excerpts.filter(({ kind }) => kind === 'name').map(({ bytes }) => bytes.toString('latin1')),
    lines: linesOf(excerpts).map(({ path, line, text }) => `${path}:${line}:${text}`),
    previous: excerpts.flatMap(({ path, runs }) => runs.map(({ line, previous }) => [path, line, previous])),
  }
}

const batches = Array.from({ length: Math.ceil(REPOSITORIES / BATCH) }, (_, batch) => FIRST + batch * BATCH)

test.each(batches)(
  'both engines find the same, and as many lines as git counts, in repositories from seed %i',
  async first => {
    for (let seed = first; seed < Math.min(first + BATCH, FIRST + REPOSITORIES); seed++) {
      const repo = randomRepository(seed)
      const git = await answerOf(await openGitEngine(repo))
      const isomorphic = await answerOf(openIsomorphicEngine(repo))
      expect(told(isomorphic), `seed ${seed}`).toEqual(told(git))
      // While a merge is being committed, lines are counted against several parents.
      if (!existsSync(join(repo.dir, '.git/MERGE_HEAD')))
        expectCounts(repo, linesOf(isomorphic.excerpts), 'diff', '--cached')
      repo.remove()
    }
  },
)
