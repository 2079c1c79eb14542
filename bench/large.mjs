// What is large, staged and in history: that its key is found at the right place, how long it takes, and node's peak memory. `node bench/large.mjs` writes
// bench/results/large.md. It takes some minutes and 6 GB of disk.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const KEYHOOK = resolve(import.meta.dirname, '../dist/keyhook.cjs')
const MB = 1 << 20
/** A made-up key, composed only now. */
const half = name => createHash('sha512').update(name).digest('base64url').slice(0, 74)
const KEY = ['sk', 'proj', `${half('one')}${Buffer.from('OpenAI').toString('base64')}${half('two')}`].join('-')
const LINE = `const client = '${KEY}'\n`

const root = mkdtempSync(join(tmpdir(), 'keyhook-large-'))
const env = {
  PATH: process.env.PATH,
  HOME: root,
  TMPDIR: root,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
}

/** Writes a file from pieces without ever holding it. */
function write(directory, name, pieces) {
  const file = openSync(join(directory, name), 'w')
  for (const piece of pieces) writeSync(file, piece)
  closeSync(file)
}

function* text(size, line = at => `const value${at} = ${at * 7}\n`) {
  let written = 0
  for (let at = 0; written < size; ) {
    let piece = ''
    while (piece.length < MB) piece += line(at++)
    written += piece.length
    yield piece
  }
}

const SITUATIONS = [
  ['60 MB of text', directory => write(directory, 'a.js', both(text(60 * MB)))],
  ['one line of 5 MB', directory => write(directory, 'a.js', ['x'.repeat(5 * MB), ` ${LINE}`])],
  ['a million short lines', directory => write(directory, 'a.js', both(text(8 * MB, at => `${at}\n`)))],
  [
    '20,000 files',
    directory => {
      for (let at = 0; at < 20_000; at++) {
        if (at % 200 === 0) mkdirSync(join(directory, `d${at / 200}`))
        writeFileSync(join(directory, `d${Math.floor(at / 200)}/f${at}.js`), `export const value = ${at}\n`)
      }
      writeFileSync(join(directory, 'z.js'), LINE)
    },
  ],
  ['a new file of 1.1 GB', directory => write(directory, 'a.js', both(text(1100 * MB)))],
  [
    'the same with another beside it, changed',
    directory => {
      writeFileSync(join(directory, 'small.js'), 'one\n')
      write(directory, 'a.js', text(1100 * MB))
      git(directory, 'add', '-A')
      git(directory, 'commit', '-qm', 'before')
      writeFileSync(join(directory, 'small.js'), `one\n${LINE}`)
      write(directory, 'a.js', both(text(1100 * MB)))
    },
    2,
  ],
]

function* both(pieces) {
  yield* pieces
  yield LINE
}

function git(directory, ...args) {
  return execFileSync('git', ['-c', 'core.compression=1', ...args], { cwd: directory, env })
}

/** Runs keyhook and tells its exit code, time in seconds, own peak memory in MB, and findings. */
async function measure(directory, ...args) {
  const started = performance.now()
  const child = spawn(process.execPath, [KEYHOOK, 'scan', '--format', 'json', ...args], { cwd: directory, env })
  let peak = 0
  const watching = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak)
    } catch {} // it is over
  }, 5)
  let said = ''
  child.stdout.on('data', chunk => {
    said += chunk
  })
  child.stderr.on('data', chunk => process.stderr.write(chunk))
  const code = await new Promise(done => child.on('close', done))
  clearInterval(watching)
  const findings = said === '' ? [] : JSON.parse(said).findings
  return { code, seconds: (performance.now() - started) / 1000, peak: peak / 1024, findings }
}

const rows = []
try {
  for (const [name, prepare, expected = 1] of SITUATIONS) {
    const directory = join(root, 'repository')
    mkdirSync(directory)
    git(directory, 'init', '-q', '-b', 'main')
    prepare(directory)
    git(directory, 'add', '-A')
    const staged = await measure(directory)
    git(directory, 'commit', '-qm', 'large')
    const history = await measure(directory, '--history')
    const files = await measure(directory, '.')
    for (const [how, { code, seconds, peak, findings }] of Object.entries({ staged, history, files })) {
      const places = findings.map(({ path, line, column }) => `${path}:${line}:${column}`)
      const least = how === 'staged' ? expected : 1
      if (code !== 1 || places.length < least)
        throw new Error(`${name}, ${how}: exit code ${code}, ${places.length} findings`)
      rows.push(`| ${name} | ${how} | ${places.join(' ')} | ${seconds.toFixed(1)} | ${peak.toFixed(0)} |`)
      console.log(rows.at(-1))
    }
    rmSync(directory, { recursive: true })
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}
const page = `# What is large

One key at the end of each; \`node bench/large.mjs\`. Time in seconds of the whole scan, on a machine that others used as well; node's own peak memory in MB. node ${process.version}.

| what | how | found at | s | MB |
|---|---|---|--:|--:|
${rows.join('\n')}
`
writeFileSync(join(import.meta.dirname, 'results/large.md'), page)
