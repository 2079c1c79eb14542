import { describe, expect, test } from 'vitest'
import { createDetector } from '../../../src/detect/detector.ts'
import { rules } from '../../../src/detect/rules/index.ts'
import type { Excerpt, Finding } from '../../../src/types.ts'
import { fill } from '../../support/shape.ts'
import { excerptOf, excerptOfFile } from '../excerpt.ts'

const OPENAI = fill('sk-proj-<b64url:74>T3BlbkFJ<b64url:73><alnum:1>')
const GITHUB = fill('ghp_<alnum:30><crc32:6>')
const PASSWORD = fill('<alnum:24>', 'password')
const PEM = fill('<-:5>BEGIN PRIVATE KEY<-:5>\nMIIE<b64:60>\n<b64:64>\n<-:5>END PRIVATE KEY<-:5>')

const detector = createDetector({ rules, blockFrom: 'medium' })

function findingIn(text: string, more: Partial<Excerpt> = {}): Finding | undefined {
  const [detection, ...others] = detector.detect(excerptOf(text, more))
  expect(others).toEqual([])
  return detection?.finding
}

describe('a value that would reach users', () => {
  test.each([
    `NEXT_PUBLIC_OPENAI_KEY=${OPENAI}`,
    `const key = process.env.NEXT_PUBLIC_OPENAI_KEY ?? "${OPENAI}"`,
    `{ value: "${OPENAI}", name: "NEXT_PUBLIC_OPENAI_KEY" }`,
    `NEXT_PUBLIC_OPENAI_KEY=${OPENAI} NODE_ENV=production next build`,
  ])('by the name beside it: %#', text => {
    expect(findingIn(text, { path: 'src/a.ts' })?.message).toContain(
      'NEXT_PUBLIC_OPENAI_KEY would send it to every user',
    )
  })

  test.each([
    'VITE_',
    'REACT_APP_',
    'EXPO_PUBLIC_',
    'PUBLIC_',
    'NUXT_PUBLIC_',
    'GATSBY_',
    'VUE_APP_',
    'STORYBOOK_',
    'NG_APP_',
  ])('by the prefix %s, in an environment file and elsewhere', prefix => {
    for (const path of ['.env', 'src/a.ts', '.github/workflows/a.yml']) {
      const message = findingIn(`${prefix}OPENAI_API_KEY=${OPENAI}`, { path })?.message
      expect(message).toContain(`${prefix}OPENAI_API_KEY would send it to every user. Call OpenAI from a server`)
    }
  })

  test('by the name on the line before', () => {
    const message = findingIn(`- name: VITE_OPENAI_KEY\n  value: "${OPENAI}"`, { path: 'deployment.yaml' })?.message
    expect(message).toContain('VITE_OPENAI_KEY would send it to every user')
  })

  test('but not by another name on its line', () => {
    const text = `NEXT_PUBLIC_URL=https://acme.dev OPENAI_API_KEY=${OPENAI} next build # VITE_TITLE`
    expect(findingIn(text, { path: 'deploy.sh' })?.message).toContain('environment variable such as OPENAI_API_KEY')
  })

  test('by an option beside it, on another line too, which makes it critical', () => {
    for (const option of [
      'dangerouslyAllowBrowser: true',
      'dangerously_allow_browser=True',
      'dangerouslyAllowBrowser={true}',
    ]) {
      const finding = findingIn(`Chat({\n  password: "${PASSWORD}",\n  ${option},\n})`, { path: 'src/a.ts' })
      expect(finding).toMatchObject({ severity: 'critical' })
      expect(finding?.message).toContain('dangerouslyAllowBrowser would send it to every user')
    }
    const off = findingIn(`Chat({\n  password: "${PASSWORD}",\n  dangerouslyAllowBrowser: false,\n})`, {
      path: 'src/a.ts',
    })
    expect(off).toMatchObject({ severity: 'medium', message: expect.stringContaining('environment variable') })
  })

  test('but a checksum that does not match stays low', () => {
    const wrong = `${GITHUB.slice(0, -1)}${GITHUB.endsWith('0') ? '1' : '0'}`
    expect(findingIn(`f("${wrong}", { dangerouslyAllowBrowser: true })`, { path: 'a.ts' })?.severity).toBe('low')
  })

  test('lines that are no neighbours say nothing together', () => {
    const first = `f("${OPENAI}")\n`
    const run = { line: 1, column: 1, previous: null }
    const runs = [
      { ...run, offset: 0 },
      { ...run, offset: first.length, line: 90 },
    ]
    const found = detector.detect(excerptOf(`${first}dangerouslyAllowBrowser: true\n`, { runs, path: 'a.ts' }))
    expect(found[0]?.finding.message).toContain('environment variable')
  })
})

