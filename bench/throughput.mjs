// MB a CPU second on trees of source, minified, JSON and binary files: `keyhook scan PATH`, the tools that are installed, and two floors: `cat`, and
// ripgrep with all the words that keyhook looks for. Writes bench/results/throughput.md.
import { dirname, join } from 'node:path'
import { KEYHOOK, LITERALS, ROOT } from './support/environment.mjs'
import { figure, publish, table } from './support/page.mjs'
import { peers, RIPGREP } from './support/peers.mjs'
import { bars } from './support/plot.mjs'
import { time } from './support/processes.mjs'
import { interleave, median, ratio } from './support/statistics.mjs'
import { makeTrees } from './support/trees.mjs'

const ROUNDS = Number(process.env.RUNS ?? 3)
const FEW = [
  'sk-',
  'ghp_',
  'xoxb-',
  'AKIA',
  'AIza',
  'glpat-',
  'npm_',
  'pypi-',
  'sk_live',
  'rk_live',
  'SG.',
  'hf_',
  'dop_v1',
  'shpat_',
  'sq0csp',
  'ya29.',
  'eyJ',
  'PRIVATE KEY',
  'password',
  'secret',
]
const grep = (...words) => [RIPGREP, '-uuu', '-aiFc', ...words]

const CONTENDERS = [
  { name: '`cat`', kind: 'floor', scan: folder => ['sh', '-c', `find '${folder}' -type f -exec cat {} +`] },
  ...(RIPGREP === undefined
    ? []
    : [
        {
          name: '`rg`, 20 keywords',
          kind: 'floor',
          scan: folder => [...grep(...FEW.flatMap(word => ['-e', word])), folder],
        },
        { name: '`rg`, keyhook’s keywords', kind: 'floor', scan: folder => [...grep('-f', LITERALS), folder] },
      ]),
  {
    name: 'keyhook',
    kind: 'own',
    scan: () => [process.execPath, KEYHOOK, 'scan', '--jobs', '1', '.'],
    within: true,
  },
  ...peers.filter(({ scan }) => scan !== undefined).map(peer => ({ ...peer, small: true })),
]
const OWN = CONTENDERS.findIndex(({ kind }) => kind === 'own')

/** Of a slow tool a sample of the tree; in MB of CPU seconds, the start of the tool included, as it is for each. */
function measure(tree, { scan, small = false, within = false }) {
  const { folder, bytes } = small ? tree.sample : tree
  const { cpu, code } = time(within ? folder : dirname(folder), scan(folder), { limit: 120 })
  if (code > 1 && within) throw new Error(`keyhook ended with ${code} in ${folder}`)
  return bytes / 1e6 / cpu
}

const trees = makeTrees(join(ROOT, 'trees'))
const results = trees.map(tree => {
  const samples = interleave(CONTENDERS, ROUNDS, contender => measure(tree, contender), { budget: 40 })
  const speeds = samples.map(own => ({
    speed: median(own),
    ratio: ratio(samples[OWN].slice(0, own.length), own, value => value),
  }))
  console.log(tree.name, CONTENDERS.map(({ name }, index) => `${name} ${figure(speeds[index].speed)}`).join('; '))
  return { tree, speeds }
})

const heads = trees.map(({ name }) => name)
publish('throughput', {
  title: 'MB a CPU second',
  paragraphs: [
    `\`npm run bench -- throughput\`. Whole processes, user and system time of all that they start; medians of ${ROUNDS} rounds in which each tool ran in turn. Slow tools are given a sample of the tree.
Trees: ${trees.map(({ name, bytes, files, sample, origin }) => `${name}, ${figure(bytes / 1e6)} MB in ${files.toLocaleString('en')} files (${origin}), sample ${figure(sample.bytes / 1e6)} MB`).join('; ')}.`,
    table(
      ['', ...heads],
      CONTENDERS.map(({ name }, index) => [name, ...results.map(({ speeds }) => figure(speeds[index].speed))]),
    ),
    'keyhook’s speed in parts of each tool’s:',
    table(
      ['', ...heads],
      CONTENDERS.flatMap(({ name }, index) =>
        index === OWN ? [] : [[name, ...results.map(({ speeds }) => figure(speeds[index].ratio))]],
      ),
    ),
  ],
  plot: bars({
    title: 'MB a CPU second',
    unit: 'whole processes; more is better',
    logarithmic: true,
    groups: results.map(({ tree, speeds }) => ({
      name: tree.name,
      bars: CONTENDERS.map(({ name, kind }, index) => ({
        name: name.replaceAll('`', ''),
        kind,
        value: speeds[index].speed,
        said: figure(speeds[index].speed),
      })),
    })),
  }),
})
