// Every command block of README.md, CONTRIBUTING.md and docs/ runs here, in a repository of its own.
//
// A ```sh block runs with `sh -e` in a repository that keyhook guards, with one commit and a clean index, and has to end with 0. `keyhook` and
// `npx keyhook` are the packed package. A comment on the line before the fence, which readers do not see, asks for something else:
//
//     <!-- a key is staged -->        client.js, with a made-up OpenAI key, is staged
//     <!-- a key is committed -->     the same, committed without keyhook
//     <!-- exits 1 -->                the block ends with that
//     <!-- not run: WHY -->           it needs a network, or another program; only its commands and options are looked at
//
// Several are joined by "; ". FINGERPRINT and 0123456789abcdef stand for the fingerprint of that key. Blocks of this project's own commands (`npm run`, `npm cit`,
// `npx vitest`, `node bench/…`) are held to package.json and to the files. Of a ```console block the typed lines run and the output is compared where it
// is marked; of others the commands are looked at. A ```yaml block that begins with `version: 1` is read as what it is.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { parseAllowlist } from '../src/allowlist/parse.ts'
import { commands } from '../src/cli/commands/index.ts'
import { parseConfiguration } from '../src/configuration/parse.ts'
import { rules } from '../src/detect/rules/index.ts'
import { askedBy, type Block, blocksOf, pages } from './support/blocks.ts'
import { install, lineWith, openaiKey } from './support/journey.ts'
import { KEYHOOK, type Repo, test } from './support/repo.ts'

const blocks = pages().flatMap(blocksOf)
const shell = blocks.filter(({ language }) => language === 'sh')
const consoles = blocks.filter(({ language, place }) => language === 'console' && !place.startsWith('README.md'))
const OWN =
  /^(?:npm (?:run (?:--silent )?(?<script>[\w-]+)|cit|ci|test)|npx (?:vitest|biome|tsc)|(?:\w+=\S* )*(?:node|npx vitest run) (?<file>(?:bench|scripts|test)\/\S+))/
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

const commandLines = (text: string): string[] =>
  text.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#'))
const isOwn = ({ text }: Block): boolean => commandLines(text).every(line => OWN.test(line))