describe('a value that is only a default', () => {
  const TEXTS = [
    'process.env.SOME_KEY ?? "<>"',
    "process.env.SOME_KEY || '<>'",
    "process.env['SOME_KEY'] ||= '<>'",
    'import.meta.env.SOME_KEY ?? `<>`',
    'Deno.env.get("SOME_KEY") ?? "<>"',
    'os.getenv("SOME_KEY", "<>")',
    'os.getenv("SOME_KEY") or "<>"',
    'os.environ.get("SOME_KEY", "<>")',
    'os.environ.setdefault("SOME_KEY", "<>")',
    'environ.get(\'SOME_KEY\', default="<>")',
    'config("SOME_KEY", default="<>")',
    'env.str("SOME_KEY", "<>")',
    'ENV.fetch("SOME_KEY", "<>")',
    'ENV.fetch("SOME_KEY") { "<>" }',
    'ENV["SOME_KEY"] || "<>"',
    'System.getenv().getOrDefault("SOME_KEY", "<>")',
    'Optional.ofNullable(System.getenv("SOME_KEY")).orElse("<>")',
    'System.getenv("SOME_KEY") ?: "<>"',
    'export KEY=${SOME_KEY:-<>}',
    'key: "${SOME_KEY:=<>}"',
    '@Value("${SOME_KEY:<>}")',
    "env('SOME_KEY', '<>')",
    "$_ENV['SOME_KEY'] ?? '<>'",
    "getenv('SOME_KEY') ?: '<>'",
    'Environment.GetEnvironmentVariable("SOME_KEY") ?? "<>"',
    'std::env::var("SOME_KEY").unwrap_or("<>".into())',
    'env::var("SOME_KEY").unwrap_or_else(|_| "<>".to_string())',
    'env::var("SOME_KEY").unwrap_or(String::from("<>"))',
    'cmp.Or(os.Getenv("SOME_KEY"), "<>")',
    'getEnvOrDefault("SOME_KEY", "<>")',
    'System.get_env("SOME_KEY", "<>")',
    "String.fromEnvironment('SOME_KEY', defaultValue: '<>')",
    'ProcessInfo.processInfo.environment["SOME_KEY"] ?? "<>"',
    "$ENV{SOME_KEY} // '<>'",
    'Sys.getenv("SOME_KEY", unset = "<>")',
    'get(ENV, "SOME_KEY", "<>")',
    'os.getenv("SOME_KEY") or "<>"',
  ]
  test.each(TEXTS)('%s', text => {
    expect(findingIn(text.replace('<>', OPENAI), { path: 'src/settings' })?.message).toContain(
      'SOME_KEY is read here already: drop the default, and let the program stop',
    )
  })

  test.each([
    'process.env.SOME_KEY = "<>"',
    'fetch(url, "<>")',
    'const env = "<>"',
    'SOME_KEY: <>',
    'os.environ["A"] = "<>"',
  ])('not so: %s', text => {
    const message = findingIn(text.replace('<>', OPENAI), { path: 'src/settings' })?.message
    expect(message).toContain('environment variable such as OPENAI_API_KEY')
  })
})

