import { join } from 'node:path'
import { expect } from 'vitest'
import { takeDifference } from '../../src/isomorphic/added-lines.ts'
import { createObjects } from '../../src/isomorphic/objects.ts'
import { type Repo, test } from '../support/repo.ts'

const store = (repo: Repo, text: string): string =>
  repo.run('git', ['hash-object', '-w', '--stdin'], { input: text }).stdout.trim()

/** Added lines as `line:text`, shared ones as `line=text`. */
async function difference(repo: Repo, before: string, after: string, limit?: number): Promise<string[]> {
  const parts = new Map<string, string>()
  const keep = (key: string, part: Buffer): unknown => parts.set(key, (parts.get(key) ?? '') + part)
  const objects = createObjects(join(repo.dir, '.git'))
  const sink = {
    added: (line: number, part: Buffer) => keep(`${line}:`, part),
    context: (line: number, part: Buffer) => keep(`${line}=`, part),
    end() {},
  }
  await takeDifference(objects, store(repo, before), store(repo, after), sink, limit)
  return [...parts].map(([key, text]) => key + text)
}

test('of files that are compared, the added lines and the line before each run', async ({ repo }) => {
  expect(await difference(repo, 'one\ntwo\n', 'one\nNEEDLE\nOTHER\ntwo\n')).toEqual(['1=one', '2:NEEDLE', '3:OTHER'])
})

test('of files too large for that, the lines that there are more of, whole ones even where they come in pieces', async ({
  repo,
}) => {
  const long = 'long '.repeat(100_000)
  const found = await difference(repo, `one\ntwo\n${long}\n`, `two\n${long}\nNEEDLE\none\none\n${long}!`, 0)
  expect(found).toEqual(['1=two', `2=${long}`, '3:NEEDLE', '4=one', '5:one', `6:${long}!`])
})
