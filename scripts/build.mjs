import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { minifySync } from 'rolldown/utils'
import { apiTypes } from './api-types.mjs'
import { importBundled } from './bundled.mjs'
import { licenses } from './bundled-packages.mjs'
import { reportPage } from './report-page.mjs'
import { sbom } from './sbom.mjs'
import { standIns } from './stand-ins.mjs'

/**
 * Files ship without comments and indentation, a fifth smaller; names stay, so that an error's stack can be read, but for those of packages in files of their own.
 * Not the entries, which the oldest node has to parse as they were written.
 */
const small = {
  name: 'small',
  renderChunk(code, { fileName, moduleIds, isEntry }) {
    if (isEntry || moduleIds.some(id => id.includes('/node_modules/isomorphic-git/'))) return null
    const isPackage = moduleIds.every(id => id.includes('/node_modules/') || id.startsWith('\0rolldown/'))
    const { code: smaller } = minifySync(fileName, code, {
      mangle: isPackage,
      compress: isPackage,
      codegen: true,
      module: false,
    })
    return { code: smaller, map: null }
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
  input: { keyhook: 'src/bin.ts', thread: 'src/thread.ts', index: 'src/api/index.ts' },
  cwd: join(import.meta.dirname, '..'),
  platform: 'node',
  plugins: [leanRules, standIns, reportPage, small, licenses, sbom],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    banner: chunk => (chunk.name === 'keyhook' ? '#!/usr/bin/env node' : ''),
    cleanDir: true,
    // They are for who reads the source; here every start would read past them.
    comments: { jsdoc: false },
    codeSplitting: { groups: [{ name: 're2js', test: /node_modules\/re2js\// }] },
  },
})

// What the hook's grep looks for comes from the same rules.
const { builtInGuard } = await importBundled('src/guard/built-in.ts')
for (const [name, lines] of Object.entries(builtInGuard)) {
  writeFileSync(join(import.meta.dirname, `../dist/guard.${name}`), `${lines.join('\n')}\n`)
}

writeFileSync(join(import.meta.dirname, '../dist/index.d.cts'), apiTypes())
