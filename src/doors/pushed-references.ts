import { KeyhookError } from '../errors.ts'
import { isObjectId } from '../git/parents.ts'

export interface PushedReference {
  /** What is pushed: a commit, or an annotated tag. */
  readonly localId: string
  /** What the remote has under that name; zeros where it has nothing. */
  readonly remoteId: string
  readonly deletes: boolean
}

/**
 * Parses what git writes to pre-push: `<local ref> <local id> <remote ref> <remote id>` a line.
 *
 * @throws KeyhookError 'git' for a line of any other form
 */
export function parsePushedReferences(lines: string): PushedReference[] {
  return lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      // The local side may be any expression, `HEAD~1` or `@{u}` say; the last three fields hold no space.
      const [localId = '', , remoteId = ''] = line.split(' ').slice(-3)
      if (!isObjectId(localId) || !isObjectId(remoteId)) throw malformed()
      return { localId, remoteId, deletes: /^0+$/.test(localId) }
    })
}

function malformed(): KeyhookError {
  return new KeyhookError(
    'git',
    'pre-push was given a line that is not as git writes it, so the push could not be scanned.',
    'Push again with "git push".',
  )
}
