import { gitEngine } from '../engine/git-engine.ts'
import { createAddedFiles } from '../extraction/added-files.ts'
import { extractCommits, listCommits } from '../extraction/commits.ts'
import { extractTags, listTags } from '../extraction/tags.ts'
import { EMPTY_TREE } from '../git/parents.ts'
import { NO_POLICY, type Policy } from '../policy.ts'
import { type Scan, startScan } from '../scan.ts'
import type { Finding } from '../types.ts'
import type { Patient } from './check.ts'

type Found = Pick<Finding, 'fingerprint' | 'rule' | 'path'>

/** All that a scan would find if there were no allowlist, what inline markers allow included. */
async function findings(scan: Scan): Promise<Found[]> {
  const { findings, suppressed } = await scan.drain()
  const known = new Map<string, Found>()
  for (const { fingerprint, rule, path } of [...findings, ...suppressed]) {
    known.set(`${fingerprint} ${path}`, { fingerprint, rule, path })
  }
  return [...known.values()]
}

function start(policy: Policy, { today }: Patient): Scan {
  return startScan({ policy: { ...policy, allowlist: NO_POLICY.allowlist }, today })
}

export interface Looked {
  readonly found: readonly Found[]
  /** How many files, or commits, were looked at. */
  readonly count: number
}

/** In the files of the index, whole. */
export async function findingsOfIndex(policy: Policy, patient: Patient): Promise<Looked> {
  const { repository } = patient
  const scan = start(policy, patient)
  let count = 0
  const added = createAddedFiles(scan.take, {
    file() {
      count++
      return true
    },
  })
  const engine = gitEngine(repository)
  await engine.compareIndex(EMPTY_TREE[repository.objectFormat], added)
  await added.finish(engine.objects)
  return { found: await findings(scan), count }
}

/**
 * In all commits of all references, their messages, and annotated tags.
 *
 * @returns null where there are more than `most`
 */
export async function findingsOfHistory(policy: Policy, patient: Patient, most: number): Promise<Looked | null> {
  const { repository } = patient
  const commits = await listCommits(repository, [], ['--all'])
  if (commits.length > most) return null
  const scan = start(policy, patient)
  const progress = patient.progress(commits.length, 'commits')
  try {
    await extractCommits(repository, commits, scan.take, { reached: done => progress.update(done) })
  } finally {
    progress.clear()
  }
  await extractTags(repository, await listTags(repository), scan.take)
  return { found: await findings(scan), count: commits.length }
}
