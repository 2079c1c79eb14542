// The time that hooks add to a commit, measured where it is felt: whole `git commit` processes, in turn, so that a noisy machine is as noisy for each.
// Writes bench/results/commit.md, commit.svg, and the table in README.md.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from '../scripts/bundled.mjs'
import { git, KEYHOOK, PROJECT, ROOT, run } from './support/environment.mjs'
import { figure, publish, table } from './support/page.mjs'
import { peers } from './support/peers.mjs'
import { bars } from './support/plot.mjs'
import { time } from './support/processes.mjs'
import { enter, SCENES, trackedRepository } from './support/scenes.mjs'
import { interleave, median, ratio } from './support/statistics.mjs'

/** Of what is large a tool is given so many seconds. */
const LIMIT = 40
const { fill } = await importBundled('test/support/shape.ts')

const directory = trackedRepository('commit')
run(directory, process.execPath, KEYHOOK, 'init')
const tip = git(directory, 'rev-parse', 'HEAD').trim()

/** The setting that makes git look for hooks in a directory of one tool's own. */
function hooksOf(name, hooks) {
  const folder = join(ROOT, 'hooks', name)
  mkdirSync(folder, { recursive: true })
  for (const [hook, script] of Object.entries(hooks)) {
    writeFileSync(join(folder, hook), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, hook), 0o755)
  }
  return ['-c', `core.hooksPath=${folder}`]
}

const CONTENDERS = [
  { name: 'bare `git commit`', options: hooksOf('none', {}), kind: 'floor' },
  { name: 'keyhook, all its hooks', options: [], kind: 'own' },
  {
    name: 'a hook that starts node and does nothing',
    options: hooksOf('node', { 'pre-commit': `exec '${process.execPath}' -e 0` }),
    kind: 'floor',
  },
  ...peers.map(peer => {
    if (peer.settings !== undefined) git(directory, ...peer.settings)
    return { ...peer, name: peer.name, options: hooksOf(peer.name, peer.hooks) }
  }),
]

const FINDING = {
  name: '1 file, with a secret',
  rounds: 11,
  times: 1,
  stops: true,
  stage: where =>
    writeFileSync(join(where, 'dir0/file0.js'), `const key = '${fill('ghp_<alnum:30><crc32:6>', 'bench')}'\n`),
}

/** One commit, taken back afterwards. */
function commit(scene, { name, options, slow = false }) {
  const limit = slow && scene.large === true ? LIMIT : 0
  const sample = time(directory, ['git', ...options, 'commit', '-qm', 'next'], { limit })
  git(directory, 'reset', '-q', '--soft', tip)
  if (name === CONTENDERS[1].name && sample.code !== (scene.stops === true ? 1 : 0))
    throw new Error(`${name} ended with ${sample.code} at ${scene.name}`)
  return sample
}

/** Medians, what is added to a bare commit, and that in parts of what keyhook adds. */
function compare(scene) {
  enter(directory, scene)
  // Of what is large, only those are asked that do not need minutes for it.
  const fast =
    scene.large === true
      ? CONTENDERS.filter(({ name }) => !/secret(lint|s$)/.test(name) || name === 'ripsecrets')
      : CONTENDERS
  const samples = interleave(fast, scene.rounds, contender => commit(scene, contender), {
    budget: scene.large === true ? 15 : 5,
  })
  const added = sampled =>
    sampled.map(({ wall }, round) => Math.max(0, wall - (scene.stops === true ? 0 : samples[0][round].wall)))
  return CONTENDERS.map(({ name, kind }) => {
    const index = fast.findIndex(contender => contender.name === name)
    if (index < 0) return { name, kind }
    const own = added(samples[1])
    return {
      name,
      kind,
      whole: 1000 * median(samples[index].map(({ wall }) => wall)),
      added: 1000 * median(added(samples[index])),
      ratio: index === 1 ? 1 : ratio(added(samples[index]), own.slice(0, samples[index].length), value => value),
    }
  })
}

const measured = new Map()
/** `SCENE="1 file"` asks for those only whose names begin so. */
const asked = [SCENES[0], FINDING, ...SCENES.slice(1)].filter(({ name }) => name.startsWith(process.env.SCENE ?? ''))
for (const scene of asked) {
  measured.set(scene, compare(scene))
  console.log(
    scene.name,
    measured
      .get(scene)
      .map(({ name, added }) => `${name} ${figure(added, LIMIT * 1000)}`)
      .join('; '),
  )
}

const scenes = [...measured.keys()]
const over = LIMIT * 1000
const addedTable = table(
  [
    'milliseconds added',
    ...CONTENDERS.slice(1).map(({ name }) => name.replace('a hook that starts node and does nothing', 'node alone')),
  ],
  scenes.map(scene => [
    scene.name,
    ...measured
      .get(scene)
      .slice(1)
      .map(({ added, ratio: times, kind }) =>
        kind === 'own' || times === undefined || !Number.isFinite(times)
          ? figure(added, over)
          : `${figure(added, over)} (${figure(times)}×)`,
      ),
  ]),
)
const clean = measured.get(SCENES[0])
const wholeTable = table(
  ['hooks', 'whole commit', 'added'],
  clean.map(({ name, whole, added }, index) => [name, whole.toFixed(0), index === 0 ? '0' : added.toFixed(0)]),
)
const ROUNDS = SCENES[0].rounds

publish('commit', {
  title: 'What hooks add to a commit',
  paragraphs: [
    '`npm run bench -- commit`; `bench/peers.sh` installs the other tools. Whole `git commit` processes in turn, in a repository of 5,000 tracked files.',
    `A clean commit of one file, medians of ${ROUNDS}, milliseconds:`,
    wholeTable,
    `What is added to the bare commit by what is staged; in brackets, in parts of what keyhook adds (median of the ratios of each round). A commit with a secret is stopped, by those that know its format: there the
whole time counts, with nothing taken off. A tool is given ${LIMIT} seconds for what is large; those that need minutes for it (secretlint, detect-secrets, git-secrets) are not asked.`,
    addedTable,
  ],
  plot: bars({
    title: 'Milliseconds added to a commit',
    unit: '5,000 tracked files; medians of interleaved commits; less is better',
    logarithmic: true,
    groups: [SCENES[0], FINDING, SCENES[1], SCENES[3]]
      .filter(scene => measured.has(scene))
      .map(scene => ({
        name: scene.name,
        bars: measured
          .get(scene)
          .slice(1)
          .map(({ name, added, kind }) => ({
            name: name.replace('a hook that starts node and does nothing', 'node alone'),
            value: Math.max(added, 1),
            said: figure(added),
            kind,
          })),
      })),
  }),
})
const page = join(PROJECT, 'README.md')
const readme = readFileSync(page, 'utf8').replace(/medians of \d+/, `medians of ${ROUNDS}`)
writeFileSync(page, readme.replace(/\| hooks \|.*\n(?:\|.*\n)*/, `${wholeTable}\n`))
