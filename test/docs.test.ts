import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { manPage } from '../src/cli/man-page.ts'
import { rules } from '../src/detect/rules/index.ts'
import { renderRulesPage } from '../src/report/rules-page.ts'

test('docs/rules.md tells the rules as they are (npm run docs writes it)', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../docs/rules.md'), 'utf8')).toBe(renderRulesPage(rules))
})

test('man/keyhook.1 tells the commands as they are (npm run docs writes it)', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../man/keyhook.1'), 'utf8')).toBe(manPage())
})
