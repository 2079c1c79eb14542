import { BACKUP } from '../../exposure/backup.ts'
import { type Reference, shortName } from '../../exposure/exposure.ts'
import type { Follower } from '../../exposure/removal.ts'
import { quote } from '../../report/shell.ts'
import type { Part } from '../step.ts'

/** Enough digits to be told apart in any repository, few enough to be read. */
export const SHORT = 12

/** `refs/heads/main` -> `refs/keyhook/backup/heads/main` */
function backupOf({ name }: Reference): string {
  return `${BACKUP}${name.replace(/^refs\//, '')}`
}

/** Each makes a backup, and fails where there is one already: the older one is the one that counts. */
export function makeBackups(rewritten: readonly Reference[]): string[] {
  return rewritten.map(reference => `git update-ref ${quote(backupOf(reference))} ${quote(reference.name)} ''`)
}

/** Removes what still holds the key. */
function dropBackups(rewritten: readonly Reference[]): string[] {
  return rewritten.map(reference => `git update-ref -d ${quote(backupOf(reference))}`)
}

/** What puts the current branch back as it was. */
export function restore(rewritten: readonly Reference[], branch: string | null): string | null {
  const own = rewritten.find(({ name }) => name === (branch ?? 'HEAD'))
  return own === undefined ? null : `git reset --keep ${quote(backupOf(own))}`
}

/** Moves branches and tags that stood below HEAD to the commits that took the place of theirs. */
export function moveFollowers(followers: readonly Follower[]): string[] {
  return followers.map(({ reference, back }) => {
    const to = back === 0 ? 'HEAD' : `HEAD~${back}`
    const name = quote(shortName(reference))
    if (reference.kind === 'branch') return `git branch --force ${name} ${to}`
    if (!reference.isAnnotated) return `git tag --force ${name} ${to}`
    const text = `"$(git for-each-ref --format='%(contents:subject)%0a%0a%(contents:body)' ${quote(backupOf(reference))})"`
    return `git tag --force --annotate --message ${text} ${name} ${to}`
  })
}

/** What is left to do when all is rewritten: the backup still holds the key. */
export function afterwards(rewritten: readonly Reference[]): Part[] {
  return [
    ...(rewritten.length === 0
      ? []
      : [
          {
            says: 'Does it differ from before only where the key was? Then delete the backup, which still holds the key:',
            commands: dropBackups(rewritten),
          },
        ]),
  ]
}
