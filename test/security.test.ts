import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

// SECURITY.md names, for each promise, the tests that prove it: each of them has to be there.

const ROOT = resolve(import.meta.dirname, '..')
const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
const [, model = ''] = page.split('## Who attacks what\n')
const rows = (model.split('\n## ')[0] ?? '')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| who'))

/** The proofs of a row: a file, and the titles of tests in it. */
function proofsOf(row: string): [string, string[]][] {
  const proved = row.split(' | ').at(-1) ?? ''
  return proved.split(/(?=`test\/)/).flatMap((part): [string, string[]][] => {
    const file = /^`(test\/[^`]+)`/.exec(part)?.[1]
    return file === undefined ? [] : [[file, [...part.matchAll(/"([^"]*)"/g)].map(match => match[1] ?? '')]]
  })
}

test('the threat model names attackers', () => {
  expect(rows.length).toBeGreaterThan(12)
})

describe.for(rows.map(row => [row.split(' | ')[0]?.slice(2) ?? '', row] as const))('%s', ([, row]) => {
  test('is answered by tests that are there', () => {
    const proofs = proofsOf(row)
    expect(proofs).not.toEqual([])
    for (const [file, titles] of proofs) {
      expect(existsSync(join(ROOT, file)), file).toBe(true)
      const text = readFileSync(join(ROOT, file), 'utf8')
      expect(titles, file).not.toEqual([])
      for (const title of titles) {
        expect(title).not.toBe('')
        expect(text, `${file}: ${title}`).toContain(title)
      }
    }
  })
})
