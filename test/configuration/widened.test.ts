import { expect, test } from 'vitest'
import { type Configuration, DEFAULT_CONFIGURATION } from '../../src/configuration/configuration.ts'
import { parseConfiguration } from '../../src/configuration/parse.ts'
import { widened } from '../../src/configuration/widened.ts'

const aws = {
  ...{ provider: 'AWS', title: 'a key', severity: 'high' as const, keywords: ['aws'] },
  ...{ pattern: /a/, examples: [], counterexamples: [], help: '', source: '' },
}
const parse = (text: string): Configuration => parseConfiguration(text, 'c.yml', [{ id: 'aws-secret', ...aws }])
const own = (pattern: string, severity = 'high') =>
  `version: 1\nrules:\n  - {id: acme, keywords: [acme_], pattern: "${pattern}", examples: ["acme_<lower:9>"], severity: ${severity}}\n`

test.each<[string, string, string[]]>([
  ['', '', []],
  ['', 'version: 1\nblock: low\n', []],
  ['', 'version: 1\nblock: critical\n', ['findings below critical no longer block (before: below medium)']],
  ['version: 1\nblock: critical\n', 'version: 1\nblock: critical\n', []],
  ['version: 1\nblock: critical\n', '', []],
  ['', 'version: 1\ndisable: [aws-secret]\n', ['rule aws-secret is switched off']],
  [
    'version: 1\nignore: [a/**]\n',
    'version: 1\nignore: [a/**, b/**]\n',
    ['paths that match b/** are no longer scanned'],
  ],
  ['', 'version: 1\nmarkers: [gitleaks]\n', ['inline markers of gitleaks count now, without a reason']],
  ['', own('acme_[a-z]{9}'), []],
  [own('acme_[a-z]{9}'), '', ['rule acme is gone']],
  [own('acme_[a-z]{9}'), own('acme_[a-y]{0,9}[a-z]?'), ['rule acme has changed']],
  [own('acme_[a-z]{9}'), own('acme_[a-z]{9}', 'low'), ['rule acme has changed']],
  [own('acme_[a-z]{9}', 'low'), own('acme_[a-z]{9}'), []],
])('%j -> %j', (before, after, remarks) => {
  expect(widened(parse(before), parse(after))).toEqual(remarks)
  if (before === '') expect(widened(null, parse(after))).toEqual(remarks)
})

test('without a configuration nothing is widened', () => {
  expect(widened(null, DEFAULT_CONFIGURATION)).toEqual([])
})
