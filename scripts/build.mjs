import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'

/** Ships, beside the bundle, the licence of every package that is in it. */
const licenses = {
  name: 'licenses',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(output => (output.type === 'chunk' ? output.moduleIds : []))
    const packages = new Set(
      modules.map(id => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]).filter(Boolean),
    )
    const texts = [...packages].sort().map(directory => {
      const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
      const file = readdirSync(directory).find(entry => /^licen[cs]e/i.test(entry))
      if (file === undefined) throw new Error(`${name} ships no licence text`)
      return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}\n`
    })
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) })
  },
}

// CommonJS, because node starts it about 8 ms sooner than a module, and a hook pays that at each commit.
// Every `await import()` becomes a file of its own, so that the hook never parses what it does not need.
await build({
  input: { keyhook: 'src/bin.ts' },
  cwd: join(import.meta.dirname, '..'),
  platform: 'node',
  plugins: [licenses],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    cleanDir: true,
  },
})

// What the hook's grep looks for comes from the same rules. The generator is bundled on its own: nothing of it ships.
const scratch = mkdtempSync(join(tmpdir(), 'keyhook-guard-'))
await build({
  input: { guard: 'src/guard/built-in.ts' },
  cwd: join(import.meta.dirname, '..'),
  platform: 'node',
  output: { dir: scratch, format: 'esm', entryFileNames: '[name].mjs' },
})
const { literals, patterns } = (await import(pathToFileURL(join(scratch, 'guard.mjs')))).builtInGuard
rmSync(scratch, { recursive: true })
writeFileSync(join(import.meta.dirname, '../dist/guard.literals'), `${literals.join('\n')}\n`)
writeFileSync(join(import.meta.dirname, '../dist/guard.patterns'), `${patterns.join('\n')}\n`)
