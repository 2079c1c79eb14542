// `npm run bench`: all that is measured against other tools and floors, or with `npm run bench -- NAME [ARGUMENT…]` one part. What each measures stands at
// the top of its file; it writes bench/results/NAME.md.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Together less than a quarter of an hour on two quiet cores. */
const USUAL = ['hook', 'commit', 'throughput', 'memory', 'growth', 'histories', 'history']
/** What takes long, or other tools and much disk. */
const ASKED_FOR = ['large', 'situations']

const [name, ...args] = process.argv.slice(2)
const all = [...USUAL, ...ASKED_FOR]
if (name !== undefined && !all.includes(name)) {
  console.error(`There is no part "${name}". There are: ${all.join(', ')}.`)
  process.exit(2)
}
let failed = 0
for (const part of name === undefined ? USUAL : [name]) {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${part}.mjs`), ...args], {
    stdio: 'inherit',
  })
  console.error(
    `${part}: ${status === 0 ? 'done' : 'failed'} in ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
  )
  if (status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
