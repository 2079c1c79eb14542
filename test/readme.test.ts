import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { commands } from '../src/cli/commands/index.ts'
import { install, lineWith, openaiKey } from './support/journey.ts'
import { test } from './support/repo.ts'

const README = readFileSync('README.md', 'utf8')
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

const blocks = (language: string, text = README): string[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, body = '']) => (name === language ? [body] : []))

/** What differs from key to key. */
const anyKey = (text: string): string =>
  text.replace(/(?<=-)…[\w-]{4} /g, '… ').replace(/\b[0-9a-f]{16}\b/g, 'fingerprint')

test('its transcript is what comes out', ({ repo }) => {
  install(repo)
  repo.write('client.js', `export ${lineWith(openaiKey('readme'))}`)
  const [transcript = ''] = blocks('console')
  const typed = transcript.split('\n').filter(line => line.startsWith('$ '))
  const shown = typed.map(line => `${line}\n${repo.run('sh', ['-c', line.slice(2)]).all}`).join('')
  expect(anyKey(shown)).toBe(anyKey(transcript))
})

describe('the quick start', () => {
  const [, section = ''] = /^## Quick start$(.*?)^## /ms.exec(README) ?? []
  const [demo = '', tests = ''] = blocks('sh', section).map(block => block.trim())

  test('is two npm commands that are there', () => {
    expect(blocks('sh', section)).toHaveLength(2)
    expect(Object.keys(manifest.scripts)).toContain(/^npm run (\w+)$/.exec(demo)?.[1])
    expect(tests).toBe('npm cit')
  })

  test('names the command that the checks run', () => {
    expect(readFileSync('.ci/run', 'utf8').split('\n')).toContain(tests)
  })
})

test('it names only commands and options that exist', () => {
  const spans = [...README.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  const lines = blocks('sh').flatMap(block => block.split('\n'))
  const names = commands.map(({ name }) => name)
  const calls = [...spans, ...lines].flatMap(text => {
    const [, called, name = '', rest = ''] =
      /^(?:npx )?(keyhook |node \S*keyhook\.cjs )?([a-z]+)\b(.*)$/.exec(text) ?? []
    return called !== undefined || (names.includes(name) && rest !== '') ? [{ text, name, rest }] : []
  })
  expect(calls.length).toBeGreaterThan(10)
  for (const { text, name, rest } of calls) {
    expect(names, text).toContain(name)
    const known = commands.find(command => command.name === name)?.options.map(option => option.name)
    for (const [, option] of rest.matchAll(/ --([a-z-]+)/g)) expect(known, text).toContain(option)
  }
})

test('its cost is what was measured last', () => {
  const table = (text: string): string | undefined => /^\| hooks \|.*\n(?:\|.*\n)*/m.exec(text)?.[0]
  const runs = (text: string): string | undefined => /medians of (\d+)/i.exec(text)?.[1]
  const measured = readFileSync('bench/results/commit.md', 'utf8')
  expect(table(README)).toBe(table(measured))
  expect(runs(README)).toBe(runs(measured))
})

test('it is short, and every file it links is there', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(150)
  for (const [, path = ''] of README.matchAll(/\]\((?!https:)([^)#]+)\)/g))
    expect(() => readFileSync(path)).not.toThrow(/ENOENT/)
})