describe('a value in a file that a build service runs', () => {
  test.each([
    [
      '.github/workflows/ci.yml',
      `OPENAI_API_KEY: ${OPENAI}`,
      '${{ secrets.OPENAI_API_KEY }}',
      'gh secret set OPENAI_API_KEY',
    ],
    ['.github/workflows/ci.yaml', `MY_KEY: "${OPENAI}"`, '${{ secrets.MY_KEY }}', 'gh secret set MY_KEY'],
    ['.github/workflows/ci.yml', `run: MY_KEY=${OPENAI} make`, '${{ secrets.MY_KEY }}', 'gh secret set MY_KEY'],
    [
      '.github/workflows/ci.yml',
      `curl -H "Authorization: Bearer ${OPENAI}"`,
      'secrets.OPENAI_API_KEY',
      'set OPENAI_API_KEY',
    ],
    ['.github/workflows/ci.yml', `openai-key: ${OPENAI}`, 'secrets.OPENAI_API_KEY', 'gh secret set OPENAI_API_KEY'],
    ['.github/workflows/ci.yml', `dbPassword: ${PASSWORD}`, 'secrets.DB_PASSWORD', 'gh secret set DB_PASSWORD'],
    ['.github/workflows/ci.yml', `GITHUB_TOKEN: ${GITHUB}`, '${{ secrets.GH_TOKEN }}', 'gh secret set GH_TOKEN'],
    ['.github/workflows/ci.yml', `key: |\n${PEM}`, 'secrets.PRIVATE_KEY', 'gh secret set PRIVATE_KEY < FILE'],
    ['.github/workflows/ci.yml', `- name: MY_KEY\n  value: ${OPENAI}`, 'secrets.MY_KEY', 'gh secret set MY_KEY'],
    ['.github/dependabot.yml', `token: ${GITHUB}`, 'secrets.GH_TOKEN', 'gh secret set GH_TOKEN --app dependabot'],
    ['.github/actions/build/action.yml', `MY_KEY: ${OPENAI}`, 'an input of this action', 'gh secret set MY_KEY'],
    [
      '.gitlab-ci.yml',
      `MY_KEY: ${OPENAI}`,
      'Use $MY_KEY here',
      'masked variable: GitLab > Settings > CI/CD > Variables',
    ],
    ['ci/deploy.gitlab-ci.yml', `MY_KEY: ${OPENAI}`, 'Use $MY_KEY here', 'masked'],
    ['.circleci/config.yml', `MY_KEY: ${OPENAI}`, 'Use $MY_KEY here', 'Project Settings'],
    ['bitbucket-pipelines.yml', `export MY_KEY=${OPENAI}`, 'Use $MY_KEY here', 'secured variable'],
    ['azure-pipelines.yml', `MY_KEY: ${OPENAI}`, 'Use $(MY_KEY) here', 'secret variable'],
  ])('%s: %#', (path, text, use, store) => {
    const message = findingIn(text, { path })?.message
    expect(message).toContain(use)
    expect(message).toContain(store)
  })

  test('and elsewhere nothing of that is said', () => {
    for (const path of ['config/workflows/ci.yml', 'github/workflows/ci.yml', 'docs/action.yml.md'])
      expect(findingIn(`MY_KEY: ${OPENAI}`, { path })?.message).toContain('environment variable such as OPENAI_API_KEY')
  })
})

describe('a value in an environment file', () => {
  test('is kept out of git with the file', () => {
    const message = findingIn(`OPENAI_API_KEY=${OPENAI}`, { path: 'app/.env.local' })?.message
    expect(message).toContain("printf '\\n%s\\n' .env.local >> .gitignore && git rm --cached -- :/app/.env.local")
  })

  test('that would reach users is kept out of git all the same', () => {
    const message = findingIn(`VITE_OPENAI_API_KEY=${OPENAI}`, { path: '.env.production' })?.message
    expect(message).toMatch(
      /VITE_OPENAI_API_KEY would send it to every user.*from a server.*git rm --cached -- :\/\.env/,
    )
  })

  test('of an example is replaced', () => {
    const message = findingIn(`OPENAI_API_KEY=${OPENAI}`, { path: 'app/.env.local.example' })?.message
    expect(message).toContain('Leave a placeholder here')
    expect(message).not.toContain('git rm')
  })
})

describe('the command that takes a file out of git', () => {
  const messageOf = (path: string) => detector.detect(excerptOfFile(path))[0]?.finding.message ?? ''

  test.each([
    ['a b/my key.p12', `'my key.p12' >> .gitignore && git rm --cached -- ':(top,literal)a b/my key.p12'`],
    ["it's.p12", `'it'\\''s.p12' >> .gitignore && git rm --cached -- ':(top,literal)it'\\''s.p12'`],
    ['[a]*.p12', `'\\[a\\]\\*.p12' >> .gitignore && git rm --cached -- ':(top,literal)[a]*.p12'`],
    ['-x.p12', `'-x.p12' >> .gitignore && git rm --cached -- ':(top,literal)-x.p12'`],
    ['_x.p12', `_x.p12 >> .gitignore && git rm --cached -- ':(top,literal)_x.p12'`],
  ])('quotes %s', (path, command) => {
    expect(messageOf(path)).toContain(command)
  })

  test('is not given for a name that nobody can type', () => {
    const key = fill('ghp_<alnum:30><crc32:6>')
    for (const path of ['a\tb.p12', `${key}/a.p12`]) {
      expect(messageOf(path)).toContain('name it in .gitignore, and unstage it.')
      expect(messageOf(path)).not.toContain('git rm')
    }
  })
})

test('in a commit message', () => {
  const message = findingIn(OPENAI, { kind: 'message', path: 'COMMIT_MSG' })?.message
  expect(message).toContain('out of the commit message')
})
