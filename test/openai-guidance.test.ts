import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../src/cli/commands/index.ts'

const PROJECT = resolve(import.meta.dirname, '..')
const PAGE = readFileSync(resolve(PROJECT, 'docs/openai-guidance.md'), 'utf8')

/** `| G1 | what | commands | tests |` */
const rows = [...PAGE.matchAll(/^\| (G\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, point = '', says = '', does = '', tests = '']) => ({
    point,
    says,
    commands: [...does.matchAll(/`keyhook ([a-z]+)/g)].map(match => match[1] ?? ''),
    tests: [...tests.matchAll(/`(test\/[\w/.-]+\.test\.ts)`: ([^;]+)/g)].map(([, file = '', title = '']) => ({
      file,
      title: title.trim(),
    })),
  }),
)

test('every point has a row, in order', () => {
  expect(rows.map(({ point }) => point)).toEqual(Array.from({ length: 16 }, (_, index) => `G${index + 1}`))
})

describe.each(rows)('$point', ({ commands: named, tests }) => {
  test('names tests that are there, where keyhook has the command', () => {
    const known = named.length === 0 || named.some(name => commands.some(command => command.name === name))
    if (known) expect(tests).not.toEqual([])
    for (const { file, title } of tests) {
      expect(existsSync(resolve(PROJECT, file)), file).toBe(true)
      expect(readFileSync(resolve(PROJECT, file), 'utf8').replaceAll("\\'", "'"), file).toContain(title)
    }
  })
})