/** A repository in which `keyhook` and `npx keyhook` are the package, and nothing else comes from a network. */
function prepare(repo: Repo, key: 'staged' | 'committed' | null): { env: Record<string, string>; fingerprint: string } {
  const bin = join(repo.root, 'bin')
  mkdirSync(bin)
  const scripts = {
    keyhook: `exec "${process.execPath}" "${KEYHOOK}" "$@"`,
    npx: 'while [ "$1" = -y ] || [ "$1" = --yes ]; do shift; done; [ "$1" = keyhook ] || { echo "npx $1 is not run here" >&2; exit 99; }; shift; exec keyhook "$@"',
    npm: 'echo "npm $1 is not run here: mark the block" >&2; exit 99',
  }
  for (const [name, body] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  repo.stage('README.md', 'An application.\n')
  repo.commit('Start')
  repo.git('config', 'user.name', 'A U Thor')
  install(repo)
  if (key !== null) repo.stage('client.js', `export ${lineWith(openaiKey('docs'))}`)
  if (key === 'committed') repo.git('commit', '-q', '--no-verify', '-m', 'Talk to the model')
  const env = { PATH: `${bin}:${process.env['PATH']}`, CI: 'true' }
  return { env, fingerprint: key === null ? '' : fingerprintIn(repo) }
}

function fingerprintIn(repo: Repo): string {
  return JSON.parse(repo.keyhook(['scan', 'client.js', '--format', 'json']).stdout).findings[0].fingerprint
}

const filled = (text: string, fingerprint: string): string =>
  fingerprint === '' ? text : text.replace(/\bFINGERPRINT\b|\b0123456789abcdef\b/g, fingerprint)

/** What differs from key to key. */
const anyKey = (text: string): string =>
  text
    .replace(/(?<=-)…[\w-]{4} /g, '… ')
    .replace(/\b[0-9a-f]{16}\b/g, 'fingerprint')
    .trim()

describe('sh', () => {
  const run = shell.filter(block => !isOwn(block) && askedBy(block).notRun === null)

  test.for(run.map(block => [block.place, block] as const))('%s runs', ([, block], { repo }) => {
    const { key, exits } = askedBy(block)
    const { env, fingerprint } = prepare(repo, key)
    const { code, all } = repo.run('sh', ['-e', '-c', filled(block.text, fingerprint)], { env })
    expect(code, `${block.text}\n${all}`).toBe(exits)
  })

  test('some run on each page that has one, and what does not has a reason', () => {
    expect(run.length).toBeGreaterThan(5)
    for (const block of shell.filter(isOwn)) expect(block.mark, block.place).toBe('')
  })

  test('of this project, scripts and files are there', () => {
    const own = shell.filter(isOwn).flatMap(({ text }) => commandLines(text))
    expect(own.length).toBeGreaterThan(2)
    for (const line of own) {
      const { script, file } = OWN.exec(line)?.groups ?? {}
      if (script !== undefined) expect(Object.keys(manifest.scripts), line).toContain(script)
      if (file !== undefined) expect(existsSync(file), line).toBe(true)
    }
  })
})

describe('console', () => {
  const marked = consoles.filter(block => block.mark !== '' && askedBy(block).notRun === null)

  test.for(marked.map(block => [block.place, block] as const))('%s is what comes out', ([, block], { repo }) => {
    const { env, fingerprint } = prepare(repo, askedBy(block).key)
    const typed = block.text.split('\n').filter(line => line.startsWith('$ '))
    expect(typed.length).toBeGreaterThan(0)
    const shown = typed
      .map(line => filled(line, fingerprint))
      .map(line => `${line}\n${repo.run('sh', ['-c', line.slice(2)], { env }).all}`)
    expect(anyKey(shown.join(''))).toBe(anyKey(filled(block.text, fingerprint)))
  })
})

test('every keyhook command in a block is there, with its options', () => {
  const typed = [...shell, ...consoles].flatMap(({ place, text, language }) =>
    text
      .split('\n')
      .filter(line => language === 'sh' || line.startsWith('$ '))
      .map(line => ({ place, line })),
  )
  const calls = typed.flatMap(({ place, line }) =>
    Array.from(
      line.matchAll(/(?:^|[\s"'(])(?:npx keyhook|keyhook|node \S*keyhook\.cjs) ([a-z]+)\b([^|;&)]*)/g),
      match => ({
        place,
        name: match[1] ?? '',
        rest: (match[2] ?? '').replace(/"[^"]*"/g, '""'),
      }),
    ),
  )
  expect(calls.length).toBeGreaterThan(10)
  for (const { place, name, rest } of calls.filter(({ name }) => name !== 'help')) {
    const command = commands.find(each => each.name === name)
    expect(command, `${place}: keyhook ${name}`).toBeDefined()
    const known = ['help', ...(command?.options ?? []).map(option => option.name)]
    for (const [, option] of rest.matchAll(/ --([a-z][a-z-]*)/g))
      expect(known, `${place}: ${name} --${option}`).toContain(option)
  }
})

describe('yaml', () => {
  const files = blocks.filter(({ language, text }) => language === 'yaml' && text.startsWith('version: 1\n'))

  test.for(files.map(block => [block.place, block] as const))('%s is right', ([, { text, place }]) => {
    if (/^entries:/m.test(text)) parseAllowlist(text, place, new Set(rules.map(({ id }) => id)))
    else parseConfiguration(text, place, rules)
  })
})

test('every file that a page links is there', () => {
  for (const page of pages()) {
    const text = readFileSync(page, 'utf8')
    for (const [, path = ''] of text.matchAll(/\]\((?!https:|#|mailto:)([^)#]+)/g))
      expect(existsSync(join(page, '..', path)), `${page}: ${path}`).toBe(true)
  }
})
