import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { importBundled } from './bundled.mjs'
import { standIns } from './stand-ins.mjs'

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

const TABLE = join(import.meta.dirname, '../src/detect/rules/index.ts')
const ASSIGNED = join(import.meta.dirname, '../src/detect/rules/token.ts')
const TELLING = join(import.meta.dirname, '../src/detect/telling.ts')
/** Stands, in the lean table, for the longest part that many patterns share. */
const SHARED_PART = '\u0001'

/** Hooks load the rules without what only readers need; `documented.ts` keeps the whole table. */
const leanRules = {
  name: 'lean-rules',
  async resolveId(source, importer) {
    if (!/rules\/index\.ts$/.test(source) && !(source === './index.ts' && /rules\/[^/]*$/.test(importer ?? '')))
      return null
    return /documented\.ts$/.test(importer ?? '') ? null : '\0lean-rules'
  },
  async load(id) {
    if (id !== '\0lean-rules') return null
    const { rules } = await importBundled(TABLE)
    const { openingsIn } = await importBundled(TELLING)
    const { ASSIGNMENT } = await importBundled(ASSIGNED)
    const written = pattern => pattern && [pattern.source.replaceAll(ASSIGNMENT, () => SHARED_PART), pattern.flags]
    const rows = rules.map(({ examples, counterexamples, source, pattern, beside, ...row }) => ({
      ...row,
      openings: openingsIn({ ...row, examples }),
      pattern: written(pattern),
      ...(beside && { beside: { ...beside, partner: written(beside.partner), secret: written(beside.secret) } }),
    }))
    // node reads a large JSON text several times faster than the same as code, and a pattern is only made when it is tried.
    return `${leanRowCode(ASSIGNMENT)}\nexport const rules = JSON.parse(${JSON.stringify(JSON.stringify(rows))}).map(leanRow)`
  },
}

/** The code that makes a rule of a row of the lean table; `shared` is the part that its patterns share. */
const leanRowCode = shared => `const NONE = []
const SHARED = ${JSON.stringify(shared)}
const whole = source => source.replaceAll(${JSON.stringify(SHARED_PART)}, () => SHARED)
function lazily(object, name) {
  const written = object[name]
  if (written === undefined) return
  let made
  Object.defineProperty(object, name, { get: () => (made ??= new RegExp(whole(written[0]), written[1])) })
}
function leanRow(row) {
  row.examples = NONE
  row.counterexamples = NONE
  row.source = ''
  lazily(row, 'pattern')
  if (row.beside !== undefined) {
    lazily(row.beside, 'partner')
    lazily(row.beside, 'secret')
  }
  return row
}`

// CommonJS, because node starts it about 8 ms sooner than a module, and a hook pays that at each commit.
// Every `await import()` becomes a file of its own, so that the hook never parses what it does not need.
await build({
  input: { keyhook: 'src/bin.ts', thread: 'src/thread.ts' },
  cwd: join(import.meta.dirname, '..'),
  platform: 'node',
  plugins: [leanRules, standIns, licenses],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    cleanDir: true,
    // They are for who reads the source; here every start would read past them.
    comments: { jsdoc: false },
  },
})

// What the hook's grep looks for comes from the same rules.
const { builtInGuard } = await importBundled('src/guard/built-in.ts')
for (const [name, lines] of Object.entries(builtInGuard)) {
  writeFileSync(join(import.meta.dirname, `../dist/guard.${name}`), `${lines.join('\n')}\n`)
}
