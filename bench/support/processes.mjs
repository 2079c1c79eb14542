import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { ENVIRONMENT } from './environment.mjs'

/** The shell's own clock, for it counts the CPU time of the programs that a program starts, too. */
const CLOCK = `
TIMEFORMAT='%3R %3U %3S'
times=$1
limit=$2
shift 2
time {
  for ((turn = 0; turn < times; turn++)); do
    if [ "$limit" = 0 ]; then "$@" </dev/null >/dev/null 2>/dev/null 3>&-; else timeout "$limit" "$@" </dev/null >/dev/null 2>/dev/null 3>&-; fi
    code=$?
  done
}
echo "$code"
`
const TIMED_OUT = 124

/**
 * Runs a program `times` times, one after another; wall and CPU seconds of one, all processes it started included, and the exit code of the last.
 * One that is longer than `limit` seconds is ended: its seconds are then Infinity.
 */
export function time(cwd, [program, ...args], { times = 1, limit = 0, env = {} } = {}) {
  const shell = spawnSync('bash', ['-c', CLOCK, 'clock', String(times), String(limit), program, ...args], {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    encoding: 'utf8',
  })
  const [wall, user, system] = shell.stderr.trim().split(' ').map(Number)
  const code = Number(shell.stdout)
  if (shell.status !== 0 || system === undefined || code === 127)
    throw new Error(`${program} ${args.join(' ')} could not be timed: ${shell.stderr}`)
  if (limit > 0 && code === TIMED_OUT) return { wall: Infinity, cpu: Infinity, code }
  return { wall: wall / times, cpu: (user + system) / times, code }
}

/** Runs a program; the peak of its own memory in MB (Linux), seconds, exit code, and what it printed. Programs that it starts do not count. */
export async function watch(cwd, [program, ...args], { keep = false } = {}) {
  const started = performance.now()
  const child = spawn(program, args, { cwd, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'ignore'] })
  let peak = 0
  const watching = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak)
    } catch {} // it is over
  }, 3)
  let said = ''
  let bytes = 0
  child.stdout.on('data', chunk => {
    bytes += chunk.length
    if (keep) said += chunk
  })
  const code = await new Promise((done, fail) => child.on('close', done).on('error', fail))
  clearInterval(watching)
  return { code, seconds: (performance.now() - started) / 1000, peak: peak / 1024, said, bytes }
}
