import { expect } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import { gitEngine } from '../../src/engine/git-engine.ts'
import { extractIndex } from '../../src/extraction/staged.ts'
import { openRepository } from '../../src/git/repository.ts'
import { findIsomorphicEngine } from '../../src/isomorphic/engine.ts'
import type { Excerpt } from '../../src/types.ts'
import { linesOf } from '../support/excerpts.ts'
import type { Repo } from '../support/repo.ts'

export interface Look {
  readonly cwd?: string
  readonly env?: Record<string, string>
  readonly mergeAnnounced?: boolean
  /** Why the second engine is not asked, or answers otherwise; without a reason both must answer the same. */
  readonly onlyGit?: string
}

/** What one engine finds staged. */
export interface Answer {
  readonly files: number
  readonly excerpts: readonly Excerpt[]
}

export async function answerOf(engine: Engine, mergeAnnounced = false): Promise<Answer> {
  const excerpts: Excerpt[] = []
  const files = await extractIndex(engine, { only: null, mergeAnnounced }, excerpt =>
    excerpts.push({ ...excerpt, bytes: Buffer.from(excerpt.bytes) }),
  )
  return { files, excerpts }
}

export async function openGitEngine(repo: Repo, { cwd = repo.dir, env = {} }: Look = {}): Promise<Engine> {
  return gitEngine(await openRepository(cwd, repo.env(env)))
}

/** Without a PATH, so that it could start no git if it tried. */
export function openIsomorphicEngine(repo: Repo, { cwd = repo.dir, env = {} }: Look = {}): Engine {
  const engine = findIsomorphicEngine(cwd, { ...repo.env(env), PATH: '' })
  if (engine === null) throw new Error(`no repository at ${cwd}`)
  return engine
}

/** Asks both engines what is staged, sees that they answer the same, and returns that. An error must be the same kind of error. */
export async function excerptsOf(repo: Repo, look: Look = {}): Promise<readonly Excerpt[]> {
  const first = await settled(async () => answerOf(await openGitEngine(repo, look), look.mergeAnnounced))
  if (look.onlyGit === undefined) {
    expect(placesOf(openIsomorphicEngine(repo, look))).toEqual(placesOf(await openGitEngine(repo, look)))
    const second = await settled(async () => answerOf(openIsomorphicEngine(repo, look), look.mergeAnnounced))
    expect(comparable(second), 'the isomorphic engine answers as git does').toEqual(comparable(first))
  }
  if ('error' in first) throw first.error
  return first.answer.excerpts
}

function placesOf({ topLevel, gitDirectory, indexFile }: Engine): unknown {
  return { topLevel, gitDirectory, indexFile }
}

type Settled = { readonly answer: Answer } | { readonly error: unknown }

async function settled(ask: () => Promise<Answer>): Promise<Settled> {
  try {
    return { answer: await ask() }
  } catch (error) {
    return { error }
  }
}

/** Lines, names and the lines before them, with which inline markers are read. */
function comparable(outcome: Settled): unknown {
  if ('error' in outcome) return { error: outcome.error instanceof Error ? outcome.error.name : outcome.error }
  const { files, excerpts } = outcome.answer
  return {
    files,
    lines: linesOf(excerpts).map(({ path, line, text }) => `${path}:${line}:${text}`),
    names: excerpts.filter(({ kind }) => kind === 'name').map(({ path }) => path),
    previous: excerpts.flatMap(({ path, runs }) => runs.map(({ line, previous }) => [path, line, previous])),
  }
}
