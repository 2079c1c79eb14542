import { expect, test } from 'vitest'
import { fail } from '../../src/cli/failure.ts'
import { KeyhookError } from '../../src/errors.ts'
import { fakeWorld } from './fake-world.ts'

const masking = async () => (text: string) => text.replaceAll(/secret\w*/g, 'se…')

test.each([
  ['message and hint', new KeyhookError('git', 'git failed.', 'git status'), 'keyhook: git failed.\ngit status\n'],
  ['a command', new KeyhookError('usage', 'No.', 'keyhook scan'), 'keyhook: No.\n    node dist/keyhook.cjs scan\n'],
  [
    'a command in a sentence',
    new KeyhookError('usage', 'No.', 'See: keyhook scan'),
    'keyhook: No.\nSee: node dist/keyhook.cjs scan\n',
  ],
  ['message alone', new KeyhookError('usage', 'git failed.'), 'keyhook: git failed.\n'],
  ['secrets in either', new KeyhookError('git', 'no secretA', 'see secretB'), 'keyhook: no se…\nsee se…\n'],
  ['controls', new KeyhookError('git', 'a\x1b[2J\nb'), 'keyhook: a\\x1b[2J\\nb\n'],
])('%s', async (_, error, expected) => {
  const world = fakeWorld()
  expect(await fail(error, world, masking)).toBe(2)
  expect(world.told).toEqual({ out: '', err: expected })
})

test.each([[new TypeError('x of secretC')], ['x of secretC'], [undefined]])(
  'what nobody expected is told as a fault of keyhook: %s',
  async error => {
    const world = fakeWorld()
    expect(await fail(error, world, masking)).toBe(2)
    expect(world.told.err).toMatch(/^keyhook: unexpected: .*\nNothing was let through\. This is a fault of keyhook/)
    expect(world.told.err).not.toContain('secretC')
  },
)

test('what cannot be masked is not told', async () => {
  const world = fakeWorld()
  const broken = async (): Promise<never> => {
    throw new Error('no rules')
  }
  expect(await fail(new Error('secretD'), world, broken)).toBe(2)
  expect(world.told.err).toMatch(/withheld/)
  expect(world.told.err).not.toContain('secretD')
})
