import { describe, expect } from 'vitest'
import { isTrue, parseConfigFile } from '../../src/isomorphic/config-file.ts'
import { type Repo, test } from '../support/repo.ts'

/** What git itself reads in the same text; null where it refuses it. */
function byGit(repo: Repo, text: string): Map<string, string[]> | null {
  const { code, stdout } = repo.run('git', ['config', '--file', '-', '--no-includes', '--list', '-z'], { input: text })
  if (code !== 0) return null
  const values = new Map<string, string[]>()
  for (const entry of stdout.split('\0').filter(Boolean)) {
    const [name = '', ...rest] = entry.split('\n')
    // A key alone has no value, and counts as true.
    const value = entry.includes('\n') ? rest.join('\n') : 'true'
    values.set(name, [...(values.get(name) ?? []), value])
  }
  return values
}

describe('a configuration file reads as git reads it', () => {
  const texts = [
    '',
    '[core]\n\tbare = false\n',
    '[core] bare = true',
    '[CORE]\nBARE=yes\n[extensions]objectFormat = sha256',
    '[remote "Origin"]\n url = "a \\"quoted\\" b" # comment\n',
    '[remote "a\\"b\\\\c"]\n url = x',
    '[branch.Main]\n remote = o\n',
    '; comment\n# another\n[a]\n  b = 1 ; c\n  d = "2 ; no comment"  \n',
    '[a]\n b = one \\\n two\n c = 3\n',
    '[a]\n b = one \\\r\n two\r\n c = 3\r\n',
    '[a]\r\n b = 1\r\n',
    '[a]\n b = tab\\tline\\nend\n',
    '[a]\n b\n c \n',
    '[a]\n c # comment\n',
    '[a]\n b =\n c = "  kept  " \n',
    '[a]\n b = x y   z\n b = second\n',
    '\ufeff[a]\n b = 1\n',
    '[extensions]\n\tworktreeConfig = true\n[extensions]\n\tpartialClone = origin\n',
    '[a]\n b = "open\n',
    '[a\n b = 1\n',
    'b = 1\n',
    '[a]\n 1b = 1\n',
    '[a]\n b c\n',
    '[a]\n b = \\q\n',
    '[a "x]\n b = 1\n',
    '[include]\n path = elsewhere\n',
  ]
  test.for(texts)('%j', (text, { repo }) => {
    const expected = byGit(repo, text)
    if (expected === null) expect(() => parseConfigFile(text)).toThrow(/malformed in line/)
    else expect(parseConfigFile(text)).toEqual(expected)
  })
})

test('what is true is what git takes for true', ({ repo }) => {
  for (const value of ['true', 'Yes', 'ON', '1', '2k', '-1', 'false', 'no', 'off', '0', '']) {
    const text = `[a]\n b = ${value}\n`
    const git = repo.run('git', ['config', '--file', '-', '--type=bool', 'a.b'], { input: text }).stdout.trim()
    expect(isTrue(value), value).toBe(git === 'true')
  }
  expect(isTrue(undefined)).toBe(false)
})
