// The only file that names `process`, and the only one an old node ever parses: it imports nothing at load time
// and keeps to syntax of many years ago, so that even node 8 gets as far as the line that says what to do.
import type { World } from './cli/world.ts'

const OLDEST_NODE = 20
const FOUND = 1
const FAILED = 2
/** Signals that end keyhook, each with its exit code. */
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) refuseOldNode()
else start()

function refuseOldNode(): void {
  process.exitCode = FAILED
  process.stderr.write(
    `keyhook: node ${OLDEST_NODE} or newer is needed, and this is ${process.version} (${process.execPath}).\n` +
      'Install a newer node, or set KEYHOOK_NODE to the path of one.\n',
  )
}

function start(): void {
  // A promise that never settles lets node end with 0, which would pass for "clean": so failure stands until the end.
  process.exitCode = FAILED
  let outcome: number | null = null
  let unwritten: NodeJS.ErrnoException | null = null
  let watching = false
  let interrupted: (() => Promise<void>) | null = null
  let leaving = false

  const world: World = {
    // A getter as well, since it throws where the directory is gone, and `run` can say so.
    get cwd() {
      return process.cwd()
    },
    env: process.env,
    now: new Date(),
    atExit(step) {
      // Only here: while keyhook waits for the system, a handler would keep a signal from ending it.
      for (const [signal, code] of SIGNALS.slice(1)) process.once(signal, () => end(code))
      process.on('exit', step)
    },
    onInterrupt(step) {
      interrupted = step
    },
    leave() {
      leaving = true
    },
    home: import.meta.dirname,
    // Opened on first use: a clean commit says nothing and reads nothing.
    get stdin() {
      return process.stdin
    },
    get stdout() {
      if (!watching) process.stdout.on('error', error => (unwritten = error))
      watching = true
      return process.stdout
    },
    get stderr() {
      if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {})
      return process.stderr
    },
  }

  process.on('SIGINT', () => {
    const step = interrupted
    // Once only: whoever presses ^C again does not want to wait for that either.
    interrupted = null
    if (step === null) return end(130)
    const last = (): void => end(130)
    step().then(last, last)
  })
  process.on('uncaughtException', fail)
  process.on('exit', () => {
    process.exitCode = conclude(outcome, unwritten, world)
  })
  import('./cli/run.ts').then(front => front.run(process.argv.slice(2), world)).then(finish, fail)

  function finish(code: number): void {
    outcome = code
    // An empty text is written when all before it is.
    if (leaving) process.stdout.write('', () => process.stderr.write('', () => process.exit()))
  }

  function end(code: number): void {
    outcome = code
    process.exit(code)
  }

  /** For what `run` could not catch itself: an event without a listener, a damaged or missing file of keyhook. */
  function fail(error: unknown): void {
    import('./cli/failure.ts')
      .then(failure => failure.fail(error, world))
      .catch(() => {
        world.stderr.write('keyhook: failed, and could not load the part that says why. Install keyhook again.\n')
      })
      .then(() => {
        outcome = FAILED
        process.exit(FAILED)
      })
  }
}

/** A report that was not written is a failure; but a reader that closed early must not hide that secrets were found. */
function conclude(outcome: number | null, unwritten: NodeJS.ErrnoException | null, world: World): number {
  if (outcome === null) {
    world.stderr.write('keyhook: ended before it was done. Nothing was let through; run it again.\n')
    return FAILED
  }
  if (unwritten === null || SIGNALS.some(([, code]) => code === outcome)) return outcome
  if (outcome === FOUND && unwritten.code === 'EPIPE') return FOUND
  world.stderr.write(`keyhook: the report could not be written to standard output (${unwritten.code}).\n`)
  return FAILED
}
