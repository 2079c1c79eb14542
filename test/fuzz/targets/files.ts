import { createHash } from 'node:crypto'
import { addEntries } from '../../../src/allowlist/edit.ts'
import { parseAllowlist } from '../../../src/allowlist/parse.ts'
import { parseConfiguration } from '../../../src/configuration/parse.ts'
import { compilePattern } from '../../../src/configuration/pattern.ts'
import { readVariables, variableLine, withExamples, withIgnored } from '../../../src/fix/environment-file.ts'
import { parseConfigFile } from '../../../src/isomorphic/config-file.ts'
import { parseIndexFile } from '../../../src/isomorphic/index-file.ts'
import type { Random } from '../../support/random.ts'
import { hostileText, mutated, mutatedText } from '../hostile.ts'
import { holds, orRefused, type Target } from '../target.ts'

const KNOWN = new Set(['openai-project-key', 'generic-password'])
const TOKENS = [
  '\n',
  '\n  - ',
  '  ',
  ': ',
  '- ',
  '&a ',
  '*a',
  '!!js/function ',
  '<<: *a',
  '|',
  '>-',
  '---\n',
  '...',
  '? ',
  '%YAML 1.2\n',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '#',
  '\t',
  '\u2028',
  '__proto__: ',
  '**',
  '0x1',
  '2027-01-31',
]

const ALLOWLIST = `version: 1
entries:
  - fingerprint: 0123456789abcdef
    rule: openai-project-key
    path: "test/**"
    reason: Example from the docs
    expires: 2027-01-31
`
const CONFIGURATION = `version: 1
block: medium
disable: [generic-password]
ignore: ["vendor/**"]
markers: [gitleaks]
rules:
  - id: acme-key
    keywords: [acme_]
    pattern: "acme_[a-z0-9]{32}"
    examples: ["acme_<alnum:32>"]
    counterexamples: ["acme_test"]
    severity: high
`
const BUILT_IN = [...KNOWN].map(id => ({ id })) as unknown as Parameters<typeof parseConfiguration>[2]

/** A file changed here and there; now and then one that is deep, or large, or of aliases that double. */
function yaml(text: string, random: Random): string {
  const kind = random.below(40)
  if (kind === 0)
    return `${text}a: ${random.pick(['[', '{a: ', '- ', '? ', '!a '])}`.concat(
      random.pick(['[', '{a: ', '- ', '? ', ': ']).repeat(5_000),
    )
  if (kind === 1)
    return text + random.pick(['  -\n', '#\n', ' \n', 'k: 1\n', '---\n', `${hostileText(random, 4)}\n`]).repeat(1_000)
  if (kind === 2)
    return `a: &a [x, x]\n${Array.from('bcdefghijklmnop', (name, at) => `${name}: &${name} [${`*${'abcdefghijklmno'[at]}, `.repeat(9)}]`).join('\n')}\n${text}`
  return mutatedText(text, random, TOKENS)
}

/** An index of git's with one entry, and its checksum made right again, so that the rest of it is read. */
function index(random: Random): Buffer {
  const entry = Buffer.alloc(72)
  entry.writeUInt32BE(0o100644, 24)
  entry.writeUInt16BE(3, 60)
  entry.write('a/b', 62)
  const head = Buffer.from('DIRC\0\0\0\x02\0\0\0\x01', 'latin1')
  const body = mutated(Buffer.concat([head, entry, Buffer.from('TREE\0\0\0\x04abcd', 'latin1')]), random, [
    '\0',
    '\xff',
    'link',
    'sdir',
  ])
  return Buffer.concat([body, random.chance(0.8) ? createHash('sha1').update(body).digest() : Buffer.alloc(20)])
}

export const files: Target[] = [
  {
    name: 'allowlists',
    cases: 900,
    attempt(random) {
      const text = yaml(ALLOWLIST, random)
      const list = orRefused(() => parseAllowlist(text, 'a.yml', KNOWN))
      if (list === null) return
      for (const { reason, fingerprint, rule, path } of list.entries) {
        holds(/[\p{L}\p{N}]/u.test(reason), 'each entry has a reason')
        holds((fingerprint ?? rule ?? path) !== undefined, 'each entry has a condition')
      }
      const added = addEntries(text, [
        { fingerprint: 'fedcba9876543210', reason: `${hostileText(random, 6).replace(/[^ -~]/g, '')} why` },
      ])
      const again = parseAllowlist(added, 'a.yml', KNOWN)
      holds(again.entries.length === list.entries.length + 1, 'an entry that is added is one entry more')
    },
  },
  {
    name: 'configurations',
    cases: 700,
    attempt(random) {
      const read = orRefused(() => parseConfiguration(yaml(CONFIGURATION, random), 'c.yml', BUILT_IN))
      if (read !== null)
        holds(
          !read.ignore('.keyhook/config.yml') && !read.ignore('.keyhook/allowlist.yml'),
          'what decides is never ignored',
        )
    },
  },
  {
    name: "patterns of a team's own rules",
    cases: 3_000,
    attempt(random) {
      const parts = [
        'a',
        '[a-z]',
        '\\w',
        '.',
        '(?:a|b)',
        '(?:a|ab)',
        '(?<secret>',
        '(',
        ')',
        '|',
        '+',
        '*',
        '?',
        '{2,9}',
        '{1,90}',
        '\\b',
        '(?=a)',
        '(?<!_)',
        '_',
        '\\1',
      ]
      const compiled = compilePattern(Array.from({ length: random.below(14) }, () => random.pick(parts)).join(''))
      if (typeof compiled === 'string') return
      for (const text of ['a'.repeat(2_000), 'ab'.repeat(1_000), 'a_'.repeat(1_000)])
        for (const [match] of text.matchAll(new RegExp(compiled.pattern, 'g')))
          holds(match.length <= compiled.longest, 'a match has a longest length')
    },
  },
  {
    name: '.env files',
    cases: 3_000,
    attempt(random) {
      const text = mutatedText(`A=1\nexport B='x y'\nC="a\\nb" # c\nD=\`q\`\n${hostileText(random, 6)}\n`, random, [
        '=',
        '"',
        "'",
        '`',
        '\n',
        '#',
        'export ',
        '${A}',
        '\\',
      ])
      readVariables(text)
      const value = hostileText(random, 8)
      const line = variableLine('NAME', value)
      if (line !== null) {
        holds(readVariables(`${line}\n`).get('NAME') === value, 'a value is read back as it was')
        holds(readVariables(`A=1\n${line}\nZ=2\n`).get('Z') === '2', 'a value ends where it ends')
      }
      const examples = withExamples(text, ['NEW_NAME'], '\n')
      if (examples !== null)
        holds(examples.startsWith(text) && !examples.includes('NEW_NAME=NEW'), 'what was there stays')
      const ignored = withIgnored(text, ['.env'], '\n')
      if (ignored !== null) holds(ignored.startsWith(text) && ignored.endsWith('.env\n'), 'what was there stays')
    },
  },
  {
    name: 'indexes and configurations that are read without git',
    cases: 3_000,
    attempt(random) {
      orRefused(() => parseIndexFile(index(random)))
      const text = '[core]\n\tbare = false ; c\n[remote "or\\"igin"]\n\turl = "a \\"b\\"" \\\n x\n[a]b\n'
      orRefused(() => parseConfigFile(mutatedText(text, random, ['[', ']', '"', '\\', '\n', '=', ';'])))
    },
  },
]
