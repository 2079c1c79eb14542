import { scanCommits } from '../doors/scan-commits.ts'
import { KeyhookError } from '../errors.ts'
import { listCommits } from '../extraction/commits.ts'
import { listEnvironmentFiles } from '../extraction/environment-files.ts'
import { extractFile } from '../extraction/files.ts'
import { extractStaged } from '../extraction/staged.ts'
import { listTags } from '../extraction/tags.ts'
import { openRepository } from '../git/repository.ts'
import { NO_POLICY, readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Reveal, Verdict } from '../types.ts'
import { collectKeys, type FoundKey } from '../verify/keys.ts'
import { day } from './day.ts'
import { locate } from './locate.ts'
import { createProgress } from './progress.ts'
import type { World } from './world.ts'

export type Sought =
  | { readonly mode: 'staged' | 'history' | 'env' }
  | { readonly mode: 'fingerprints'; readonly fingerprints: readonly string[] }

export interface Found {
  readonly keys: readonly FoundKey[]
  /** Fingerprints of those that the allowlist or a marker allows: they may be live all the same. */
  readonly allowed: ReadonlySet<string>
}

/**
 * Finds keys, and keeps the secrets themselves.
 *
 * @throws KeyhookError 'usage' for a fingerprint that is nowhere in the repository
 */
export async function findKeys(sought: Sought, world: World): Promise<Found> {
  if (sought.mode === 'fingerprints') return findNamed(sought.fingerprints, world)
  const collector = collectKeys()
  const { findings, suppressed } = await LOOKS[sought.mode](collector.reveal, world)
  // Some of what was revealed is told by another finding.
  const told = new Set([...findings, ...suppressed].map(({ fingerprint }) => fingerprint))
  return {
    keys: [...collector.keys.values()].filter(({ finding }) => told.has(finding.fingerprint)),
    allowed: new Set(suppressed.map(({ fingerprint }) => fingerprint)),
  }
}

const LOOKS: Readonly<Record<'staged' | 'history' | 'env', (reveal: Reveal, world: World) => Promise<Verdict>>> = {
  staged,
  history,
  env,
}

async function staged(reveal: Reveal, world: World): Promise<Verdict> {
  const repository = await openRepository(world.cwd, world.env)
  const scan = startScan({ policy: await readPolicy(repository, null), today: day(world.now), reveal })
  return scan.verdict(await extractStaged(repository, { only: null, mergeAnnounced: false }, scan.take))
}

async function env(reveal: Reveal, world: World): Promise<Verdict> {
  const repository = await openRepository(world.cwd, world.env)
  const { rules } = await readPolicy(repository, null)
  const scan = startScan({ policy: { ...NO_POLICY, rules }, today: day(world.now), reveal })
  const files = await listEnvironmentFiles(repository)
  for (const { file, path } of files) extractFile({ file, follows: false }, path, scan.take)
  return scan.verdict(files.length)
}

async function history(reveal: Reveal, world: World): Promise<Verdict> {
  const repository = await openRepository(world.cwd, world.env)
  const commits = await listCommits(repository, [], ['--all'])
  const tags = await listTags(repository)
  const progress = createProgress(world, commits.length, false)
  const policy = await readPolicy(repository, null)
  try {
    return await scanCommits(
      repository,
      day(world.now),
      { policy, strict: null, commits, tags, folds: true, reveal },
      { done: progress.update },
    )
  } finally {
    progress.clear()
  }
}

async function findNamed(fingerprints: readonly string[], world: World): Promise<Found> {
  const collector = collectKeys()
  await locate(new Set(fingerprints), undefined, world, collector.reveal)
  const keys = fingerprints.flatMap(fingerprint => collector.keys.get(fingerprint) ?? [])
  const missing = fingerprints.find(fingerprint => !collector.keys.has(fingerprint))
  if (missing === undefined) return { keys, allowed: new Set() }
  throw new KeyhookError(
    'usage',
    `Nothing in this repository has the fingerprint ${missing}`,
    'See what there is: keyhook scan --history',
  )
}
