import { globFault } from '../../../src/allowlist/glob.ts'
import { rules } from '../../../src/detect/rules/index.ts'
import { globsOfIgnore } from '../../../src/import/ignore-lines.ts'
import { formatOf, KNOWN_FILES } from '../../../src/import/tools.ts'
import type { Wish } from '../../../src/import/wish.ts'
import type { Random } from '../../support/random.ts'
import { hostileText, madeUpKey, mutatedText } from '../hostile.ts'
import { holds, orRefused, type Target } from '../target.ts'

const EXPRESSIONS = [
  '^vendor/',
  '.*',
  '(a+)+$',
  '(?:a|a)*b',
  '(?i)acme_[a-z0-9]{32}',
  '^(.*a){20}$',
  '[',
  '(?P<x>a)',
  '\\p{L}',
  '(?=a)',
  '(\\w+\\s?)*$',
  '.{0,9999}x',
  'a{1000}{1000}',
]

/** A file of each tool, as it writes them. */
const SAMPLES: Readonly<Record<string, (expression: string) => string>> = {
  '.gitleaksignore': () => `# known\n${'a'.repeat(40)}:src/a.js:openai-api-key:2\nsrc/b.js:generic-api-key:1\n`,
  '.gitleaks.toml': expression =>
    `[extend]\ndisabledRules = ["jwt"]\n[[allowlists]]\npaths = ['''${expression}''']\nregexes = ['''${expression}''']\nstopwords = ["x"]\n[[rules]]\nid = "acme"\nregex = '''${expression}'''\nkeywords = ["acme_"]\n`,
  '.secrets.baseline': expression =>
    JSON.stringify(
      {
        version: '1.5.0',
        filters_used: [
          { path: 'detect_secrets.filters.regex.should_exclude_file', pattern: [expression] },
          { path: 'detect_secrets.filters.regex.should_exclude_line', pattern: expression },
        ],
        results: {
          'src/a.js': [
            {
              type: 'OpenAI Token',
              filename: 'src/a.js',
              hashed_secret: 'a'.repeat(40),
              line_number: 9,
              is_secret: false,
            },
          ],
        },
      },
      null,
      1,
    ),
  '.secretlintignore': () => 'dist/\n!src/\n/lib\n**/x\n[!a]\n',
  '.secretlintrc.json': expression =>
    JSON.stringify({
      rules: [
        { id: '@secretlint/secretlint-rule-github', options: { allows: [`/${expression}/`] } },
        {
          id: '@secretlint/secretlint-rule-pattern',
          options: { patterns: [{ name: 'acme', pattern: `/${expression}/` }] },
        },
      ],
    }),
  '.gitallowed': expression => `# x\n${expression}\nsrc/a.js:1:.*\n`,
  '.trufflehogignore': expression => `^vendor/\n${expression}\n`,
  '.gitguardian.yaml': expression =>
    `version: 2\nsecret:\n  ignored_paths: ["**/README.md", "${expression.replaceAll('\\', '')}"]\n  ignored_matches:\n    - name: example\n      match: ${'0'.repeat(64)}\n`,
  '.secretsignore': () => `dist/\n[secrets]\n# known\n${madeUpKey('import')}\n`,
}

const PIECES = [
  '\n',
  '"',
  "'''",
  '[',
  ']',
  '{',
  '}',
  ':',
  ',',
  '#',
  '!',
  '*',
  '**/',
  '../',
  '/',
  '\\',
  'null',
  '0',
  '.keyhook/',
]
const rule = rules.find(({ id }) => id === 'openai-project-key')

/** Asks each wish about a finding; what lets pass must be told by a fingerprint, so it is only asked. */
function ask(wish: Wish, random: Random): void {
  if (wish.kind !== 'allow' || rule === undefined) return
  const text = random.chance(0.5) ? 'a'.repeat(4_000) : `${hostileText(random)}${'a b '.repeat(500)}`
  const sight = {
    path: 'src/a.js',
    firstLine: 1,
    lastLine: 1,
    commit: null,
    rule,
    value: text.slice(0, 300),
    outer: text,
    text,
    fingerprint: '0123456789abcdef',
  }
  wish.matches(sight)
}

export const imports: Target[] = [
  {
    name: "other tools' files",
    cases: 600,
    attempt(random) {
      const name = random.pick(KNOWN_FILES)
      const format = formatOf(name, null)
      const sample = SAMPLES[name]
      if (format === null || sample === undefined) throw new Error(`there is no sample of ${name}`)
      const whole = sample(random.pick(EXPRESSIONS))
      const text = random.chance(0.3) ? whole : mutatedText(whole, random, [...PIECES, ...EXPRESSIONS])
      const wishes = orRefused(() => format.read({ name, folder: '', text }, { rules })) ?? []
      for (const wish of wishes) {
        holds(Number.isInteger(wish.line) && wish.line >= 1, 'a wish stands on a line')
        if (wish.kind === 'ignore')
          for (const glob of wish.globs)
            holds(globFault(glob) === null, `a glob that is carried over is a right one: ${glob}`)
        ask(wish, random)
      }
    },
  },
  {
    name: 'lines of ignore files',
    cases: 3_000,
    attempt(random) {
      const line = mutatedText(
        random.pick(['/a/**/b*', '!x', 'a\\ ', '[a-z].ts', '**', 'docs/*.txt']),
        random,
        PIECES,
      ).replaceAll('\n', '')
      for (const glob of globsOfIgnore(line) ?? []) holds(globFault(glob) === null, `a glob is a right one: ${glob}`)
    },
  },
]
