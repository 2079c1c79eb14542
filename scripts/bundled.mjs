import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'

/** Imports a TypeScript file of the project from a script: bundled into a temporary directory, so that nothing of it ships. */
export async function importBundled(file) {
  const scratch = mkdtempSync(join(tmpdir(), 'keyhook-bundled-'))
  try {
    await build({
      input: { bundled: file },
      cwd: join(import.meta.dirname, '..'),
      platform: 'node',
      output: { dir: scratch, format: 'esm', entryFileNames: '[name].mjs' },
    })
    return await import(pathToFileURL(join(scratch, 'bundled.mjs')))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
