import { KeyhookError } from '../errors.ts'
import { isObjectId } from '../git/parents.ts'
import { isNothing } from './pushed-references.ts'

/** A reference of the server that a push would change. */
export interface ReceivedReference {
  readonly name: string
  /** Where it leads now; null where there is none of that name. */
  readonly oldId: string | null
  readonly newId: string
}

/**
 * Parses what git writes to pre-receive: `<old id> <new id> <reference>` a line. What is deleted is left out.
 *
 * @throws KeyhookError 'git' for a line of any other form
 */
export function parseReceivedReferences(lines: string): ReceivedReference[] {
  return lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [, oldId = '', newId = '', name = ''] = /^([0-9a-f]+) ([0-9a-f]+) (refs\/[^\0-\x20\x7f]+)$/.exec(line) ?? []
      if (!isObjectId(oldId) || !isObjectId(newId) || oldId.length !== newId.length) throw malformed()
      return { name, oldId: isNothing(oldId) ? null : oldId, newId }
    })
    .filter(({ newId }) => !isNothing(newId))
}

function malformed(): KeyhookError {
  return new KeyhookError(
    'git',
    'Standard input holds a line that is not as git writes it to pre-receive, so the push could not be scanned.',
    'git writes: <old id> <new id> <reference>. See: keyhook scan --help',
  )
}
