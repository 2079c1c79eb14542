// How time grows with size: the exponent where time and size are logarithms, 1 being linear, for what is staged and scanned. Writes bench/results/growth.md.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from '../scripts/bundled.mjs'
import { git, KEYHOOK, ROOT } from './support/environment.mjs'
import { figure, publish, table } from './support/page.mjs'
import { curves } from './support/plot.mjs'
import { time } from './support/processes.mjs'
import { MB, writeText } from './support/scenes.mjs'
import { exponent, interleave, median } from './support/statistics.mjs'

const ROUNDS = Number(process.env.RUNS ?? 3)
const { fill } = await importBundled('test/support/shape.ts')
const SCAN = [process.execPath, KEYHOOK, 'scan']
const GIT = ['git', 'diff-index', '--cached', '-p', '-U0', '--text', 'HEAD']

const key = number => `const key = '${fill('ghp_<alnum:30><crc32:6>', `growth ${number}`)}'\n`
const repeat = (count, line) => Array.from({ length: count }, (_, number) => line(number)).join('')

function commitAll(directory) {
  git(directory, 'add', '-A')
  git(directory, 'commit', '-qm', 'before')
}

/** The allowlist of a team: `count` values that are no secrets. */
function allowed(count) {
  const entry = number => `  - fingerprint: ${number.toString(16).padStart(16, '0')}\n    reason: made up\n`
  return `version: 1\nentries:\n${repeat(count, entry)}`
}

/** Each: what grows, in which steps, and how so much of it is staged in a new repository. */
const DIMENSIONS = [
  {
    name: 'file size',
    unit: 'MB',
    steps: [2, 4, 8, 16, 32],
    stage: (directory, size) => writeText(join(directory, 'a.js'), size * MB),
  },
  {
    name: 'line length',
    unit: 'MB',
    steps: [2, 4, 8, 16, 32],
    stage: (directory, size) =>
      writeText(join(directory, 'a.js'), size * MB, number => `v${number % 1000}=${number % 997};`),
  },
  {
    name: 'hunks',
    unit: 'thousand',
    steps: [2, 4, 8, 16, 32],
    stage(directory, size) {
      const before = Array.from({ length: size * 3000 }, (_, number) => `line ${number}\n`)
      writeFileSync(join(directory, 'a.txt'), before.join(''))
      commitAll(directory)
      writeFileSync(
        join(directory, 'a.txt'),
        before.map((line, number) => (number % 3 === 1 ? `new ${number}\n` : line)).join(''),
      )
    },
  },
  {
    name: 'files',
    unit: 'thousand',
    steps: [1, 2, 4, 8, 16],
    stage(directory, size) {
      for (let number = 0; number < size * 1000; number++) {
        if (number % 100 === 0) mkdirSync(join(directory, `d${number / 100}`))
        writeFileSync(join(directory, `d${Math.floor(number / 100)}/f${number}.js`), `export const value = ${number}\n`)
      }
    },
  },
  {
    name: 'findings',
    unit: 'thousand',
    steps: [1, 2, 4, 8, 16],
    stage: (directory, size) => writeFileSync(join(directory, 'a.js'), repeat(size * 1000, key)),
  },
  {
    name: 'allowlist entries',
    unit: 'thousand',
    steps: [1, 2, 4, 8, 16],
    stage(directory, size) {
      mkdirSync(join(directory, '.keyhook'))
      writeFileSync(join(directory, '.keyhook/allowlist.yml'), allowed(size * 1000))
      commitAll(directory)
      writeFileSync(join(directory, 'a.js'), repeat(100, key))
    },
  },
]

function repository(name, stage, size) {
  const directory = join(ROOT, name)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory)
  git(directory, 'init', '-q', '-b', 'main')
  git(directory, 'config', 'gc.auto', '0')
  git(directory, 'commit', '-qm', 'first', '--allow-empty')
  stage(directory, size)
  git(directory, 'add', '-A')
  return directory
}

const measure = ({ directory, command }) => {
  const { cpu, code } = time(directory, command)
  if (code > 1) throw new Error(`${command.join(' ')} ended with ${code} in ${directory}`)
  return cpu
}

const empty = repository('empty', () => {}, 0)
const [starts] = interleave([{ directory: empty, command: SCAN }], 5, measure)
const start = median(starts)

const rows = []
const lines = []
for (const { name, unit, steps, stage } of DIMENSIONS) {
  const scenes = steps.flatMap(size => {
    const directory = repository(`grown${size}`, stage, size)
    return [SCAN, GIT].map(command => ({ directory, command }))
  })
  const seconds = interleave(scenes, ROUNDS, measure, { warm: false }).map(median)
  // What a scan of nothing takes is no part of the growth.
  const own = steps.map((_, index) => Math.max(0.001, seconds[2 * index] - start))
  const floor = steps.map((_, index) => seconds[2 * index + 1])
  rows.push([
    `${name}, ${steps[0]} to ${steps.at(-1)} ${unit}`,
    `**${exponent(steps, own).toFixed(2)}**`,
    exponent(steps.slice(-3), own.slice(-3)).toFixed(2),
    exponent(steps, floor).toFixed(2),
    figure(own[0] + start),
    figure(own.at(-1) + start),
  ])
  lines.push({ name, points: steps.map((size, index) => [size / steps[0], own[index]]) })
  console.log(rows.at(-1).join(' | '))
  for (const { directory } of scenes) rmSync(directory, { recursive: true, force: true })
}

publish('growth', {
  title: 'How time grows',
  paragraphs: [
    `\`npm run bench -- growth\`. CPU seconds of \`keyhook scan\` of what is staged, git's included, at five sizes, each twice the one before; medians of ${ROUNDS} runs in turn. The exponent is the slope over size where both
are logarithms: 1 is linear, 2 quadratic. What a scan of nothing takes (${figure(start)} s) is taken off before.`,
    table(['what grows', 'exponent', 'of the last three', 'of git’s own diff', 's, smallest', 's, largest'], rows),
  ],
  plot: curves({
    title: 'How time grows',
    unit: 'CPU seconds of a scan beyond its start; as steep as a diagonal of the grid is linear',
    across: 'size, in units of the smallest',
    lines,
  }),
})
