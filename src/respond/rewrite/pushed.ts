import { type Exposure, type Reference, referencesOf } from '../../exposure/exposure.ts'
import type { Removal } from '../../exposure/removal.ts'
import { quote } from '../../report/shell.ts'
import type { Part } from '../step.ts'

/** GitHub's own account of what a rewritten history leaves behind, and whom to ask. */
const LEFT_BEHIND =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository'

/** For a key that others may have: what rewriting cannot do, the rewriting, and how the remotes get it. */
export function pushedParts(exposure: Exposure, removal: Removal, own: readonly Part[]): Part[] {
  return [
    {
      says: 'This alone is not enough, and is worth doing only after the key is revoked: clones, forks, caches and mirrors keep the old commits, and so do the references of pull requests, which nobody but the host can remove. Agree with whoever works on these branches first: each of them has to clone again or rebase.',
      links: [LEFT_BEHIND],
    },
    ...own,
    ...publish(exposure, removal),
    ...onlyThere(exposure),
  ]
}

function publish(exposure: Exposure, removal: Removal): Part[] {
  if (!('rewritten' in removal)) return []
  const own = (wanted: Reference['kind'], prefix: string): string[] =>
    removal.rewritten.flatMap(({ name, kind }) => (kind === wanted ? [name.slice(prefix.length)] : []))
  const here = own('branch', 'refs/heads/')
  const tags = own('tag', 'refs/tags/').map(tag => quote(`+refs/tags/${tag}`))
  const heads = exposure.remotes.flatMap(({ remote, branches }) => {
    const both = here.filter(branch => branches.includes(branch))
    return both.length === 0 ? [] : [`git push --force-with-lease ${quote(remote)} ${both.map(quote).join(' ')}`]
  })
  return [
    ...(heads.length === 0
      ? []
      : [{ says: 'Publish it, and ask the host to clean its caches and pull requests:', commands: heads }]),
    ...(tags.length === 0
      ? []
      : [
          {
            says: `Tags too, if they were pushed (git ls-remote --tags ${exposure.remotes[0]?.remote} tells):`,
            commands: exposure.remotes.map(({ remote }) => `git push ${quote(remote)} ${tags.join(' ')}`),
          },
        ]),
  ]
}

/** Branches of a remote that have no branch of the same name here. */
function onlyThere(exposure: Exposure): Part[] {
  const here = new Set(referencesOf(exposure, 'branch').map(({ name }) => name.replace(/^refs\/heads\//, '')))
  const there = exposure.remotes.flatMap(({ remote, branches }) =>
    branches.filter(branch => !here.has(branch)).map(branch => `${remote}/${branch}`),
  )
  if (there.length === 0) return []
  return [
    {
      says: `These have it too, and no branch of the same name is here: ${there.join(', ')}. Check each of them out, or delete it there, and ask again.`,
    },
  ]
}
