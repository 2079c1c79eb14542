import { headOrEmptyTree } from '../git/parents.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, type Policy, policyChanges, readPolicy } from '../policy.ts'

/** What the commit being made changes in the configuration so that less is found; one line each. */
export async function ownCommitWidens(repository: Repository, staged: Policy): Promise<string[]> {
  if (staged.configuration === null) return []
  const before = await policyOf(repository, await headOrEmptyTree(repository))
  return policyChanges({ ...before, allowlist: staged.allowlist }, staged)
}

/** A commit's policy; one that is malformed there counts as none, for it was never in force. */
export async function policyOf(repository: Repository, commit: string): Promise<Policy> {
  try {
    return await readPolicy(repository, commit)
  } catch {
    return NO_POLICY
  }
}
