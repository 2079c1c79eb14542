import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { PieceReader } from '../../src/dependencies/code-files.ts'
import { createMentions } from '../../src/dependencies/mentions.ts'
import { termsOf } from '../../src/dependencies/terms.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { test } from '../support/repo.ts'

const terms = termsOf(rules)
const { overlap, search } = createMentions(terms)

function termsIn(text: string): string[] {
  const found = new Set<string>()
  search(Buffer.from(text), term => found.add(terms[term]?.text ?? ''))
  return [...found].sort()
}

test.each([
  ['process.env.OPENAI_API_KEY', ['OPENAI_API_KEY']],
  ['os.environ["AZURE_OPENAI_API_KEY"]', ['AZURE_OPENAI_API_KEY']],
  ['openai_api_key', []],
  ['OPENAI_API_KEYS', []],
  ['https://eu.api.openai.com/v1', ['api.openai.com']],
  ['my-api.openai.com', []],
  ['api.openai.community', []],
  ["key.startsWith('sk-proj-')", ['sk-proj-']],
  ['task-proj-1', []],
  ['const PASSWORD = API_KEY', []],
])('what is mentioned in %j', (text, expected) => {
  expect(termsIn(text)).toEqual(expected)
})

test('the terms are many, each once, and those of models come first', () => {
  expect(terms.length).toBeGreaterThan(200)
  expect(new Set(terms.map(({ text }) => text)).size).toBe(terms.length)
  expect(terms[0]?.provider).toBe('OpenAI')
})

test('a mention across the pieces that a large file is read in is found', ({ repo }) => {
  const file = join(repo.root, 'large.js')
  const name = Buffer.from('OPENAI_API_KEY')
  const reader = new PieceReader(overlap)
  for (const at of [0, (1 << 20) - 3, (1 << 20) + overlap - 7, 3_000_000 - name.length]) {
    const content = Buffer.alloc(3_000_000, ' ')
    name.copy(content, at)
    writeFileSync(file, content)
    let found = 0
    expect(reader.read(file, bytes => search(bytes, () => found++))).toBe(content.length)
    expect(found, `at ${at}`).toBeGreaterThan(0)
  }
})
