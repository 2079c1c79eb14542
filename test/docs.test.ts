import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { manPage } from '../src/cli/man-page.ts'
import { rules } from '../src/detect/rules/index.ts'
import { renderRulesPage } from '../src/report/rules-page.ts'
import { renderProbes } from '../src/verify/page.ts'
import { probes } from '../src/verify/providers/index.ts'

test('docs/rules.md tells the rules as they are (npm run docs writes it)', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../docs/rules.md'), 'utf8')).toBe(renderRulesPage(rules))
})

test('docs/verify.md names every provider that is asked (node scripts/network-pages.mjs writes it)', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../docs/verify.md'), 'utf8')).toContain(renderProbes(probes))
})

test('man/keyhook.1 tells the commands as they are (npm run docs writes it)', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../man/keyhook.1'), 'utf8')).toBe(manPage())
})
