// Peak memory of node, and of gitleaks, by the size of what is looked at. Writes bench/results/memory.md. Linux only.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeHistory } from './history-repository.mjs'
import { git, KEYHOOK, ROOT } from './support/environment.mjs'
import { figure, publish, table } from './support/page.mjs'
import { peers } from './support/peers.mjs'
import { bars } from './support/plot.mjs'
import { watch } from './support/processes.mjs'
import { MB, writeText } from './support/scenes.mjs'
import { median } from './support/statistics.mjs'

const ROUNDS = Number(process.env.RUNS ?? 3)
const gitleaks = peers.find(({ name }) => name === 'gitleaks')?.program
const keyhook = (...args) => [process.execPath, KEYHOOK, ...args]
const leaks = (...args) => [gitleaks, ...args, '--no-banner', '--log-level', 'error']

const directory = join(ROOT, 'memory')
mkdirSync(directory)
git(directory, 'init', '-q')

function files(count) {
  git(directory, 'rm', '-qrf', '--cached', '--ignore-unmatch', '.')
  for (let number = 0; number < count; number++) writeText(join(directory, `d${number % 100}/f${number}.js`), 100)
}

const text = size => ({
  name: `${size} MB staged`,
  arrange: () => writeText(join(directory, 'a.js'), size * MB),
  own: keyhook('scan'),
  peer: size <= 10 ? leaks('git', '--staged') : undefined,
})
const SITUATIONS = [
  { name: 'nothing staged', arrange: () => {}, own: keyhook('scan'), peer: leaks('git', '--staged') },
  ...[1, 10, 100].map(text),
  { name: '100 MB, as a file', arrange: () => {}, own: keyhook('scan', 'a.js') },
  {
    name: '100 MB in one line',
    arrange: () => writeText(join(directory, 'a.js'), 100 * MB, number => `v${number}=${number * 7};`),
    own: keyhook('scan'),
  },
  { name: '20,000 files staged', arrange: () => files(20_000), own: keyhook('scan') },
  ...[2000, 10_000].map(commits => ({
    name: `${commits.toLocaleString('en')} commits`,
    where: join(ROOT, `history${commits}`),
    arrange: () => makeHistory(join(ROOT, `history${commits}`), commits),
    own: keyhook('scan', '--history', '--jobs', '1'),
    peer: commits < 10_000 ? leaks('git') : undefined,
  })),
]

const rows = []
const measured = []
for (const { name, where, arrange, own, peer } of SITUATIONS) {
  await arrange()
  if (where === undefined) git(directory, 'add', '-A')
  const commands = [
    process.execPath.length > 0 && [process.execPath, '-e', '0'],
    own,
    ...(peer && gitleaks ? [peer] : []),
  ]
  const peaks = commands.map(() => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, command] of commands.entries()) {
      if (index === 2 && round > 0) continue
      const { peak, code } = await watch(where ?? directory, command)
      if (code > 1) throw new Error(`${command.join(' ')} ended with ${code}`)
      peaks[index].push(peak)
    }
  const [empty, mine, theirs] = peaks.map(median)
  measured.push({ name, mine, theirs })
  rows.push([name, figure(empty), `**${figure(mine)}**`, figure(theirs)])
  console.log(rows.at(-1).join(' | '))
}

publish('memory', {
  title: 'Peak memory',
  paragraphs: [
    `\`npm run bench -- memory\`. MB that a process itself held at its peak (\`VmHWM\`), medians of ${ROUNDS} runs in turn (one of gitleaks, and none of what takes it minutes). \`bench/results/large.md\` has what is larger.`,
    table(['what is looked at', 'node that does nothing', 'keyhook', 'gitleaks'], rows),
  ],
  plot: bars({
    title: 'Peak memory',
    unit: 'MB of the process; less is better',
    groups: measured.map(({ name, mine, theirs }) => ({
      name,
      bars: [
        { name: 'keyhook', value: mine, said: figure(mine), kind: 'own' },
        ...(theirs === undefined ? [] : [{ name: 'gitleaks', value: theirs, said: figure(theirs) }]),
      ],
    })),
  }),
})
