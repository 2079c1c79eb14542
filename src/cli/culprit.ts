import type { Repository } from '../git/repository.ts'
import type { Scene } from '../report/scene.ts'
import type { Verdict } from '../types.ts'

export type Culprit = NonNullable<Scene['culprit']>

/** What the first finding that stops a push has for its commit: a first commit has no parent to rebase onto, and a tag is no commit. */
export async function culpritOf(verdict: Verdict, { git }: Repository): Promise<Culprit> {
  const commit = verdict.findings.find(finding => finding.blocking && finding.commit !== null)?.commit
  if (commit == null) return 'commit'
  const object = (await git.output(['cat-file', '-p', commit])).toString('latin1')
  if (object.startsWith('object ')) return 'tag'
  return /^parent /m.test(object.split('\n\n', 1)[0] ?? '') ? 'commit' : 'first commit'
}
