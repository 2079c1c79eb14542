// Writes docs/rules.md from the rules. A test holds the page to them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from './bundled.mjs'

const { rules } = await importBundled('src/detect/rules/index.ts')
const { renderRulesPage } = await importBundled('src/report/rules-page.ts')
writeFileSync(join(import.meta.dirname, '../docs/rules.md'), renderRulesPage(rules))
