import { expect, test } from 'vitest'
import { parseReceivedReferences } from '../../src/doors/received-references.ts'
import { KeyhookError } from '../../src/errors.ts'

const NOTHING = '0'.repeat(40)
const OLD = 'a'.repeat(40)
const NEW = 'b'.repeat(40)

test('reads new, changed and odd references, and leaves out what is deleted', () => {
  const lines = [
    `${NOTHING} ${NEW} refs/heads/new`,
    `${OLD} ${NEW} refs/heads/é`,
    `${OLD} ${NOTHING} refs/heads/gone`,
    `${'0'.repeat(64)} ${'c'.repeat(64)} refs/tags/v1`,
  ]
  const read = [
    { name: 'refs/heads/new', oldId: null, newId: NEW },
    { name: 'refs/heads/é', oldId: OLD, newId: NEW },
    { name: 'refs/tags/v1', oldId: null, newId: 'c'.repeat(64) },
  ]
  expect(parseReceivedReferences(`${lines.join('\n')}\n`)).toEqual(read)
  expect(parseReceivedReferences(lines.join('\n'))).toEqual(read)
  expect(parseReceivedReferences('')).toEqual([])
})

test.for([
  'words',
  `${OLD} refs/heads/main`,
  `${OLD} ${NEW}`,
  `${OLD} ${NEW} `,
  `${OLD} ${NEW.slice(1)} refs/heads/main`,
  `${OLD} ${'b'.repeat(64)} refs/heads/main`,
  `${OLD} ${NEW} refs/heads/main more`,
  `${OLD}  ${NEW} refs/heads/main`,
  ` ${OLD} ${NEW} refs/heads/main`,
  `${OLD} ${NEW} main`,
  `${OLD} ${NEW} refs/`,
  `${OLD} ${NEW.toUpperCase()} refs/heads/main`,
  `${OLD} ${NEW} refs/heads/main\r`,
  `${OLD} ${NOTHING} gone`,
  `${OLD} ${NEW} refs/heads/main\nwords`,
])('refuses %j', line => {
  expect(() => parseReceivedReferences(`${line}\n`)).toThrow(KeyhookError)
})
