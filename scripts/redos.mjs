// Judges every regular expression that text from outside is run through, and writes docs/security/redos.md: by recheck, a static analyser, and by texts made to
// cost time. A pattern that the page knows is not judged again, unless asked for with --all. What recheck needs is a minute for fifty patterns.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { importBundled } from './bundled.mjs'

// The analyser in JavaScript: the same everywhere, and no program that was not built here is run.
process.env.RECHECK_BACKEND ??= 'pure'
const { check } = await import('recheck')

const project = join(import.meta.dirname, '..')
const page = join(project, 'docs/security/redos.md')
const { rulePatterns, codePatterns, digestOf } = await importBundled('test/fuzz/patterns.ts')
const { attacksOn, textOf, cost } = await importBundled('test/fuzz/attacks.ts')
const { verdictsIn, rowOf } = await importBundled('test/fuzz/verdicts.ts')

const LIMITS = {
  timeout: 5_000,
  attackTimeout: 800,
  attackLimit: 100_000_000,
  maxIteration: 5,
  maxInitialGenerationSize: 200,
  maxGenerationSize: 50,
  randomSeed: 1,
}
const LENGTH = 8_000
const SHORT = 500

const known = process.argv.includes('--all') ? new Map() : verdictsIn(existing())
const groups = { rules: rulePatterns(), code: codePatterns(join(project, 'src'), parseAst) }
const started = Date.now()
let judged = 0

const open = [...groups.rules, ...groups.code].filter(one => !known.has(digestOf(one)))
console.log(`${groups.rules.length} patterns of rules, ${groups.code.length} of code; ${open.length} to be judged`)
const queue = open.values()
await Promise.all(
  Array.from({ length: Math.max(1, Math.min(2, availableParallelism())) }, async () => {
    for (const one of queue) {
      known.set(digestOf(one), await verdictOn(one))
      if (++judged % 5 === 0) write()
    }
  }),
)
write()
const bad = [...groups.rules, ...groups.code].filter(one => known.get(digestOf(one))?.says === 'exponential')
for (const { name, pattern } of bad) console.error(`exponential: ${name}: ${pattern}`)
console.log(`${judged} judged in ${Math.round((Date.now() - started) / 1000)} s; ${bad.length} exponential`)
process.exit(bad.length > 0 ? 1 : 0)

async function verdictOn(one) {
  const { source, flags } = one.pattern
  const told = await check(source, flags.replace(/[gdyv]/g, ''), LIMITS)
  const named = told.status === 'vulnerable' ? told.complexity.type : told.status
  // What it calls exponential where a step took long on a busy machine is refuted by the very text it names, at its full length.
  const says = named === 'exponential' && cost(one.pattern, told.attack.string, 1) < 500 ? 'polynomial' : named
  const digest = digestOf(one)
  if (says === 'exponential') return { digest, name: one.name, says, cost: '', worst: '' }
  const attacks = attacksOn(one)
  if (told.attack !== undefined && named !== 'exponential') attacks.push(replayed(told.attack))
  const worst = dearest(one.pattern, attacks)
  const length = isQuick(one.pattern, worst) ? LENGTH : SHORT
  const sure = cost(one.pattern, textOf(worst, length), 3)
  return { digest, name: one.name, says, cost: ((sure * 1000) / length).toFixed(2), worst: shown(worst) }
}

function isQuick(pattern, attack) {
  return cost(pattern, textOf(attack, SHORT), 1) < 2
}

function dearest(pattern, attacks) {
  let worst = attacks[0]
  let most = -1
  for (const attack of attacks) {
    // What grows with the third power of a length would take hours at the full one.
    if (!isQuick(pattern, attack)) return attack
    const taken = cost(pattern, textOf(attack, LENGTH), 1)
    if (taken > most) [worst, most] = [attack, taken]
  }
  return worst
}

/** The analyser's own attack, as often as fits. */
function replayed({ pumps, suffix, string }) {
  const [{ prefix = '', pump = '' } = {}] = pumps ?? []
  return pump === '' ? { head: '', pump: string.slice(0, 40), tail: '\0' } : { head: prefix, pump, tail: suffix }
}

function shown({ head, pump, tail }) {
  const quoted = text => JSON.stringify(text).replaceAll('|', '\\u007c').replaceAll('`', '\\u0060')
  // Parts of made-up keys, told by their length.
  const start = head.length > 12 ? `${head.length} characters of an example` : head === '' ? '' : `\`${quoted(head)}\``
  const often = pump.length > 12 ? `${pump.length} characters of an example` : `\`${quoted(pump)}\``
  return [start, `${often} again and again`, tail === '' ? '' : `\`${quoted(tail)}\``]
    .filter(part => part !== '')
    .join(', ')
}

function existing() {
  try {
    return readFileSync(page, 'utf8')
  } catch {
    return ''
  }
}

function rowsOf(group) {
  return group.flatMap(one => {
    const verdict = known.get(digestOf(one))
    return verdict === undefined ? [] : [{ ...verdict, name: one.name }]
  })
}

function write() {
  writeFileSync(page, text())
}

function text() {
  const rules = rowsOf(groups.rules)
  const code = rowsOf(groups.code)
  const table = rows => [
    '| pattern | where | recheck | µs a character | by |',
    '|---|---|---|---|---|',
    ...rows.map(rowOf),
    '',
  ]
  const count = (rows, says) => rows.filter(row => row.says === says).length
  const line = (name, rows) =>
    `| ${name} | ${rows.length} | ${['safe', 'polynomial', 'exponential', 'unknown'].map(says => count(rows, says)).join(' | ')} | ${Math.max(0, ...rows.map(row => Number(row.cost))).toFixed(2)} |`
  return [
    '# Regular expressions and time',
    '',
    'A scanner runs patterns over text that anybody may have written. A pattern that a text can make take a time that grows with its square, or doubles with each',
    'character (ReDoS), would let a file hang every commit. This page is written by `npm run redos`; a test holds it to the patterns.',
    '',
    '| | patterns | safe | polynomial | exponential | unknown | most µs a character |',
    '|---|---|---|---|---|---|---|',
    line('of rules', rules),
    line('in the code', code),
    '',
    '- **recheck** is what [recheck](https://makenowjust-labs.github.io/recheck/) says, a static analyser of regular expressions. *Exponential* fails the test. *Polynomial* it says of',
    '  whatever takes more than some hundred steps a character, so also of what repeats at most so often: for rules this is no growth, since the longest match is bounded, and',
    '  so is the part of a line that a pattern is tried on. *Unknown*: it ran out of time.',
    `- **µs a character** is what the dearest of some hundred texts of ${LENGTH.toLocaleString('en')} characters took on V8: parts of the pattern's own examples and keywords repeated, examples cut open and filled`,
    '  with each kind of character, and what recheck found. In the table of the code it counts for patterns that are run over a whole file; most see a line, a value of at most',
    '  some hundred characters, or a name.',
    "- Patterns of a team's own rules (`.keyhook/config.yml`) are refused unless their time is linear: `src/configuration/measure.ts`.",
    '',
    'Found this way: the rule `private-key` could read the header fields of a key block in so many ways that 130 bytes took two seconds and 200 would have taken years.',
    '',
    '## Rules',
    '',
    ...table(rules),
    '## Code',
    '',
    ...table(code),
  ].join('\n')
}
