import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test as plain } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { FORMATS } from '../../src/cli/formats.ts'
import { expectStopped, lineWith, openaiKey } from '../support/journey.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'
import { commitUnseen, withServer } from '../support/server.ts'

const PROJECT = resolve(import.meta.dirname, '../..')
const page = (name: string): string => readFileSync(join(PROJECT, 'docs', name), 'utf8')
const PAGES = ['ci.md', 'json.md', 'pre-receive.md'] as const

/** The lines of shell in a page. */
const blocks = (text: string): string[] => [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(match => match[1] ?? '')

/** The first cells of a table's rows, each name in them. */
const named = (text: string): string[] =>
  [...text.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Za-z][\w-]*)`/g)].map(match => match[1] ?? ''),
  )

describe.for(PAGES)('docs/%s', name => {
  plain('names only commands and options that exist', () => {
    const known = new Map(commands.map(({ name, options }) => [name, options.map(option => option.name)]))
    for (const [call, command = '', rest = ''] of page(name).matchAll(/keyhook (scan|merge|allow|rules)([^`|\n]*)/g))
      for (const [, option] of rest.matchAll(/--([a-z-]+)/g)) expect(known.get(command), call).toContain(option)
  })

  plain('links to what is there', () => {
    for (const [, target = ''] of page(name).matchAll(/\]\((?!https:)([^)#]+)\)/g))
      expect(existsSync(join(PROJECT, 'docs', target)), target).toBe(true)
  })
})

plain('docs/json.md tells each field of the schema, and no other', () => {
  const { properties, definitions } = JSON.parse(readFileSync(join(PROJECT, 'schema/report.schema.json'), 'utf8'))
  const [, report = '', finding = '', suppressed = ''] = page('json.md').split(/^## /m)
  expect(named(report).sort()).toEqual(Object.keys(properties).sort())
  expect(named(finding).sort()).toEqual(Object.keys(definitions.finding.properties).sort())
  expect(named(suppressed)).toEqual(Object.keys(properties.suppressed.items.allOf[1].properties))
})

plain('docs/ci.md tells each format, and no other', () => {
  expect(named(page('ci.md').split('## Formats')[1] ?? '').sort()).toEqual([...FORMATS].sort())
})

describe('lines of shell', () => {
  /** keyhook on PATH, as it is once it is installed. */
  function installed(repo: Repo): Record<string, string> {
    repo.write('../bin/keyhook', `#!/bin/sh\nexec "${process.execPath}" "${KEYHOOK}" "$@"\n`, 0o755)
    return { PATH: `${repo.root}/bin:${process.env['PATH']}`, KEYHOOK: 'keyhook' }
  }

  test('of docs/ci.md and docs/json.md find what a branch adds', ({ repo }) => {
    withServer(repo)
    commitUnseen(repo, 'a.js', lineWith(openaiKey('docs')))
    repo.run('cp', [join(PROJECT, 'templates/ci/scan.sh'), 'scan.sh'])
    const env = installed(repo)
    const lines = [...blocks(page('ci.md')), ...blocks(page('json.md'))]
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(repo.run('sh', ['-ec', line], { env }).code, line).toBe(1)
    expect(JSON.parse(readFileSync(join(repo.dir, 'report.json'), 'utf8')).findings).toHaveLength(1)
  })

  test('of docs/pre-receive.md stop a push, as its transcript tells', ({ repo }) => {
    withServer(repo)
    const [hook = ''] = blocks(page('pre-receive.md'))
    repo.write('../server.git/hooks/pre-receive', hook, 0o755)
    commitUnseen(repo, 'client.js', lineWith(openaiKey('docs')))
    const ended = repo.run('git', ['push', 'origin', 'main'], { env: installed(repo) })
    expectStopped(ended, openaiKey('docs'))
    const shape = (text: string): string[] =>
      text
        .replaceAll(/\b(?:[0-9a-f]{16}|[0-9a-f]{12})\b|sk-proj-…\S+|:\d+:\d+:/g, '#')
        .split('\n')
        .filter(line => line.startsWith('remote:'))
        .map(line => line.trimEnd())
    expect(shape(ended.stderr)).toEqual(shape(page('pre-receive.md')))
  })
})
