import { expect, test } from 'vitest'
import { parseAllowlist } from '../../src/allowlist/parse.ts'
import { parseConfiguration } from '../../src/configuration/parse.ts'
import { rules as builtIn } from '../../src/detect/rules/index.ts'
import { narrowed } from '../../src/doors/policy-source.ts'
import type { Policy } from '../../src/policy.ts'
import { startScan } from '../../src/scan.ts'
import { excerptOf } from '../detect/excerpt.ts'
import { fill } from '../support/shape.ts'

/** A detector of few rules is made sooner. */
const rules = builtIn.filter(({ id }) => id === 'github-token')

/** What stands in `.keyhook/`. */
interface Files {
  readonly allowlist?: string
  readonly config?: string
}

function policy({ allowlist, config }: Files): Policy {
  const configuration = config === undefined ? null : parseConfiguration(`version: 1\n${config}\n`, 'config.yml', rules)
  const active = rules.filter(({ id }) => configuration?.disabled.has(id) !== true)
  const known = [...active, ...(configuration?.rules ?? [])]
  const text =
    allowlist === undefined ? 'version: 1\n' : `version: 1\nentries:\n  - ${allowlist}\n    reason: made up\n`
  return {
    allowlist: parseAllowlist(text, 'allowlist.yml', new Set([...rules, ...known].map(({ id }) => id))),
    configuration,
    rules: known,
    notes: [],
  }
}

const own = (id: string, severity = 'high'): string =>
  [
    `rules:\n  - id: ${id}`,
    ...['provider: ACME', `keywords: [${id}_]`, `pattern: "${id}_[a-z0-9]{8}"`, `examples: ["${id}_<hex:8>"]`],
    ...[`counterexamples: ["${id}_x"]`, `severity: ${severity}`, 'help: https://acme.example'],
  ].join('\n    ')

const TOKEN = fill('ghp_<alnum:30><crc32:6>')
const WEAK = 'medium'

async function stops(before: Files, after: Files, line: string): Promise<boolean> {
  const scan = startScan({ policy: narrowed(policy(before), policy(after)), today: '2026-01-02' })
  scan.take(excerptOf(line, { path: 'a.js' }))
  return (await scan.verdict(1)).findings.some(({ blocking }) => blocking)
}

const token = `const a = '${TOKEN}'\n`
const acme = 'acme_12ab34cd\n'

test.for<[string, Files, Files, string, boolean]>([
  ['an entry of both', { allowlist: 'path: a.js' }, { allowlist: 'path: a.js' }, token, false],
  ['an entry that is new', {}, { allowlist: 'path: a.js' }, token, true],
  ['an entry that is gone', { allowlist: 'path: a.js' }, {}, token, true],
  ['an entry that was made wider', { allowlist: 'path: b.js' }, { allowlist: 'path: "*.js"' }, token, true],
  ['an end put off', { allowlist: 'path: a.js\n    expires: 2026-01-01' }, { allowlist: 'path: a.js' }, token, true],
  [
    'an end brought forward',
    { allowlist: 'path: a.js' },
    { allowlist: 'path: a.js\n    expires: 2026-01-01' },
    token,
    true,
  ],
  ['a path ignored by both', { config: 'ignore: [a.js]' }, { config: 'ignore: ["*.js"]' }, token, false],
  ['a path ignored of late', {}, { config: 'ignore: [a.js]' }, token, true],
  ['a path ignored no more', { config: 'ignore: [a.js]' }, {}, token, true],
  ['a rule off in both', { config: 'disable: [github-token]' }, { config: 'disable: [github-token]' }, token, false],
  ['a rule switched off', {}, { config: 'disable: [github-token]' }, token, true],
  ['a rule switched on', { config: 'disable: [github-token]' }, {}, token, true],
  [
    'a threshold of both',
    { config: `${own('acme', WEAK)}\nblock: high` },
    { config: `${own('acme', WEAK)}\nblock: high` },
    acme,
    false,
  ],
  ['a threshold raised', { config: own('acme', WEAK) }, { config: `${own('acme', WEAK)}\nblock: high` }, acme, true],
  ['a threshold lowered', { config: `${own('acme', WEAK)}\nblock: high` }, { config: own('acme', WEAK) }, acme, true],
  ['a rule of the team that is new', {}, { config: own('acme') }, acme, true],
  ['a rule of the team that is gone', { config: own('acme') }, {}, acme, true],
  ['a rule of the team made weaker', { config: own('acme') }, { config: own('acme', 'low') }, acme, true],
  [
    'markers of both',
    { config: 'markers: [gitleaks]' },
    { config: 'markers: [gitleaks]' },
    `${token.trim()} # gitleaks:allow\n`,
    false,
  ],
  ['markers that are new', {}, { config: 'markers: [gitleaks]' }, `${token.trim()} # gitleaks:allow\n`, true],
])('%s', async ([, before, after, line, stopped]) => {
  expect(await stops(before, after, line)).toBe(stopped)
})
