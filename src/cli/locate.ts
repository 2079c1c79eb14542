import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMIT_MESSAGE } from '../diff/change.ts'
import { excerptsOfText } from '../diff/text.ts'
import { extractCommits, listCommits } from '../extraction/commits.ts'
import { listEnvironmentFiles } from '../extraction/environment-files.ts'
import { extractFile } from '../extraction/files.ts'
import { extractStaged } from '../extraction/staged.ts'
import { extractTags, listTags } from '../extraction/tags.ts'
import { walk, withSlashes } from '../extraction/walk.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { NO_POLICY, type Policy, readPolicy } from '../policy.ts'
import { type Scan, startScan } from '../scan.ts'
import type { Finding, Reveal } from '../types.ts'
import { reasonWithSecret } from './allow.ts'
import { day } from './day.ts'
import type { World } from './world.ts'

/**
 * Finds what fingerprints stand for in the repository of the working directory, in the order of cost: what is staged, the message of the commit that was stopped,
 * the working tree, and only then the whole history.
 *
 * @param reason which must hold none of the secrets that are found on the way; undefined where there is none
 * @param reveal for commands that work with the secrets; with it, environment files are looked at that git ignores
 * @returns a finding for each fingerprint found; none for one that is nowhere
 */
export function locate(
  fingerprints: ReadonlySet<string>,
  reason: string | undefined,
  world: World,
  reveal?: Reveal,
): Promise<ReadonlyMap<string, Finding>> {
  const environment = reveal === undefined ? [] : [environmentFiles]
  return look([staged, message, workingTree, ...environment, history], fingerprints, reason, world, reveal)
}

/** The same, in what git does not have yet: the message of the commit that was stopped, and the working tree. */
export function locateInFiles(fingerprints: ReadonlySet<string>, world: World): Promise<ReadonlyMap<string, Finding>> {
  return look([message, workingTree], fingerprints, undefined, world)
}

async function look(
  places: readonly ((repository: Repository, world: World, scan: Scan) => Promise<void>)[],
  fingerprints: ReadonlySet<string>,
  reason: string | undefined,
  world: World,
  reveal?: Reveal,
): Promise<ReadonlyMap<string, Finding>> {
  const repository = await openRepository(world.cwd, world.env)
  const { rules } = await readPolicy(repository, null)
  // What is already allowed or ignored is looked for as well: an entry may have expired.
  const policy: Policy = { ...NO_POLICY, rules }
  const found = new Map<string, Finding>()
  for (const extract of places) {
    const scan = startScan({
      policy,
      today: day(world.now),
      ...(reason !== undefined && { reason }),
      ...(reveal && { reveal }),
    })
    await extract(repository, world, scan)
    const { findings, suppressed } = await scan.verdict(0)
    if (scan.reasonHoldsSecret()) throw reasonWithSecret()
    for (const finding of [...findings, ...suppressed]) {
      if (fingerprints.has(finding.fingerprint) && !found.has(finding.fingerprint))
        found.set(finding.fingerprint, finding)
    }
    if (found.size === fingerprints.size) break
  }
  return found
}

async function staged(repository: Repository, _world: World, scan: Scan): Promise<void> {
  await extractStaged(repository, { only: null, mergeAnnounced: false }, scan.take)
}

/** git leaves the message of a commit that a hook stopped where the next one is written. */
async function message(repository: Repository, _world: World, scan: Scan): Promise<void> {
  for (const name of ['COMMIT_EDITMSG', 'MERGE_MSG']) {
    const file = join(repository.gitDirectory, name)
    if (existsSync(file))
      excerptsOfText(readFileSync(file), { kind: 'message', path: COMMIT_MESSAGE, commit: null }, scan.take)
  }
}

async function workingTree({ topLevel }: Repository, world: World, scan: Scan): Promise<void> {
  if (topLevel === null) return
  for await (const found of walk([topLevel], topLevel, world.env)) {
    try {
      extractFile(found, withSlashes(found.file.toString().slice(topLevel.length + 1)), scan.take)
    } catch {
      // What nobody can read is not where anybody saw the fingerprint.
    }
  }
}

/** Those that git ignores are where keys ought to be. */
async function environmentFiles(repository: Repository, _world: World, scan: Scan): Promise<void> {
  for (const { file, path } of await listEnvironmentFiles(repository))
    extractFile({ file, follows: false }, path, scan.take)
}

async function history(repository: Repository, _world: World, scan: Scan): Promise<void> {
  await extractCommits(repository, await listCommits(repository, [], ['--all']), scan.take)
  await extractTags(repository, await listTags(repository), scan.take)
}
