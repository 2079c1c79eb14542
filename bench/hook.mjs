// The pre-commit hook by itself beside git's own diff of what is staged, the least that any hook has to do. Writes bench/results/hook.md.
import { KEYHOOK, run } from './support/environment.mjs'
import { figure, publish, table } from './support/page.mjs'
import { bars } from './support/plot.mjs'
import { time } from './support/processes.mjs'
import { enter, SCENES, trackedRepository } from './support/scenes.mjs'
import { interleave, median, ratio } from './support/statistics.mjs'

const FLOOR = ['git', 'diff-index', '--cached', '-p', 'HEAD']
const CONTENDERS = [
  { name: '`git diff-index --cached -p HEAD`', command: FLOOR },
  // As git starts it.
  { name: 'the hook', command: ['.git/hooks/pre-commit'], env: { GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' } },
  {
    name: 'the hook, without its guard',
    command: ['.git/hooks/pre-commit'],
    env: { GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '', KEYHOOK_GUARD: 'off' },
  },
]

const directory = trackedRepository('hook')
run(directory, process.execPath, KEYHOOK, 'init')

const rows = []
const groups = []
for (const scene of SCENES) {
  enter(directory, scene)
  const [floor, ...own] = interleave(
    CONTENDERS,
    scene.rounds,
    ({ command, env }) => {
      const sample = time(directory, command, { times: scene.times, env })
      if (sample.code !== 0) throw new Error(`${command.join(' ')} ended with ${sample.code} at ${scene.name}`)
      return sample
    },
    { budget: 12 },
  )
  const milliseconds = samples => 1000 * median(samples.map(({ wall }) => wall))
  const ratios = own.map(samples => ratio(samples, floor, ({ wall }) => wall))
  rows.push([
    scene.name,
    figure(milliseconds(floor)),
    figure(milliseconds(own[0])),
    `**${figure(ratios[0])}**`,
    figure(milliseconds(own[1])),
    figure(ratios[1]),
  ])
  groups.push({
    name: scene.name,
    bars: [
      { name: 'git’s own diff', value: 1, said: `1, ${figure(milliseconds(floor))} ms`, kind: 'floor' },
      { name: 'the hook', value: ratios[0], said: `${figure(ratios[0])}`, kind: 'own' },
      { name: 'without its guard', value: ratios[1], said: figure(ratios[1]) },
    ],
  })
  console.log(rows.at(-1).join(' | '))
}

publish('hook', {
  title: 'The pre-commit hook by itself',
  paragraphs: [
    `\`npm run bench -- hook\`. What is staged is clean, in a repository of 5,000 tracked files. Whole processes, in milliseconds, medians of interleaved runs; a ratio is the median of those of each round,
of the hook to \`git diff-index --cached -p HEAD\`. Without its guard (\`KEYHOOK_GUARD=off\`) the hook starts node each time.`,
    table(['staged', 'git’s own diff', 'the hook', 'ratio', 'without its guard', 'ratio'], rows),
  ],
  plot: bars({
    title: 'The pre-commit hook, in units of git’s own diff',
    unit: 'clean commit, 5,000 tracked files; less is better',
    groups,
    logarithmic: true,
  }),
})
