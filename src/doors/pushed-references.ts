import { KeyhookError } from '../errors.ts'
import { isObjectId } from '../git/parents.ts'

export interface PushedReference {
  /** As the user named it: a reference, or any expression. */
  readonly localName: string
  /** What is pushed: a commit, an annotated tag, or in rare cases a tree or a file. */
  readonly localId: string
  readonly remoteName: string
  /** What the remote has under that name; zeros where it has nothing. */
  readonly remoteId: string
}

/**
 * Parses what git writes to pre-push: `<local ref> <local id> <remote ref> <remote id>` a line. What is deleted is left out.
 *
 * @throws KeyhookError 'git' for a line of any other form
 */
export function parsePushedReferences(lines: string): PushedReference[] {
  return lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      // The local side may be any expression, `HEAD~1` or `@{1 day ago}` say; the last three fields hold no space.
      const fields = line.split(' ')
      const [localId = '', remoteName = '', remoteId = ''] = fields.slice(-3)
      if (!isObjectId(localId) || !isObjectId(remoteId)) throw malformed()
      return { localName: fields.slice(0, -3).join(' '), localId, remoteName, remoteId }
    })
    .filter(({ localId }) => !isNothing(localId))
}

/** Whether an id is all zeros. */
export function isNothing(id: string): boolean {
  return /^0+$/.test(id)
}

function malformed(): KeyhookError {
  return new KeyhookError(
    'git',
    'pre-push was given a line that is not as git writes it, so the push could not be scanned.',
    'Push again with "git push".',
  )
}
