// Fuzzes for as long as it is let, with new seeds each round: npm run fuzz -- --minutes 120
//   --target NAME --seed N   one case again
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'rolldown'
import { reportPage } from './report-page.mjs'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, target: { type: 'string' }, seed: { type: 'string' } },
})
const { targets, campaign } = await load()
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target)
if (chosen.length === 0) {
  console.error(`There is no target of that name. There are:\n${targets.map(({ name }) => `    ${name}`).join('\n')}`)
  process.exit(2)
}

const started = Date.now()
const until = started + Number(values.minutes) * 60_000
let seed = Number(values.seed ?? Date.now() % 1e9)
const totals = new Map(chosen.map(({ name }) => [name, 0]))
let rounds = 0
try {
  do {
    for (const target of chosen) {
      const cases = values.seed === undefined ? target.cases : 1
      await campaign(target, seed, cases)
      totals.set(target.name, totals.get(target.name) + cases)
    }
    rounds++
    seed += 1_000_003
  } while (values.seed === undefined && Date.now() < until)
} catch (error) {
  tell()
  console.error(`\n${error.message}\n`, error.cause ?? '')
  process.exit(1)
}
tell()

function tell() {
  for (const [name, cases] of totals) console.log(`${String(cases).padStart(10)}  ${name}`)
  const all = [...totals.values()].reduce((sum, cases) => sum + cases, 0)
  console.log(`${String(all).padStart(10)}  cases in ${Math.round((Date.now() - started) / 1000)} s, ${rounds} rounds`)
}

/** The targets, bundled: tests import TypeScript, and node 20 does not. */
async function load() {
  const scratch = mkdtempSync(join(tmpdir(), 'keyhook-fuzz-'))
  try {
    await build({
      input: { targets: 'test/fuzz/targets/index.ts', campaign: 'test/fuzz/campaign.ts' },
      cwd: join(import.meta.dirname, '..'),
      platform: 'node',
      plugins: [reportPage],
      logLevel: 'silent',
      output: { dir: scratch, format: 'esm', entryFileNames: '[name].mjs' },
    })
    const [{ targets }, { campaign }] = await Promise.all(
      ['targets', 'campaign'].map(name => import(pathToFileURL(join(scratch, `${name}.mjs`)))),
    )
    return { targets, campaign }
  } finally {
    process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  }
}
