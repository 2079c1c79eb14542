import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { blocksOf } from './support/blocks.ts'
import { lineWith, openaiKey } from './support/journey.ts'
import { type Repo, test } from './support/repo.ts'

const blocks = blocksOf('docs/editors.md')
const inLanguage = (language: string): string => blocks.find(block => block.language === language)?.text ?? ''

/** Names that a careless expression reads wrong. */
const NAMES = [
  'src/a.js',
  'with space/b c.js',
  'C:/old:3:4: notes.js',
  'a:1:2: critical: x (y).js',
  '(group) [id]/page.js',
  `${'deep folder/'.repeat(12)}long.js`,
]

/** What an editor is given: the output for a key on line 2 of each file. */
function output(repo: Repo): string {
  for (const [index, name] of NAMES.entries())
    repo.stage(name, `// a client\n${lineWith(openaiKey(`editors ${index}`))}`)
  const { code, stdout } = repo.keyhook(['scan', '--quiet', '--no-color'])
  expect(code).toBe(1)
  return stdout
}

const column = lineWith('').indexOf("''") + 2

test('the problem matcher of the page finds each finding, whatever its file is called', ({ repo }) => {
  const { problemMatcher } = JSON.parse(inLanguage('json')).tasks[0]
  const { regexp, file, line, column: at, message, code } = problemMatcher.pattern
  const matches = output(repo)
    .split('\n')
    .flatMap(each => {
      const match = new RegExp(regexp).exec(each)
      return match === null ? [] : [[file, line, at, code, message].map(group => match[group] ?? '')]
    })
  const found = matches.map(match => match.slice(0, 4))
  expect(found.sort()).toEqual(NAMES.map(name => [name, '2', String(column), 'openai-project-key']).sort())
  for (const match of matches) expect(match[4]).toMatch(/^OpenAI sk-proj-…/)
})

const hasQuickfix = spawnSync('vim', ['--version']).stdout?.toString().includes('+quickfix') === true

test.runIf(hasQuickfix)('the errorformat of the page does, in vim', ({ repo }) => {
  // %f ends at the first colon that a number follows, so the one name that forges such a place is read short.
  const names = NAMES.filter(name => !/:\d+:\d+:/.test(name))
  repo.write('../out.txt', output(repo))
  const [, format = ''] = /^set (errorformat=.*)$/m.exec(inLanguage('vim')) ?? []
  const list = join(repo.root, 'list.txt')
  const told = `map(getqflist(), 'bufname(v:val.bufnr) . "|" . v:val.lnum . "|" . v:val.col')`
  const commands = [
    `set ${format}`,
    `cgetfile ${join(repo.root, 'out.txt')}`,
    `call writefile(${told}, '${list}')`,
    'qa!',
  ]
  repo.run('vim', ['-es', '-u', 'NONE', '-N', ...commands.flatMap(command => ['-c', command])])
  const found = readFileSync(list, 'utf8').trim().split('\n')
  for (const name of names) expect(found).toContain(`${name}|2|${column}`)
})
