// Writes man/keyhook.1 from the tables of the commands. A test holds the page to them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from './bundled.mjs'

const { manPage } = await importBundled('src/cli/man-page.ts')
const directory = join(import.meta.dirname, '../man')
mkdirSync(directory, { recursive: true })
writeFileSync(join(directory, 'keyhook.1'), manPage())
