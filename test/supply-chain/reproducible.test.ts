import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, inject, test } from 'vitest'

/** What `npm pack` made of the build that all tests use. */
function archive(): string {
  const directory = join(inject('package'), '..')
  return join(directory, readdirSync(directory).find(name => name.endsWith('.tgz')) ?? '')
}

test('two builds, in two directories, pack to the same bytes', { timeout: 180_000 }, () => {
  const told = execFileSync(process.execPath, ['scripts/reproduce.mjs', archive()], {
    cwd: resolve(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })
  const digests = [...told.matchAll(/sha256 ([0-9a-f]{64})/g)].map(match => match[1])
  console.log(told.trim())
  expect(digests).toHaveLength(2)
  expect(digests[0]).toBe(digests[1])
})
