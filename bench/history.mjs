// What `keyhook scan --history` costs beside bare `git log -p --all`: interleaved runs, medians, ratios, and node's own peak memory. Writes
// bench/results/history.md. `npm run bench -- history [COMMITS]`; RUNS rounds.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeHistory } from './history-repository.mjs'

const COMMITS = Number(process.argv[2] ?? 10_000)
const RUNS = Number(process.env.RUNS ?? 3)
const KEYHOOK = resolve(import.meta.dirname, '../dist/keyhook.cjs')

const root = mkdtempSync(join(tmpdir(), 'keyhook-history-'))
const env = { PATH: process.env.PATH, HOME: root, TMPDIR: root, GIT_CONFIG_NOSYSTEM: '1' }

/** Runs a program to its end; tells seconds, and the peak of its own memory in MB, which is not that of the git it starts. */
async function measure(cwd, program, ...args) {
  const started = performance.now()
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let peak = 0
  let ticks = 0
  const watching = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak)
      // utime, stime, and those of the programs it has waited for
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 15)
      ticks = fields.reduce((sum, field) => sum + Number(field), 0)
    } catch {} // it is over
  }, 10)
  let bytes = 0
  child.stdout.on('data', chunk => {
    bytes += chunk.length
  })
  const code = await new Promise(done => child.on('close', done))
  clearInterval(watching)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`)
  return { seconds: (performance.now() - started) / 1000, cpu: ticks / 100, peak: peak / 1024, bytes }
}

const contenders = [
  ['`git log -p --all`', directory => measure(directory, 'git', 'log', '-p', '--all')],
  ...[1, 2].map(jobs => [
    `keyhook, --jobs ${jobs}`,
    directory => measure(directory, process.execPath, KEYHOOK, 'scan', '--history', '--jobs', String(jobs)),
  ]),
]

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
}

async function compare(commits, runs) {
  const directory = join(root, String(commits))
  await makeHistory(directory, commits)
  const results = contenders.map(() => [])
  for (let run = 0; run < runs; run++)
    for (const [index, [, start]] of contenders.entries()) results[index].push(await start(directory))
  rmSync(directory, { recursive: true })
  return results.map((own, index) => ({
    name: contenders[index][0],
    seconds: median(own.map(({ seconds }) => seconds)),
    ratio: median(own.map(({ seconds }, run) => seconds / results[0][run].seconds)),
    cpu: median(own.map(({ cpu }) => cpu)),
    peak: Math.max(...own.map(({ peak }) => peak)),
    bytes: own[0].bytes,
  }))
}

try {
  const small = await compare(COMMITS / 10, 1)
  const large = await compare(COMMITS, RUNS)
  const rows = large.map(({ name, seconds, ratio, cpu, peak }, index) => {
    const memory = index === 0 ? '| |' : `| ${small[index].peak.toFixed(0)} | ${peak.toFixed(0)} |`
    return `| ${name} | ${seconds.toFixed(1)} | ${ratio.toFixed(2)} | ${cpu.toFixed(1)} | ${(cpu / large[0].cpu).toFixed(2)} ${memory}`
  })
  const page = `# A history of ${COMMITS.toLocaleString('en')} commits

Generated, ${Math.round(large[0].bytes / 1e6)} MB of patches, no secrets; \`node bench/history.mjs\`. Medians of ${RUNS} interleaved runs; a ratio is the median of those of each round. Memory is
node's own peak in MB (\`VmHWM\`). CPU is that of all processes together: git and keyhook work side by side, so with a second core to itself the time of one job is that of git.
Load while it ran: ${loadavg()[0].toFixed(1)}. node ${process.version}, ${cpus().length} cores.

| what | s | ratio | CPU s | ratio | MB, ${(COMMITS / 10).toLocaleString('en')} commits | MB |
|---|--:|--:|--:|--:|--:|--:|
${rows.join('\n')}
`
  writeFileSync(join(import.meta.dirname, 'results/history.md'), page)
  console.log(page)
} finally {
  rmSync(root, { recursive: true, force: true })
}
